import { distance } from 'fastest-levenshtein';
import { plain } from './pieces.ts';

const RULES: readonly (readonly [RegExp, string])[] = [
  [/['ʹ]/gu, ''],
  [/sch|sh/gu, 's'],
  [/kh/gu, 'h'],
  [/ph/gu, 'f'],
  [/zh/gu, 'z'],
  [/tz|ts|cz/gu, 'c'],
  [/ck|q/gu, 'k'],
  [/c(?![ei]|$)/gu, 'k'],
  [/x/gu, 'ks'],
  [/w/gu, 'v'],
  [/[jy]/gu, 'i'],
  [/\bie/gu, 'e'],
  [/i+(?=[aeou])/gu, 'i'],
  [/(\p{L})\1+/gu, '$1'],
  [/i+$/gu, 'i'],
];

/** Skeletons made before: a text compares the same few names over and over. */
const made = new Map<string, string>();
const MOST = 20_000;

/**
 * The name as transliterations share it: `Zelensky`, `Zelenskyy`, `Zelenskiy` and `Selenskyj` differ only by the
 * tables of romanisation (ISO 9, BGN/PCGN, the national ones), so their skeletons are one but for the first letter.
 */
export function skeleton(name: string): string {
  let shape = made.get(name);
  if (shape === undefined) {
    shape = RULES.reduce((word, [from, to]) => word.replace(from, to), plain(name).toLowerCase());
    if (made.size >= MOST) made.clear();
    made.set(name, shape);
  }
  return shape;
}

/** Letters by which two spellings of one word may differ: none in short words, two in long ones. */
const slack = (length: number): number => (length < 5 ? 0 : length < 8 ? 1 : 2);

/** True where one word may be a misspelling of the other: same first letter, few letters apart. */
export function similar(a: string, b: string): boolean {
  const [x, y] = [skeleton(a), skeleton(b)];
  if (x === y) return true;
  if (x[0] !== y[0] || Math.abs(x.length - y.length) > 2) return false;
  return distance(x, y) <= slack(Math.min(x.length, y.length));
}

/** True where every word of one name is similar to the word at its place in the other. */
export function similarNames(a: string, b: string): boolean {
  const [x, y] = [a.split(/\s+/u), b.split(/\s+/u)];
  if (x.length !== y.length) return false;
  const differing = x.filter((word, i) => skeleton(word) !== skeleton(y[i]!));
  return differing.length <= 1 && x.every((word, i) => similar(word, y[i]!));
}
