/** What a line weighs in the statistics of its group. */
export interface Weighed {
  readonly chars: number;
  /** Share of its characters that are links, and that the extractor kept. */
  readonly links: number;
  readonly kept: number;
  /** Log-odds of body by the names of its elements, and by its words. */
  readonly names: number;
  readonly words: number;
  /** 1 where it ends as a sentence does. */
  readonly ends: number;
}

/** Names of what is told of a group of lines, in the order of `groupFeatures`. */
export const GROUP_FEATURES = ['Lines', 'Chars', 'Spread', 'Ends', 'Links', 'Kept', 'Names', 'Words'] as const;

/** For each line, of all lines with its key: their number, mean length and its spread, shares and mean scores by length. */
export function groupFeatures(lines: readonly Weighed[], keys: readonly number[]): readonly (readonly number[])[] {
  const groups = new Map<number, number[]>();
  lines.forEach((line, i) => {
    const key = keys[i]!;
    const sum = groups.get(key) ?? new Array<number>(9).fill(0);
    groups.set(key, sum);
    const log = Math.log1p(line.chars);
    const values = [1, line.chars, log, log * log, line.ends, line.links, line.kept, line.names, line.words];
    values.forEach((value, k) => {
      sum[k]! += k < 4 ? value : value * line.chars;
    });
  });
  const features = new Map<number, readonly number[]>();
  for (const [key, [count = 0, chars = 1, log = 0, squares = 0, ...shares]] of groups) {
    const spread = Math.sqrt(Math.max(0, squares / count - (log / count) ** 2));
    features.set(key, [Math.min(200, count), Math.log1p(chars / count), spread, ...shares.map((sum) => sum / chars)]);
  }
  return keys.map((key) => features.get(key)!);
}
