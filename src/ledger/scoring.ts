import type { Prospect, Resolution, Score } from '../core/derived.ts';
import type { Contract, Forecast } from '../core/record.ts';
import { type Entries, standing } from './entries.ts';
import { type Acts, fits, type Sketch, sketch } from './plans.ts';
import type { Report } from './reports.ts';
import { daysBetween, sameObject, shares } from './same.ts';

export const RESOLUTIONS: readonly Resolution[] = ['happened', 'did-not-happen', 'void', 'undecidable'];
/** Below this many resolved forecasts a score is shown but never ranked. */
export const FEWEST_TO_JUDGE = 30;

const isResolution = (verdict: string): verdict is Resolution => (RESOLUTIONS as readonly string[]).includes(verdict);

/** Forecast id → what a person last decided. */
function resolutions(entries: Entries): ReadonlyMap<string, Resolution> {
  const found = new Map<string, Resolution>();
  for (const { on, verdict } of standing(entries.judgements)) if (isResolution(verdict)) found.set(on.record, verdict);
  return found;
}

/** Reports of the events a forecast foretells: those whose trigger stands in its content. */
function foretold(forecast: Contract<Forecast>, reports: readonly Report[]): readonly Report[] {
  return reports.filter(
    (r) =>
      r.document === forecast.document &&
      forecast.content.some((s) => s.from <= r.event.trigger.from && r.event.trigger.to <= s.to) &&
      r.event.status !== 'asserted',
  );
}

/** What later evidence speaks for: the foretold act happened, or a later report denies that it did. */
function proposals(
  forecast: Contract<Forecast>,
  plan: readonly Report[],
  acts: Acts,
  asOf: string,
): Prospect['proposals'] {
  const first = plan[0];
  if (!first) return [];
  const foretold = { ...sketch(plan, forecast.id), due: forecast.horizon };
  const later = acts(foretold).filter((act) => act.announced && first.published && act.announced > first.published);
  const found = later.flatMap((act): Prospect['proposals'] => {
    if (fits(foretold, act) > 0)
      return [
        {
          happening: act.id,
          would: 'happened',
          because: `${act.cluster.length} report(s) say so: ${wordOf(act)}`,
        },
      ];
    if (isRefusal(first, act))
      return [{ happening: act.id, would: 'did-not-happen', because: `a later report denies it: ${wordOf(act)}` }];
    return [];
  });
  if (found.length > 0 || !forecast.horizon || forecast.horizon.to >= asOf) return found;
  const because = `the horizon ended on ${forecast.horizon.to} without a report of it`;
  return [{ happening: null, would: 'did-not-happen', because }];
}

const wordOf = (act: Sketch): string => `“${act.cluster[0]!.event.trigger.quote}”`;

const isRefusal = (plan: Report, act: Sketch): boolean =>
  act.cluster.every((r) => r.event.status === 'denied') &&
  plan.event.type === act.type &&
  act.stems.has(plan.stem) &&
  shares(plan.actors, act.actors) &&
  sameObject(plan, act.cluster[0]!);

/**
 * Every forecast with its state on the day `asOf`, what may settle it, and what people decided. Forecasts of grade C
 * are not scoreable; open until the horizon ends, due until a person resolves them.
 */
export function prospects(entries: Entries, reports: readonly Report[], acts: Acts, asOf: string): readonly Prospect[] {
  const reportsIn = Map.groupBy(reports, (r) => r.document);
  const all = entries.forecasts.map((forecast) => {
    const plan = foretold(forecast, reportsIn.get(forecast.document) ?? []);
    return { forecast, plan, found: proposals(forecast, plan, acts, asOf) };
  });
  const resolved = resolutions(entries);
  const voiced = Map.groupBy(all, ({ forecast }) => voiceOf(forecast));
  return all.map(({ forecast, plan, found }) => {
    const resolution = resolved.get(forecast.id) ?? null;
    const position = voiced
      .get(voiceOf(forecast))!
      .filter((other) => other.forecast.id === forecast.id || samePosition(plan[0], other.plan[0]))
      .toSorted((a, b) => ((a.plan[0]?.published ?? '') < (b.plan[0]?.published ?? '') ? -1 : 1))
      .map((other) => other.forecast.id);
    return {
      forecast: forecast.id,
      by: forecast.by.label,
      entity: forecast.by.entity,
      state: stateOf(forecast, resolution, found, asOf),
      grade: forecast.grade,
      probability: forecast.probability,
      horizon: forecast.horizon,
      proposals: found,
      resolution,
      position,
    };
  });
}

function stateOf(
  forecast: Contract<Forecast>,
  resolution: Resolution | null,
  found: Prospect['proposals'],
  asOf: string,
): Prospect['state'] {
  if (resolution) return 'resolved';
  if (forecast.grade === 'C') return 'not-scoreable';
  return found.length > 0 || (forecast.horizon && forecast.horizon.to < asOf) ? 'due' : 'open';
}

const voiceOf = (f: Contract<Forecast>): string => f.by.entity ?? f.by.label;

/** The same voice calling the same thing again within a year is one position with a history. */
function samePosition(a: Report | undefined, b: Report | undefined): boolean {
  if (!a?.published || !b?.published) return false;
  return (
    a.event.type === b.event.type &&
    a.stem === b.stem &&
    shares(a.actors, b.actors) &&
    Math.abs(daysBetween(a.published, b.published)) <= 366
  );
}

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
