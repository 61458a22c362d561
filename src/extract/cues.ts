import type { Sentence } from '../core/analysis.ts';
import { cover, type Span } from '../core/span.ts';
import type { Complement, Cue, CueForm, CueLexicon } from '../lexicon/cues.ts';
import type { Candidate } from './candidate.ts';
import { agentOf, isNegated, isPassive, isRefused, type Speaker, sourceSpan, speakerOf } from './speakers.ts';
import { dependents, phrase, relation, runs, subtree } from './trees.ts';
import { addresseeOf, mediumOf } from './venues.ts';

/** A cue of the lexicon where it stands: its first and last word. */
export interface CueMatch {
  readonly entry: Cue;
  readonly first: number;
  readonly last: number;
}

/** The entry of `form` that begins at a word, by lemma or by the word as written; the longest phrase wins. */
export function cueAt(cues: CueLexicon, form: CueForm, sentence: Sentence, index: number): CueMatch | null {
  const word = sentence.words[index];
  if (!word) return null;
  const lemma = word.lemma.toLowerCase();
  const written = word.form.toLowerCase();
  return (
    longest(cues.starting(form, lemma), sentence, index) ??
    (written === lemma ? null : longest(cues.starting(form, written), sentence, index))
  );
}

function longest(entries: readonly Cue[], sentence: Sentence, index: number): CueMatch | null {
  for (const entry of entries) {
    const rest = entry.cue.split(' ').slice(1);
    const matches = rest.every((part, i) => {
      const next = sentence.words[index + 1 + i];
      return next !== undefined && (next.form.toLowerCase() === part || next.lemma.toLowerCase() === part);
    });
    if (matches) return { entry, first: index, last: index + rest.length };
  }
  return null;
}

const BESIDE = ['aux', 'advmod', 'cop', 'compound'];
const form = (sentence: Sentence, index: number): string => sentence.words[index]!.form.toLowerCase();

/** First word of the cue with its auxiliaries, negation and adverbs: "has also said", "did not mention", "declined to say". */
function cueStart(sentence: Sentence, verb: number, cues: CueLexicon): number {
  let from = verb;
  const beside = (w: number) =>
    sentence.words[w]!.head === verb &&
    (BESIDE.includes(relation(sentence.words[w]!)) || form(sentence, w) === 'to') &&
    !['as', 'how', 'when', 'why', 'where'].includes(form(sentence, w));
  while (from > 0 && beside(from - 1)) from--;
  const { head } = sentence.words[verb]!;
  if (
    relation(sentence.words[verb]!) === 'xcomp' &&
    head >= 0 &&
    head === from - 1 &&
    cueAt(cues, 'refusal', sentence, head)
  )
    return cueStart(sentence, head, cues);
  return form(sentence, from) === 'to' && from < verb ? from + 1 : from;
}

export function cueSpan(sentence: Sentence, { first, last }: CueMatch, cues: CueLexicon): Span {
  const particle = sentence.words[last + 1]?.head === first && sentence.words[last + 1]!.deprel === 'compound:prt';
  return {
    from: sentence.words[cueStart(sentence, first, cues)]!.from,
    to: sentence.words[particle ? last + 1 : last]!.to,
  };
}

/** What a cue says, where it stands and how sure the tree makes us. */
interface Complemented {
  readonly spans: readonly Span[];
  /** Head words of the content, kept out of source, addressee and medium. */
  readonly heads: readonly number[];
  readonly confidence: number;
  /** The preposition that belongs to the cue ("spoke about"). */
  readonly preposition?: number;
}

const spansOf = (sentence: Sentence, head: number, except: readonly number[] = []): readonly Span[] => {
  const whole = runs(sentence, subtree(sentence, head, new Set(except)));
  return whole.filter((s) => s.to - s.from > 1);
};

