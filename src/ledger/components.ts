import { ENOUGH } from './alike.ts';
import type { Edge } from './happenings.ts';

/** More reports than this are not taken for the talk of one happening: more evidence is then asked for to join them. */
const MOST_TOGETHER = 200;
/** The most evidence that is ever asked for: what it joins stays together, however much it is. */
const HIGHEST = 16;

/** Reports that may tell one happening, and the points by which they hang together. */
export interface Component {
  readonly reports: readonly string[];
  readonly level: number;
}

/** What finding components needs to know of the reports. */
export interface Net {
  readonly edgesOf: (report: string) => readonly Edge[];
  /** The level at which a report was last put in a component; null for one that is new. */
  readonly levelOf: (report: string) => number | null;
  /** The reports it was told together with until now. */
  readonly companionsOf: (report: string) => readonly string[];
  /** True where since then edges only came, and none went. */
  readonly isGrown: boolean;
}

/**
 * The components that a change touched. A component is what hangs together by `ENOUGH` points; where that is too much to
 * be one happening (a war told day after day, each day like the last), what hangs together by one point more, and so on.
 * Only so much of the net is looked at as the largest component holds, and the result is the same as for the whole net.
 */
export function componentsOf(touched: Iterable<string>, net: Net): readonly Component[] {
  const todo = [...touched];
  const done = new Set<string>();
  const large = new Map<number, Set<string>>();
  const found: Component[] = [];
  for (const report of todo) {
    if (done.has(report)) continue;
    for (let level = ENOUGH; ; level++) {
      const known = large.get(level) ?? new Set();
      large.set(level, known);
      if (!known.has(report) && !(net.isGrown && isKnownLarge(report, level, net))) {
        const together = around(
          report,
          level,
          net.edgesOf,
          level === HIGHEST ? Number.POSITIVE_INFINITY : MOST_TOGETHER,
        );
        if (together.size <= MOST_TOGETHER || level === HIGHEST) {
          for (const id of together) {
            done.add(id);
            todo.push(...net.companionsOf(id));
          }
          found.push({ reports: [...together].sort(), level });
          break;
        }
        for (const id of together) known.add(id);
      }
      // What was small enough at this level until now has to be taken apart like the rest.
      todo.push(...outgrown(report, level, net, done));
    }
  }
  return found;
}

/** True where the report, or one it hangs together with, had to be told apart by more already: that is not undone by more. */
function isKnownLarge(report: string, level: number, { edgesOf, levelOf }: Net): boolean {
  const isLarge = (id: string) => (levelOf(id) ?? 0) > level;
  return isLarge(report) || edgesOf(report).some(({ a, b, points }) => points >= level && (isLarge(a) || isLarge(b)));
}

/** What hangs together with a report, as soon as it is more than `most` only part of it. */
function around(start: string, level: number, edgesOf: Net['edgesOf'], most: number): ReadonlySet<string> {
  const seen = new Set([start]);
  for (const id of seen) {
    if (seen.size > most) return seen;
    for (const { a, b, points } of edgesOf(id)) if (points >= level) seen.add(a).add(b);
  }
  return seen;
}

/** Reports that hung together with this one in a component of this level, which is too large now. */
function outgrown(start: string, level: number, net: Net, done: ReadonlySet<string>): readonly string[] {
  const wasSmall = (id: string) => {
    const known = net.levelOf(id);
    return known !== null && known <= level;
  };
  const seen = new Set([start]);
  for (const id of seen)
    for (const { a, b, points } of net.edgesOf(id))
      for (const next of [a, b]) if (points >= level && !done.has(next) && wasSmall(next)) seen.add(next);
  seen.delete(start);
  return [...seen];
}
