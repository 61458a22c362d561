import type { Frame, Sentence } from '../core/analysis.ts';
import { applyRules, type Rule, type Rules } from '../core/rule.ts';
import { cover, overlaps, type Span, slice } from '../core/span.ts';
import type { CueForm, CueLexicon } from '../lexicon/cues.ts';
import type { Candidate } from './candidate.ts';
import { type CueMatch, cueAt, predicateAt } from './cues.ts';
import { hasAsClause, isQuotedAsSaying } from './framechecks.ts';
import { union } from './spans.ts';
import { agentOf, isNegated, isPassive, sourceSpan, speakerOf } from './speakers.ts';
import { dependents, headWithin, isUnder, sentenceAt } from './trees.ts';
import { addresseeOf, mediumOf } from './venues.ts';

const FORMS: readonly CueForm[] = ['preposition', 'noun', 'adjective', 'adverb', 'possessive'];

/** The lexicon's entry among the words of a cue, the last verb before anything else ("declined to say": say). */
function matchWithin(sentence: Sentence, cue: Span, cues: CueLexicon): CueMatch | null {
  for (let i = sentence.words.length - 1; i >= 0; i--) {
    const match = overlaps(sentence.words[i]!, cue) ? predicateAt(cues, sentence, i) : null;
    if (match) return match;
  }
  for (const form of FORMS)
    for (let i = sentence.words.length - 1; i >= 0; i--) {
      const word = sentence.words[i]!;
      // "signed" is no sign
      if (!overlaps(word, cue) || (form === 'noun' && word.upos === 'VERB')) continue;
      const match = cueAt(cues, form, sentence, i);
      if (match) return match;
    }
  return null;
}

function isTurned(text: string, cue: Span, cues: CueLexicon): boolean {
  const words = slice(text, cue).toLowerCase().split(/\s+/u);
  const has = (form: 'negation' | 'refusal', word: string) => cues.starting(form, word).length > 0;
  return words.some(
    (w) => has('negation', w) || has('negation', w.slice(-3)) || has('refusal', w.replace(/e?d$/u, '')),
  );
}

/** The source of a frame that has none, from the tree: the subject its cue verb has or shares with the verb above. */
function sourceFromTree(sentence: Sentence, cue: Span): Span | null {
  const verb = sentence.words.findLastIndex((w) => w.upos === 'VERB' && overlaps(w, cue));
  const speaker = verb < 0 ? 'unknown' : speakerOf(sentence, verb);
  return speaker === 'unknown' || speaker.head === null ? null : sourceSpan(sentence, speaker.head, [verb]);
}

const distance = (a: Span, b: Span): number => Math.max(0, a.from - b.to, b.from - a.to);

/** Characters between two fragments of one noun phrase. */
const SLIP = 30;

/**
 * A source's fragments as phrases: none runs over the end of a sentence or line, small gaps are the model's slips, and so
 * is an article by itself.
 */
function phrasesOf(text: string, spans: readonly Span[], sentences: readonly Sentence[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of union(spans)) {
    const sentence = sentenceAt(sentences, span.to - 1);
    const line = text.lastIndexOf('\n', span.to - 1) + 1;
    const own = { from: Math.max(span.from, sentence?.from ?? 0, line), to: span.to };
    if (/^(?:the|an?)$/iu.test(slice(text, own))) continue;
    const last = joined.at(-1);
    if (last && own.from - last.to <= SLIP && sentence && last.from >= sentence.from)
      joined[joined.length - 1] = cover([last, own]);
    else joined.push(own);
  }
  return joined;
}

/**
 * "Nothing was reported": the subject of a passive without agent is no source, and of "it is said" nobody is. Nor is who was
 * "asked about the plan" the one who asks.
 */
function isPatient(sentence: Sentence, cue: Span, source: Span): boolean {
  const verb = sentence.words.findLastIndex((w) => w.upos === 'VERB' && overlaps(w, cue));
  if (verb < 0 || agentOf(sentence, verb) !== null || hasAsClause(sentence, verb)) return false;
  if (!isPassive(sentence, verb)) return isAsked(sentence, verb);
  if (reports(sentence, verb, source)) return true;
  // "he is believed to be ill, said the doctor": who speaks after it believes nothing
  if (source.from > sentence.words[verb]!.to && !isUnder(sentence, headWithin(sentence, source) ?? verb, verb))
    return true;
  return dependents(sentence, verb, 'nsubj', 'expl').some(
    (i) => overlaps(sentence.words[i]!, source) || sentence.words[i]!.form.toLowerCase() === 'it',
  );
}

/** "The ministry said that rain was expected": who says so of a passive without agent expects nothing. */
function reports(sentence: Sentence, verb: number, source: Span): boolean {
  const { deprel, head } = sentence.words[verb]!;
  return deprel === 'ccomp' && dependents(sentence, head, 'nsubj').some((i) => overlaps(sentence.words[i]!, source));
}

