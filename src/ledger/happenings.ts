import type { Figures, Happening } from '../core/derived.ts';
import { localId } from '../core/entry.ts';
import type { Status } from '../core/record.ts';
import { type Entries, standing } from './entries.ts';
import type { Report } from './reports.ts';
import { ENOUGH, evidence, isDay, vetoed } from './same.ts';

/** Reports of one happening, the earliest published first. */
export type Cluster = readonly Report[];

/** Plans are told apart from what is said to have happened; what is only imagined is no happening. */
type Side = 'plan' | 'act';
const sideOf = (status: Status): Side | null =>
  status === 'hypothetical' ? null : status === 'future' ? 'plan' : 'act';

/** Pairs that people called the same or different happening, by record ids joined in order. */
function judgedPairs(entries: Entries, verdict: 'same' | 'different'): ReadonlySet<string> {
  const pairs = standing(entries.judgements).filter((j) => j.verdict === verdict && j.note !== null);
  return new Set(pairs.map((j) => pairKey(j.on.record, j.note!)));
}

const pairKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

interface Edge {
  readonly a: number;
  readonly b: number;
  readonly points: number;
}

/**
 * Groups reports of one happening: pairs with enough evidence are joined, the strongest first, and never across a
 * pair that anything vetoes. A pure function of the reports, whatever the order of reading.
 */
export function clusters(reports: readonly Report[], entries: Entries): readonly Cluster[] {
  const [same, different] = [judgedPairs(entries, 'same'), judgedPairs(entries, 'different')];
  return [...blocks(reports).values()].flatMap((block) => joined(block, edgesOf(block, same, different), different));
}

/** Only reports of one type, side and power are compared. */
function blocks(reports: readonly Report[]): ReadonlyMap<string, readonly Report[]> {
  const parent = new Map<string, string>();
  const find = (k: string): string => {
    const p = parent.get(k) ?? k;
    return p === k ? k : find(p);
  };
  const keyed = reports.flatMap((r) => {
    const side = sideOf(r.event.status);
    const keys = [...r.actors].map((p) => `${side} ${r.event.type} ${p}`);
    if (side === null || keys.length === 0) return [];
    for (const k of keys) {
      const [a, b] = [find(keys[0]!), find(k)].sort();
      if (a !== b) parent.set(b!, a!);
    }
    return [{ r, key: keys[0]! }];
  });
  const grouped = Map.groupBy(keyed, ({ key }) => find(key));
  return new Map([...grouped].map(([key, list]) => [key, list.map(({ r }) => r)]));
}

function edgesOf(block: readonly Report[], same: ReadonlySet<string>, different: ReadonlySet<string>): readonly Edge[] {
  const edges: Edge[] = [];
  for (const [a, b] of candidates(block, same)) {
    const key = pairKey(block[a]!.event.id, block[b]!.event.id);
    if (different.has(key)) continue;
    const points = same.has(key) ? JUDGED : evidence(block[a]!, block[b]!);
    if (points >= ENOUGH) edges.push({ a, b, points });
  }
  return edges.toSorted((x, y) => y.points - x.points || x.a - y.a || x.b - y.b);
}

const JUDGED = Number.MAX_SAFE_INTEGER;
/** Reports published further apart are compared only where both give the same day, or a person joined them. */
const WINDOW_DAYS = 14;

/** Pairs worth comparing, each once; reports are in order of publication. */
function candidates(block: readonly Report[], same: ReadonlySet<string>): Iterable<readonly [number, number]> {
  const pairs = new Map<number, readonly [number, number]>();
  const add = (a: number, b: number) => pairs.set(a * block.length + b, [a, b]);
  for (let a = 0; a < block.length; a++)
    for (let b = a + 1; b < block.length && !isFar(block[a]!, block[b]!); b++) add(a, b);
  const dated = [...block.keys()].filter((i) => block[i]!.event.when);
  for (const day of Map.groupBy(dated, (i) => block[i]!.event.when!.from).values())
    for (const [n, a] of day.entries()) for (const b of day.slice(n + 1)) add(a, b);
  const index = new Map(block.map((r, i) => [r.event.id, i]));
  for (const key of same) {
    const [a, b] = key.split(' ').map((id) => index.get(id));
    if (a !== undefined && b !== undefined) add(Math.min(a, b), Math.max(a, b));
  }
  return pairs.values();
}

const isFar = (a: Report, b: Report): boolean =>
  !!a.published && !!b.published && Date.parse(b.published) - Date.parse(a.published) > WINDOW_DAYS * 86_400_000;

function joined(block: readonly Report[], edges: readonly Edge[], different: ReadonlySet<string>): readonly Cluster[] {
  const groups = block.map((_, i) => [i]);
  const home = block.map((_, i) => i);
  for (const { a, b, points } of edges) {
    const [x, y] = [home[a]!, home[b]!].sort((m, n) => m - n) as [number, number];
    if (x === y) continue;
    const apart = (i: number, j: number) =>
      different.has(pairKey(block[i]!.event.id, block[j]!.event.id)) ||
      (points !== JUDGED && vetoed(block[i]!, block[j]!));
    if (groups[x]!.some((i) => groups[y]!.some((j) => apart(i, j)))) continue;
    groups[x]!.push(...groups[y]!);
    for (const i of groups[y]!) home[i] = x;
    groups[y] = [];
  }
  return groups.filter((g) => g.length > 0).map((g) => g.sort((m, n) => m - n).map((i) => block[i]!));
}

/** Values in order of how many origins attest them, then alphabetically. */
function attested<T>(cluster: Cluster, of: (r: Report) => Iterable<T>, key: (value: T) => string): readonly T[] {
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
  const all = cluster.flatMap((r) => r.event.quantities.map((q) => ({ ...q, report: r.event.id })));
  return [...Map.groupBy(all, (q) => q.unit)].map(([unit, given]) => ({
    unit,
    values: [...Map.groupBy(given, (q) => q.value)]
      .toSorted(([a], [b]) => a - b)
      .map(([value, quantities]) => ({ value, reports: [...new Set(quantities.map((q) => q.report))] })),
  }));
}

/** A cluster as a record. Its id is that of its earliest report, so that later reports leave it alone. */
export function happening(cluster: Cluster): Happening {
  const first = cluster[0]!;
  const dates = attested(
    cluster.filter((r) => r.event.when !== null),
    (r) => [r.event.when!],
    (w) => `${isDay(w) ? 0 : 1} ${w.from} ${w.to}`,
  );
  const statuses: Partial<Record<Status, number>> = {};
  for (const { event } of cluster) statuses[event.status] = (statuses[event.status] ?? 0) + 1;
  const text = (value: string) => value;
  return {
    kind: 'happening',
    id: localId('h', [first.event.id]),
    type: first.event.type,
    planned: first.event.status === 'future',
    actors: attested(cluster, (r) => r.actors, text),
    recipients: attested(cluster, (r) => r.recipients, text),
    reports: cluster.map((r) => r.event.id),
    origins: [...new Set(cluster.map((r) => r.origin))].sort(),
    publishers: [...new Set(cluster.map((r) => r.publisher))].sort(),
    plan: null,
    outcome: null,
    link: null,
    when: dates.find(isDay) ?? dates[0] ?? null,
    place: attested(cluster, (r) => (r.event.place?.entity ? [r.event.place.entity] : []), text)[0] ?? null,
    quantities: figures(cluster),
    statuses,
  };
}
