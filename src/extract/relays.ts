import type { Sentence } from '../core/analysis.ts';
import { contains, cover, overlaps, type Span } from '../core/span.ts';
import type { CueLexicon } from '../lexicon/cues.ts';
import type { Candidate } from './candidate.ts';
import { nounPhrase } from './cuephrases.ts';
import { type CueMatch, cueAt } from './cues.ts';
import { dependents, phrase } from './trees.ts';

/** Whom somebody who reports names as the origin of the report: "citing officials", "with reference to the ministry". */
export interface Relay {
  readonly source: Span;
  readonly cue: Span;
  /** The word that "citing …" hangs on: the verb of reporting, or the outlet. */
  readonly above: Span;
}

/** The head of the origin: the object of "citing", the noun after "with reference to"; null where there is none. */
function originOf(sentence: Sentence, { first, last }: CueMatch): number | null {
  if (first === last) return objectOf(sentence, first) ?? nounAfter(sentence, first);
  const after = sentence.words.findIndex((w, i) => i > last && w.head >= first && w.head <= last);
  return after < 0 ? null : after;
}

/** "Citing the interior ministry", whatever the parser hangs it on: the noun whose own words alone stand between. */
function nounAfter(sentence: Sentence, verb: number): number | null {
  const head = sentence.words.findIndex((w, i) => i > verb && (w.upos === 'NOUN' || w.upos === 'PROPN'));
  const noun = head < 0 ? head : topOf(sentence, head, verb);
  const isOwn = sentence.words.slice(verb + 1, noun).every((w) => w.head > verb && w.head <= noun);
  return noun > verb && isOwn && dependents(sentence, noun, 'case').length === 0 ? noun : null;
}

/** The head of a run of nouns: "interior" leads to "ministry". */
function topOf(sentence: Sentence, start: number, verb: number): number {
  let at = start;
  while (/^(?:compound|amod|flat|nmod:desc)$/u.test(sentence.words[at]!.deprel) && sentence.words[at]!.head > verb)
    at = sentence.words[at]!.head;
  return at;
}

/** The object, also where the parser takes it for an adjunct without preposition. */
const objectOf = (sentence: Sentence, verb: number): number | null =>
  dependents(sentence, verb, 'obj', 'obl').find((i) => i > verb && dependents(sentence, i, 'case').length === 0) ??
  null;

/** "a source in the ministry": the origin with what the parser hangs on "citing" right after it. */
function originPhrase(sentence: Sentence, verb: number, origin: number): Span {
  let span = nounPhrase(sentence, origin);
  for (const i of dependents(sentence, verb, 'obl').filter((at) => at > origin)) {
    const next = phrase(sentence, i);
    if (next.from - span.to <= 1) span = cover([span, next]);
  }
  return span;
}

/** A name or a word for somebody who tells, not a reason ("citing a lack of fuel"). */
const canTell = (sentence: Sentence, head: number, cues: CueLexicon): boolean =>
  sentence.words[head]!.upos === 'PROPN' || cueAt(cues, 'origin', sentence, head) !== null;

function relaysIn(sentence: Sentence, cues: CueLexicon): readonly Relay[] {
  return sentence.words.flatMap((_, index) => {
    const match = cueAt(cues, 'relay', sentence, index);
    const origin = match && originOf(sentence, match);
    if (!match || origin === null || !canTell(sentence, origin, cues)) return [];
    const inside = (i: number) => i >= match.first && i <= match.last;
    const top = sentence.words.find((w, i) => inside(i) && !inside(w.head) && w.head !== origin);
    const above = top && sentence.words[top.head];
    if (!above) return [];
    const cue = { from: sentence.words[match.first]!.from, to: sentence.words[match.last]!.to };
    return [{ source: originPhrase(sentence, match.first, origin), cue, above }];
  });
}

/** Words in which somebody who reports names where the report comes from, in every sentence. */
export const relaysOf = (sentences: readonly Sentence[], cues: CueLexicon): readonly Relay[] =>
  sentences.flatMap((sentence) => relaysIn(sentence, cues));

/**
 * The report nearest before "citing …" to which it belongs: "citing" hangs on its verb, its outlet or a word it reports,
 * and stands after its verb or between outlet and verb ("TASS, citing a diplomat, reported").
 */
function reportOf(reports: readonly Candidate[], { source, cue, above }: Relay): Candidate | undefined {
  const isBetween = (r: Candidate) => r.source !== null && r.source.to <= cue.from && source.to <= r.cue!.from;
  const before = (s: Span | null) => (s !== null && s.to <= cue.from ? s.to : 0);
  const end = (r: Candidate) => Math.max(before(r.cue), before(r.source));
  const fitting = reports.filter(
    (r) =>
      r.act === 'statement' &&
      r.cue !== null &&
      (r.cue.to <= cue.from || isBetween(r)) &&
      [r.cue, r.source, ...r.content].some((s) => s !== null && overlaps(s, above)),
  );
  return fitting.toSorted((a, b) => end(b) - end(a))[0];
}

/** Content without the words that name its origin. */
const without = (content: readonly Span[], { cue, source }: Relay): readonly Span[] =>
  content
    .flatMap((s) => (contains(s, cue) ? [{ from: s.from, to: cue.from - 1 }] : overlaps(s, source) ? [] : [s]))
    .filter((s) => s.to > s.from);

/**
 * "TASS reported that …, citing a diplomat": the diplomat said the same words, and TASS carried them. Gives all candidates
 * with one more for each such report; where none is found the words name a topic and yield nothing.
 */
export function relayed(candidates: readonly Candidate[], relays: readonly Relay[]): readonly Candidate[] {
  let all = candidates;
  for (const relay of relays) {
    const report = reportOf(all, relay);
    if (!report) continue;
    const carrier = { ...report, content: without(report.content, relay) };
    if (carrier.content.length === 0) {
      all = all.filter((c) => c !== report);
      continue;
    }
    const { source, cue } = relay;
    const { content, distance, quotes } = carrier;
    const origin: Candidate = {
      ...{ source, cue, content, distance, quotes, act: 'statement', polarity: '+', addressee: null, medium: null },
      ...{ certain: true, within: carrier, rule: 'relayed', confidence: 0.8 },
    };
    all = [...all.map((c) => (c === report ? carrier : c)), origin];
  }
  return all;
}
