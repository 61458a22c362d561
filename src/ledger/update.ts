import type { Assessment, Contract, Judgement } from '../core/record.ts';
import { type Call, callKeys, planOf } from './calls.ts';
import { readingKey, readingMark, reversalKey, turnMark } from './conflicts.ts';
import { type Page, standing } from './entries.ts';
import { edgeKeys, JUDGED, meetingKeys, metBy, pairId } from './happenings.ts';
import { Items, type JudgedPair, type PageItem, type Touched, untouched } from './items.ts';
import { areReprints, bodyText, packed, proposed, type Shingles, shingles, sketchOf, unpacked } from './origins.ts';
import { type Report, reportsOf, type Told } from './reports.ts';
import { ENOUGH, evidence, mayBeOne } from './same.ts';
import { settle } from './settle.ts';
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

/**
 * Brings the views up to date. Each derived thing is a pure function of the items under its keys, so that only what a
 * change touches is worked out again, and the result is the same in whatever order documents came.
 */
export function update(index: ViewIndex, change: Change, frequencies: Frequencies): void {
  const items = new Items(index);
  const run = new Update(items, frequencies);
  for (const id of change.gone) run.remove(id);
  run.judge(change.judgements);
  for (const page of change.added) run.add(page);
  settle(items, run.touched);
  items.index.keep();
}

/** Takes documents up and leaves them out, and notes what that touches. */
class Update {
  readonly touched: Touched = untouched();
  readonly #items: Items;
  readonly #frequencies: Frequencies;

  constructor(items: Items, frequencies: Frequencies) {
    this.#items = items;
    this.#frequencies = frequencies;
  }

