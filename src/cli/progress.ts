import type { Progress } from '../defaults/reading.ts';

/** Shows progress on standard error: one line kept up to date on a terminal, else a line now and then. */
export interface ProgressLine {
  readonly update: (progress: Progress) => void;
  readonly clear: () => void;
}

const WINDOW = 15_000;

export function progressLine(stream: NodeJS.WriteStream = process.stderr, now: () => number = Date.now): ProgressLine {
  const marks: Mark[] = [];
  const gap = stream.isTTY ? 100 : 10_000;
  let [shown, width] = [now(), 0];
  return {
    update: (progress) => {
      const [at, done] = [now(), doneOf(progress)];
      if (done > 0 && marks.length === 0) marks.push({ at, done });
      if (at - shown < gap) return;
      shown = at;
      marks.push({ at, done });
      const line = describe(progress, marks);
      if (stream.isTTY) stream.write(`\r${line.padEnd(width)}`);
      else stream.write(`${line}\n`);
      width = line.length;
    },
    clear: () => {
      if (stream.isTTY && width > 0) stream.write(`\r${' '.repeat(width)}\r`);
    },
  };
}

/** Articles done; what was skipped is none. */
const doneOf = ({ counts }: Progress): number => counts.added + counts.updated + counts.unchanged + counts.failed;

/** How much was done when. */
export interface Mark {
  readonly at: number;
  readonly done: number;
}

const rate = (from: Mark, to: Mark): number => (to.done - from.done) / Math.max(1, to.at - from.at);

/**
 * What is done of what was found, the pace, what is left of it as a range, and what failed. The pace is that of the last
 * while; the range comes from it and from the pace since the first article ended, so that starting up does not count.
 */
export function describe(progress: Progress, marks: readonly Mark[]): string {
  const [first, last] = [marks[0], marks.at(-1)];
  const done = doneOf(progress);
  const found = progress.found - progress.counts.skipped;
  const left = found - done;
  const recent = marks.find((mark) => last && last.at - mark.at <= WINDOW);
  const paces = first && last && recent ? [rate(recent, last), rate(first, last)].filter((r) => r > 0) : [];
  const parts = [`${done} of ${found}${progress.isListed ? '' : '+'} articles`];
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
