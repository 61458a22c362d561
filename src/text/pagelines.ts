import { CONTAINERS, type Line } from './render.ts';

const BLOCKS = [
  ['P'],
  ['LI'],
  ['H1'],
  ['H2'],
  ['H3', 'H4', 'H5', 'H6'],
  ['TD', 'TH', 'TR', 'CAPTION'],
  ['FIGCAPTION', 'FIGURE'],
  ['BUTTON'],
  ['DT', 'DD'],
  ['PRE', 'BLOCKQUOTE'],
] as const;

const NEAR = [-3, -2, -1, 1, 2, 3] as const;

/** Features a line of an HTML page has beyond those of its text, in the order of `pageFeatures`. */
export const PAGE_FEATURES: readonly string[] = [
  ...BLOCKS.map((group) => `block:${group[0]}`),
  ...CONTAINERS.map((name) => `in:${name}`),
  'links',
  'kept',
  ...NEAR.map((n) => `kept${n}`),
  'kept±5',
  'kept±15',
  'fromFirstKept',
  'toLastKept',
  'keptLines',
];

/** Features of each line of a page: its element, its containers, its links, and what the extractor kept around it. */
export function pageFeatures(lines: readonly Line[], kept: readonly number[]): readonly (readonly number[])[] {
  const sums = [0];
  for (const share of kept) sums.push(sums.at(-1)! + share);
  const window = (i: number, reach: number) => {
    const [a, b] = [Math.max(0, i - reach), Math.min(kept.length, i + reach + 1)];
    return (sums[b]! - sums[a]!) / (b - a);
  };
  const first = kept.findIndex((share) => share > 0.5);
  const last = kept.findLastIndex((share) => share > 0.5);
  const clip = (n: number) => Math.max(-30, Math.min(30, n));
  return lines.map((line, i) => [
    ...BLOCKS.map((group) => ((group as readonly string[]).includes(line.block) ? 1 : 0)),
    ...line.inside.map(Number),
    line.links,
    kept[i]!,
    ...NEAR.map((n) => kept[i + n] ?? -1),
    window(i, 5),
    window(i, 15),
    first < 0 ? -31 : clip(i - first),
    last < 0 ? -31 : clip(last - i),
    sums.at(-1)! / Math.max(1, kept.length),
  ]);
}
