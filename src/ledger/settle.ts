import { type Call, callKeys, evidenceFor, evidenceKeys, MOST_FOUND } from './calls.ts';
import { componentsOf } from './components.ts';
import {
  apartPlace,
  conflictsApart,
  conflictsWithin,
  DAYS_APART,
  headlineConflicts,
  readingConflicts,
  reversals,
} from './conflicts.ts';
import { type Cluster, clusters, type Edge, happening, meetingKeys, pairId } from './happenings.ts';
import type { ClusterItem, Items, Touched } from './items.ts';
import { actKeys, type Fitting, outcomeOf, planKeys, type Sketch, sketch } from './plans.ts';
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
    const { edgesOf, clustersOf, report } = this.#items;
    const together = (id: string) => clustersOf(id).flatMap((c) => c.happening.reports);
    const living = (ids: Iterable<string>) => [...ids].filter((id) => report(id));
    const components = componentsOf(living([...this.#touched.reports].flatMap((id) => [id, ...together(id)])), {
      edgesOf,
      levelOf: (id) => clustersOf(id)[0]?.level ?? null,
      companionsOf: (id) => living(together(id)),
    });
    const old = new Map(
      [...this.#touched.reports, ...components.flatMap((c) => c.reports)]
        .flatMap(clustersOf)
        .map((item) => [item.happening.id, item]),
    );
    for (const item of old.values()) this.#dropCluster(item);
    for (const { reports, level } of components) {
      const members = new Set(reports);
      const told = reports.map((id) => report(id)!).filter((r) => meetingKeys(r).length > 0);
      const edges = new Map<string, Edge>();
      for (const id of reports) for (const e of edgesOf(id)) if (e.points >= level) edges.set(pairId(e.a, e.b), e);
      const sorted = told.toSorted(byPublication).map((r) => this.#items.told(r));
      for (const cluster of clusters(sorted, [...edges.values()], this.#items.parted(members)))
        this.#putCluster(cluster, level);
    }
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
    for (const key of turned) {
      const group = index.under<Report>('report', `turned ${key}`).toSorted(byPublication);
      this.#replace(`turned ${key}`, reversals(group, this.#told));
    }
    for (const key of readings) this.#replace(`reading ${key}`, readingConflicts(index.under('assessment', key)));
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

  #putCluster(cluster: Cluster, level: number): void {
    const record = happening(cluster);
    const sketched = sketch(cluster, record.id);
    const apart = record.planned ? null : apartPlace(cluster);
    const keys = [
      ...record.reports.map((r) => `of ${r}`),
      ...pairsOf(record).flatMap((pair) => [`pair ${pair}`, ...(record.quad > 2 ? [`hard ${pair}`] : [])]),
      ...(apart ? [`apart ${apart.key} ${apart.day}`] : []),
      ...(record.planned ? planKeys(sketched).map((k) => `plan ${k}`) : actKeys(sketched).map((k) => `act ${k}`)),
    ];
    const item: ClusterItem = { happening: record, sketch: sketched, apart, level };
    this.#items.index.put('cluster', record.id, keys, item);
    if (!record.planned) this.#replace(`within ${record.id}`, conflictsWithin(cluster, record));
    this.#touch(item);
  }

  #dropCluster(item: ClusterItem): void {
    const { id } = item.happening;
    this.#items.index.drop('cluster', id);
    this.#replace(`within ${id}`, []);
    this.#touch(item);
  }

  /** Notes what rests on a happening that came or went. */
  #touch({ happening: { id, planned }, sketch: sketched, apart }: ClusterItem): void {
    const { apart: days, plans, calls } = this.#touched;
    if (apart) days.set(apart.key, (days.get(apart.key) ?? new Set()).add(apart.day));
    if (planned) {
      plans.set(id, null);
      return;
    }
    const note = (of: Touched['plans'], met: string) => {
      if (of.get(met) !== null) of.set(met, (of.get(met) ?? new Set()).add(id));
    };
    for (const key of actKeys(sketched)) {
      for (const plan of this.#items.index.idsUnder('cluster', `plan ${key}`)) note(plans, plan);
      for (const call of this.#items.index.idsUnder('forecast', key)) note(calls, call);
    }
  }

  #actsUnder = (keys: readonly string[]): readonly Sketch[] =>
    this.#acts(keys.flatMap((key) => this.#items.index.idsUnder('cluster', `act ${key}`)));

  /** Those of the happenings that are there. */
  #acts = (ids: Iterable<string>): readonly Sketch[] =>
    [...new Set(ids)].flatMap((id) => this.#items.index.get<ClusterItem>('cluster', id)?.sketch ?? []);

  /** The act that carries a plan out; only what changed is looked at, unless that was it. */
  relink(id: string, changed: ReadonlySet<string> | null): void {
    const { index } = this.#items;
    const plan = index.get<ClusterItem>('cluster', id)?.sketch;
    const known = index.get<Fitting>('link', id);
    const anew = changed === null || (known !== null && changed.has(known.outcome));
    const outcome =
      plan && (anew ? outcomeOf(plan, this.#actsUnder(planKeys(plan))) : outcomeOf(plan, this.#acts(changed), known));
    if (outcome) index.put('link', id, [outcome.outcome], { plan: id, ...outcome });
    else index.drop('link', id);
  }

  /** What may settle a forecast; only what changed is looked at, unless what was left out before may come in. */
  recall(id: string, changed: ReadonlySet<string> | null): void {
    const call = this.#items.index.get<Call>('forecast', id);
    if (!call?.plan) return;
    const kept = call.found.filter((f) => !changed?.has(f.happening));
    const anew = changed === null || (call.found.length === MOST_FOUND && kept.length < MOST_FOUND);
    const found = anew
      ? evidenceFor(call.plan, this.#actsUnder(evidenceKeys(call)))
      : evidenceFor(call.plan, this.#acts(changed), kept);
    const next: Call = { ...call, found };
    this.#items.index.put('forecast', id, callKeys(next), next);
  }
}
