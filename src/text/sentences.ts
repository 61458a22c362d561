import { type Span, trimSpan } from '../core/span.ts';
import type { Abbreviations } from './abbreviations.ts';

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** A stop that a scrape glued to the next sentence: "the war.Putin said". */
const GLUED = /(?<=\p{Ll}{2}[.!?]["”’)]?)(?=["“‘(]?\p{Lu}\p{Ll}+[\s,])/gu;
const LAST_WORD = /([\p{L}\p{N}.&]+)\.["”’)\]]*$/u;
const FIRST_WORD = /^["“‘([]*([\p{L}\p{N}]+)/u;

/**
 * Cuts one paragraph into sentences (UAX 29 by `Intl.Segmenter`, then a merge pass over abbreviations, initials,
 * quotation marks and wrapped lines). Spans are in the units of `text`, trimmed, in order, never overlapping.
 */
export function sentences(text: string, paragraph: Span, known: Abbreviations): readonly Span[] {
  const pieces = segments(text, paragraph);
  const found: Span[] = [];
  for (const piece of pieces) {
    const last = found.at(-1);
    if (last && belongs(text, last, piece, known)) found[found.length - 1] = { from: last.from, to: piece.to };
    else found.push(piece);
  }
  return found;
}

/** UAX 29 segments, cut once more where a space is missing after a stop. */
function segments(text: string, paragraph: Span): Span[] {
  const out: Span[] = [];
  for (const { segment, index } of segmenter.segment(unwrapped(text.slice(paragraph.from, paragraph.to)))) {
    let from = paragraph.from + index;
    for (const cut of segment.matchAll(GLUED)) {
      out.push({ from, to: paragraph.from + index + cut.index });
      from = paragraph.from + index + cut.index;
    }
    out.push({ from, to: paragraph.from + index + segment.length });
  }
  return out.map((span) => trimSpan(text, span)).filter((span) => span.to > span.from);
}

/** Lengths between which a line of hard-wrapped text ends; a shorter one is a line of its own (a title, a list). */
const WRAPPED = { from: 55, to: 100 } as const;

/** The text with the breaks of hard-wrapped lines as spaces; same length. */
function unwrapped(text: string): string {
  const lines = text.split('\n');
  return lines.reduce((joined, line, i) => {
    const before = lines[i - 1]!.length;
    const wrapped = before >= WRAPPED.from && before <= WRAPPED.to && line.length <= WRAPPED.to && line.trim() !== '';
    return joined + (wrapped ? ' ' : '\n') + line;
  });
}

/** Does `next` continue the sentence `last`? */
function belongs(text: string, last: Span, next: Span, known: Abbreviations): boolean {
  const after = text.slice(next.from, Math.min(next.to, next.from + 60));
  const before = text.slice(Math.max(last.from, last.to - 40), last.to);
  if (!/[\p{L}\p{N}]/u.test(text.slice(next.from, next.to))) return !/^[*•·–—-]/u.test(after);
  const gap = text.slice(last.to, next.from);
  if (/^\p{Ll}/u.test(after) && (gap.includes('\n') || !/[.!?]$/u.test(before) || before.endsWith('...')))
    return !/\n\s*\n/u.test(gap);
  if (/^["“‘(]*\d{1,2}[.)]$/u.test(text.slice(last.from, last.to))) return true;
  const word = LAST_WORD.exec(before)?.[1];
  return word !== undefined && !/[”"’)\]]$/u.test(before) && openEnded(word, after, known);
}

/** Can the sentence go on after `word` and its full stop? */
function openEnded(word: string, after: string, known: Abbreviations): boolean {
  const first = FIRST_WORD.exec(after)?.[1] ?? '';
  const kind = known.kind.get(word);
  if (kind === 'before') return true;
  if (kind === 'number') return /^\d/u.test(first);
  if (/^\p{Lu}$/u.test(word)) return first !== 'I' || word !== 'I';
  const dotted = /^(?:\p{L}\.)+\p{L}$/u.test(word);
  return (kind === 'either' || dotted) && !known.starters.has(first);
}
