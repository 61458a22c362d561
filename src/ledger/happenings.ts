import type { Figures, Happening } from '../core/derived.ts';
import { localId } from '../core/entry.ts';
import type { Status } from '../core/record.ts';
import { ANY, fieldsOf, marked } from './marks.ts';
import type { Report, Told } from './reports.ts';
import { type Dated, datesAgree, daysAfter, isDay, vetoed } from './same.ts';
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
const WINDOW_DAYS = 14;

/** Plans are told apart from what is said to have happened; what is only imagined is no happening. */
const sideOf = (status: Status): string | null =>
  status === 'hypothetical' ? null : status === 'future' ? 'plan' : 'act';

/** A place where reports meet: keys `head mark`, looked through from one day to another. */
interface Meeting {
  readonly head: string;
  readonly from: string;
  readonly to: string;
}

/**
 * The sides by which a report stands, and those it may meet: one that names who acted and who was acted on (`full`) meets
 * its like where both are shared, and one that names a single side where that one is.
 */
function sidesOf({ actors, recipients }: Report): { readonly stands: string[]; readonly meets: string[] } {
  const pairs = actors.flatMap((a) => recipients.map((r) => `full ${a}>${r}`));
  const [acting, acted] = [actors.map((a) => `act ${a}`), recipients.map((r) => `rec ${r}`)];
  const ofFull = [...acting, ...acted].map((side) => `full-${side}`);
  if (pairs.length > 0) return { stands: [...pairs, ...ofFull], meets: [...pairs, ...acting, ...acted] };
  return { stands: [...acting, ...acted], meets: [...acting, ...acted, ...ofFull] };
}

const heads = (report: Report, sides: readonly string[]): readonly string[] => {
  const side = sideOf(report.status);
  return side === null ? [] : sides.map((of) => `${side} ${report.type} ${of}`);
};

/** Keys under which a report is met, marked with its days; none where it may be one happening with no other. */
export const meetingKeys = (report: Report): readonly string[] => {
  const { published, when } = report;
  const days = [published, when?.from ?? null, when?.to ?? null];
  return heads(report, sidesOf(report).stands).flatMap((head) => [
    ...(published ? [`${head} in ${marked([published, ...days])}`] : []),
    ...(when ? [`${head} on ${marked([when.from, ...days])}`] : []),
  ]);
};

/** The days in the mark of a meeting key. */
function datedBy(mark: string): Dated {
  const [, published, from, to] = fieldsOf(mark);
  return { published: published || null, when: from && to ? { from, to } : null };
}

/** Where a report meets those it may be one happening with: two that do not meet are never compared. */
const meetings = (report: Report): readonly Meeting[] =>
  heads(report, sidesOf(report).meets).flatMap((head) => [
    ...(report.published
      ? [
          {
            head: `${head} in`,
            from: daysAfter(report.published, -WINDOW_DAYS),
            to: `${daysAfter(report.published, WINDOW_DAYS)}~`,
          },
        ]
      : []),
    ...(report.when ? [{ head: `${head} on`, from: report.when.from, to: `${report.when.from}~` }] : []),
  ]);

/** Ids of the reports that one meets and whose days agree with its own. */
export const metBy = (index: Pick<ViewIndex, 'range'>, report: Report): ReadonlySet<string> =>
  new Set(
    meetings(report).flatMap(({ head, from, to }) =>
      index
        .range('report', head, { from, to })
        .filter(({ x }) => datesAgree(report, datedBy(x)))
        .map(({ id }) => id),
    ),
  );

/**
 * Parts a connected set of reports into happenings: pairs are joined, the strongest first, and never across a pair that
 * anything vetoes. `reports` in order of publication; the result does not depend on the order of reading.
 */
export function clusters<R extends Report>(
  reports: readonly R[],
  edges: readonly Edge[],
  different: ReadonlySet<string>,
): readonly (readonly R[])[] {
  const index = new Map(reports.map((r, i) => [r.id, i]));
  const groups = reports.map((_, i) => [i]);
  const home = reports.map((_, i) => i);
  const placed = edges.map((e) => {
    const [a, b] = [index.get(e.a)!, index.get(e.b)!].sort((m, n) => m - n) as [number, number];
    return { a, b, points: e.points };
  });
  for (const { a, b, points } of placed.toSorted((x, y) => y.points - x.points || x.a - y.a || x.b - y.b)) {
    const [x, y] = [home[a]!, home[b]!].sort((m, n) => m - n) as [number, number];
    if (x === y) continue;
    const apart = (i: number, j: number) =>
      different.has(pairId(reports[i]!.id, reports[j]!.id)) || (points < JUDGED && vetoed(reports[i]!, reports[j]!));
    if (groups[x]!.some((i) => groups[y]!.some((j) => apart(i, j)))) continue;
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
    planned: first.status === 'future',
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
