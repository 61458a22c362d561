import { FURNITURE_CLASSES, type FurnitureLexicon } from '../lexicon/furniture.ts';

/** What a line shows of itself, before its neighbours are looked at. */
interface Traits {
  readonly chars: number;
  /** In lower case. */
  readonly words: readonly string[];
  readonly own: readonly number[];
  readonly list: boolean;
  readonly reply: boolean;
}

/** Longest stretch of a line whose words are counted. */
const REACH = 2000;
const HASH_BITS = 12;

/** Number of buckets that words are hashed into. */
export const BUCKETS = 1 << HASH_BITS;

const flag = (condition: boolean): number => (condition ? 1 : 0);
const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);

/** Names of a line's own features, in order. */
const OWN = [
  'chars',
  'words',
  'sentenceEnd',
  'colonEnd',
  'ellipsisEnd',
  'lowerStart',
  'bullet',
  'digitStart',
  'capitalWords',
  'allCaps',
  'digits',
  'commas',
  'functionWords',
  'readerWords',
  'sentences',
  'quotes',
  'marks',
  'link',
  'date',
  'question',
  'meanWord',
  ...FURNITURE_CLASSES,
] as const;

const NEIGHBOURS = [-3, -2, -1, 1, 2, 3] as const;
const NEIGHBOUR_TRAITS = ['chars', 'sentenceEnd', 'capitalWords', 'functionWords', 'date'] as const;
const FROM_NEIGHBOUR = NEIGHBOUR_TRAITS.map((name) => OWN.indexOf(name));

const CONTEXT = [
  'at',
  'fromStart',
  'toEnd',
  'lines',
  'copies',
  'earlier',
  'before',
  'after',
  'mean2',
  'mean5',
  'mean15',
  'sinceLong',
  'untilLong',
  'shortRun',
  'sinceList',
  'sinceReply',
  'sinceTitle',
  'titleWords',
] as const;

/** Every feature of a line: those of `lineFeatures`, then those of `wordFeatures`. */
export const FEATURES: readonly string[] = [
  ...OWN,
  ...NEIGHBOURS.flatMap((n) => NEIGHBOUR_TRAITS.map((name) => `${name}${n}`)),
  ...CONTEXT,
  'word',
  ...NEIGHBOURS.map((n) => `word${n}`),
  'word±5',
];

/** Hash buckets of a line's words, its first two and its last: what the word model adds up. */
export function wordBuckets(written: readonly string[]): readonly number[] {
  const words = lowered(written).map((word) => (/^\d+$/u.test(word) ? `#${word.length}` : word));
  const keys = [...new Set(words)];
  keys.push(`^${words.slice(0, 2).join(' ')}`, `$${words.at(-1) ?? ''}`, `n${Math.min(words.length, 12)}`);
  for (let i = 1; i < Math.min(words.length, 12); i++) keys.push(`${words[i - 1]} ${words[i]}`);
  return keys.map(bucket);
}

/** FNV-1a, folded to the number of buckets. */
export function bucket(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return ((hash >>> HASH_BITS) ^ hash) & (BUCKETS - 1);
}

