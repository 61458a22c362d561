/** A text in which spelling of marks does not matter, and where each of its characters came from. */
export interface Plain {
  readonly text: string;
  /** UTF-16 offset in the original of every character of `text`, and of its end. */
  readonly at: readonly number[];
}

const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/[“”„«»"‘’‚‹›`´ʼ′″〝〞〟]/u, "'"],
  [/[‐‑‒–—―−]/u, '-'],
  [/\s/u, ' '],
  [/[\u00ad\u200b-\u200f\u2060\ufeff]/u, ''],
  [/[ﬀ-ﬆ]/u, 'ligature'],
];

/**
 * Makes curly and straight marks, kinds of dashes and kinds of space alike, takes ligatures apart and leaves soft hyphens
 * and what is invisible out; runs of space become one.
 */
export function plain(original: string): Plain {
  let text = '';
  const at: number[] = [];
  for (let i = 0; i < original.length; i++) {
    const char = alike(original[i]!);
    if (char === '' || (char === ' ' && text.endsWith(' '))) continue;
    for (const unit of char === '…' ? '...' : char === 'ligature' ? original[i]!.normalize('NFKC') : char) {
      text += unit;
      at.push(i);
    }
  }
  return { text, at: [...at, original.length] };
}

function alike(char: string): string {
  const code = char.charCodeAt(0);
  if (code > 34 && code < 127 && code !== 39 && code !== 96) return char;
  for (const [pattern, same] of ALIKE) if (pattern.test(char)) return same;
  return char;
}

/** Hyphens at a line's end, and numbers of references in brackets. */
const TYPESETTING = /(?<=\p{Ll})-\s*\n\s*(?=\p{Ll})|\s*\[\d{1,3}(?:[,–-]\s?\d{1,3})*\](?=[\s.,;:!?'”"’]|$)/gu;

/** The same with words whole that a line's end cuts, and without the numbers of references. */
export function untypeset(original: string): Plain {
  const kept: number[] = [];
  let bare = '';
  let from = 0;
  for (const cut of [...original.matchAll(TYPESETTING), { index: original.length, 0: '' }]) {
    for (let i = from; i < cut.index; i++) kept.push(i);
    bare += original.slice(from, cut.index);
    from = cut.index + cut[0].length;
  }
  kept.push(original.length);
  const folded = plain(bare);
  return { text: folded.text, at: folded.at.map((i) => kept[i]!) };
}
