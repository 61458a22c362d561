import { GROUP_FEATURES, groupFeatures, type Weighed } from './linegroups.ts';
import { wordFeatures } from './lines.ts';
import { CONTAINERS } from './names.ts';
import type { Line } from './render.ts';

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
const NEXT = [-2, -1, 1, 2] as const;

/** Lines are compared with those whose path is equal, and equal but for the innermost two and four elements. */
const LEVELS = [0, 2, 4] as const;
/** And with those in the same block element, in its parent block, and so on outwards. */
const HOLDERS = [1, 2, 3, 5] as const;

/** Features a line of an HTML page has beyond those of its text, in the order of `pageFeatures`. */
export const PAGE_FEATURES: readonly string[] = [
  ...BLOCKS.map((group) => `block:${group[0]}`),
  ...CONTAINERS.map((name) => `in:${name}`),
  'links',
  ...NEXT.map((n) => `links${n}`),
  'links±3',
  'links±10',
  'bold',
  'slanted',
  'kept',
  ...NEAR.map((n) => `kept${n}`),
  'kept±5',
  'kept±15',
  'fromFirstKept',
  'toLastKept',
  'keptLines',
  'fromHeadline',
  'sinceHeading',
  'headingLevel',
  'headingWord',
  'headingLinks',
  'upToMain',
  'mainChars',
  'pageChars',
  'keptChars',
  ...LEVELS.flatMap((level) => GROUP_FEATURES.map((what) => `alike${level}${what}`)),
  ...HOLDERS.flatMap((level) => GROUP_FEATURES.map((what) => `holder${level}${what}`)),
  'name',
  ...NEAR.map((n) => `name${n}`),
  'name±5',
];

/** The lines of a page as its elements show them. */
export interface PageLines {
  readonly lines: readonly Line[];
  /** How much of each line the extractor kept. */
  readonly kept: readonly number[];
}

/** Log-odds of body of each line: by its words, and by the names of the elements around it. */
export interface LineScores {
  readonly words: readonly number[];
  readonly names: readonly number[];
}

/**
 * The whole row of each line: what it shows (`lineFeatures`), what its words say and, on a page, what its elements show.
 */
export function allFeatures(
  looks: readonly Float32Array[],
  texts: readonly string[],
  scores: LineScores,
  page?: PageLines,
): readonly Float32Array[] {
  const said = wordFeatures(scores.words);
  const shown = page && pageFeatures(page, texts, scores);
  return looks.map((look, i) => Float32Array.from([...look, ...said[i]!, ...(shown?.[i] ?? [])]));
}

const clip = (n: number) => Math.max(-30, Math.min(30, n));

/**
 * Features of each line of a page: its element, its containers, its links, what the extractor kept around it, where it
 * stands from the headline, what the lines of its kind and those in its elements are like, and what the names of the
 * elements around it say.
 */
function pageFeatures(
  { lines, kept }: PageLines,
  texts: readonly string[],
  { words, names }: LineScores,
): readonly (readonly number[])[] {
  const links = lines.map((line) => line.links);
  const [keptIn, namesIn, linksIn] = [windows(kept), windows(names), windows(links)];
  const first = kept.findIndex((share) => share > 0.5);
  const last = kept.findLastIndex((share) => share > 0.5);
  const headline = lines.findIndex((line) => line.block === 'H1');
  const weighed = lines.map(
    (line, i): Weighed => ({
      chars: line.to - line.from,
      links: line.links,
      kept: kept[i]!,
      names: names[i]!,
      words: words[i]!,
      ends: /[.!?]["”’»)]*$/u.test(texts[i]!.slice(-4)) ? 1 : 0,
    }),
  );
  const alike = LEVELS.map((level) =>
    groupFeatures(
      weighed,
      lines.map((line) => line.paths.at(-1 - level) ?? line.paths[0] ?? 0),
    ),
  );
  const holders = HOLDERS.map((level) =>
    groupFeatures(
      weighed,
      lines.map((line) => line.holders[level - 1] ?? line.holders.at(-1) ?? -1),
    ),
  );
  const above = headingsAbove(lines);
  const upToMain = mainHolder(lines, weighed);
  const chars = weighed.reduce((sum, one) => sum + one.chars, 0);
  const keptChars = weighed.reduce((sum, one) => sum + one.chars * one.kept, 0);
  return lines.map((line, i) => [
    ...BLOCKS.map((group) => ((group as readonly string[]).includes(line.block) ? 1 : 0)),
    ...line.inside.map(Number),
    line.links,
    ...NEXT.map((n) => links[i + n] ?? -1),
    linksIn(i, 3),
    linksIn(i, 10),
    line.bold,
    line.slanted,
    kept[i]!,
    ...NEAR.map((n) => kept[i + n] ?? -1),
    keptIn(i, 5),
    keptIn(i, 15),
    first < 0 ? -31 : clip(i - first),
    last < 0 ? -31 : clip(last - i),
    keptIn(i, lines.length),
    headline < 0 ? -31 : clip(i - headline),
    clip(i - above[i]!),
    above[i]! < 0 ? 0 : Number(lines[above[i]!]!.block.slice(1)),
    above[i]! < 0 ? 0 : words[above[i]!]!,
    above[i]! < 0 ? -1 : links[above[i]!]!,
    ...upToMain(i),
    Math.log1p(chars),
    keptChars / Math.max(1, chars),
    ...alike.flatMap((features) => features[i]!),
    ...holders.flatMap((features) => features[i]!),
    names[i]!,
    ...NEAR.map((n) => names[i + n] ?? 0),
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

/** For each line the heading it stands under, itself where it is one; -1 before the first. */
function headingsAbove(lines: readonly Line[]): readonly number[] {
  let last = -1;
  return lines.map(({ block }, i) => {
    if (/^H[1-6]$/u.test(block)) last = i;
    return last;
  });
}

/** Share of what the extractor kept that an element must hold to be the main one. */
const MAIN = 0.6;

/** How many block elements up from a line stands one that holds most of what was kept, and the share of the page it is. */
function mainHolder(lines: readonly Line[], weighed: readonly Weighed[]): (i: number) => readonly [number, number] {
  const chars = new Map<number, number>();
  const kept = new Map<number, number>();
  let [all, allKept] = [0, 0];
  lines.forEach((line, i) => {
    const one = weighed[i]!;
    all += one.chars;
    allKept += one.chars * one.kept;
    for (const holder of line.holders) {
      chars.set(holder, (chars.get(holder) ?? 0) + one.chars);
      kept.set(holder, (kept.get(holder) ?? 0) + one.chars * one.kept);
    }
  });
  return (i) => {
    const { holders } = lines[i]!;
    const up = holders.findIndex((holder) => kept.get(holder)! >= MAIN * allKept);
    return up < 0 ? [holders.length, 1] : [up, chars.get(holders[up]!)! / Math.max(1, all)];
  };
}
