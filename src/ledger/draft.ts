import type { Span } from '../core/span.ts';

/** A quotation found in a draft: where it stands, and the quoted words without marks. */
export interface DraftQuotation extends Span {
  /** Line of the draft it begins on, from 1. */
  readonly line: number;
  readonly text: string;
}

const CLOSING: Readonly<Record<string, string>> = { '“': '”', '„': '“”', '«': '»', '"': '"', '‘': '’' };

/**
 * Finds the quotations of a draft in Markdown or plain text: between curly, straight, German or French marks, over
 * several paragraphs where each begins with a mark, and block quotations (`>`). Code is passed over.
 */
export function draftQuotations(draft: string): readonly DraftQuotation[] {
  return scan(blankCode(draft))
    .found.map((span) => describe(draft, span))
    .filter((q) => /[\p{L}\p{N}]/u.test(q.text));
}

/** Lines, from 1, on which a quotation begins that never ends: nobody can tell which words it holds. */
export function openQuotations(draft: string): readonly number[] {
  return scan(blankCode(draft)).unended.map((at) => lineOf(draft, at));
}

const lineOf = (draft: string, at: number): number => draft.slice(0, at).split('\n').length;

/** The quotations of a text without code, and where those begin that never end. */
function scan(text: string): { readonly found: readonly Span[]; readonly unended: readonly number[] } {
  const found: Span[] = [];
  const unended: number[] = [];
  let open: Span | null = null;
  for (const paragraph of paragraphs(text)) {
    const isBlock = /^\s*>/u.test(text.slice(paragraph.from, paragraph.to));
    const { quotations, unclosed } = quotationsIn(text, paragraph, open !== null);
    const [first, ...rest] = quotations;
    if (open && first && startsWithMark(text, paragraph)) found.push({ from: open.from, to: first.to }, ...rest);
    else found.push(...quotations);
    const continues: boolean = unclosed !== null && startsWithMark(text, { from: paragraph.to, to: text.length });
    if (unclosed === null) open = null;
    else if (continues) open = open && quotations.length === 0 ? open : { from: unclosed, to: paragraph.to };
    else {
      unended.push(open && quotations.length === 0 ? open.from : unclosed);
      open = null;
    }
    if (isBlock && quotations.length === 0 && !open) found.push(blockOf(text, paragraph));
  }
  return { found, unended };
}

/** Code is no prose: its characters become spaces, so that places stay. */
const blankCode = (draft: string): string =>
  draft.replace(/^(```|~~~)[^\n]*\n[\s\S]*?^\1[^\n]*$/gmu, blank).replace(/`[^`\n]*`/gu, blank);
const blank = (code: string): string => code.replace(/[^\n]/gu, ' ');

function* paragraphs(text: string): Iterable<Span> {
  let from = 0;
  for (const gap of text.matchAll(/\n(?:[^\S\n]*>?[^\S\n]*\n)+/gu)) {
    yield { from, to: gap.index };
    from = gap.index + gap[0].length;
  }
  yield { from, to: text.length };
}

const startsWithMark = (text: string, { from, to }: Span): boolean =>
  /^[\s>]*[“„«"]/u.test(text.slice(from, Math.min(to, from + 20)));

/** Quotations closed inside a paragraph, and where one begins that is not. */
function quotationsIn(
  text: string,
  { from, to }: Span,
  goesOn: boolean,
): { quotations: readonly Span[]; unclosed: number | null } {
  const quotations: Span[] = [];
  for (let i = from; i < to; i++) {
    const closing = CLOSING[text[i]!];
    if (closing === undefined || !opens(text, i)) continue;
    const end = closeOf(text, i, to, closing);
    if (end === null && text[i] === '‘') continue;
    if (end === null) return { quotations, unclosed: i };
    quotations.push({ from: i, to: end + 1 });
    i = end;
  }
  return { quotations, unclosed: goesOn && quotations.length === 0 ? from : null };
}

/** A straight mark or a single one opens only at the start of a word. */
const opens = (text: string, at: number): boolean =>
  !'"‘'.includes(text[at]!) || (!/[\p{L}\p{N}.,]/u.test(text[at - 1] ?? ' ') && /\S/u.test(text[at + 1] ?? ' '));

function closeOf(text: string, open: number, to: number, closing: string): number | null {
  let depth = 0;
  for (let i = open + 1; i < to; i++) {
    const mark = text[i]!;
    if (closing.includes(mark) && !isApostrophe(text, i)) {
      if (depth === 0) return i;
      depth--;
    } else if (mark === text[open] && mark !== '"') depth++;
  }
  return null;
}

const isApostrophe = (text: string, at: number): boolean =>
  text[at] === '’' && /\p{L}/u.test(text[at - 1] ?? '') && /\p{L}/u.test(text[at + 1] ?? '');

/** A block quotation without its closing line of attribution ("— N. N."). */
function blockOf(text: string, { from, to }: Span): Span {
  const signature = /\n[\s>]*[—–-]\s[^\n]*$/u.exec(text.slice(from, to));
  return { from, to: signature ? from + signature.index : to };
}

function describe(draft: string, { from, to }: Span): DraftQuotation {
  const line = lineOf(draft, from);
  const bare = draft
    .slice(from, to)
    .replace(/^[^\S\n]*>[^\S\n]?/gmu, '')
    .replace(/\n\s*\n\s*[“„«"]/gu, '\n\n')
    .trim();
  const isMarked = bare[0] !== undefined && CLOSING[bare[0]] !== undefined && '”“»"’'.includes(bare.at(-1)!);
  return { from, to, line, text: (isMarked ? bare.slice(1, -1) : bare).replace(/\s+/gu, ' ').trim() };
}
