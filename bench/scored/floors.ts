import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A figure that may not get worse: a floor under it, or a ceiling over it. */
interface Bound {
  readonly floor?: number;
  readonly ceiling?: number;
  readonly measures: string;
  readonly corpus?: string;
}

const FILE = join(import.meta.dirname, '../floors.json');
const bounds = (): Record<string, Bound> => JSON.parse(readFileSync(FILE, 'utf8'));

const KINDS = ['statement', 'event', 'forecast', 'assessment'] as const;

/** What score_press.py prints with `--json`. */
export type PressScores = Record<(typeof KINDS)[number], { F1: number; whole_F1: number }> & { wrong_named: number };

/** The figures of the press that floors.json holds, by their names there. */
export const figuresOf = (scores: PressScores): Readonly<Record<string, number>> => ({
  ...Object.fromEntries(
    KINDS.flatMap((kind) => [
      [`press ${kind} found`, scores[kind].F1],
      [`press ${kind} whole`, scores[kind].whole_F1],
    ]),
  ),
  'press statement wrong name': scores.wrong_named,
});

/** A line for each figure that is worse than its bound. */
export function worse(figures: Readonly<Record<string, number>>): readonly string[] {
  const known = bounds();
  return Object.entries(figures).flatMap(([name, figure]) => {
    const bound = known[name];
    if (!bound) return `${name}: floors.json holds no bound for it`;
    const { floor, ceiling } = bound;
    if (floor !== undefined && figure < floor) return `${name}: ${figure.toFixed(4)} is below its floor ${floor}`;
    if (ceiling !== undefined && figure > ceiling)
      return `${name}: ${figure.toFixed(4)} is above its ceiling ${ceiling}`;
    return [];
  });
}

/** Writes the figures as the bounds they are measured against from now on. */
export function acceptFigures(figures: Readonly<Record<string, number>>): void {
  const known = bounds();
  for (const [name, figure] of Object.entries(figures)) {
    const old = known[name];
    if (!old) throw new Error(`floors.json does not say what "${name}" measures`);
    known[name] =
      old.ceiling === undefined
        ? { ...old, floor: Math.floor(figure * 1000) / 1000 }
        : { ...old, ceiling: Math.ceil(figure * 1000) / 1000 };
  }
  writeFileSync(FILE, `${JSON.stringify(known, null, 2)}\n`);
}
