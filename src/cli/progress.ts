import type { Progress } from '../defaults/reading.ts';

/** Shows progress on standard error: one line kept up to date on a terminal, else a line now and then. */
export interface ProgressLine {
  readonly update: (progress: Progress) => void;
  readonly clear: () => void;
}

const WINDOW = 15_000;

export function progressLine(stream: NodeJS.WriteStream = process.stderr, now: () => number = Date.now): ProgressLine {
  const start = now();
  const pace: { at: number; done: number }[] = [{ at: start, done: 0 }];
  const gap = stream.isTTY ? 100 : 10_000;
  let [shown, width] = [start, 0];
  return {
    update: (progress) => {
      const at = now();
      if (at - shown < gap) return;
      shown = at;
      const done = doneOf(progress);
      pace.push({ at, done });
      while (pace.length > 2 && at - pace[1]!.at > WINDOW) pace.shift();
      const line = describe(progress, pace, { at: start, done: 0 });
      if (stream.isTTY) stream.write(`\r${line.padEnd(width)}`);
      else stream.write(`${line}\n`);
      width = line.length;
    },
    clear: () => {
      if (stream.isTTY && width > 0) stream.write(`\r${' '.repeat(width)}\r`);
    },
  };
}

const doneOf = ({ counts }: Progress): number => counts.added + counts.updated + counts.unchanged + counts.failed;

interface Mark {
  readonly at: number;
  readonly done: number;
}

const rate = (from: Mark, to: Mark): number => (to.done - from.done) / Math.max(1, to.at - from.at);

/** What is done of what was found, the pace, what is left of it as a range, and what failed. */
export function describe(progress: Progress, pace: readonly Mark[], start: Mark): string {
  const last = pace.at(-1)!;
  const done = doneOf(progress);
  const left = progress.found - done;
  const paces = [rate(pace[0]!, last), rate(start, last)].filter((r) => r > 0);
  const parts = [`${done} of ${progress.found}${progress.isListed ? '' : '+'} articles`];
  if (paces.length > 0) parts.push(`${(paces[0]! * 1000).toFixed(1)}/s`);
  if (paces.length > 0 && progress.isListed && left > 0)
    parts.push(`${range(left / Math.max(...paces) / 1.1, left / Math.min(...paces) / 0.9)} left`);
  const { unchanged, failed } = progress.counts;
  if (unchanged > 0) parts.push(`${unchanged} known`);
  if (failed > 0) parts.push(`${failed} failed`);
  return parts.join(' · ');
}

function range(low: number, high: number): string {
  const [unit, size] = high < 120_000 ? ['s', 1000] : high < 7_200_000 ? ['min', 60_000] : ['h', 3_600_000];
  const [from, to] = [Math.floor(low / Number(size)), Math.ceil(high / Number(size))];
  return from === to ? `${to} ${unit}` : `${from}–${to} ${unit}`;
}
