import type { Span } from '../core/span.ts';
import type { Stops } from './abbreviations.ts';

/** What a piece of text between white space looks like inside its punctuation. */
export const Shape = {
  none: 0,
  lower: 1,
  title: 2,
  capitals: 3,
  capital: 4,
  number: 5,
  digits: 6,
  mixed: 7,
  address: 8,
} as const;

/** The mark that closes a chunk, weakest first. */
export const Mark = {
  none: 0,
  comma: 1,
  semicolon: 2,
  dash: 3,
  closer: 4,
  other: 5,
  colon: 6,
  stop: 7,
  dots: 8,
  exclamation: 9,
  question: 10,
} as const;

/** What the lexicon knows of a form before a full stop; `dotted` are letters with stops that it does not list. */
export const Known = { nothing: 0, before: 1, number: 2, either: 3, dotted: 4 } as const;

/** A stretch of text between white space: marks, the word or words inside, marks. */
export interface Chunk extends Span {
  /** The marks before the inside; quotation marks straight, here and in `tail`. */
  readonly lead: string;
  /** The inside in lower case, cut to a bounded length; empty for marks alone. */
  readonly word: string;
  readonly tail: string;
  readonly shape: number;
  readonly mark: number;
  /** Of a chunk with a full stop: what the lexicon knows of it (see `Known`). */
  readonly known: number;
  /** Is it a word that opens sentences (see `sentence-starters.yaml`)? */
  readonly starter: boolean;
  /** What stands before it: white space, no more than a stop, a line's end (not a wrapped line's), a blank line. */
  readonly after: 'space' | 'stop' | 'line' | 'blank';
}

const PIECE = /\S+/gu;
const INSIDE = /[\p{L}\p{N}]/u;
const LONGEST = 40;
const MARKS_KEPT = 8;

/** A stop that a scrape glued to the next sentence: "the war.Putin said". */
const GLUED = /(?<=(?:\p{Ll}{2}|^)[.!?]["”’)]?)(?=["“‘(]?\p{Lu}\p{Ll}+(?:[\s,]|$))/gu;
const ADDRESS = /\/\/|www\.|@|\.\p{Ll}{2,4}\//u;

/** The chunks of a paragraph, in order; marks that can only close stand with the chunk before them. */
export function chunksOf(text: string, paragraph: Span, known: Stops): readonly Chunk[] {
  const found: Chunk[] = [];
  const body = unwrapped(text.slice(paragraph.from, paragraph.to));
  for (const piece of piecesOf(body)) {
    let after = piece.after;
    let from = piece.from;
    for (const cut of cutsOf(body.slice(piece.from, piece.to))) {
      add(found, body.slice(from, piece.from + cut), paragraph.from + from, after, known);
      from = piece.from + cut;
      after = 'stop';
    }
    add(found, body.slice(from, piece.to), paragraph.from + from, after, known);
  }
  return found;
}

interface Piece extends Span {
  readonly after: Chunk['after'];
}

/** What stands between white space; a straight quotation mark alone goes with what it opens or closes, by turns. */
function piecesOf(body: string): readonly Piece[] {
  const found: Piece[] = [];
  let quotes = 0;
  let opener = false;
  for (const { 0: form, index } of body.matchAll(PIECE)) {
    const last = found.at(-1);
    const after = gapOf(body.slice(last?.to ?? 0, index));
    const to = index + form.length;
    const joins = after === 'space' && (opener || (form === '"' && quotes % 2 === 1));
    if (last && joins) found[found.length - 1] = { ...last, to };
    else found.push({ from: index, to, after });
    opener = form === '"' && quotes % 2 === 0;
    if (form.includes('"')) quotes += form.split('"').length - 1;
  }
  return found;
}

/** Offsets in a piece at which a new sentence is glued to the one before. */
function cutsOf(piece: string): readonly number[] {
  if (!/[.!?]/u.test(piece) || ADDRESS.test(piece.slice(0, 500))) return [];
  return Array.from(piece.matchAll(GLUED), ({ index }) => index);
}

function gapOf(gap: string): Chunk['after'] {
  if (gap === ' ') return 'space';
  const breaks = gap.split('\n', 3).length - 1;
  return breaks === 0 ? 'space' : breaks === 1 ? 'line' : 'blank';
}

const CLOSING = /^(?:[.!?…,;:)\]}”’»]|'')(?:[.!?…,;:)\]}”’»'"]|\s)*$/u;

