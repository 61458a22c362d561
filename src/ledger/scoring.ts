import type { Prospect, Resolution, Score } from '../core/derived.ts';
import type { Contract, Forecast } from '../core/record.ts';
import { fits, type Sketch, sketch } from './plans.ts';
import type { Told } from './reports.ts';
import { daysBetween, shares } from './same.ts';

export const RESOLUTIONS: readonly Resolution[] = ['happened', 'did-not-happen', 'void', 'undecidable'];
/** Below this many resolved forecasts a score is shown but never ranked. */
export const FEWEST_TO_JUDGE = 30;

/** A forecast as the views keep it: what it foretells, and what later evidence speaks for. */
export interface Call {
  readonly forecast: Contract<Forecast>;
  readonly published: string | null;
  /** The events foretold, as a plan; null where the forecast names none. */
  readonly plan: Sketch | null;
  readonly found: Prospect['proposals'];
}

/** The plan a forecast makes of the reports in its own document: events in its content that are not asserted. */
export function planOf(forecast: Contract<Forecast>, page: readonly Told[]): Sketch | null {
  const foretold = page.filter(
    (r) => r.status !== 'asserted' && forecast.content.some((s) => s.from <= r.trigger.from && r.trigger.to <= s.to),
  );
  return foretold.length === 0 ? null : { ...sketch(foretold, forecast.id), due: forecast.horizon };
}

/** What later evidence speaks for: the foretold act happened, or a later report denies that it did. */
export function evidenceFor(plan: Sketch, acts: readonly Sketch[]): Prospect['proposals'] {
  const later = acts.filter((act) => act.announced && plan.announced && act.announced > plan.announced);
  return later.flatMap((act): Prospect['proposals'] => {
    if (fits(plan, act) > 0)
      return [{ happening: act.id, would: 'happened', because: `${act.reports} report(s) say so: “${act.word}”` }];
    if (isRefusal(plan, act))
      return [{ happening: act.id, would: 'did-not-happen', because: `a later report denies it: “${act.word}”` }];
    return [];
  });
}

const isRefusal = (plan: Sketch, act: Sketch): boolean =>
  act.isDenied &&
  plan.type === act.type &&
  shares(plan.stems, act.stems) &&
  shares(plan.actors, act.actors) &&
  plan.object.filter((w) => act.object.includes(w)).length >= 2;

/**
 * Every forecast with its state on the day `asOf`, what may settle it, and what people decided. Forecasts of grade C are
 * not scoreable; the others are open until evidence comes or the horizon ends, then due until a person resolves them.
 */
export function prospects(
  calls: readonly Call[],
  resolutions: ReadonlyMap<string, Resolution>,
  asOf: string,
): readonly Prospect[] {
  const voiced = Map.groupBy(calls, voiceOf);
  return calls.map((call) => {
    const { forecast } = call;
    const resolution = resolutions.get(forecast.id) ?? null;
    const proposals = withLapse(call, asOf);
    return {
      forecast: forecast.id,
      by: forecast.by.label,
      entity: forecast.by.entity,
      state: stateOf(forecast, resolution, proposals),
      grade: forecast.grade,
      probability: forecast.probability,
      horizon: forecast.horizon,
      proposals,
      resolution,
      position: positionOf(call, voiced.get(voiceOf(call))!),
    };
  });
}

const voiceOf = ({ forecast }: Call): string => forecast.by.entity ?? forecast.by.label;

function withLapse({ forecast, found }: Call, asOf: string): Prospect['proposals'] {
  if (found.length > 0 || !forecast.horizon || forecast.horizon.to >= asOf) return found;
  const because = `the horizon ended on ${forecast.horizon.to} without a report of it`;
  return [{ happening: null, would: 'did-not-happen', because }];
}

function stateOf(
  forecast: Contract<Forecast>,
  resolution: Resolution | null,
  proposals: Prospect['proposals'],
): Prospect['state'] {
  if (resolution) return 'resolved';
  if (forecast.grade === 'C') return 'not-scoreable';
  return proposals.length > 0 ? 'due' : 'open';
}

/** The same voice calling the same thing again within a year is one position with a history, oldest first. */
function positionOf(call: Call, sameVoice: readonly Call[]): readonly string[] {
  const same = sameVoice.filter((other) => other === call || isSameCall(call, other));
  const key = ({ published, forecast }: Call) => `${published ?? '9999'} ${forecast.id}`;
  return same.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)).map((c) => c.forecast.id);
}

const isSameCall = (a: Call, b: Call): boolean =>
  !!a.plan &&
  !!b.plan &&
  !!a.published &&
  !!b.published &&
  a.plan.type === b.plan.type &&
  shares(a.plan.stems, b.plan.stems) &&
  shares(a.plan.actors, b.plan.actors) &&
  Math.abs(daysBetween(a.published, b.published)) <= 366;

/** Wilson score interval for a share at 95% (Wilson 1927). */
export function wilson(
  hits: number,
  n: number,
): { readonly rate: number; readonly low: number; readonly high: number } {
  const Z = 1.96;
  const rate = hits / n;
  const middle = (rate + (Z * Z) / (2 * n)) / (1 + (Z * Z) / n);
  const half = (Z * Math.sqrt((rate * (1 - rate)) / n + (Z * Z) / (4 * n * n))) / (1 + (Z * Z) / n);
  return { rate, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** Scores a voice over the forecasts people resolved; a repeated call counts once, by its first wording. */
export function score(by: string, mine: readonly Prospect[]): Score {
  const positions = mine.filter((p) => p.position[0] === p.forecast || !mine.some((q) => q.forecast === p.position[0]));
  const resolved = positions.filter((p) => p.resolution === 'happened' || p.resolution === 'did-not-happen');
  const came = (p: Prospect) => (p.resolution === 'happened' ? 1 : 0);
  const numbered = resolved.filter((p) => p.probability !== null);
  const mean = (list: readonly number[]) => (list.length === 0 ? null : list.reduce((a, b) => a + b, 0) / list.length);
  const stated = (p: Prospect) => (p.probability!.low + p.probability!.high) / 2;
  const base = mean(numbered.map(came));
  return {
    by,
    made: positions.length,
    scoreable: positions.filter((p) => p.grade !== 'C').length,
    resolved: resolved.length,
    brier: mean(numbered.map((p) => (stated(p) - came(p)) ** 2)),
    hits: resolved.length === 0 ? null : wilson(resolved.filter((p) => came(p) === 1).length, resolved.length),
    baseline: base === null ? null : base * (1 - base),
    note:
      resolved.length < FEWEST_TO_JUDGE
        ? `Too few to judge: ${resolved.length} resolved, ${FEWEST_TO_JUDGE} needed.`
        : null,
  };
}
