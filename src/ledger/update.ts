import type { Assessment, Contract, Judgement } from '../core/record.ts';
import {
  apartKey,
  conflictsApart,
  conflictsWithin,
  headlineConflicts,
  readingConflicts,
  readingKey,
  reversalKey,
  reversals,
} from './conflicts.ts';
import { type Page, standing } from './entries.ts';
import { type Cluster, clusters, type Edge, happening, JUDGED, meetingKeys, pairId } from './happenings.ts';
import { areReprints, bodyText, proposed, shingles, sketchOf } from './origins.ts';
import { actKeys, outcomeOf, planKeys, type Sketch, sketch } from './plans.ts';
import { byPublication, type Report, reportsOf, type Told } from './reports.ts';
import { ENOUGH, evidence } from './same.ts';
import { type Call, evidenceFor, planOf } from './scoring.ts';
import { type Frequencies, storyVector } from './stories.ts';
import type { ViewIndex } from './viewindex.ts';

/** What changed in the ledger since the views were last brought up to date. */
export interface Change {
  readonly added: readonly Page[];
  /** Documents that went or were read anew. */
  readonly gone: readonly string[];
  /** All judgements of the ledger. */
  readonly judgements: readonly Judgement[];
}

/** What bringing up to date needs from outside the index. */
export interface Surroundings {
  readonly frequencies: Frequencies;
  /** Body of a document that is in the index. */
  readonly bodyOf: (document: string) => string;
}

interface PageItem {
  readonly id: string;
  readonly published: string | null;
  readonly origin: string;
  readonly story: readonly (readonly [string, number])[];
  readonly sketch: readonly number[];
  readonly twins: readonly string[];
  readonly reports: readonly string[];
  readonly forecasts: readonly string[];
  readonly assessments: readonly string[];
}

interface ClusterItem {
  readonly happening: ReturnType<typeof happening>;
  readonly sketch: Sketch;
  readonly key: string;
}

/**
 * Brings the views up to date. Each derived thing is a pure function of the items under its keys, so that only what a
 * change touches is worked out again, and the result is the same in whatever order documents came.
 */
export function update(index: ViewIndex, change: Change, around: Surroundings): void {
  const run = new Update(index, around);
  for (const id of change.gone) run.remove(id);
  run.judge(change.judgements);
  for (const page of change.added) run.add(page);
  run.settle();
}

class Update {
  readonly #index: ViewIndex;
  readonly #around: Surroundings;
  /** Pages as they stand now, read once. */
  readonly #known = new Map<string, PageItem>();
  readonly #stories = new Map<string, Told['story']>();
  readonly #reports = new Set<string>();
  readonly #pages = new Set<string>();
  readonly #apart = new Set<string>();
  readonly #turned = new Set<string>();
  readonly #readings = new Set<string>();
  readonly #plans = new Set<string>();
  readonly #calls = new Set<string>();

  constructor(index: ViewIndex, around: Surroundings) {
    this.#index = index;
    this.#around = around;
  }