/** "Gondor, the envoy said, would wait"; "As the envoy said, Gondor would wait": the content is the clause around. */
function clauseAround(sentence: Sentence, verb: number): Complemented | null {
  const { head, deprel } = sentence.words[verb]!;
  if (head < 0) return null;
  const as = dependents(sentence, verb, 'mark', 'advmod').some((i) => form(sentence, i) === 'as');
  if (!(deprel === 'parataxis' || (deprel === 'advcl' && as)) || dependents(sentence, verb, 'cop').length > 0)
    return null;
  // "they will summon the envoy, they will shout": what is to come stands beside the clause, and carries none
  if (dependents(sentence, verb, 'aux').some((i) => /^(?:will|shall|['’]ll)$/u.test(form(sentence, i)))) return null;
  return { spans: spansOf(sentence, head, [verb]), heads: [], confidence: 0.75 };
}

/** "The envoy is expected to come": what is expected is split around the cue. */
function passiveInfinitive(sentence: Sentence, verb: number, infinitive: number, told: boolean): Complemented {
  const subject = dependents(sentence, verb, 'nsubj')[0];
  const own = spansOf(sentence, infinitive);
  if (subject === undefined || told) return { spans: own, heads: [infinitive], confidence: 0.6 };
  return { spans: [phrase(sentence, subject), ...own], heads: [infinitive], confidence: 0.6 };
}

function infinitiveContent(sentence: Sentence, verb: number, { told, form: kind }: Cue): Complemented | null {
  const adjective = kind === 'adjective';
  const infinitive = dependents(sentence, verb, ...(adjective ? ['xcomp', 'advcl', 'acl'] : ['xcomp'])).find(
    (i) => i > verb && dependents(sentence, i, 'mark').some((m) => form(sentence, m) === 'to'),
  );
  if (infinitive === undefined) return null;
  if (isPassive(sentence, verb)) return passiveInfinitive(sentence, verb, infinitive, told);
  const object = dependents(sentence, verb, 'obj', 'iobj').find((i) => i > verb && i < infinitive);
  if (object === undefined || told)
    return { spans: spansOf(sentence, infinitive), heads: [infinitive], confidence: 0.7 };
  const span = cover([phrase(sentence, object), ...spansOf(sentence, infinitive)]);
  return { spans: [span], heads: [object, infinitive], confidence: 0.7 };
}

/** "described the talks as useful", "accused Mordor of shelling": the object and what is said of it. */
function objectContent(sentence: Sentence, verb: number): Complemented | null {
  const passive = isPassive(sentence, verb);
  const object = dependents(sentence, verb, passive ? 'nsubj' : 'obj')[0];
  if (object === undefined || sentence.words[object]!.upos === 'PRON') return null;
  if (passive)
    return agentOf(sentence, verb) === null
      ? null
      : { spans: spansOf(sentence, object), heads: [object], confidence: 0.5 };
  if (object < verb) return null;
  const of = dependents(sentence, verb, 'obl', 'advcl', 'xcomp').filter(
    (i) =>
      i > object &&
      dependents(sentence, i, 'case', 'mark').some((c) => ['as', 'of', 'for'].includes(form(sentence, c))),
  );
  const rest = [...of, ...dependents(sentence, verb, 'xcomp').filter((i) => i > object)];
  return {
    spans: [cover([object, ...rest].flatMap((i) => spansOf(sentence, i)))],
    heads: [object, ...rest],
    confidence: 0.5,
  };
}

function aboutContent(sentence: Sentence, { entry, first: verb, last }: CueMatch): Complemented | null {
  for (const i of dependents(sentence, verb, 'obl', 'advcl')) {
    const preposition = dependents(sentence, i, 'case', 'mark')[0];
    if (preposition === undefined || preposition < last || preposition > last + 2) continue;
    const own = entry.cue.includes(' ') ? entry.cue.split(' ').slice(-1) : ['about', 'of'];
    if (!own.includes(form(sentence, preposition))) continue;
    const beside = preposition === last + 1 ? { preposition } : {};
    return { spans: spansOf(sentence, i, [preposition]), heads: [i], confidence: 0.5, ...beside };
  }
  return null;
}

/** "Put the losses at 400 men": what is counted, and the number. */
function figureContent(sentence: Sentence, verb: number): Complemented | null {
  const object = dependents(sentence, verb, 'obj')[0];
  const beside = [verb, ...(object === undefined ? [] : [object])];
  const number = beside
    .flatMap((above) => dependents(sentence, above, 'obl', 'nmod'))
    .find((i) => {
      const counted = [i, ...dependents(sentence, i, 'nummod')].some((n) =>
        /^(?:NUM|SYM)$/u.test(sentence.words[n]!.upos),
      );
      return counted && dependents(sentence, i, 'case').some((c) => form(sentence, c) === 'at');
    });
  if (object === undefined || number === undefined || number < object) return null;
  const span = cover([...spansOf(sentence, object), ...spansOf(sentence, number)]);
  return { spans: [span], heads: [object, number], confidence: 0.8 };
}

/** Finds what the cue at `verb` takes, the surest complement first. */
function contentOf(sentence: Sentence, match: CueMatch): Complemented | null {
  const { entry, first } = match;
  const takes = (c: Complement) => entry.takes.includes(c);
  const clause = dependents(sentence, first, 'ccomp')[0] ?? (takes('that') ? lateClause(sentence, first) : undefined);
  if (clause !== undefined && (takes('that') || takes('quote')))
    return { spans: spansOf(sentence, clause), heads: [clause], confidence: 0.8 };
  const found = takes('to') || takes('that') ? infinitiveContent(sentence, first, entry) : null;
  if (found && (takes('to') || entry.told || isPassive(sentence, first))) return found;
  const around = takes('that') || takes('quote') ? clauseAround(sentence, first) : null;
  if (around) return around;
  return (
    (takes('figure') ? figureContent(sentence, first) : null) ??
    (takes('np') ? objectContent(sentence, first) : null) ??
    (takes('about') ? aboutContent(sentence, match) : null)
  );
}

/** "It is said that …", "he was sure that …": the clause of a passive or predicate may hang as `csubj` or `advcl`. */
const lateClause = (sentence: Sentence, verb: number): number | undefined =>
  dependents(sentence, verb, 'csubj', 'advcl', 'xcomp').find(
    (i) => i > verb && dependents(sentence, i, 'mark').some((m) => ['that', 'whether'].includes(form(sentence, m))),
  );

/** Reads one cue verb or adjective; null where nothing hangs on it or its source cannot be told from the tree. */
function readCue(sentence: Sentence, match: CueMatch, cues: CueLexicon): Candidate | null {
  const { entry, first } = match;
  const speaker: Speaker = speakerOf(sentence, first, entry.form === 'adjective');
  const content = contentOf(sentence, match);
  if (!content || content.spans.length === 0 || speaker === 'unknown') return null;
  const cue = cueSpan(sentence, match, cues);
  const turned = isNegated(sentence, first, cues) || isRefused(sentence, first, cues);
  const except = [first, ...content.heads];
  return {
    source: speaker.head === null ? null : sourceSpan(sentence, speaker.head, except),
    cue: content.preposition === undefined ? cue : { from: cue.from, to: sentence.words[content.preposition]!.to },
    content: content.spans,
    act: entry.act,
    polarity: turned === (entry.polarity === '-') ? '+' : '-',
    distance: entry.distance,
    addressee: addresseeOf(sentence, match, content.heads),
    medium: mediumOf(sentence, first, content.heads, cues),
    quotes: entry.takes.includes('quote'),
    certain: speaker.certain ?? false,
    above: speaker.above === undefined ? null : sentence.words[speaker.above]!,
    rule: 'cue-verb',
    confidence: content.confidence - (speaker.shared ? 0.1 : 0),
  };
}

/** The verb or, with "be", the adjective of the lexicon at a word ("is convinced" before "convinced"). */
export function predicateAt(cues: CueLexicon, sentence: Sentence, index: number): CueMatch | null {
  const copular = dependents(sentence, index, 'cop', 'aux').some((i) => sentence.words[i]!.deprel !== 'aux');
  const adjective = copular ? cueAt(cues, 'adjective', sentence, index) : null;
  const { upos } = sentence.words[index]!;
  return adjective ?? (upos === 'VERB' || upos === 'AUX' ? cueAt(cues, 'verb', sentence, index) : null);
}

/** Attributions whose cue is a verb or a predicate adjective of the lexicon, from the tree of one sentence. */
export function verbCandidates(sentence: Sentence, cues: CueLexicon): readonly Candidate[] {
  return sentence.words.flatMap((_, index) => {
    const match = predicateAt(cues, sentence, index);
    const found = match && readCue(sentence, match, cues);
    return found ? [found] : [];
  });
}
