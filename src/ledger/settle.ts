import { SUPPORT } from './alike.ts';
import { actKeys, bestOf, byFit, type Fitting, FORECASTS, PLANS, waitingFor, waitKeys } from './awaiting.ts';
import { type Call, callKeys, evidenceOf } from './calls.ts';
import type { Claim } from './claims.ts';
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
import { between, once, placesOf } from './contradictions.ts';
import { type Cluster, clusters, type Edge, happening, happeningId, pairId, WINDOW_DAYS } from './happenings.ts';
import type { ClusterItem, Items, Link, Step, Touched } from './items.ts';
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
  run.step();
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
    const met = reports.map((id) => report(id)!);
    const edges = new Map<string, Edge>();
    for (const id of reports) for (const e of edgesOf(id)) if (e.points >= SUPPORT) edges.set(pairId(e.a, e.b), e);
    const sorted = met.toSorted(byPublication);
    const here = new Set(reports);
    const inside = [...edges.values()].filter((e) => here.has(e.a) && here.has(e.b));
    return clusters(sorted, inside, parted(here), level)
      .filter((cluster) => cluster.some((r) => r.status !== 'hypothetical'))
      .map((cluster) => [cluster, level]);
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
      this.#contrast(id);
    }
    for (const key of turned)
      this.#replace(`turned ${key}`, reversals(index.range('report', `turned ${key}`, ANY), this.#told));
    for (const key of readings) this.#replace(`reading ${key}`, readingConflicts(index.range('assessment', key, ANY)));
  }

  /** Sets the sentences of a page against those they may contradict: those of a reprint count with its origin. */
  #contrast(id: string): void {
    const { index, page } = this.#items;
    const at = page(id);
    const isOrigin = at?.origin === id;
    this.#replace(`denied ${id}`, at && isOrigin ? at.denied : []);
    for (const one of at?.claims ?? [])
      for (const old of index.idsUnder('conflict', `claim ${one}`)) index.drop('conflict', old);
    if (!isOrigin) return;
    const found = at.claims.flatMap((one) => {
      const claim = index.get<Claim>('claim', one)!;
      return this.#metBy(claim).flatMap((other) => between(inOrder(claim, other)));
    });
    for (const { conflict, claims } of once(found))
      index.put(
        'conflict',
        conflict.id,
        claims.map((c) => `claim ${c}`),
        conflict,
      );
  }

  /** The claims of origins that one meets, itself left out. */
  #metBy(claim: Claim): readonly Claim[] {
    const { index, page } = this.#items;
    const own = index.range('claim', `in ${claim.document}`, ANY);
    const day = claim.published;
    const places = day ? [...new Set(claim.points.flatMap(placesOf))] : [];
    const near = places.flatMap((place) =>
      index.range('claim', place, { from: daysAfter(day!, -WINDOW_DAYS), to: daysAfter(day!, WINDOW_DAYS) }),
    );
    const ids = new Set([...own, ...near].map((met) => met.id));
    return [...ids].flatMap((id) => {
      const other = id === claim.id ? null : index.get<Claim>('claim', id);
      return other && page(other.document)?.origin === other.document ? [other] : [];
    });
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
  #touch({ happening: { id, planned, reports }, sketch }: ClusterItem): void {
    const { plans, calls } = this.#touched;
    if (planned) {
      plans.set(id, null);
      return;
    }
    for (const report of reports)
      for (const step of this.#items.index.under<Step>('step', `act ${report}`)) this.#touched.steps.add(step.plan);
    for (const [waiting, of] of [[PLANS, plans] as const, [FORECASTS, calls] as const])
      for (const met of waitingFor(this.#items.index, waiting, sketch))
        if (of.get(met) !== null) of.set(met, (of.get(met) ?? new Set()).add(id));
  }

  #sketch = (id: string) => this.#items.index.get<ClusterItem>('cluster', id)?.sketch ?? null;

  /** Notes the plans that a report which came or went may carry out. */
  step(): void {
    for (const report of this.#touched.steps)
      for (const { happening } of this.#items.clustersOf(report))
        if (happening.planned) this.#touched.plans.set(happening.id, null);
  }

  /** The act that the passages of a plan speak for, where none fits it by type and parties. */
  #byPassage(item: ClusterItem): Fitting | null {
    const { index, clustersOf } = this.#items;
    const steps = item.happening.reports.flatMap((r) => index.under<Step>('step', `plan ${r}`));
    const found = steps.flatMap(({ act, points }) =>
      clustersOf(act)
        .filter(({ happening, sketch }) => !happening.planned && sketch.isAsserted && sketch.day)
        .map(({ happening, sketch }) => ({ happening: happening.id, fit: points, day: sketch.day!.from })),
    );
    return found.toSorted(byFit)[0] ?? null;
  }

  /** The act that carries a plan out. */
  relink(id: string, changed: ReadonlySet<string> | null): void {
    const { index } = this.#items;
    const item = index.get<ClusterItem>('cluster', id);
    if (!item?.happening.planned) {
      index.drop('link', id);
      return;
    }
    const plan = item.sketch;
    const link = index.get<Link>('link', id);
    const known = link?.outcome && !link.isByPassage ? [link.outcome] : [];
    const found = bestOf(index, this.#sketch, PLANS, { plan, known, changed });
    const outcome = found[0] ?? this.#byPassage(item);
    const next: Link = { plan: id, outcome, isByPassage: found.length === 0 && outcome !== null };
    index.put('link', id, [...(outcome ? [outcome.happening] : []), ...waitKeys(plan, PLANS, found)], next);
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

/** Two claims in order of publication, then of place in the text. */
const inOrder = (a: Claim, b: Claim): readonly [Claim, Claim] => (standing(a) < standing(b) ? [a, b] : [b, a]);

const standing = ({ published, document, order }: Claim): string =>
  `${published} ${document} ${String(order).padStart(6, '0')}`;

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
