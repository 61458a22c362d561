import { actKeys, bestOf, FORECASTS, PLANS, waitingFor, waitKeys } from './awaiting.ts';
import { type Call, callKeys, evidenceOf } from './calls.ts';
import { type Component, componentsOf, type Net } from './components.ts';
import {
  apartPlace,
  conflictsApart,
  conflictsWithin,
  DAYS_APART,
  headlineConflicts,
  readingConflicts,
  reversals,
} from './conflicts.ts';
import { type Cluster, clusters, type Edge, happening, happeningId, meetingKeys, pairId } from './happenings.ts';
import type { ClusterItem, Items, Link, Touched } from './items.ts';
import { ANY } from './marks.ts';
import { sketch } from './plans.ts';
import { pairsOf } from './relations.ts';
import { byPublication, type Report } from './reports.ts';
import { daysAfter } from './same.ts';

/** Works out again everything that was touched, in order: happenings, what rests on them, then plans and forecasts. */
export function settle(items: Items, touched: Touched): void {
  const run = new Settling(items, touched);
  run.recluster();
  run.compare();
  for (const [id, changed] of touched.plans) run.relink(id, changed);
  for (const [id, changed] of touched.calls) run.recall(id, changed);
}

class Settling {
  readonly #items: Items;
  readonly #touched: Touched;

  constructor(items: Items, touched: Touched) {
    this.#items = items;
    this.#touched = touched;
  }

