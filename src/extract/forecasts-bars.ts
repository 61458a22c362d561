import type { Sentence } from '../core/analysis.ts';
import type { HedgesLexicon } from '../lexicon/hedges.ts';
import {
  isCoordinate,
  isNegated,
  isPast,
  isPerfect,
  lower,
  openings,
  stems,
  subjectOf,
  upward,
} from './forecasts-clause.ts';
import type { Wording } from './forecasts-wording.ts';
import { dependents, relation, subtree } from './trees.ts';

/** What else must be known of a wording: whether its clause is reported speech, and whether a date ahead stands by it. */
export interface Circumstances {
  readonly isReported: boolean;
  /** The source denies it, or did not say it. */
  readonly isDenied: boolean;
  readonly isQuoted: boolean;
  readonly isDatedAhead: boolean;
  readonly isDatedBack: boolean;
}

const WH = new Set(['what', 'who', 'whom', 'whose', 'how', 'whether', 'why', 'where', 'when', 'which']);

/** Why the wording foretells nothing; null where it does. */
export function barred(w: Wording, text: string, lexicon: HedgesLexicon, known: Circumstances): string | null {
  const { sentence: s, predicate, scope } = w;
  if (/\?["”'’»)\]]*\s*$/u.test(text.slice(s.from, s.to))) return 'question';
  if (w.rule.startsWith('auxiliary') && w.words[0] === firstWord(s) && (subjectOf(s, predicate) ?? 0) > w.words[0]!)
    return 'inverted';
  if (known.isDenied) return 'denied';
  if (w.dated && !known.isDatedAhead && !looksOn(w, lexicon)) return 'no date ahead';
  if (orNot(w)) return 'either way';
  if (w.reported && !known.isDatedAhead && (!known.isReported || known.isQuoted)) return 'not reported';
  if (isWould(w) && !isBackshifted(w, known) && !isEstimate(w, known)) return 'hypothetical';
  if (isPerfect(s, predicate) && w.class !== 'estimative') return 'looks back';
  if (follows(w)) return 'embedded question';
  return subordinated(s, scope, lexicon) ?? addressed(w, lexicon, known) ?? possibilityBar(w, lexicon, known);
}

/** "Would", also with an adverb of likelihood beside it. */
const isWould = ({ sentence: s, predicate, rule }: Wording): boolean =>
  /^(auxiliary|adverb)/u.test(rule) &&
  dependents(s, predicate, 'aux').some(
    (a) => /^(would|['’]d)$/u.test(lower(s.words[a]!)) && s.words[a]!.lemma !== 'have',
  );

/** "It would probably lift the ban in late 2024": an estimate with a day ahead, and a condition or none. */
const isEstimate = ({ class: said, rule }: Wording, known: Circumstances): boolean =>
  said === 'estimative' && rule.startsWith('adverb') && known.isDatedAhead;

/** "can again", "can soon": a possibility of the time to come without a day. */
const looksOn = ({ sentence: s, predicate, rule }: Wording, lexicon: HedgesLexicon): boolean =>
  rule.startsWith('auxiliary') &&
  subjectOf(s, predicate) !== null &&
  dependents(s, predicate, 'advmod').some((c) => lexicon.has('ahead', s.words[c]!.form));

/** "May or may not": says nothing. */
const orNot = ({ sentence: s, words }: Wording): boolean => {
  const near = s.words
    .slice(Math.max(0, words[0]! - 3), words.at(-1)! + 4)
    .map(lower)
    .join(' ');
  return /\b(may|might|will) or (\1|wo) (not|n't|n’t)\b/u.test(near);
};

/** "said that it would": not "a plan that would", nor "it would be wrong to". */
function isBackshifted({ sentence: s, predicate }: Wording, known: Circumstances): boolean {
  if (!known.isReported || known.isQuoted) return false;
  if (s.words[predicate]!.deprel === 'acl:relcl' && !known.isDatedAhead) return false;
  return dependents(s, predicate, 'cop').length === 0 || dependents(s, predicate, 'expl', 'csubj').length === 0;
}

/** The clause is a question, a condition, a time, a purpose, or what somebody wishes. */
function subordinated(s: Sentence, scope: number, lexicon: HedgesLexicon): string | null {
  for (const at of upward(s, scope)) {
    const word = s.words[at]!;
    const clause = relation(word);
    const above = word.head >= 0 ? s.words[word.head]! : null;
    if (clause === 'ccomp' && above && lexicon.has('desire', stems(above))) return 'wished or asked';
    if (clause === 'acl' && above && lexicon.has('desire', stems(above)) && !word.deprel.includes('relcl'))
      return 'wished';
    if (word.deprel === 'acl:relcl' && above && WH.has(lower(above))) return 'embedded question';
    if (['ccomp', 'csubj', 'advcl', 'acl'].includes(clause) && !word.deprel.includes('relcl') && asks(s, at))
      return 'embedded question';
    const subordinate = clause === 'advcl' && openings(s, at).some((m) => lexicon.has('subordinate', m));
    if (subordinate && !isCoordinate(s, at, lexicon)) return 'subordinate';
    if (!['conj', 'xcomp', 'ccomp', 'acl', 'csubj', 'aux', 'cop'].includes(clause) && at !== scope) return null;
  }
  return null;
}

const ASKING = new Set(['how', 'whether', 'what', 'why']);

/** "how the city will": the question word stands before the auxiliary without a verb between, whatever the tree says. */
function follows({ sentence: s, words, rule }: Wording): boolean {
  if (!rule.startsWith('auxiliary') && !rule.startsWith('adverb')) return false;
  for (let i = words[0]! - 1; i >= Math.max(0, words[0]! - 7); i--) {
    const word = s.words[i]!;
    if (ASKING.has(lower(word))) return i > 0;
    if (['VERB', 'AUX', 'PUNCT', 'SCONJ'].includes(word.upos)) return false;
  }
  return false;
}

/** True where the clause opens with a question word of its own. */
function asks(s: Sentence, at: number): boolean {
  const opening = openings(s, at);
  if (opening.includes('whether') || (opening.includes('if') && relation(s.words[at]!) === 'ccomp')) return true;
  return dependents(s, at, 'nsubj', 'obj', 'obl', 'advmod', 'det').some((c) => {
    const opening = subtree(s, c).slice(0, 2);
    return c < at && opening.some((i) => WH.has(lower(s.words[i]!)));
  });
}

/** "As we will see", "boys will be boys", "you will find": no claim about the time to come. */
function addressed(w: Wording, lexicon: HedgesLexicon, known: Circumstances): string | null {
  const { sentence: s, predicate } = w;
  const subject = subjectOf(s, predicate);
  const who = subject === null ? 'it' : lower(s.words[subject]!);
  const told = stems(s.words[predicate]!);
  if (lexicon.isRhetoric(told, who) && !known.isDatedAhead) return 'rhetoric';
  if (who === 'you' || who === 'anyone' || who === 'whoever') return 'addressed to anyone';
  if (subject !== null && stems(s.words[subject]!).some((stem) => stem === told[0])) return 'proverb';
  const generic = dependents(s, predicate, 'advmod').some((c) => lexicon.has('generic', s.words[c]!.form));
  if (generic && !known.isDatedAhead) return 'general truth';
  const forAll = dependents(s, predicate, 'advcl').some((c) => {
    const condition = subjectOf(s, c);
    return condition !== null && lower(s.words[condition]!) === 'you';
  });
  return forAll ? 'general truth' : null;
}

/** "may be lying", "could not cross", "can speak": about now, then, or at any time. */
function possibilityBar(w: Wording, lexicon: HedgesLexicon, known: Circumstances): string | null {
  const { sentence: s, predicate } = w;
  const word = s.words[predicate]!;
  if (w.looksAhead) return clauseAhead(w, lexicon, known);
  if (w.class !== 'possibility' || !w.rule.startsWith('auxiliary')) return null;
  if (isPerfect(s, predicate)) return 'looks back';
  if (/coul?d|ca/u.test(w.rule) && isNegated(s, predicate)) return 'inability';
  if (known.isDatedBack) return 'dated back';
  const state = lexicon.has('state', stems(word)) || dependents(s, predicate, 'cop').length > 0;
  const progressive = lower(word).endsWith('ing');
  return (state || progressive) && !known.isDatedAhead ? 'about the present' : null;
}

/** "It is possible that …", "doubts that …", "expects that …": only where the clause itself looks ahead. */
function clauseAhead(w: Wording, lexicon: HedgesLexicon, known: Circumstances): string | null {
  const { sentence: s, predicate } = w;
  if (s.words[predicate]!.upos === 'NOUN' && dependents(s, predicate, 'cop').length === 0)
    return known.isDatedBack ? 'dated back' : null;
  const ahead = dependents(s, predicate, 'aux').some((a) => lexicon.auxiliary(s.words[a]!.form));
  if (ahead) return null;
  return isPast(s, predicate) || !known.isDatedAhead ? 'clause does not look ahead' : null;
}

const firstWord = (s: Sentence): number => s.words.findIndex((w) => w.upos !== 'PUNCT');
