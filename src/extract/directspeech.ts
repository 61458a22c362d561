import type { Analysis, Sentence } from '../core/analysis.ts';
import type { Article, Quotation } from '../core/reading.ts';
import { contains, overlaps, type Span, slice, trimSpan } from '../core/span.ts';
import type { CueLexicon } from '../lexicon/cues.ts';
import type { Candidate } from './candidate.ts';
import { type CueMatch, cueAt, cueSpan } from './cues.ts';
import { isNegated, sourceSpan, speakerOf } from './speakers.ts';
import { addresseeOf, mediumOf } from './venues.ts';

/** The part of a quotation inside one paragraph, marks included. */
export interface Piece extends Span {
  readonly quotation: Quotation;
  readonly paragraph: Span;
}

/** A cue verb outside all marks that may carry quoted words. */
interface Voice {
  readonly sentence: Sentence;
  readonly match: CueMatch;
  readonly span: Span;
  readonly paragraph: Span;
}

/** Outermost quotations cut at the ends of paragraphs. */
export function piecesOf(article: Article, quotations: readonly Quotation[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let next = 0;
  let reached = -1;
  for (const quotation of quotations) {
    if (quotation.from < reached) continue;
    reached = quotation.to;
    while (next < article.paragraphs.length && article.paragraphs[next]!.to <= quotation.from) next++;
    for (let i = next; i < article.paragraphs.length && article.paragraphs[i]!.from < quotation.to; i++) {
      const paragraph = article.paragraphs[i]!;
      const from = Math.max(quotation.from, paragraph.from);
      const to = Math.min(quotation.to, paragraph.to);
      if (to > from) pieces.push({ ...trimSpan(article.text, { from, to }), quotation, paragraph });
    }
  }
  return pieces;
}

function voicesOf(article: Article, analysis: Analysis, pieces: readonly Piece[], cues: CueLexicon): readonly Voice[] {
  const voices: Voice[] = [];
  const paragraphs = [...article.paragraphs];
  for (const sentence of analysis.sentences)
    sentence.words.forEach((word, index) => {
      if (word.upos !== 'VERB' && word.upos !== 'AUX') return;
      const match = cueAt(cues, 'verb', sentence, index);
      if (!match?.entry.takes.includes('quote') || pieces.some((p) => overlaps(p, word))) return;
      const paragraph = paragraphs.find((p) => contains(p, word));
      if (paragraph) voices.push({ sentence, match, span: cueSpan(sentence, match), paragraph });
    });
  return voices;
}

const SENTENCE_END = /[.!?…]["”'’)]*\s+["“'‘(]?\p{Lu}/u;

/** `"…," Bard said`: the cue stands after the marks in the same sentence. */
function isAfter(article: Article, piece: Piece, voice: Voice): boolean {
  if (voice.span.from < piece.to || voice.paragraph !== piece.paragraph) return false;
  const gap = article.text.slice(piece.to, voice.span.from);
  if (
    gap.length > 160 ||
    SENTENCE_END.test(`${gap}X`.slice(0, -1)) ||
    /[.;:]\s/u.test(gap.replace(/\b\p{L}{1,3}\.\s/gu, ''))
  )
    return false;
  const inner = slice(article.text, piece).replace(/["“”'’\s]+$/u, '');
  const ended = /\.$/u.test(inner) && !/^\s*[,–—-]/u.test(gap);
  // "He is ill." Bard said that …: a sentence of its own, unless it says nothing else
  return !ended || article.text.slice(voice.span.to, voice.sentence.to).trim().length < 2 || /^\s*$/u.test(gap);
}

/** `Bard said: "…"`, `Bard told the council, "…"`: the cue leads to the marks. */
function isBefore(article: Article, piece: Piece, voice: Voice): boolean {
  if (voice.span.to > piece.from) return false;
  const gap = article.text.slice(voice.span.to, piece.from);
  if (voice.paragraph !== piece.paragraph) {
    const close = article.text.slice(voice.paragraph.to, piece.paragraph.from).trim() === '';
    const ahead = article.text.slice(voice.span.to, voice.paragraph.to);
    return (
      close &&
      piece.from === piece.paragraph.from &&
      ahead.length < 200 &&
      /:\s*$/u.test(ahead) &&
      !SENTENCE_END.test(ahead)
    );
  }
  return gap.length < 200 && !SENTENCE_END.test(gap) && /(?:^|[:,–—-])\s*$/u.test(gap);
}

/** Which cue carries each piece: the one after it, the one before it, or the one of the piece it follows without a break. */
function assign(article: Article, pieces: readonly Piece[], voices: readonly Voice[]): Map<Voice, Piece[]> {
  const carried = new Map<Voice, Piece[]>();
  let last: { voice: Voice; piece: Piece } | null = null;
  for (const piece of pieces) {
    const after = voices.find(
      (v) => isAfter(article, piece, v) && !pieces.some((p) => p.from >= piece.to && p.from < v.span.from),
    );
    const before = voices.findLast(
      (v) => isBefore(article, piece, v) && !pieces.some((p) => p.from >= v.span.to && p.to <= piece.from),
    );
    const voice: Voice | null =
      pick(article, piece, after, before) ?? (last && follows(article, piece, last) ? last.voice : null);
    if (!voice) {
      last = null;
      continue;
    }
    carried.set(voice, [...(carried.get(voice) ?? []), piece]);
    last = { voice, piece };
  }
  return carried;
}

/** A colon before the marks binds more than a verb after them; else the verb after them goes first. */
function pick(article: Article, piece: Piece, after: Voice | undefined, before: Voice | undefined): Voice | undefined {
  if (before && /:\s*$/u.test(article.text.slice(0, piece.from).slice(-3))) return before;
  return after ?? before;
}

/** `"…," he said. "…"`, or the next paragraph of one quotation. */
function follows(article: Article, piece: Piece, last: { voice: Voice; piece: Piece }): boolean {
  if (piece.quotation === last.piece.quotation) return true;
  if (piece.paragraph !== last.piece.paragraph) return false;
  const reached = Math.max(last.piece.to, last.voice.span.to);
  const between = article.text.slice(reached, piece.from);
  const clauseEnd = last.voice.sentence.to;
  return (
    !/\p{L}/u.test(between) ||
    (last.voice.span.to > last.piece.to &&
      clauseEnd <= piece.from &&
      !/\p{L}/u.test(article.text.slice(clauseEnd, piece.from))) ||
    (!/[.!?]\s/u.test(between) && between.length < 120 && last.voice.span.to > last.piece.to)
  );
}

/** Where the tree does not tell: the words between marks and verb, or from the verb to the next punctuation. */
function neighbouring(voice: Voice, pieces: readonly Piece[]): Span | null {
  const { words } = voice.sentence;
  const { first, last } = voice.match;
  const stops = (i: number) => !words[i] || words[i].upos === 'PUNCT' || pieces.some((p) => overlaps(p, words[i]!));
  const nominal = (from: number, to: number) =>
    words.slice(from, to).some((w) => ['PROPN', 'NOUN', 'PRON'].includes(w.upos)) &&
    !words.slice(from, to).some((w) => w.upos === 'VERB' || w.upos === 'ADP');
  let from = first;
  while (from > 0 && !stops(from - 1) && words[from - 1]!.from >= voice.paragraph.from) from--;
  if (from < first && nominal(from, first)) return { from: words[from]!.from, to: words[first - 1]!.to };
  let to = last + 1;
  while (!stops(to)) to++;
  return to > last + 1 && nominal(last + 1, to) ? { from: words[last + 1]!.from, to: words[to - 1]!.to } : null;
}

function carriedCandidate(voice: Voice, pieces: readonly Piece[], all: readonly Piece[], cues: CueLexicon): Candidate {
  const { sentence, match } = voice;
  const speaker = speakerOf(sentence, match.first);
  const named =
    speaker === 'unknown' || speaker.head === null ? null : sourceSpan(sentence, speaker.head, [match.first]);
  const source = named && !all.some((p) => overlaps(p, named)) ? named : neighbouring(voice, all);
  return {
    source,
    cue: voice.span,
    content: pieces.map(({ from, to }) => ({ from, to })),
    act: match.entry.act,
    polarity: isNegated(sentence, match.first, cues) ? '-' : '+',
    distance: match.entry.distance,
    addressee: addresseeOf(sentence, match, []),
    medium: mediumOf(sentence, match.first, [], cues),
    quotes: true,
    rule: 'direct-speech',
    confidence: source ? 0.9 : 0.6,
  };
}

/** Direct and split quotations with the verb beside them, also over paragraphs; one candidate a verb. */
export function directCandidates(
  article: Article,
  analysis: Analysis,
  pieces: readonly Piece[],
  cues: CueLexicon,
): readonly Candidate[] {
  if (pieces.length === 0) return [];
  const voices = voicesOf(article, analysis, pieces, cues);
  return [...assign(article, pieces, voices)].map(([voice, carried]) => carriedCandidate(voice, carried, pieces, cues));
}
