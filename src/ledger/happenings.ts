import type { Figures, Happening } from '../core/derived.ts';
import { localId } from '../core/entry.ts';
import type { Status } from '../core/record.ts';
import { ENOUGH, headsOf, SUPPORT, vetoed } from './alike.ts';
import { ANY, fieldsOf, marked } from './marks.ts';
import type { Report, Told } from './reports.ts';
import { daysAfter, isDay } from './same.ts';
import type { ViewIndex } from './viewindex.ts';

/** Reports of one happening, the earliest published first. */
export type Cluster = readonly Told[];

/** Two reports with enough evidence to be one happening. */
export interface Edge {
  readonly a: string;
  readonly b: string;
  readonly points: number;
}

/** Evidence by a person's word: nothing vetoes it. */
export const JUDGED = 1_000_000;
export const pairId = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

/** Keys under which either report finds the edge to the other, marked with all there is to it. */
export const edgeKeys = ({ a, b, points }: Edge): readonly string[] => [
  `${a} ${marked([b, points])}`,
  `${b} ${marked([a, points])}`,
];

export const edgesAt = (index: Pick<ViewIndex, 'range'>, report: string): readonly Edge[] =>
  index.range('edge', report, ANY).map(({ x }) => {
    const [other, points] = fieldsOf(x);
    return { a: report, b: other!, points: Number(points) };
  });

/** Reports published further apart are compared only where both give the same day. */
export const WINDOW_DAYS = 14;

/** Keys under which a report is met, marked with its day; none where it may be one happening with no other. */
export const meetingKeys = (report: Report): readonly string[] => {
  const { published, when } = report;
  return headsOf(report).flatMap((head) => [
    ...(published ? [`${head} in ${published}.${report.id}`] : []),
    ...(when && isDay(when) ? [`${head} on ${when.from}.${report.id}`] : []),
  ]);
};

/** Under a crowded head a report meets so many of the nearest before it and after it, by day. */
const MOST_MET = 100;

/** Ids of the reports that one meets: two that do not meet are never compared. */
export function metBy(index: Pick<ViewIndex, 'range'>, report: Report): ReadonlySet<string> {
  const { id: own, published, when } = report;
  const found = new Set<string>();
  const look = (head: string, day: string, from: string, to: string) => {
    const here = `${day}.${own}`;
    const before = index.range('report', head, { from, to: here, limit: MOST_MET, backwards: true });
    const after = index.range('report', head, { from: here, to: `${to}~`, limit: MOST_MET });
    for (const { id } of [...before, ...after]) found.add(id);
  };
  for (const head of headsOf(report)) {
    if (published) look(`${head} in`, published, daysAfter(published, -WINDOW_DAYS), daysAfter(published, WINDOW_DAYS));
    if (when && isDay(when)) look(`${head} on`, when.from, when.from, when.from);
  }
  return found;
}

/**
 * Parts a connected set of reports into happenings: groups are joined over their strongest pair (of `least` points and
 * more), where at least half of the pairs between them have support, and never across a pair that anything vetoes.
 * `reports` in order of publication; the result does not depend on the order of reading.
 */
export function clusters<R extends Report>(
  reports: readonly R[],
  edges: readonly Edge[],
  different: ReadonlySet<string>,
  least = ENOUGH,
): readonly (readonly R[])[] {
  const index = new Map(reports.map((r, i) => [r.id, i]));
  const groups = reports.map((_, i) => [i]);
  const home = reports.map((_, i) => i);
  const placed = edges.map((e) => {
    const [a, b] = [index.get(e.a)!, index.get(e.b)!].sort((m, n) => m - n) as [number, number];
    return { a, b, points: e.points };
  });
  const support = new Set(
    placed.filter((e) => e.points >= least - (ENOUGH - SUPPORT)).map(({ a, b }) => a * home.length + b),
  );
  for (const { a, b, points } of placed.toSorted((x, y) => y.points - x.points || x.a - y.a || x.b - y.b)) {
    if (points < least) break;
    const [x, y] = [home[a]!, home[b]!].sort((m, n) => m - n) as [number, number];
    if (x === y) continue;
    const apart = (i: number, j: number) =>
      different.has(pairId(reports[i]!.id, reports[j]!.id)) || (points < JUDGED && vetoed(reports[i]!, reports[j]!));
    const across = groups[x]!.flatMap((i) =>
      groups[y]!.map((j): readonly [number, number] => (i < j ? [i, j] : [j, i])),
    );
    if (across.some(([i, j]) => apart(i, j))) continue;
    const supported = across.filter(([i, j]) => support.has(i * home.length + j)).length;
    if (points < JUDGED && supported * 2 < across.length) continue;
    groups[x]!.push(...groups[y]!);
    for (const i of groups[y]!) home[i] = x;
    groups[y] = [];
  }
  return groups.filter((g) => g.length > 0).map((g) => g.sort((m, n) => m - n).map((i) => reports[i]!));
}

/** Values in order of how many origins attest them, then alphabetically. */
function attested<T>(cluster: Cluster, of: (r: Told) => Iterable<T>, key: (value: T) => string): readonly T[] {
  const seen = new Map<string, { value: T; origins: Set<string> }>();
  for (const report of cluster)
    for (const value of of(report)) {
      const slot = seen.get(key(value)) ?? { value, origins: new Set() };
      slot.origins.add(report.origin);
      seen.set(key(value), slot);
    }
  return [...seen]
    .toSorted(([k, a], [l, b]) => b.origins.size - a.origins.size || (k < l ? -1 : 1))
    .map(([, { value }]) => value);
}

function figures(cluster: Cluster): readonly Figures[] {
  const all = cluster.flatMap((r) => r.figures.map((f) => ({ ...f, report: r.id })));
  return [...Map.groupBy(all, (f) => f.unit)].map(([unit, given]) => ({
    unit,
    values: [...Map.groupBy(given, (f) => f.value)]
      .toSorted(([a], [b]) => a - b)
      .map(([value, same]) => ({ value, reports: [...new Set(same.map((f) => f.report))] })),
  }));
}

/** The id is that of the earliest report, so that later reports leave it alone. */
export const happeningId = (cluster: readonly Report[]): string => localId('h', [cluster[0]!.id]);

/** A cluster as a record. */
export function happening(cluster: Cluster): Happening {
  const first = cluster[0]!;
  const dates = attested(
    cluster.filter((r) => r.when !== null),
    (r) => [r.when!],
    (w) => `${isDay(w) ? 0 : 1} ${w.from} ${w.to}`,
  );
  const statuses: Partial<Record<Status, number>> = {};
  for (const { status } of cluster) statuses[status] = (statuses[status] ?? 0) + 1;
  const text = (value: string) => value;
  return {
    kind: 'happening',
    id: happeningId(cluster),
    type: first.type,
    quad: first.quad,
    goldstein: first.goldstein,
    reported: first.published,
    planned: (statuses.future ?? 0) > (statuses.asserted ?? 0),
    actors: attested(cluster, (r) => r.actors, text),
    recipients: attested(cluster, (r) => r.recipients, text),
    reports: cluster.map((r) => r.id),
    origins: [...new Set(cluster.map((r) => r.origin))].sort(),
    publishers: [...new Set(cluster.map((r) => r.publisher))].sort(),
    plan: null,
    outcome: null,
    link: null,
    when: dates.find(isDay) ?? dates[0] ?? null,
    place: attested(cluster, (r) => (r.place ? [r.place] : []), text)[0] ?? null,
    quantities: figures(cluster),
    statuses,
  };
}