  #page(id: string): PageItem {
    const page = this.#known.get(id) ?? this.#index.get<PageItem>('page', id)!;
    this.#known.set(id, page);
    return page;
  }

  #told(report: Report): Told {
    const page = this.#page(report.document);
    const story = this.#stories.get(page.id) ?? new Map(page.story);
    this.#stories.set(page.id, story);
    return { ...report, origin: page.origin, story };
  }

  #report = (id: string): Report | null => this.#index.get<Report>('report', id);

  add(page: Page): void {
    const { record, forecasts, assessments } = page;
    const reports = reportsOf(page);
    const body = bodyText(page);
    const set = shingles(body);
    const item: PageItem = {
      id: record.id,
      published: record.published?.from ?? null,
      origin: record.id,
      story: [...storyVector(record.title, body, this.#around.frequencies)],
      sketch: sketchOf(set),
      twins: [],
      reports: reports.map((r) => r.id),
      forecasts: forecasts.map((f) => f.id),
      assessments: assessments.map((a) => a.id),
    };
    this.#putPage(item);
    this.#findTwins(item, set);
    for (const report of reports) this.#addReport(this.#told(report));
    const told = reports.map((r) => this.#told(r));
    for (const forecast of forecasts) {
      const call: Call = { forecast, published: item.published, plan: planOf(forecast, told), found: [] };
      this.#index.put('forecast', forecast.id, call.plan ? planKeys(call.plan) : [], call);
      this.#calls.add(forecast.id);
    }
    for (const assessment of assessments) {
      const key = readingKey(assessment);
      this.#index.put('assessment', assessment.id, key ? [key] : [], assessment);
      if (key) this.#readings.add(key);
    }
    this.#pages.add(record.id);
  }

  #putPage(item: PageItem): void {
    this.#known.set(item.id, item);
    this.#index.put('page', item.id, item.sketch.map(String), item);
  }

  #findTwins(item: PageItem, set: ReadonlySet<number>): void {
    const holders = item.sketch.flatMap((h) => this.#index.idsUnder('page', String(h)));
    const twins = proposed(holders.filter((id) => id !== item.id)).filter((id) =>
      areReprints(set, shingles(this.#around.bodyOf(id))),
    );
    this.#putPage({ ...item, twins });
    for (const id of twins) {
      const twin = this.#page(id);
      this.#putPage({ ...twin, twins: [...twin.twins, item.id].sort() });
    }
    this.#setOrigins(item.id);
  }

  /** The earliest published document among its reprints, and theirs, is the origin of all. */
  #setOrigins(start: string): void {
    const group = reached([start], (id) => this.#page(id).twins).map((id) => this.#page(id));
    const key = (p: PageItem) => `${p.published ?? '9999'} ${p.id}`;
    const origin = group.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))[0]!.id;
    for (const page of group) {
      if (page.origin === origin) continue;
      this.#putPage({ ...page, origin });
      this.#pages.add(page.id);
      for (const id of page.reports) this.#touchReport(id);
    }
  }

  #touchReport(id: string): void {
    const report = this.#report(id);
    const turned = report && reversalKey(report);
    if (turned) this.#turned.add(turned);
    if (report) this.#reports.add(id);
  }

  #addReport(report: Told): void {
    const { origin: _, story: __, ...kept } = report;
    const turned = reversalKey(report);
    const keys = meetingKeys(report);
    const others = new Map(keys.flatMap((key) => this.#index.under<Report>('report', key)).map((r) => [r.id, r]));
    others.delete(report.id);
    for (const other of others.values()) this.#setEdge(report, this.#told(other));
    this.#index.put('report', report.id, [...keys, ...(turned ? [`turned ${turned}`] : [])], kept);
    if (turned) this.#turned.add(turned);
    this.#reports.add(report.id);
    for (const pair of this.#index.under<{ a: string; b: string }>('judged', report.id))
      this.#judgedEdge(pair.a, pair.b);
  }

  #setEdge(a: Told, b: Told): void {
    const id = pairId(a.id, b.id);
    const verdict = this.#index.get<{ verdict: string }>('judged', id)?.verdict;
    const points = verdict === 'same' ? JUDGED : verdict === 'different' ? 0 : evidence(a, b);
    if (points >= ENOUGH) this.#index.put('edge', id, [a.id, b.id], { a: a.id, b: b.id, points });
    else this.#index.drop('edge', id);
  }

  #judgedEdge(a: string, b: string): void {
    const [x, y] = [this.#report(a), this.#report(b)];
    if (!x || !y) return;
    this.#setEdge(this.#told(x), this.#told(y));
    this.#reports.add(a).add(b);
  }

  /** Takes up what people called same or different since. */
  judge(judgements: readonly Judgement[]): void {
    const said = new Map(
      standing(judgements)
        .filter((j) => j.note !== null && (j.verdict === 'same' || j.verdict === 'different'))
        .map((j) => [pairId(j.on.record, j.note!), { a: j.on.record, b: j.note!, verdict: j.verdict }]),
    );
    for (const known of this.#index.all<{ a: string; b: string; verdict: string }>('judged')) {
      const id = pairId(known.a, known.b);
      if (said.get(id)?.verdict === known.verdict) said.delete(id);
      else {
        this.#index.drop('judged', id);
        this.#judgedEdge(known.a, known.b);
      }
    }
    for (const [id, pair] of said) {
      this.#index.put('judged', id, [pair.a, pair.b], pair);
      this.#judgedEdge(pair.a, pair.b);
    }
  }

  remove(id: string): void {
    const page = this.#index.get<PageItem>('page', id);
    if (!page) return;
    for (const report of page.reports) this.#removeReport(report);
    for (const forecast of page.forecasts) this.#index.drop('forecast', forecast);
    for (const assessment of page.assessments) {
      const key = readingKey(this.#index.get<Contract<Assessment>>('assessment', assessment)!);
      if (key) this.#readings.add(key);
      this.#index.drop('assessment', assessment);
    }
    this.#index.drop('page', id);
    this.#known.delete(id);
    this.#pages.add(id);
    for (const twin of page.twins) {
      const other = this.#index.get<PageItem>('page', twin);
      if (!other) continue;
      this.#putPage({ ...other, twins: other.twins.filter((t) => t !== id), origin: '' });
    }
    for (const twin of page.twins) if (this.#index.get('page', twin)) this.#setOrigins(twin);
  }

  #removeReport(id: string): void {
    const report = this.#report(id)!;
    const turned = reversalKey(report);
    if (turned) this.#turned.add(turned);
    for (const cluster of this.#index.under<ClusterItem>('cluster', `of ${id}`))
      for (const member of cluster.happening.reports) this.#reports.add(member);
    for (const edge of this.#index.under<Edge>('edge', id)) {
      this.#reports.add(edge.a).add(edge.b);
      this.#index.drop('edge', pairId(edge.a, edge.b));
    }
    this.#index.drop('report', id);
  }

  /** Works out again everything that was touched, in order: clusters, what rests on them, then plans and forecasts. */
  settle(): void {
    this.#recluster();
    for (const key of this.#apart)
      this.#replace(
        `apart ${key}`,
        conflictsApart(this.#index.under<ClusterItem>('cluster', `apart ${key}`).map((c) => this.#members(c))),
      );
    for (const id of this.#pages) {
      const reports = this.#index.get<PageItem>('page', id)?.reports ?? [];
      this.#replace(`headline ${id}`, headlineConflicts(reports.map((r) => this.#told(this.#report(r)!))));
    }
    for (const key of this.#turned) {
      const group = this.#index.under<Report>('report', `turned ${key}`).toSorted(byPublication);
      this.#replace(`turned ${key}`, reversals(group.map((r) => this.#told(r))));
    }
    for (const key of this.#readings)
      this.#replace(`reading ${key}`, readingConflicts(this.#index.under('assessment', key)));
    for (const id of this.#plans) this.#relink(id);
    for (const id of this.#calls) this.#recall(id);
  }

  #members = (item: ClusterItem): Cluster => item.happening.reports.map((id) => this.#told(this.#report(id)!));

  #replace(unit: string, conflicts: readonly { readonly id: string }[]): void {
    for (const old of this.#index.under<{ id: string }>('conflict', unit)) this.#index.drop('conflict', old.id);
    for (const conflict of conflicts) this.#index.put('conflict', conflict.id, [unit], conflict);
  }

  #recluster(): void {
    const edgesOf = (id: string) => this.#index.under<Edge>('edge', id);
    const neighbours = (id: string) => [
      ...edgesOf(id).flatMap(({ a, b }) => [a, b]),
      ...this.#index.under<ClusterItem>('cluster', `of ${id}`).flatMap((c) => c.happening.reports),
    ];
    const touched = new Set(reached(this.#reports, neighbours));
    for (const id of touched)
      for (const old of this.#index.under<ClusterItem>('cluster', `of ${id}`)) this.#dropCluster(old);
    const left = new Set([...touched].filter((id) => this.#report(id)));
    while (left.size > 0) {
      const component = reached([left.values().next().value!], (id) => edgesOf(id).flatMap(({ a, b }) => [a, b]));
      for (const id of component) left.delete(id);
      const reports = component.map((id) => this.#told(this.#report(id)!)).filter((r) => meetingKeys(r).length > 0);
      const edges = new Map(component.flatMap(edgesOf).map((e) => [pairId(e.a, e.b), e]));
      const different = new Set(
        component.flatMap((id) =>
          this.#index
            .under<{ a: string; b: string; verdict: string }>('judged', id)
            .filter((j) => j.verdict === 'different')
            .map((j) => pairId(j.a, j.b)),
        ),
      );
      for (const cluster of clusters(reports.toSorted(byPublication), [...edges.values()], different))
        this.#putCluster(cluster);
    }
  }

  #touch(sketched: Sketch, isPlan: boolean): void {
    if (isPlan) this.#plans.add(sketched.id);
    else
      for (const key of actKeys(sketched)) {
        for (const plan of this.#index.under<ClusterItem>('cluster', `plan ${key}`)) this.#plans.add(plan.happening.id);
        for (const call of this.#index.under<Call>('forecast', key)) this.#calls.add(call.forecast.id);
      }
  }

  #putCluster(cluster: Cluster): void {
    const record = happening(cluster);
    const sketched = sketch(cluster, record.id);
    const key = apartKey(cluster);
    const slots = record.planned
      ? planKeys(sketched).map((k) => `plan ${k}`)
      : actKeys(sketched).map((k) => `act ${k}`);
    const apart = record.planned ? [] : [`apart ${key}`];
    const keys = [...record.reports.map((r) => `of ${r}`), ...apart, ...slots];
    this.#index.put('cluster', record.id, keys, { happening: record, sketch: sketched, key } satisfies ClusterItem);
    if (!record.planned) {
      this.#apart.add(key);
      this.#replace(`within ${record.id}`, conflictsWithin(cluster, record));
    }
    this.#touch(sketched, record.planned);
  }

  #dropCluster(item: ClusterItem): void {
    const { id, planned } = item.happening;
    this.#index.drop('cluster', id);
    this.#replace(`within ${id}`, []);
    if (!planned) this.#apart.add(item.key);
    this.#touch(item.sketch, planned);
  }

  #actsUnder = (keys: readonly string[]): readonly Sketch[] => [
    ...new Map(
      keys
        .flatMap((key) => this.#index.under<ClusterItem>('cluster', `act ${key}`))
        .map((c) => [c.sketch.id, c.sketch]),
    ).values(),
  ];

  #relink(id: string): void {
    const plan = this.#index.get<ClusterItem>('cluster', id);
    const outcome = plan ? outcomeOf(plan.sketch, this.#actsUnder(planKeys(plan.sketch))) : null;
    if (outcome) this.#index.put('link', id, [outcome], { plan: id, outcome });
    else this.#index.drop('link', id);
  }

  #recall(id: string): void {
    const call = this.#index.get<Call>('forecast', id);
    if (!call?.plan) return;
    const found = evidenceFor(call.plan, this.#actsUnder(planKeys(call.plan))).toSorted((a, b) =>
      a.happening! < b.happening! ? -1 : 1,
    );
    this.#index.put('forecast', id, planKeys(call.plan), { ...call, found });
  }
}

/** Everything reached from `start` by steps, in order of id. */
function reached(start: Iterable<string>, steps: (id: string) => readonly string[]): readonly string[] {
  const seen = new Set(start);
  for (const id of seen) for (const next of steps(id)) seen.add(next);
  return [...seen].sort();
}
