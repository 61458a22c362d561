import type { Span } from '../core/span.ts';

/** A run of letters and digits, or one other visible character: finer than a word, and the same for lexicon and text. */
export interface Piece extends Span {
  /** The characters without diacritics, with plain apostrophes and hyphens. */
  readonly form: string;
}

const PIECE = /[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu;

const PLAIN: Readonly<Record<string, string>> = { '’': "'", '‘': "'", ʼ: "'", '`': "'", '‑': '-', '–': '-', '—': '-' };
const LETTERS: Readonly<Record<string, string>> = { ø: 'o', Ø: 'O', ł: 'l', Ł: 'L', ı: 'i', đ: 'd', Đ: 'D', ß: 'ss' };

/** Letters without diacritics: `Orbán` and `Orban` are one spelling. */
export function plain(text: string): string {
  if (/^[ -~]*$/u.test(text)) return text;
  const stripped = text.normalize('NFKD').replace(/\p{M}/gu, '');
  return stripped.replace(/[øØłŁıđĐß]/gu, (c) => LETTERS[c] ?? c).replace(/[’‘ʼ`‑–—]/gu, (c) => PLAIN[c] ?? c);
}

/** The pieces of a stretch of text, in order, with offsets into the whole text. */
export function pieces(text: string, span: Span = { from: 0, to: text.length }): readonly Piece[] {
  const found: Piece[] = [];
  for (const match of text.slice(span.from, span.to).matchAll(PIECE)) {
    const from = span.from + match.index;
    found.push({ from, to: from + match[0].length, form: plain(match[0]) });
  }
  return found;
}

/** True for a piece of letters or digits. */
export const isWord = (piece: Piece | undefined): piece is Piece =>
  piece !== undefined && /[\p{L}\p{N}]/u.test(piece.form);

/** True where the piece begins with a capital letter. */
export const isCapital = (piece: Piece | undefined): boolean => piece !== undefined && /^\p{Lu}/u.test(piece.form);
