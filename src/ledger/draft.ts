import type { Span } from '../core/span.ts';
import { prose } from './draftprose.ts';

/** A quotation found in a draft: where it stands, and the quoted words without marks. */
export interface DraftQuotation extends Span {
  /** Line of the draft it begins on, from 1. */
  readonly line: number;
  readonly text: string;
}

/** What a draft quotes. */
export interface DraftReading {
  readonly quotations: readonly DraftQuotation[];
  /** Lines on which a quotation begins that never ends: nobody can tell which words it holds. */
  readonly open: readonly number[];
  /** The draft as prose of the same length: no code, no tags, entities and emphasis resolved. */
  readonly prose: string;
}

/** Opening marks with those that close them. */
const CLOSERS: Readonly<Record<string, string>> = {
  '“': '”',
  '„': '“”',
  '«': '»',
  '»': '«',
  '‹': '›',
  '›': '‹',
  '〝': '〞〟',
  '"': '"',
  '‘': '’',
  '‚': '‘’',
  "'": "'",
};
const MARKS = /[“”„«»‹›〝〞〟"‘’‚']/gu;
/** Single marks open where nothing closes as often as not: apostrophes, elisions, years. */
const SINGLE = "‘‚'";
const BEGINS = '“„«»‹›〝"‘‚\'';

/**
 * Finds the quotations of a draft in Markdown, HTML or plain text, in time linear in its length: between the marks of any
 * press (curly, straight, German, French, Japanese, single or double), `<q>` and `<blockquote>`, block quotations (`>`), over
 * several paragraphs where each begins with a mark. Code is passed over. Of nested quotations the outermost counts.
 */
export function readDraft(draft: string): DraftReading {
  const text = prose(draft);
  const { found, unended } = quoted(text);
  const lineOf = liner(draft);
  const quotations = found
    .map((span) => ({ ...span, line: lineOf(span.from), text: wordsIn(text, span) }))
    .filter((q) => /[\p{L}\p{N}]/u.test(q.text));
  return { quotations, open: unended.map(lineOf), prose: text };
}

/** The stretches of a text that stand in quotation marks or block quotations, outermost only, in order. */
export function quoted(text: string): { readonly found: readonly Span[]; readonly unended: readonly number[] } {
  const found: Span[] = [];
  const unended: number[] = [];
  let open: Span | null = null;
  for (const paragraph of paragraphs(text)) {
    const isBlock = /^\s*>/u.test(text.slice(paragraph.from, paragraph.to));
    const { quotations, unclosed, closes } = quotationsIn(text, paragraph, open !== null);
    const goesOn: boolean = open !== null && startsWithMark(text, paragraph);
    if (open && goesOn && closes !== null) found.push({ from: open.from, to: closes }, ...quotations);
    else found.push(...quotations);
    const isWhole: boolean = open !== null && goesOn && closes === null && unclosed !== null;
    const begin: number | null = isWhole ? open!.from : unclosed;
    const continues: boolean = begin !== null && startsWithMark(text, { from: paragraph.to, to: text.length });
    open = continues ? { from: begin!, to: paragraph.to } : null;
    if (begin !== null && !continues) unended.push(begin);
    if (isBlock && quotations.length === 0 && !open) found.push(blockOf(text, paragraph));
  }
  return { found: outermost(found), unended };
}

function* paragraphs(text: string): Iterable<Span> {
  let from = 0;
  for (const gap of text.matchAll(/\n(?:[^\S\n]*(?:>[^\S\n]*)?\n)+/gu)) {
    yield { from, to: gap.index };
    from = gap.index + gap[0].length;
  }
  yield { from, to: text.length };
}

const startsWithMark = (text: string, { from, to }: Span): boolean =>
  /^[\s>\u2060]*[“„«"‘']/u.test(text.slice(from, Math.min(to, from + 20)));

interface Open {
  readonly at: number;
  readonly mark: string;
}

/**
 * Quotations closed inside a paragraph; where one begins that is not; where the one that came from the paragraph before
 * ends. Marks are met once, from left to right; one that closes takes those opened within it along.
 */
function quotationsIn(text: string, { from, to }: Span, isInside: boolean) {
  const quotations: Span[] = [];
  const stack: Open[] = [];
  const counts = new Map<string, number>();
  const shift = (mark: string, by: number) => counts.set(mark, (counts.get(mark) ?? 0) + by);
  const open = (mark: string, at: number) => {
    stack.push({ at, mark });
    shift(mark, 1);
  };
  let inherited = isInside && startsWithMark(text, { from, to });
  let closes: number | null = null;
  for (const { 0: mark, index } of text.slice(from, to).matchAll(MARKS)) {
    const at = from + index;
    const closed = canClose(text, at) && stack.length > 0 ? closedBy(mark, counts) : null;
    if (closed !== null) {
      let last = stack.pop()!;
      shift(last.mark, -1);
      while (last.mark !== closed) {
        last = stack.pop()!;
        shift(last.mark, -1);
      }
      const isInherited =
        inherited && stack.length === 0 && quotations.length === 0 && closes === null && isFirst(text, from, last.at);
      if (isInherited) closes = at + 1;
      else quotations.push({ from: last.at, to: at + 1 });
      if (isInherited) inherited = false;
    } else if (canOpen(text, at)) open(mark, at);
  }
  const unclosed = stack.find(({ mark }) => !SINGLE.includes(mark))?.at ?? null;
  return { quotations, unclosed, closes };
}

/** True where nothing but space and the sign of a block quotation stands before a mark. */
const isFirst = (text: string, from: number, at: number): boolean => /^[\s>\u2060]*$/u.test(text.slice(from, at));

/** The opening mark, among those that are open, that a mark closes; null where it closes none. */
function closedBy(mark: string, counts: ReadonlyMap<string, number>): string | null {
  for (const [opening, closers] of Object.entries(CLOSERS))
    if (closers.includes(mark) && (counts.get(opening) ?? 0) > 0) return opening;
  return null;
}

const before = (text: string, at: number): string => {
  let i = at - 1;
  while (text[i] === '\u2060') i--;
  return text[i] ?? ' ';
};
const after = (text: string, at: number): string => {
  let i = at + 1;
  while (text[i] === '\u2060') i++;
  return text[i] ?? ' ';
};

/** A single mark between letters is an apostrophe. */
function canClose(text: string, at: number): boolean {
  if (text[at] !== '’' && text[at] !== "'" && text[at] !== '‘') return true;
  if (text[at] !== '‘' && /\p{L}/u.test(before(text, at)) && /\p{L}/u.test(after(text, at))) return false;
  return /\S/u.test(before(text, at));
}

/** A mark opens before a word; a straight or single one only where no word, number or stop stands before it. */
function canOpen(text: string, at: number): boolean {
  const mark = text[at]!;
  if (!BEGINS.includes(mark)) return false;
  const isAmbiguous = '"\'‘‚»›'.includes(mark);
  if (isAmbiguous && (/[\p{L}\p{N}.,;:!?]/u.test(before(text, at)) || !/\S/u.test(after(text, at)))) return false;
  return mark !== "'" || !/\d/u.test(after(text, at));
}

/** A block quotation without its closing line of attribution ("— N. N."). */
function blockOf(text: string, { from, to }: Span): Span {
  const last = text.lastIndexOf('\n', to - 1);
  return { from, to: last > from && /^[\s>]*[—–-]\s/u.test(text.slice(last, to)) ? last : to };
}

/** Stretches that stand in no other, in order. */
function outermost(spans: readonly Span[]): readonly Span[] {
  const kept: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from || b.to - a.to))
    if (span.from >= (kept.at(-1)?.to ?? 0)) kept.push(span);
  return kept;
}

/** The words of a quotation: without its marks, those that open its paragraphs, and the signs of a block quotation. */
function wordsIn(text: string, { from, to }: Span): string {
  const bare = text
    .slice(from, to)
    .replaceAll('\u2060', '')
    .replace(/^[^\S\n]*>[^\S\n]?/gmu, '')
    .replace(/\n\s*\n\s*[“„«"‘']/gu, '\n\n')
    .trim();
  const isMarked = bare.length > 1 && CLOSERS[bare[0]!]?.includes(bare.at(-1)!) === true;
  return (isMarked ? bare.slice(1, -1) : bare).replace(/\s+/gu, ' ').trim();
}

/** Number of the line a place stands on, from 1. */
function liner(draft: string): (at: number) => number {
  const starts = [0];
  for (let at = draft.indexOf('\n'); at >= 0; at = draft.indexOf('\n', at + 1)) starts.push(at + 1);
  return (at) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= at) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