/** The words of a line's first stretch, as written. */
export const wordsOf = (line: string): readonly string[] => line.slice(0, REACH).match(/[\p{L}\p{N}']+/gu) ?? [];

const lowered = (words: readonly string[]): readonly string[] => words.map((word) => word.toLowerCase());

/**
 * What each line of a text shows, one row a line in the order of `FEATURES`: the line's own look, its neighbours', and
 * its place among the long lines, headings and copies (after the boilerplate literature: Kohlschütter et al. 2010).
 * @param written the words of each line (`wordsOf`)
 */
export function lineFeatures(
  lines: readonly string[],
  written: readonly (readonly string[])[],
  lexicon: FurnitureLexicon,
): readonly Float32Array[] {
  const traits = lines.map((line, i) => traitsOf(line, written[i]!, lexicon));
  const context = contextOf(lines, traits);
  return lines.map((_, i) => {
    const row = [...traits[i]!.own];
    for (const n of NEIGHBOURS) for (const k of FROM_NEIGHBOUR) row.push(traits[i + n]?.own[k] ?? -1);
    row.push(...context(i));
    return Float32Array.from(row);
  });
}

/** What the words of each line and of its neighbours say: the word model's log-odds of body, the last of `FEATURES`. */
export function wordFeatures(scores: readonly number[]): readonly (readonly number[])[] {
  return scores.map((score, i) => [score, ...NEIGHBOURS.map((n) => scores[i + n] ?? 0), mean(scores, i - 5, i + 6)]);
}

function traitsOf(line: string, original: readonly string[], lexicon: FurnitureLexicon): Traits {
  const head = line.slice(0, REACH);
  const words = lowered(original);
  const classes = lexicon.classesOf(line);
  const count = (pattern: RegExp) => head.match(pattern)?.length ?? 0;
  const own = [
    Math.log1p(line.length),
    Math.log1p(words.length * (line.length / Math.max(1, head.length))),
    flag(/[.!?]["'”’»)\]]*$/u.test(line.slice(-6))),
    flag(line.endsWith(':')),
    flag(/(?:…|\.\.\.|\[…\])$/u.test(line.slice(-6))),
    flag(/^\p{Ll}/u.test(line)),
    flag(/^[•·*▪●‣–—-]\s/u.test(line)),
    flag(/^\d/u.test(line)),
    share(original.filter((word) => /^\p{Lu}/u.test(word)).length, words.length),
    share(original.filter((word) => /^\p{Lu}+$/u.test(word)).length, words.length),
    share(count(/\d/gu), head.length),
    share(count(/[,;]/gu), words.length),
    share(words.filter((word) => lexicon.functionWords.has(word)).length, words.length),
    share(words.filter((word) => lexicon.addressWords.has(word)).length, words.length),
    count(/[.!?]["'”’)\]]*\s/gu),
    flag(/["“”«»]/u.test(head)),
    share(count(/[|»›→←©@#/\\►▶✓✔]/gu), head.length),
    flag(/https?:|www\.|\.com\b|@/u.test(head)),
    flag(/\b(?:19|20)\d\d\b/u.test(head) && words.length < 14),
    flag(/\?["”]?$/u.test(line.slice(-4))),
    share(
      words.reduce((sum, word) => sum + word.length, 0),
      words.length,
    ),
    ...FURNITURE_CLASSES.map((kind) => flag(classes.includes(kind))),
  ];
  return {
    chars: line.length,
    words,
    own,
    list: classes.includes('list'),
    reply: classes.includes('reply'),
  };
}

/** Lines of at least this many characters count as running text. */
const LONG = 120;

function contextOf(lines: readonly string[], traits: readonly Traits[]): (i: number) => readonly number[] {
  const total = lines.length;
  const lengths = traits.map((trait) => Math.min(trait.chars, 600));
  const sums = [0];
  for (const length of lengths) sums.push(sums.at(-1)! + length);
  const copies = new Map<string, number>();
  const earlier = lines.map((line) => {
    const before = copies.get(line) ?? 0;
    copies.set(line, before + 1);
    return before;
  });
  const window = (from: number, to: number) => {
    const [a, b] = [Math.max(0, from), Math.min(total, to)];
    return Math.log1p((sums[b]! - sums[a]!) / Math.max(1, b - a));
  };
  const sinceLong = since(traits, (trait) => trait.chars >= LONG);
  const untilLong = since(traits.toReversed(), (trait) => trait.chars >= LONG).toReversed();
  const sinceList = since(traits, (trait) => trait.list);
  const sinceReply = since(traits, (trait) => trait.reply);
  const runs = shortRuns(traits);
  const { index: titleIndex, words: titleWords } = likelyTitle(lines, traits);
  return (i) => [
    share(i, total),
    Math.min(i, 100),
    Math.min(total - 1 - i, 100),
    Math.log1p(total),
    copies.get(lines[i]!)!,
    earlier[i]!,
    share(sums[i]!, sums[total]!),
    share(sums[total]! - sums[i + 1]!, sums[total]!),
    window(i - 2, i + 3),
    window(i - 5, i + 6),
    window(i - 15, i + 16),
    sinceLong[i]!,
    untilLong[i]!,
    runs[i]!,
    sinceList[i]!,
    sinceReply[i]!,
    Math.max(-50, Math.min(100, i - titleIndex)),
    share(traits[i]!.words.filter((word) => titleWords.has(word)).length, traits[i]!.words.length),
  ];
}

/** Distance of each line from the last one that fits; 100 where none came before. */
function since(traits: readonly Traits[], fits: (trait: Traits) => boolean): readonly number[] {
  let distance = 100;
  return traits.map((trait) => {
    distance = fits(trait) ? 0 : Math.min(100, distance + 1);
    return distance;
  });
}

/** Length of the run of short lines each line stands in; 0 for a long line. */
function shortRuns(traits: readonly Traits[]): readonly number[] {
  const runs = new Array<number>(traits.length).fill(0);
  for (let i = 0; i < traits.length; ) {
    let end = i;
    while (end < traits.length && traits[end]!.chars < LONG) end++;
    runs.fill(Math.min(100, end - i), i, end);
    i = end + 1;
  }
  return runs;
}

/** The last heading-like line before the first two long lines close together: where a page's article most likely begins. */
function likelyTitle(
  lines: readonly string[],
  traits: readonly Traits[],
): { readonly index: number; readonly words: ReadonlySet<string> } {
  const start = traits.findIndex(
    (trait, i) => trait.chars >= LONG && traits.slice(i + 1, i + 4).some((next) => next.chars >= LONG),
  );
  for (let i = start - 1; i >= Math.max(0, start - 20); i--) {
    const { words, chars } = traits[i]!;
    if (words.length >= 4 && chars < 200 && !/[.:]$/u.test(lines[i]!))
      return { index: i, words: new Set(words.filter((word) => word.length > 3)) };
  }
  return { index: Math.max(0, start), words: new Set() };
}

function mean(values: readonly number[], from: number, to: number): number {
  const [a, b] = [Math.max(0, from), Math.min(values.length, to)];
  let sum = 0;
  for (let i = a; i < b; i++) sum += values[i]!;
  return share(sum, b - a);
}