  recluster(): void {
    const { report } = this.#items;
    const [clustersOf, edgesOf] = [onceEach(this.#items.clustersOf), onceEach(this.#items.edgesOf)];
    const together = (id: string) => clustersOf(id).flatMap((c) => c.happening.reports);
    const living = (ids: Iterable<string>) => [...ids].filter((id) => report(id));
    const components = componentsOf(living([...this.#touched.reports].flatMap((id) => [id, ...together(id)])), {
      edgesOf,
      levelOf: onceEach(this.#items.levelOf),
      companionsOf: (id) => living(together(id)),
      isGrown: !this.#touched.isLess,
    });
    const old = new Map(
      [...this.#touched.reports, ...components.flatMap((c) => c.reports)]
        .flatMap(clustersOf)
        .map((item) => [item.happening.id, item]),
    );
    const made = components.flatMap((component) => this.#clustersIn(component, edgesOf));
    const fresh = new Map(made.map(([cluster, level]) => [happeningId(cluster), { cluster, level }]));
    for (const [id, item] of old) if (!fresh.has(id)) this.#replaceCluster(item, null);
    for (const [id, { cluster, level }] of fresh) {
      const known = old.get(id) ?? null;
      if (known?.level === level && this.#isUnchanged(known, cluster)) continue;
      const told = cluster.map(this.#items.told);
      this.#replaceCluster(known, itemOf(told, level), told);
    }
  }

  #clustersIn(
    { reports, level }: Component,
    edgesOf: Net['edgesOf'],
  ): readonly (readonly [readonly Report[], number])[] {
    const { report, parted } = this.#items;
    const met = reports.map((id) => report(id)!).filter((r) => meetingKeys(r).length > 0);
    const edges = new Map<string, Edge>();
    for (const id of reports) for (const e of edgesOf(id)) if (e.points >= level) edges.set(pairId(e.a, e.b), e);
    const sorted = met.toSorted(byPublication);
    return clusters(sorted, [...edges.values()], parted(new Set(reports))).map((cluster) => [cluster, level]);
  }

  /** True where a cluster holds the reports it held before, and none of them changed. */
  #isUnchanged({ happening: { reports } }: ClusterItem, cluster: readonly Report[]): boolean {
    return (
      reports.length === cluster.length &&
      cluster.every((r, i) => r.id === reports[i] && !this.#touched.reports.has(r.id))
    );
  }

  /** Compares what was touched with what it may contradict. */
  compare(): void {
    const { apart, pages, turned, readings } = this.#touched;
    const { index } = this.#items;
    for (const [key, days] of apart)
      for (const day of new Set([...days].flatMap((d) => DAYS_APART.map((n) => daysAfter(d, -n)))))
        this.#replace(`apart ${key} ${day}`, this.#conflictsApart(key, day));
    for (const id of pages) {
      const reports = this.#items.page(id)?.reports ?? [];
      this.#replace(`headline ${id}`, headlineConflicts(reports.map(this.#told)));
    }
    for (const key of turned)
      this.#replace(`turned ${key}`, reversals(index.range('report', `turned ${key}`, ANY), this.#told));
    for (const key of readings) this.#replace(`reading ${key}`, readingConflicts(index.range('assessment', key, ANY)));
  }

  /** Conflicts between the happenings of a key on a day and those of the days after. */
  #conflictsApart(key: string, day: string): readonly { readonly id: string }[] {
    const stretch = { from: day, to: daysAfter(day, DAYS_APART.at(-1)!) };
    const near = this.#items.index
      .range('cluster', `apart ${key}`, stretch)
      .map(({ x, id }) => ({ id, day: x, cluster: this.#members(this.#items.index.get<ClusterItem>('cluster', id)!) }));
    return conflictsApart(near, day);
  }

  #told = (id: string) => this.#items.told(this.#items.report(id)!);

  #members = (item: ClusterItem): Cluster => item.happening.reports.map(this.#told);

  #replace(unit: string, conflicts: readonly { readonly id: string }[]): void {
    for (const old of this.#items.index.idsUnder('conflict', unit)) this.#items.index.drop('conflict', old);
    for (const conflict of conflicts) this.#items.index.put('conflict', conflict.id, [unit], conflict);
  }

  /** Puts a happening in place of what it was before, either of which may be nothing, and notes what rests on them. */
  #replaceCluster(old: ClusterItem | null, item: ClusterItem | null, cluster: Cluster = []): void {
    const { id } = (item ?? old!).happening;
    if (item) this.#items.index.put('cluster', id, keysOf(item), item);
    else this.#items.index.drop('cluster', id);
    this.#replace(`within ${id}`, item && !item.happening.planned ? conflictsWithin(cluster, item.happening) : []);
    const { apart } = this.#touched;
    for (const at of [old?.apart, item?.apart]) if (at) apart.set(at.key, (apart.get(at.key) ?? new Set()).add(at.day));
    if (old && item && areAlike(old, item)) return;
    for (const one of [old, item]) if (one) this.#touch(one);
  }

  /** Notes the plans and forecasts that a happening which came or went may matter to. */
  #touch({ happening: { id, planned }, sketch }: ClusterItem): void {
    const { plans, calls } = this.#touched;
    if (planned) {
      plans.set(id, null);
      return;
    }
    for (const [waiting, of] of [[PLANS, plans] as const, [FORECASTS, calls] as const])
      for (const met of waitingFor(this.#items.index, waiting, sketch))
        if (of.get(met) !== null) of.set(met, (of.get(met) ?? new Set()).add(id));
  }

  #sketch = (id: string) => this.#items.index.get<ClusterItem>('cluster', id)?.sketch ?? null;

  /** The act that carries a plan out. */
  relink(id: string, changed: ReadonlySet<string> | null): void {
    const { index } = this.#items;
    const item = index.get<ClusterItem>('cluster', id);
    if (!item?.happening.planned) {
      index.drop('link', id);
      return;
    }
    const plan = item.sketch;
    const known = [index.get<Link>('link', id)?.outcome ?? []].flat();
    const found = bestOf(index, this.#sketch, PLANS, { plan, known, changed });
    const link: Link = { plan: id, outcome: found[0] ?? null };
    index.put('link', id, [...found.map((f) => f.happening), ...waitKeys(plan, PLANS, found)], link);
  }

  /** What may settle a forecast. */
  recall(id: string, changed: ReadonlySet<string> | null): void {
    const call = this.#items.index.get<Call>('forecast', id);
    if (!call?.plan) return;
    const found = bestOf(this.#items.index, this.#sketch, FORECASTS, { plan: call.plan, known: call.found, changed });
    const known = new Map(changed && call.found.filter((f) => !changed.has(f.happening)).map((f) => [f.happening, f]));
    const evidence = found.map((f) => known.get(f.happening) ?? evidenceOf(f, this.#sketch(f.happening)!));
    const next: Call = { ...call, found: evidence };
    this.#items.index.put('forecast', id, callKeys(next), next);
  }
}

/** A look-up that is made once for each id. */
function onceEach<T>(of: (id: string) => T): (id: string) => T {
  const known = new Map<string, T>();
  return (id) => {
    const found = known.get(id) ?? of(id);
    known.set(id, found);
    return found;
  };
}

function itemOf(cluster: Cluster, level: number): ClusterItem {
  const record = happening(cluster);
  return {
    happening: record,
    sketch: sketch(cluster, record.id),
    apart: record.planned ? null : apartPlace(cluster),
    level,
  };
}

function keysOf({ happening: record, sketch, apart, level }: ClusterItem): readonly string[] {
  return [
    ...record.reports.map((r) => `of ${r} ${level}`),
    ...new Set([...record.actors, ...record.recipients].map((who) => `about ${who}`)),
    ...pairsOf(record).flatMap((pair) => [`pair ${pair}`, ...(record.quad > 2 ? [`hard ${pair}`] : [])]),
    ...(apart ? [`apart ${apart.key} ${apart.day}`] : []),
    ...(record.planned ? [] : actKeys(sketch)),
  ];
}

/** True where nothing changed that plans and forecasts go by; of a plan it does not matter how many report it. */
function areAlike(old: ClusterItem, now: ClusterItem): boolean {
  const { planned } = now.happening;
  const shown = ({ sketch }: ClusterItem) => JSON.stringify(planned ? { ...sketch, reports: 0 } : sketch);
  return old.happening.planned === planned && shown(old) === shown(now);
}