function add(found: Chunk[], piece: string, from: number, after: Chunk['after'], known: Stops): void {
  const last = found.at(-1);
  if (last && after !== 'blank' && piece.length <= MARKS_KEPT && CLOSING.test(piece)) {
    const tail = straight(`${last.tail}${piece}`.slice(-MARKS_KEPT));
    found[found.length - 1] = { ...last, to: from + piece.length, tail, mark: markOf(tail) };
    return;
  }
  let start = 0;
  while (start < piece.length && !INSIDE.test(piece[start]!)) start++;
  let end = piece.length;
  while (end > start && !INSIDE.test(piece[end - 1]!)) end--;
  const inside = piece.slice(start, Math.min(end, start + LONGEST));
  const lead = straight(piece.slice(0, Math.min(start, MARKS_KEPT)));
  const tail = straight(piece.slice(Math.max(end, piece.length - MARKS_KEPT)));
  const mark = markOf(inside ? tail : '');
  found.push({
    from,
    to: from + piece.length,
    lead,
    word: inside.toLowerCase(),
    tail,
    shape: shapeOf(inside),
    mark,
    known: mark === Mark.stop && tail.startsWith('.') ? kindOf(inside, known) : Known.nothing,
    starter: known.starters.has(inside),
    after,
  });
}

function kindOf(inside: string, known: Stops): number {
  const kind = known.kind.get(inside);
  if (kind) return Known[kind];
  return /^(?:\p{L}\.)+\p{L}$/u.test(inside) ? Known.dotted : Known.nothing;
}

/** Every kind of quotation mark as the straight one. */
const straight = (marks: string): string =>
  marks === '' ? marks : marks.replace(/[“”„«»]|''|``/gu, '"').replace(/[‘’`]/gu, "'");

function shapeOf(inside: string): number {
  if (/^\p{Ll}+$/u.test(inside)) return Shape.lower;
  if (inside === '') return Shape.none;
  if (/^\p{Lu}$/u.test(inside)) return Shape.capital;
  if (/^\p{Lu}[\p{Ll}'’]+$/u.test(inside)) return Shape.title;
  if (ADDRESS.test(inside)) return Shape.address;
  if (/^[\p{N}.,:/-]+$/u.test(inside)) return Shape.number;
  if (/\p{N}/u.test(inside)) return Shape.digits;
  if (/^[\p{Lu}&.'’-]+$/u.test(inside)) return Shape.capitals;
  if (/^\p{Ll}/u.test(inside)) return Shape.lower;
  return Shape.mixed;
}

function markOf(tail: string): number {
  if (tail === '') return Mark.none;
  if (/,["')\]]*$/u.test(tail)) return Mark.comma;
  if (/;["')\]]*$/u.test(tail)) return Mark.semicolon;
  if (tail.includes('?')) return Mark.question;
  if (tail.includes('!')) return Mark.exclamation;
  if (tail.includes('…') || tail.includes('..')) return Mark.dots;
  if (tail.includes('.')) return Mark.stop;
  if (tail.includes(':')) return Mark.colon;
  if (/[,;]/u.test(tail)) return tail.includes(';') ? Mark.semicolon : Mark.comma;
  if (/[-–—]/u.test(tail)) return Mark.dash;
  return /^["')\]}]+$/u.test(tail) ? Mark.closer : Mark.other;
}

/** Lengths between which a line of hard-wrapped text ends; a shorter one is a line of its own (a title, a list). */
const WRAPPED = { from: 55, to: 100 } as const;

/** The text with the breaks of hard-wrapped lines as spaces; same length. */
function unwrapped(text: string): string {
  const lines = text.split('\n');
  if (lines.length === 1) return text;
  return lines
    .map((line, i) => {
      const before = lines[i - 1]?.length ?? 0;
      const wrapped = before >= WRAPPED.from && before <= WRAPPED.to && line.length <= WRAPPED.to && line.trim() !== '';
      return (i === 0 ? '' : wrapped ? ' ' : '\n') + line;
    })
    .join('');
}