  add(page: Page): void {
    const { record, forecasts, assessments } = page;
    const reports = reportsOf(page);
    const body = bodyText(page);
    const set = shingles(body);
    const item: PageItem = {
      id: record.id,
      published: record.published?.from ?? null,
      origin: record.id,
      story: [...storyVector(record.title, body, this.#frequencies)],
      sketch: sketchOf(set),
      twins: [],
      reports: reports.map((r) => r.id),
      forecasts: forecasts.map((f) => f.id),
      assessments: assessments.map((a) => a.id),
    };
    this.#items.putPage(item);
    this.#items.index.put('shingles', item.id, [], packed(set));
    this.#findTwins(item, set);
    for (const report of reports) this.#addReport(report);
    const told = reports.map((r) => this.#items.told(r));
    for (const forecast of forecasts) {
      const call: Call = { forecast, published: item.published, plan: planOf(forecast, told), found: [] };
      this.#items.index.put('forecast', forecast.id, callKeys(call), call);
      this.touched.calls.set(forecast.id, null);
    }
    for (const assessment of assessments) this.#addAssessment(assessment);
    this.touched.pages.add(record.id);
  }

  #addAssessment(assessment: Contract<Assessment>): void {
    const key = readingKey(assessment);
    if (!key) return;
    this.#items.index.put('assessment', assessment.id, [`${key} ${readingMark(assessment)}`], { key });
    this.touched.readings.add(key);
  }

  #findTwins(item: PageItem, set: Shingles): void {
    const holders = item.sketch.flatMap((h) => this.#items.index.idsUnder('page', String(h)));
    const twins = proposed(holders.filter((id) => id !== item.id)).filter((id) =>
      areReprints(set, unpacked(this.#items.index.get<string>('shingles', id)!)),
    );
    if (twins.length === 0) return;
    this.#items.putPage({ ...item, twins });
    for (const id of twins) {
      const twin = this.#items.page(id)!;
      this.#items.putPage({ ...twin, twins: [...twin.twins, item.id].sort() });
    }
    this.#setOrigins(item.id);
  }

  /** The earliest published document among its reprints, and theirs, is the origin of all. */
  #setOrigins(start: string): void {
    const group = reached([start], (id) => this.#items.page(id)!.twins).map((id) => this.#items.page(id)!);
    const key = (p: PageItem) => `${p.published ?? '9999'} ${p.id}`;
    const origin = group.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))[0]!.id;
    for (const page of group) {
      if (page.origin === origin) continue;
      this.#items.putPage({ ...page, origin });
      this.touched.pages.add(page.id);
      for (const id of page.reports) this.#touchReport(id);
    }
  }

  #touchReport(id: string): void {
    const report = this.#items.report(id);
    const turned = report && reversalKey(report);
    if (turned) this.touched.turned.add(turned);
    if (report) this.touched.reports.add(id);
  }

  #addReport(report: Report): void {
    const turned = reversalKey(report);
    const keys = [...meetingKeys(report), ...(turned ? [`turned ${turned} ${turnMark(report)}`] : [])];
    const others = metBy(this.#items.index, report);
    this.#items.index.put('report', report.id, keys, report);
    const told = this.#items.told(report);
    for (const id of others) {
      const other = this.#items.report(id)!;
      if (id !== report.id && mayBeOne(report, other)) this.#join(told, this.#items.told(other));
    }
    this.#touchReport(report.id);
    for (const pair of this.#items.index.under<JudgedPair>('judged', report.id)) this.#rejoin(pair.a, pair.b);
  }

  /** Joins two reports where there is enough evidence that they tell one happening. */
  #join(a: Told, b: Told): void {
    const id = pairId(a.id, b.id);
    const verdict = this.#items.judged.get(id)?.verdict;
    const points = verdict === 'same' ? JUDGED : verdict === 'different' ? 0 : evidence(a, b);
    if (points >= ENOUGH) this.#items.index.put('edge', id, edgeKeys({ a: a.id, b: b.id, points }), points);
  }

  #rejoin(a: string, b: string): void {
    const [x, y] = [this.#items.report(a), this.#items.report(b)];
    if (!x || !y) return;
    this.#items.index.drop('edge', pairId(a, b));
    this.touched.isLess = true;
    this.#join(this.#items.told(x), this.#items.told(y));
    this.touched.reports.add(a).add(b);
  }

  /** Takes up what people called same or different since. */
  judge(judgements: readonly Judgement[]): void {
    const said = new Map(
      standing(judgements)
        .filter((j) => j.note !== null && (j.verdict === 'same' || j.verdict === 'different'))
        .map((j): [string, JudgedPair] => [
          pairId(j.on.record, j.note!),
          { a: j.on.record, b: j.note!, verdict: j.verdict },
        ]),
    );
    for (const [id, known] of this.#items.judged) {
      if (said.get(id)?.verdict === known.verdict) {
        said.delete(id);
        continue;
      }
      this.#items.judged.delete(id);
      this.#items.index.drop('judged', id);
      this.#rejoin(known.a, known.b);
    }
    for (const [id, pair] of said) {
      this.#items.judged.set(id, pair);
      this.#items.index.put('judged', id, [pair.a, pair.b], pair);
      this.#rejoin(pair.a, pair.b);
    }
  }

  remove(id: string): void {
    const page = this.#items.page(id);
    if (!page) return;
    const { index } = this.#items;
    for (const report of page.reports) this.#removeReport(report);
    for (const forecast of page.forecasts) index.drop('forecast', forecast);
    for (const assessment of page.assessments) {
      const claim = index.get<{ readonly key: string }>('assessment', assessment);
      if (!claim) continue;
      this.touched.readings.add(claim.key);
      index.drop('assessment', assessment);
    }
    index.drop('page', id);
    index.drop('shingles', id);
    this.touched.pages.add(id);
    const twins = page.twins.filter((twin) => this.#items.page(twin));
    for (const twin of twins) {
      const other = this.#items.page(twin)!;
      this.#items.putPage({ ...other, twins: other.twins.filter((t) => t !== id), origin: '' });
    }
    for (const twin of twins) this.#setOrigins(twin);
  }

  #removeReport(id: string): void {
    this.touched.isLess = true;
    const turned = reversalKey(this.#items.report(id)!);
    if (turned) this.touched.turned.add(turned);
    for (const cluster of this.#items.clustersOf(id))
      for (const member of cluster.happening.reports) this.touched.reports.add(member);
    for (const { a, b } of this.#items.edgesOf(id)) {
      this.touched.reports.add(a).add(b);
      this.#items.index.drop('edge', pairId(a, b));
    }
    this.touched.reports.add(id);
    this.#items.index.drop('report', id);
  }
}

/** Everything reached from `start` by steps, in order of id. */
function reached(start: Iterable<string>, steps: (id: string) => readonly string[]): readonly string[] {
  const seen = new Set(start);
  for (const id of seen) for (const next of steps(id)) seen.add(next);
  return [...seen].sort();
}
