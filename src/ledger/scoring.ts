import type { Prospect, Score } from '../core/derived.ts';

/** Below this many resolved forecasts a score is shown but never ranked. */
const FEWEST_TO_JUDGE = 30;

/** Wilson score interval for a share at 95% (Wilson 1927). */
export function wilson(
  hits: number,
  n: number,
): { readonly rate: number; readonly low: number; readonly high: number } {
  const Z = 1.96;
  const rate = hits / n;
  const middle = (rate + (Z * Z) / (2 * n)) / (1 + (Z * Z) / n);
  const half = (Z * Math.sqrt((rate * (1 - rate)) / n + (Z * Z) / (4 * n * n))) / (1 + (Z * Z) / n);
  return { rate, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** Scores a voice over the forecasts people resolved; a repeated call counts once, by its first wording. */
export function score(by: string, mine: readonly Prospect[]): Score {
  const ids = new Set(mine.map((p) => p.forecast));
  const positions = mine.filter((p) => p.position[0] === p.forecast || !ids.has(p.position[0]!));
  const resolved = positions.filter((p) => p.resolution === 'happened' || p.resolution === 'did-not-happen');
  const came = (p: Prospect) => (p.resolution === 'happened' ? 1 : 0);
  const numbered = resolved.filter((p) => p.probability !== null);
  const mean = (list: readonly number[]) => (list.length === 0 ? null : list.reduce((a, b) => a + b, 0) / list.length);
  const stated = (p: Prospect) => (p.probability!.low + p.probability!.high) / 2;
  const base = mean(numbered.map(came));
  return {
    by,
    made: positions.length,
    scoreable: positions.filter((p) => p.grade !== 'C').length,
    resolved: resolved.length,
    brier: mean(numbered.map((p) => (stated(p) - came(p)) ** 2)),
    hits: resolved.length === 0 ? null : wilson(resolved.filter((p) => came(p) === 1).length, resolved.length),
    baseline: base === null ? null : base * (1 - base),
    note:
      resolved.length < FEWEST_TO_JUDGE
        ? `Too few to judge: ${resolved.length} resolved, ${FEWEST_TO_JUDGE} needed.`
        : null,
  };
}