/**
 * "Asked about the plan, he said", "the envoy, asked about it, said": a participle with neither object nor a subject but
 * the one before the comma, before the verb it hangs on.
 */
function isAsked(sentence: Sentence, verb: number): boolean {
  const { form, head, deprel } = sentence.words[verb]!;
  const isOpening = verb === 0 || sentence.words[verb - 1]!.form === ',';
  return (
    (deprel === 'acl' || (head > verb && /^(?:advcl|ccomp)$/u.test(deprel))) &&
    form.toLowerCase().endsWith('ed') &&
    (isOpening || dependents(sentence, verb, 'nsubj').length === 0) &&
    dependents(sentence, verb, 'aux', 'obj', 'ccomp', 'xcomp', 'mark').length === 0
  );
}

/** What the tree adds to a frame: addressee and medium outside its content. */
function venues(sentence: Sentence, match: CueMatch | null, cue: Span, content: readonly Span[], cues: CueLexicon) {
  const verb = match?.first ?? sentence.words.findLastIndex((w) => w.upos === 'VERB' && overlaps(w, cue));
  if (verb < 0) return { addressee: null, medium: null };
  const taken = sentence.words.flatMap((w, i) => (content.some((c) => overlaps(c, w)) ? [i] : []));
  return { addressee: match && addresseeOf(sentence, match, taken), medium: mediumOf(sentence, verb, taken, cues) };
}

/** True unless a cue holds function words only ("about", "has", "in"); a colon says something. */
const saysSomething = (sentence: Sentence, cue: Span): boolean =>
  sentence.words.some((w) => overlaps(w, cue) && (/^(?:VERB|NOUN|PROPN|ADJ)$/u.test(w.upos) || w.form === ':'));

/** What the rules look at beside a frame. */
interface Around {
  readonly cue: Span;
  readonly sentence: Sentence;
  readonly match: CueMatch | null;
}

const isVerb = (sentence: Sentence, index: number | null): boolean =>
  index !== null && sentence.words[index]!.upos === 'VERB';

/** What becomes of a frame of the model before it meets what the rules found. */
export const FRAMED: readonly Rule<Candidate, Around>[] = [
  {
    id: 'cue-says-nothing',
    because: 'function words alone ("about", "has", "in") are no cue; a colon is one',
    gold: 'cues-other.gold#In his opinion, the pact',
    does: (c, _, { match, sentence, cue }) => (match === null && !saysSomething(sentence, cue) ? null : c),
  },
  {
    id: 'quoted-as-saying',
    because: '"Quoted the duke as saying that …": the words hang on "saying" (rare, but else the words stand twice)',
    gold: 'nested.gold#The Gazette quoted the duke',
    does: (c, _, { match, sentence }) => (match && isQuotedAsSaying(sentence, match.first) ? null : c),
  },
  {
    id: 'clause-no-source',
    because: '"The paper printed a leaflet" before "claiming": a clause is no source, its last noun may be',
    gold: 'rules.gold#Officials said they suspect',
    does: (c, _, { sentence, cue }) =>
      c.source && isVerb(sentence, headWithin(sentence, c.source))
        ? { ...c, source: sourceFromTree(sentence, cue) ?? c.source }
        : c,
  },
  {
    id: 'patient',
    because: '"Nothing was reported", "asked about the plan, he": whom a thing happens to does not say it',
    gold: 'indirect.gold#The crew was told that the harbour',
    does: (c, _, { sentence, cue }) => (c.source && isPatient(sentence, cue, c.source) ? { ...c, source: null } : c),
  },
];

/** A frame of the reader model as a candidate; act, polarity and distance come from the lexicon. */
export function fromFrame(
  text: string,
  sentences: readonly Sentence[],
  frame: Frame,
  cues: CueLexicon,
  rules: Rules<Candidate>,
): Candidate | null {
  if (frame.cue.length === 0 || frame.content.length === 0) return null;
  const cue = cover(frame.cue);
  const sentence = sentenceAt(sentences, cue.from);
  if (!sentence) return null;
  const match = matchWithin(sentence, cue, cues);
  const phrases = phrasesOf(text, frame.source, sentences);
  const turned = isTurned(text, cue, cues) || (match !== null && isNegated(sentence, match.first, cues));
  const draft: Candidate = {
    source: phrases.toSorted((a, b) => distance(a, cue) - distance(b, cue))[0] ?? null,
    cue,
    content: union(frame.content),
    act: match?.entry.act ?? 'statement',
    polarity: turned === (match?.entry.polarity === '-') ? '+' : '-',
    distance: match?.entry.distance ?? false,
    addressee: null,
    medium: null,
    quotes: match?.entry.takes.includes('quote') ?? true,
    known: match !== null,
    rule: 'reader-model',
    confidence: frame.confidence,
  };
  const around = { cue, sentence, match };
  const [read] = applyRules(FRAMED, [draft], around, rules);
  return read ? { ...read, ...venues(sentence, match, cue, read.content, cues) } : null;
}
