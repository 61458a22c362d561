import type { Analysis, Sentence, Word } from '../core/analysis.ts';
import type { Article, Quotation } from '../core/reading.ts';
import { contains, overlaps, type Span, slice, trimSpan } from '../core/span.ts';
import type { CueLexicon } from '../lexicon/cues.ts';
import { type CueMatch, cueAt, cueSpan } from './cues.ts';

/** The part of a quotation inside one paragraph, marks included. */
export interface Piece extends Span {
  readonly quotation: Quotation;
  /** Index of the paragraph. */
  readonly paragraph: number;
}

/** A cue verb outside all marks that may carry quoted words. */
export interface Voice {
  readonly sentence: Sentence;
  readonly match: CueMatch;
  readonly span: Span;
  readonly paragraph: number;
}

/** Pieces and voices of one paragraph, in text order. */
export interface Scene {
  readonly pieces: readonly Piece[];
  readonly voices: readonly Voice[];
}

/** Outermost quotations cut at the ends of paragraphs. */
export function piecesOf(article: Article, quotations: readonly Quotation[]): readonly Piece[] {
  const { paragraphs, text } = article;
  const pieces: Piece[] = [];
  let next = 0;
  let reached = -1;
  for (const quotation of quotations) {
    if (quotation.from < reached) continue;
    reached = quotation.to;
    while (next < paragraphs.length && paragraphs[next]!.to <= quotation.from) next++;
    for (let i = next; i < paragraphs.length && paragraphs[i]!.from < quotation.to; i++) {
      const from = Math.max(quotation.from, paragraphs[i]!.from);
      const to = Math.min(quotation.to, paragraphs[i]!.to);
      if (to > from) pieces.push({ ...trimSpan(text, { from, to }), quotation, paragraph: i });
    }
  }
  return pieces;
}

/** Groups pieces and cue verbs by paragraph. */
export function scenesOf(
  article: Article,
  analysis: Analysis,
  pieces: readonly Piece[],
  cues: CueLexicon,
): readonly Scene[] {
  const scenes = article.paragraphs.map(() => ({ pieces: [] as Piece[], voices: [] as Voice[] }));
  for (const piece of pieces) scenes[piece.paragraph]!.pieces.push(piece);
  let paragraph = 0;
  for (const sentence of analysis.sentences) {
    while (paragraph < scenes.length && article.paragraphs[paragraph]!.to <= sentence.from) paragraph++;
    const scene = scenes[paragraph];
    if (scene && contains(article.paragraphs[paragraph]!, sentence))
      scene.voices.push(...voicesIn(sentence, paragraph, scene.pieces, cues));
  }
  return scenes;
}

const voicesIn = (
  sentence: Sentence,
  paragraph: number,
  pieces: readonly Piece[],
  cues: CueLexicon,
): readonly Voice[] =>
  sentence.words.flatMap((word, index) => {
    if (word.upos !== 'VERB' && word.upos !== 'AUX') return [];
    const match = cueAt(cues, 'verb', sentence, index);
    if (!match?.entry.takes.includes('quote') || pieces.some((p) => overlaps(p, word))) return [];
    return [{ sentence, match, span: cueSpan(sentence, match, cues), paragraph }];
  });

const SENTENCE_END = /[.!?…]["”'’)]*\s+["“'‘(]?\p{Lu}/u;
const REACH = 200;

/** `"…," Bard said`: the cue stands after the marks in the same sentence. */
export function isAfter(text: string, piece: Piece, voice: Voice): boolean {
  if (voice.span.from < piece.to || voice.span.from - piece.to > REACH) return false;
  const gap = text.slice(piece.to, voice.span.from);
  if (SENTENCE_END.test(gap) || /[.;:]\s/u.test(gap.replace(/\b\p{L}{1,3}\.\s/gu, ''))) return false;
  const inner = slice(text, piece).replace(/["“”'’\s]+$/u, '');
  const ended = /\.$/u.test(inner) && !/^\s*[,–—-]/u.test(gap);
  // "He is ill." Bard said that …: a sentence of its own, unless it says nothing else
  return !ended || saysNothingElse(text, voice) || /^\s*$/u.test(gap);
}

/** "Bard said." and no more: the verb of the whole sentence ends it ("his aims are hard to read." is none). */
const saysNothingElse = (text: string, { span, sentence, match }: Voice): boolean =>
  text.slice(span.to, sentence.to).trim().length < 2 && !isComplement(sentence.words[match.first]!);

const isComplement = ({ deprel }: Word): boolean => /^(?:xcomp|ccomp|advcl|acl|csubj)/u.test(deprel);

/** `Bard said: "…"`, `Bard told the council, "…"`: the cue leads to the marks. */
export function isBefore(text: string, piece: Piece, voice: Voice): boolean {
  if (voice.span.to > piece.from || piece.from - voice.span.to > REACH) return false;
  const gap = text.slice(voice.span.to, piece.from);
  return !SENTENCE_END.test(gap) && /(?:^|[:,–—-])\s*$/u.test(gap);
}

/** `Bard said:` at the end of the paragraph before a quotation. */
export function announces(article: Article, piece: Piece, voice: Voice): boolean {
  const [before, own] = [article.paragraphs[piece.paragraph - 1], article.paragraphs[piece.paragraph]];
  if (!before || !own || piece.from !== own.from) return false;
  const ahead = article.text.slice(voice.span.to, before.to);
  return ahead.length < REACH && /:\s*$/u.test(ahead) && !SENTENCE_END.test(ahead);
}

/** `"…," he said. "…"`, or the next paragraph of one quotation. */
export function follows(text: string, piece: Piece, last: { voice: Voice; piece: Piece }): boolean {
  if (piece.paragraph !== last.piece.paragraph) return false;
  const between = text.slice(Math.max(last.piece.to, last.voice.span.to), piece.from);
  const clauseEnd = last.voice.sentence.to;
  const cueBetween = last.voice.span.to > last.piece.to;
  const nextSentence = cueBetween && clauseEnd <= piece.from && !/\p{L}/u.test(text.slice(clauseEnd, piece.from));
  const sameSentence = cueBetween && between.length < 120 && !/[.!?]\s/u.test(between) && /[,:;—–-]\s*$/u.test(between);
  return !/\p{L}/u.test(between) || nextSentence || sameSentence;
}
