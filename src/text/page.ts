import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import type { ElementLexicon } from '../lexicon/elements.ts';
import { frameOf } from './frame.ts';
import { type DomNode, type Rendered, render } from './render.ts';

/** A parsed page. linkedom's document is typed as the browser's. */
export type Page = ReturnType<typeof parseHTML>['document'];

/**
 * Parses a page, whole or fragment; broken markup is fine. Its html, head and body tags are first set right, since the
 * parser does not do so itself: a second body, or text after `</html>`, would be lost.
 */
export function parsePage(html: string): Page {
  const { root, head, body } = frameOf(html);
  return parseHTML(`<!DOCTYPE html>${root || '<html>'}<head>${head}</head><body>${body}</body></html>`).document;
}

/** The page's text as seen, with its lines. */
export const renderPage = (page: Page, names: ElementLexicon): Rendered =>
  render(page.body as unknown as DomNode, names);

/** Pages nested deeper, or with more elements, are not given to an extractor: they would take it too long. */
const DEEPEST = 500;
const MOST_ELEMENTS = 60_000;

/** The lines Readability takes for the article; empty where it finds none. Changes `page`. */
export function byReadability(page: Page, depth: number, names: ElementLexicon): readonly string[] {
  if (depth > DEEPEST || page.getElementsByTagName('*').length > MOST_ELEMENTS) return [];
  const found = readably(page);
  if (!found?.content) return [];
  const { text, lines } = render(found.content as DomNode, names);
  return lines.map((line) => text.slice(line.from, line.to));
}

/** What Readability finds; null where it finds nothing or breaks on the page, as it does on some odd trees. */
function readably(page: Page): { readonly content?: unknown } | null {
  try {
    return new Readability(page as never, { serializer: (node) => node }).parse();
  } catch {
    return null;
  }
}

const plain = (line: string): string =>
  line
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * How much of each line an extractor kept, 0 … 1: 1 where its output has the line (of equal lines, the one nearest to
 * the line kept before), else the share of the line's word 4-grams that stand in the output's lines not found so: a
 * comment that quotes the article is not kept with it.
 */
export function keptShares(lines: readonly string[], kept: readonly string[]): readonly number[] {
  const shares = new Array<number>(lines.length).fill(0);
  const places = new Map<string, number[]>();
  lines.forEach((line, i) => {
    const key = plain(line);
    const same = places.get(key);
    if (same) same.push(i);
    else places.set(key, [i]);
  });
  let last = -1;
  const grams = new Set<string>();
  for (const line of kept) {
    const key = plain(line);
    const nearest = takeNearest(places.get(key) ?? [], last + 1);
    if (nearest === undefined) {
      for (const gram of gramsOf(key)) grams.add(gram);
      continue;
    }
    shares[nearest] = 1;
    last = nearest;
  }
  return shares.map((share, i) => {
    if (share === 1) return 1;
    const own = gramsOf(plain(lines[i]!));
    return own.length < 4 ? 0 : own.filter((gram) => grams.has(gram)).length / own.length;
  });
}

/** Takes the number nearest to another out of ascending ones, of two as near the lower; undefined where none is left. */
function takeNearest(numbers: number[], to: number): number | undefined {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < to) low = middle + 1;
    else high = middle;
  }
  const [below, above] = [numbers[low - 1], numbers[low]];
  const lower = below !== undefined && (above === undefined || to - below <= above - to);
  return numbers.splice(lower ? low - 1 : low, 1)[0];
}

function gramsOf(line: string): readonly string[] {
  const words = line.split(' ');
  return words.slice(3).map((_, i) => words.slice(i, i + 4).join(' '));
}
