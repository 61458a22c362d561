import type { Assessment, Contract, Judgement } from '../core/record.ts';
import type { Contradicting } from '../lexicon/opposites.ts';
import { areSteps, type Compared, compared, ENOUGH_FOR_STEPS, evidence, SUPPORT, stepEvidence } from './alike.ts';
import { type Call, callKeys, planOf } from './calls.ts';
import { claimsOf } from './claims.ts';
import { readingKey, readingMark, reversalKey, turnMark } from './conflicts.ts';
import { claimKeys, deniedIn, sideOf } from './contradictions.ts';
import { type Page, standing } from './entries.ts';
import { edgeKeys, JUDGED, meetingKeys, metBy, pairId } from './happenings.ts';
import { Items, type JudgedPair, type PageItem, type Step, type Touched, untouched } from './items.ts';
import { areReprints, bodyText, packed, proposed, type Shingles, shingles, sketchOf, unpacked } from './origins.ts';
import { type Report, reportsOf } from './reports.ts';
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

/** What comparing goes by beside the ledger itself: how common words are, and which contradict each other. */
export interface Background {
  readonly frequencies: Frequencies;
  readonly words: Contradicting;
}

/**
 * Brings the views up to date. Each derived thing is a pure function of the items under its keys, so that only what a
 * change touches is worked out again, and the result is the same in whatever order documents came.
 */
export function update(index: ViewIndex, change: Change, { frequencies, words }: Background): void {
  const items = new Items(index);
  const run = new Update(items, frequencies, words);
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
  readonly #words: Contradicting;
  readonly #known = new Map<string, Compared>();

  constructor(items: Items, frequencies: Frequencies, words: Contradicting) {
    this.#items = items;
    this.#frequencies = frequencies;
    this.#words = words;
  }

  add(page: Page): void {
    const { record, forecasts, assessments } = page;
    const reports = reportsOf(page, this.#frequencies);
    const body = bodyText(page);
    const set = shingles(body);
    const sides = claimsOf(page, this.#frequencies, this.#words).map(sideOf);
    const claims = sides.map(({ claim }) => claim).filter((c) => claimKeys(c).length > 0);
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
      claims: claims.map((c) => c.id),
      denied: deniedIn(sides),
    };
    this.#items.putPage(item);
    this.#items.index.put('shingles', item.id, [], packed(set));
    this.#findTwins(item, set);
    for (const claim of claims) this.#items.index.put('claim', claim.id, claimKeys(claim), claim);
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
    for (const id of others) if (id !== report.id) this.#join(report, this.#items.report(id)!);
    this.#touchReport(report.id);
    for (const pair of this.#items.index.under<JudgedPair>('judged', report.id)) this.#rejoin(pair.a, pair.b);
  }

  #compared(report: Report): Compared {
    const known = this.#known.get(report.id) ?? compared(this.#items.told(report));
    this.#known.set(report.id, known);
    return known;
  }

  /** Joins two reports where there is enough evidence that they tell one happening. */
  #join(a: Report, b: Report): void {
    if (areSteps(a, b)) this.#step(a, b);
    const id = pairId(a.id, b.id);
    const verdict = this.#items.judged.get(id)?.verdict;
    const points =
      verdict === 'same' ? JUDGED : verdict === 'different' ? 0 : evidence(this.#compared(a), this.#compared(b));
    if (points >= SUPPORT) this.#items.index.put('edge', id, edgeKeys({ a: a.id, b: b.id, points }), points);
  }

  /** Notes that one report foretells what the other tells as done. */
  #step(a: Report, b: Report): void {
    const [plan, act] = a.status === 'future' ? [a, b] : [b, a];
    const points = stepEvidence(this.#compared(plan), this.#compared(act));
    if (points < ENOUGH_FOR_STEPS) return;
    const step: Step = { plan: plan.id, act: act.id, points };
    this.#items.index.put('step', pairId(a.id, b.id), [`plan ${plan.id}`, `act ${act.id}`], step);
    this.touched.steps.add(plan.id);
  }

  #rejoin(a: string, b: string): void {
    const [x, y] = [this.#items.report(a), this.#items.report(b)];
    if (!x || !y) return;
    this.#items.index.drop('edge', pairId(a, b));
    this.touched.isLess = true;
    this.#join(x, y);
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
    for (const claim of page.claims) {
      for (const conflict of index.idsUnder('conflict', `claim ${claim}`)) index.drop('conflict', conflict);
      index.drop('claim', claim);
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
    for (const step of [`plan ${id}`, `act ${id}`].flatMap((key) => this.#items.index.under<Step>('step', key))) {
      this.touched.steps.add(step.plan);
      this.#items.index.drop('step', pairId(step.plan, step.act));
    }
    this.touched.reports.add(id);
    this.#known.delete(id);
    this.#items.index.drop('report', id);
  }
}

/** Everything reached from `start` by steps, in order of id. */
function reached(start: Iterable<string>, steps: (id: string) => readonly string[]): readonly string[] {
  const seen = new Set(start);
  for (const id of seen) for (const next of steps(id)) seen.add(next);
  return [...seen].sort();
}
