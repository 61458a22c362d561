import type { Span } from '../core/span.ts';
import { type Plain, plain } from './plain.ts';

/** A stretch of the quotation as it must stand in the text, and what stands between it and the one before. */
interface Fragment {
  readonly text: string;
  /** The cut before it: words left out, words replaced by those in brackets, or none (the first). */
  readonly cut: 'ellipsis' | 'bracket' | null;
  /** Words in the brackets before it. */
  readonly put: string;
  /** True where it touches a bracket (`[T]he`), so that it may begin or end inside a word. */
  readonly isCut: boolean;
  /** The mark a draft ends it with: one of `.,!?`; empty where there is none. */
  readonly end: string;
}

/** What a draft left out or put in between two of its fragments. */
export interface Cut {
  /** Words of the text, in UTF-16 units. */
  readonly left: Span;
  readonly put: string;
}

/** Where the fragments of a quotation stand in a text, in UTF-16 units. */
export interface Match {
  readonly pieces: readonly Span[];
  readonly cuts: readonly Cut[];
}

/** How much an ellipsis may leave out, and a bracket replace, in characters. */
const ELLIPSIS_GAP = 1500;
const BRACKET_GAP = 80;

const OMISSION = /\s*\[?\(?\s*\.\.\.\s*\)?\]?\s*|\s*\[[^\]]{0,200}\]\s*/gu;
const EDGES = /^[\s',.;:!?-]+|[\s',.;:!?-]+$/gu;

const endOf = (part: string): string => /[.,!?](?=[\s']*$)/u.exec(part)?.[0] ?? '';

/** Cuts a quotation at its ellipses and brackets; marks at its very ends belong to the sentence around it. */
export function fragmentsOf(quotation: string): readonly Fragment[] {
  const { text } = plain(quotation);
  const fragments: Fragment[] = [];
  let [from, put]: [number, string] = [0, ''];
  let cut: Fragment['cut'] = null;
  const add = (to: number, isBracket: boolean) => {
    const part = text.slice(from, to);
    const bare = part.replace(EDGES, '');
    const isLast = to === text.length;
    if (bare)
      fragments.push({ text: bare, cut, put, isCut: isBracket || cut === 'bracket', end: isLast ? endOf(part) : '' });
  };
  for (const omission of text.matchAll(OMISSION)) {
    const isBracket = omission[0].includes('[') && !omission[0].includes('...');
    add(omission.index, isBracket);
    from = omission.index + omission[0].length;
    cut = isBracket ? 'bracket' : 'ellipsis';
    put = isBracket ? omission[0].replace(/[[\]\s]+/gu, ' ').trim() : '';
  }
  add(text.length, false);
  return fragments;
}

/** The quotation as one fragment, brackets, ellipses and all. */
export function wholeOf(quotation: string): readonly Fragment[] {
  const { text } = plain(quotation);
  const bare = text.replace(EDGES, '');
  return bare ? [{ text: bare, cut: null, put: '', isCut: false, end: endOf(text) }] : [];
}

/**
 * Everywhere the quotation stands in a text word for word, at most `most` times. Kinds of marks, dashes and space do not
 * count, nor does the case of the first letter; an ellipsis leaves words out, a bracket replaces some. Numbers and words
 * are whole: neither "5 percent" in "1.5 percent" nor "armed" in "un-armed" is a match; `?` and `!` at the end count.
 */
export function* matches(fragments: readonly Fragment[], source: Plain, most = 20): Iterable<Match> {
  const [first, ...rest] = fragments;
  if (!first) return;
  let found = 0;
  for (const start of starts(source, first)) {
    const match = follow(source, first, rest, start);
    if (!match) continue;
    yield match;
    if (++found === most) return;
  }
}

/** The first place where the quotation stands in a text, in UTF-16 units; null where it does not. */
export function findExact(fragments: readonly Fragment[], text: string): Span | null {
  const [first] = matches(fragments, plain(text), 1);
  return first ? { from: first.pieces[0]!.from, to: first.pieces.at(-1)!.to } : null;
}

function* starts(source: Plain, fragment: Fragment): Iterable<number> {
  const head = fragment.text[0]!;
  const variants = new Set([head, head.toLowerCase(), head.toUpperCase()].map((c) => c + fragment.text.slice(1)));
  for (const variant of variants)
    for (let at = source.text.indexOf(variant); at >= 0; at = source.text.indexOf(variant, at + 1))
      if (isWhole(source, at, fragment)) yield at;
}

/** The fragments one after the other, each within its gap; null where one does not follow. */
function follow(source: Plain, first: Fragment, rest: readonly Fragment[], start: number): Match | null {
  const span = (from: number, to: number): Span => ({
    from: source.at[from]!,
    to: to > from ? source.at[to - 1]! + 1 : source.at[from]!,
  });
  const pieces = [span(start, start + first.text.length)];
  const cuts: Cut[] = [];
  let end = start + first.text.length;
  for (const fragment of rest) {
    const gap = fragment.cut === 'bracket' ? BRACKET_GAP : ELLIPSIS_GAP;
    const next = nextAt(source, fragment, end, gap);
    if (next === null) return null;
    cuts.push({ left: span(end, next), put: fragment.put });
    end = next + fragment.text.length;
    pieces.push(span(next, end));
  }
  return { pieces, cuts };
}

function nextAt(source: Plain, fragment: Fragment, after: number, gap: number): number | null {
  const window = source.text.slice(after, after + gap + fragment.text.length);
  for (let i = window.indexOf(fragment.text); i >= 0; i = window.indexOf(fragment.text, i + 1))
    if (isWhole(source, after + i, fragment)) return after + i;
  return null;
}

const isLetter = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);

function isWhole({ text }: Plain, at: number, fragment: Fragment): boolean {
  const end = at + fragment.text.length;
  if (fragment.isCut) return true;
  if (isLetter(text[at - 1]) && isLetter(text[at])) return false;
  if (isLetter(text[end]) && isLetter(text[end - 1])) return false;
  return !joinsBefore(text, at) && !joinsAfter(text, end) && endsAlike(text, end, fragment.end);
}

/** True where a hyphen, sign or decimal point ties the first word to what stands before it. */
const joinsBefore = (text: string, at: number): boolean =>
  isLetter(text[at]) &&
  (/[\p{L}\p{N}]-$/u.test(text.slice(Math.max(0, at - 2), at)) ||
    (/\d/u.test(text[at]!) && /(?:\d[.,:]|[-+$€£¥<>±~])$/u.test(text.slice(Math.max(0, at - 2), at))));

const joinsAfter = (text: string, end: number): boolean =>
  isLetter(text[end - 1]) &&
  (/^-[\p{L}\p{N}]/u.test(text.slice(end, end + 2)) ||
    (/\d/u.test(text[end - 1]!) && /^(?:[.,:]\d|[%‰°])/u.test(text.slice(end, end + 2))));

/** A question or an exclamation stays one; no other mark at the end counts. */
function endsAlike(text: string, end: number, mark: string): boolean {
  const there = /[?!]/u.exec(text[end] ?? '')?.[0] ?? '';
  return '?!'.includes(mark) && mark !== '' ? there === mark : mark === '' || there === '';
}
