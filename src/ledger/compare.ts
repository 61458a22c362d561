import type { Span } from '../core/span.ts';
import { type Plain, plain } from './plain.ts';

/** A stretch of the quotation as it must stand in the text, and how far from the one before it may begin. */
interface Fragment {
  readonly text: string;
  readonly gap: number;
  /** True where it touches a bracket (`[T]he`), so that it may begin or end inside a word. */
  readonly isCut: boolean;
}

/** How much an ellipsis may leave out, and a bracket replace, in characters. */
const ELLIPSIS_GAP = 1500;
const BRACKET_GAP = 80;

const OMISSION = /\s*\[?\(?\s*\.\.\.\s*\)?\]?\s*|\s*\[[^\]]{0,200}\]\s*/gu;

/** Cuts a quotation at its ellipses and brackets; marks at its very ends belong to the sentence around it. */
export function fragmentsOf(quotation: string): readonly Fragment[] {
  const { text } = plain(quotation);
  const fragments: Fragment[] = [];
  let [from, gap, wasCut] = [0, 0, false];
  const add = (to: number, isCut: boolean) => {
    const bare = text.slice(from, to).replace(/^[\s',.;:!?-]+|[\s',.;:!?-]+$/gu, '');
    if (bare) fragments.push({ text: bare, gap, isCut: isCut || wasCut });
  };
  for (const omission of text.matchAll(OMISSION)) {
    const isBracket = omission[0].includes('[') && !omission[0].includes('...');
    add(omission.index, isBracket);
    [from, gap, wasCut] = [omission.index + omission[0].length, isBracket ? BRACKET_GAP : ELLIPSIS_GAP, isBracket];
  }
  add(text.length, false);
  return fragments;
}

/**
 * Where the quotation stands in a text word for word, in UTF-16 units; null where it does not. Kinds of marks, dashes
 * and space do not count, nor does the case of the first letter; an ellipsis leaves words out, a bracket replaces some.
 */
export function findExact(fragments: readonly Fragment[], text: string): Span | null {
  const source = plain(text);
  const [first, ...rest] = fragments;
  if (!first) return null;
  for (const start of starts(source, first)) {
    const end = rest.reduce<number | null>(
      (at, fragment) => at && follow(source, fragment, at),
      start + first.text.length,
    );
    if (end !== null) return { from: source.at[start]!, to: source.at[end - 1]! + 1 };
  }
  return null;
}

function* starts(source: Plain, fragment: Fragment): Iterable<number> {
  const head = fragment.text[0]!;
  const variants = new Set([head.toLowerCase(), head.toUpperCase()].map((c) => c + fragment.text.slice(1)));
  for (const variant of variants)
    for (let at = source.text.indexOf(variant); at >= 0; at = source.text.indexOf(variant, at + 1))
      if (isWhole(source, at, fragment)) yield at;
}

/** End of the fragment where it follows within its gap; null where it does not. */
function follow(source: Plain, fragment: Fragment, after: number): number | null {
  const window = source.text.slice(after, after + fragment.gap + fragment.text.length);
  for (let i = window.indexOf(fragment.text); i >= 0; i = window.indexOf(fragment.text, i + 1))
    if (isWhole(source, after + i, fragment)) return after + i + fragment.text.length;
  return null;
}

const isLetter = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);

function isWhole({ text }: Plain, at: number, fragment: Fragment): boolean {
  if (fragment.isCut) return true;
  const end = at + fragment.text.length;
  return !(isLetter(text[at - 1]) && isLetter(text[at])) && !(isLetter(text[end]) && isLetter(text[end - 1]));
}
