import type { Sentence, Word } from '../core/analysis.ts';
import type { Governor, HedgesLexicon } from '../lexicon/hedges.ts';
import {
  auxiliaries,
  beOf,
  isBe,
  isInfinitive,
  isNegated,
  isPast,
  isPerfect,
  isPresentBe,
  lower,
  stems,
} from './forecasts-clause.ts';
import { type Finder, modifiersOf, strengthened, type Wording } from './forecasts-wording.ts';
import { dependents, isUnder, relation } from './trees.ts';

/** An estimate that is denied: "not likely" is unlikely. */
const NOT: Readonly<Record<string, string>> = {
  likely: 'unlikely',
  unlikely: 'likely',
  'very likely': 'unlikely',
  'almost certain': 'roughly even',
};

/** "plans to", "is likely to", "expects that", "is scheduled for". */
export const governors: Finder = (sentence, lexicon) =>
  sentence.words.flatMap((word, index) => {
    if (!GOVERNING.has(word.upos)) return [];
    for (const entry of lexicon.governors(stems(word))) {
      const wording = isOf(entry, word.upos) ? governed(sentence, lexicon, index, entry) : null;
      if (wording) return [wording];
    }
    return [];
  });

const POS = { verb: ['VERB'], adjective: ['ADJ', 'VERB', 'ADV', 'ADP'], noun: ['NOUN'] } as const;
const GOVERNING: ReadonlySet<string> = new Set(Object.values(POS).flat());
const isOf = (entry: Governor, upos: string): boolean => (POS[entry.pos] as readonly string[]).includes(upos);

function governed(s: Sentence, lexicon: HedgesLexicon, index: number, entry: Governor): Wording | null {
  const be = beOf(s, index) ?? beBeside(s, index);
  if (entry.be && !be) return null;
  if (entry.pos === 'adjective' && s.words[index + 1]?.form === 'by') return null;
  const negated = isNegated(s, index) || hasNoDeterminer(s, index);
  if (negated && !entry.negatable) return null;
  if (entry.own && auxiliaries(s, index).some((a) => lower(s.words[a]!) === 'had')) return null;
  const predicate = complement(s, index, entry);
  if (predicate === null) return null;
  const past = be ? !isPresentBe(be) : entry.pos === 'verb' && (isPast(s, index) || isPerfect(s, index));
  const term = strengthened(s, lexicon, index, entry.term);
  return {
    sentence: s,
    predicate,
    scope: isUnder(s, index, predicate) ? predicate : scopeOf(s, index, entry),
    words: wordsOf(s, lexicon, index, entry),
    class: entry.class,
    term: negated && entry.class === 'estimative' && term ? (NOT[term] ?? null) : term,
    rule: `governor-${s.words[index]!.lemma}`,
    ...(past && entry.own ? { reported: true } : {}),
    ...(entry.takes === 'clause' || entry.takes === 'object' ? { looksAhead: true } : {}),
    ...((entry.takes === 'date' && !isOutcome(s, index, lexicon)) ||
    (entry.pos === 'adjective' && entry.own && s.words[index]!.deprel === 'acl:relcl') ||
    (entry.pos === 'noun' && entry.takes === 'infinitive' && !hasIt(s, index)) ||
    (entry.takes === 'object' && entry.class === 'estimative')
      ? { dated: true }
      : {}),
  };
}

/** "A war is unlikely": what may come needs no day to be foretold. */
const isOutcome = (s: Sentence, index: number, lexicon: HedgesLexicon): boolean =>
  dependents(s, index, 'cop').some((c) => isPresentBe(s.words[c]!)) &&
  dependents(s, index, 'nsubj').some((c) => lexicon.has('outcome', stems(s.words[c]!)));

/** "has a plan to": what somebody has now, not one of the plans that are told about. */
const hasIt = (s: Sentence, index: number): boolean => {
  const word = s.words[index]!;
  const above = word.head >= 0 ? s.words[word.head]! : null;
  return relation(word) === 'obj' && above !== null && ['has', 'have'].includes(lower(above));
};

/** The "be" right before the word, where the tree hangs it elsewhere. */
const beBeside = (s: Sentence, index: number): Word | null =>
  s.words.slice(Math.max(0, index - 2), index).find((w) => w.upos === 'AUX' && isBe(w)) ?? null;

const hasNoDeterminer = (s: Sentence, index: number): boolean =>
  dependents(s, index, 'det').some((c) => lower(s.words[c]!) === 'no');

/** The head of the infinitive, clause or noun that the governor foretells. */
function complement(s: Sentence, index: number, { takes }: Governor): number | null {
  const clauses = dependents(s, index, 'xcomp', 'ccomp', 'csubj', 'acl', 'advcl').filter((c) => c > index);
  const finite = (c: number) => !isInfinitive(s, c) && dependents(s, c, 'nsubj', 'csubj', 'expl').length > 0;
  switch (takes) {
    case 'infinitive':
    case 'person':
      return clauses.find((c) => isInfinitive(s, c)) ?? nextInfinitive(s, index);
    case 'clause':
      return clauses.find((c) => relation(s.words[c]!) !== 'advcl' && finite(c)) ?? null;
    case 'object':
      if (clauses.length > 0 || !dependents(s, index, 'nsubj').some((c) => c < index)) return null;
      return dependents(s, index, 'obj').find((c) => s.words[c]!.upos === 'NOUN') ?? null;
    case 'date':
      return clauses.some((c) => isInfinitive(s, c)) ? null : index;
  }
}

/** "due to sail" where the tree does not show the infinitive. */
function nextInfinitive(s: Sentence, index: number): number | null {
  const [to, verb] = [s.words[index + 1], s.words[index + 2]];
  return to && verb?.upos === 'VERB' && lower(to) === 'to' && lower(verb) === verb.lemma ? index + 2 : null;
}

/** "has no plans to": the clause above the noun is what is foretold. */
function scopeOf(s: Sentence, index: number, { pos, takes }: Governor): number {
  if (takes === 'clause' || takes === 'object') return complement(s, index, { takes } as Governor) ?? index;
  const word = s.words[index]!;
  if (pos === 'noun' && relation(word) === 'obj' && s.words[word.head]?.lemma === 'have') return word.head;
  return index;
}

function wordsOf(s: Sentence, lexicon: HedgesLexicon, index: number, { takes, pos }: Governor): readonly number[] {
  const helpers = dependents(s, index, 'aux', 'cop').filter((a) => a < index && index - a <= 4);
  const first = pos === 'adjective' && takes !== 'clause' ? (helpers[0] ?? index) : index;
  const before = modifiersOf(s, lexicon, index);
  const from = Math.min(first, index, ...before);
  const words: number[] = [];
  for (let i = from; i <= index; i++) words.push(i);
  const next = s.words[index + 1];
  if (next && lower(next) === 'to' && takes === 'infinitive') words.push(index + 1);
  return words;
}
