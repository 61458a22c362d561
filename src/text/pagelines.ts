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

/** Lines are compared with those whose path is equal, and equal but for the innermost two and four elements. */
const LEVELS = [0, 2, 4] as const;

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
  'fromHeadline',
  ...LEVELS.flatMap((level) => ['Lines', 'Chars', 'Links', 'Kept', 'Names'].map((what) => `alike${level}${what}`)),
  'name',
  ...NEAR.map((n) => `name${n}`),
  'name±5',
];

/** The lines of a page as its elements show them, with how much of each the extractor kept. */
export interface PageLines {
  readonly lines: readonly Line[];
  readonly kept: readonly number[];
}

/**
 * Features of each line of a page: its element, its containers, its links, what the extractor kept around it, where it
 * stands from the headline, what the lines of its kind are like, and what the names of the elements around it say.
 * `nameScores` gives the log-odds of those names a line.
 */
export function pageFeatures(
  { lines, kept }: PageLines,
  nameScores: readonly number[],
): readonly (readonly number[])[] {
  const keptIn = windows(kept);
  const namesIn = windows(nameScores);
  const first = kept.findIndex((share) => share > 0.5);
  const last = kept.findLastIndex((share) => share > 0.5);
  const headline = lines.findIndex((line) => line.block === 'H1');
  const clip = (n: number) => Math.max(-30, Math.min(30, n));
  const alike = LEVELS.map((level) => kinds(lines, kept, nameScores, level));
  return lines.map((line, i) => [
    ...BLOCKS.map((group) => ((group as readonly string[]).includes(line.block) ? 1 : 0)),
    ...line.inside.map(Number),
    line.links,
    kept[i]!,
    ...NEAR.map((n) => kept[i + n] ?? -1),
    keptIn(i, 5),
    keptIn(i, 15),
    first < 0 ? -31 : clip(i - first),
    last < 0 ? -31 : clip(last - i),
    keptIn(i, lines.length),
    headline < 0 ? -31 : clip(i - headline),
    ...alike.flatMap((features) => features[i]!),
    nameScores[i]!,
    ...NEAR.map((n) => nameScores[i + n] ?? 0),
    namesIn(i, 5),
  ]);
}

/** Mean of the values within some reach of a place. */
function windows(values: readonly number[]): (i: number, reach: number) => number {
  const sums = [0];
  for (const value of values) sums.push(sums.at(-1)! + value);
  return (i, reach) => {
    const [a, b] = [Math.max(0, i - reach), Math.min(values.length, i + reach + 1)];
    return (sums[b]! - sums[a]!) / (b - a);
  };
}

/** For each line, of all lines whose path is the same but for the innermost `level` elements: count, length, shares. */
function kinds(
  lines: readonly Line[],
  kept: readonly number[],
  names: readonly number[],
  level: number,
): readonly (readonly number[])[] {
  const sums = new Map<number, { lines: number; chars: number; links: number; kept: number; names: number }>();
  const keyOf = (line: Line) => line.paths.at(-1 - level) ?? line.paths[0] ?? 0;
  lines.forEach((line, i) => {
    const chars = line.to - line.from;
    const sum = sums.get(keyOf(line)) ?? { lines: 0, chars: 0, links: 0, kept: 0, names: 0 };
    sums.set(keyOf(line), sum);
    sum.lines++;
    sum.chars += chars;
    sum.links += chars * line.links;
    sum.kept += chars * kept[i]!;
    sum.names += chars * names[i]!;
  });
  return lines.map((line) => {
    const sum = sums.get(keyOf(line))!;
    return [
      sum.lines,
      Math.log1p(sum.chars / sum.lines),
      sum.links / sum.chars,
      sum.kept / sum.chars,
      sum.names / sum.chars,
    ];
  });
}
