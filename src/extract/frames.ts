import type { Frame, Sentence } from '../core/analysis.ts';
import { contains, cover, overlaps, type Span, slice } from '../core/span.ts';
import type { CueForm, CueLexicon } from '../lexicon/cues.ts';
import type { Candidate } from './candidate.ts';
import { type CueMatch, cueAt, predicateAt } from './cues.ts';
import { hasAsClause, isDeedAlone, isQuotedAsSaying, subjectOfCue } from './framechecks.ts';
import { union } from './merging.ts';
import type { Piece } from './pieces.ts';
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

/** "According to the institute, such words are intended for the court": who stands after "according to" intends nothing. */
const isOfAnother = (sentence: Sentence, cue: Span, head: number | null): boolean =>
  head !== null &&
  dependents(sentence, head, 'case').some((i) => {
    const word = sentence.words[i]!;
    return word.form.toLowerCase() === 'according' && !overlaps(word, cue);
  });

/** Among several phrases the one the tree names, else the nearest to the cue. */
function bestSource(
  text: string,
  frame: Frame,
  cue: Span,
  sentence: Sentence,
  sentences: readonly Sentence[],
): Span | null {
  const phrases = phrasesOf(text, frame.source, sentences);
  const named = phrases.length === 1 ? null : sourceFromTree(sentence, cue);
  if (phrases.length === 0) return named;
  const near = phrases.toSorted((a, b) => distance(a, cue) - distance(b, cue))[0]!;
  const best = phrases.find((p) => named && overlaps(p, named)) ?? near;
  const head = headWithin(sentence, best);
  // "the paper printed a leaflet" before "claiming": a clause is no source, its last noun may be
  if (head !== null && sentence.words[head]!.upos === 'VERB') return sourceFromTree(sentence, cue) ?? best;
  return isPatient(sentence, cue, best) || isOfAnother(sentence, cue, head) ? null : best;
}

/**
 * Content in the sentence of its cue only, unless marks or a colon lead further: indirect speech ends with its sentence.
 * A cue inside the marks is itself indirect. Content that stands wholly in other sentences is left as it is.
 */
function nearCue(
  text: string,
  content: readonly Span[],
  cue: Span,
  sentence: Sentence,
  pieces: readonly Piece[],
): readonly Span[] {
  if (!content.some((c) => overlaps(c, sentence)) || slice(text, cue).endsWith(':')) return content;
  return content.flatMap((c) => {
    if (contains(sentence, c) || pieces.some((p) => overlaps(p, c) && !overlaps(p, cue))) return [c];
    return overlaps(c, sentence) ? [{ from: Math.max(c.from, sentence.from), to: Math.min(c.to, sentence.to) }] : [];
  });
}

/** "Accused Rohan of arson and expelled its envoy": what the source did beside it is not what was said, where no clause was. */
function beforeDeeds(sentence: Sentence, cue: Span, content: readonly Span[]): readonly Span[] {
  const verb = sentence.words.findLastIndex((w) => w.upos === 'VERB' && overlaps(w, cue));
  if (verb < 0 || dependents(sentence, verb, 'ccomp', 'parataxis').length > 0) return content;
  const deed = dependents(sentence, verb, 'conj').find(
    (i) => i > verb && sentence.words[i]!.upos === 'VERB' && dependents(sentence, i, 'nsubj', 'mark').length === 0,
  );
  const and = deed === undefined ? undefined : dependents(sentence, deed, 'cc')[0];
  if (and === undefined) return content;
  const end = sentence.words[and - 1]!.to;
  return content.map((s) => (s.from < end && s.to > end ? { from: s.from, to: end } : s));
}

/**
 * "The statements of N about the tanks", read as a statement that nobody makes: who stands after "of" makes it, where what
 * it is about stands beside it.
 */
function ofSomebody(sentence: Sentence, match: CueMatch | null): { source: Span; content: readonly Span[] } | null {
  if (match?.entry.form !== 'noun') return null;
  const hung = (cases: RegExp) =>
    dependents(sentence, match.first, 'nmod').find((i) =>
      dependents(sentence, i, 'case').some((c) => cases.test(sentence.words[c]!.form.toLowerCase())),
    );
  const [maker, topic] = [hung(/^of$/u), hung(/^(?:about|on|regarding|concerning)$/u)];
  if (maker === undefined || topic === undefined || sentence.words[maker]!.upos !== 'PROPN') return null;
  const bare = (i: number) => sourceSpan(sentence, i, dependents(sentence, i, 'case'));
  return { source: bare(maker), content: [bare(topic)] };
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

/** Confidence under which a verb that is no cue, with a bare object, is a deed; chosen on PolNeAR dev. */
const DEED = 0.85;

/** A frame of the reader model as a candidate; act, polarity and distance come from the lexicon. */
export function fromFrame(
  text: string,
  sentences: readonly Sentence[],
  frame: Frame,
  pieces: readonly Piece[],
  cues: CueLexicon,
): Candidate | null {
  if (frame.cue.length === 0 || frame.content.length === 0) return null;
  const cue = cover(frame.cue);
  const sentence = sentenceAt(sentences, cue.from);
  if (!sentence) return null;
  const match = matchWithin(sentence, cue, cues);
  if (match === null && !saysSomething(sentence, cue)) return null;
  const content = beforeDeeds(sentence, cue, nearCue(text, union(frame.content), cue, sentence, pieces));
  if (match === null && frame.confidence < DEED && isDeedAlone(sentence, text, content)) return null;
  if (match && isQuotedAsSaying(sentence, match.first)) return null;
  const subject = subjectOfCue(sentence, cue);
  if (subject && content.some((s) => contains(s, subject))) return null;
  const best = bestSource(text, frame, cue, sentence, sentences);
  const made = best === null ? ofSomebody(sentence, match) : null;
  const turned = isTurned(text, cue, cues) || (match !== null && isNegated(sentence, match.first, cues));
  return {
    source: made?.source ?? best,
    cue,
    content: made?.content ?? content,
    act: match?.entry.act ?? 'statement',
    polarity: turned === (match?.entry.polarity === '-') ? '+' : '-',
    distance: match?.entry.distance ?? false,
    ...venues(sentence, match, cue, content, cues),
    quotes: match?.entry.takes.includes('quote') ?? true,
    known: match !== null,
    doubtful: best !== null && subject !== null && !overlaps(best, subject),
    rule: 'reader-model',
    confidence: frame.confidence,
  };
}
