import { fieldsOf, listIn, marked } from './marks.ts';
import {
  type Act,
  type Awaited,
  actOf,
  awaited,
  fits,
  isInTime,
  MOST_DAYS_AHEAD,
  type Sketch,
  turnsOut,
} from './plans.ts';
import { daysAfter, daysBetween, shares } from './same.ts';
import type { ViewIndex } from './viewindex.ts';

/** An act that may be the outcome of a plan: how well it fits (0 for a denial), and the day it happened. */
export interface Fitting {
  readonly happening: string;
  readonly fit: number;
  readonly day: string;
}

/** The best fit first, of equals the earliest. */
export const byFit = (a: Fitting, b: Fitting): number =>
  b.fit - a.fit || compare(a.day, b.day) || compare(a.happening, b.happening);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What waits for acts: plans for the one that carries them out, forecasts for whatever may settle them. */
export interface Waiting {
  readonly space: 'link' | 'forecast';
  /** It keeps the best so many. */
  readonly most: number;
}
export const PLANS: Waiting = { space: 'link', most: 1 };
/** More evidence than a person would look through is left out. */
export const FORECASTS: Waiting = { space: 'forecast', most: 12 };

/** An act that meets a plan shares two powers with it, or the only one the plan names. */
const pairOf = (a: string, b: string): string => [a, b].sort().join('+');

const outcomes = ({ type, actors, parties }: Sketch): readonly string[] => {
  const pairs = actors.flatMap((p) => parties.filter((q) => q !== p).map((q) => pairOf(p, q)));
  const who = parties.length < 2 ? actors : [...new Set(pairs)];
  return who.flatMap((w) => turnsOut(type).map((t) => `${w} ${t}`));
};

/** Where a forecast meets the denials that may settle it. */
const refusals = ({ actors, type, stems }: Sketch): readonly string[] =>
  actors.flatMap((actor) => stems.map((stem) => `not ${actor} ${type} ${stem}`));

/** The heads under which an act stands. */
function headsOf(act: Sketch): readonly string[] {
  if (act.isDenied) return refusals(act);
  if (!act.isAsserted) return [];
  const pairs = act.parties.flatMap((p, i) => act.parties.slice(i + 1).map((q) => pairOf(p, q)));
  return [...act.parties, ...pairs].map((who) => `${who} ${act.type}`);
}

/** The last of what was found, which a further act must surpass; null where there is room for more. */
const lastOf = (found: readonly Fitting[], most: number): Fitting | null =>
  found.length < most ? null : found.at(-1)!;

/*
 * Keys carry all that comparing needs, so that of the many that meet only those are read whole that matter. Acts of one
 * day stand under that day (`on`), longer ones under their last (`over`); what waits stands under the end of its time,
 * and what waits long (`far`) apart from the rest (`for`).
 */

/** Keys under which an act meets the plans it may carry out, and the forecasts it may settle. */
export function actKeys(sketch: Sketch): readonly string[] {
  const act = actOf(sketch);
  if (!act) return [];
  const { from, to, type, announced, reports, parties, stems } = act;
  const mark = marked([to, from, type, announced, reports, parties, stems]);
  return headsOf(sketch).map((head) => `${from === to ? 'on' : 'over'} ${head} ${mark}`);
}

function actFrom(id: string, mark: string): Act {
  const [to, from, type, announced, reports, parties, stems] = fieldsOf(mark) as [string, ...string[]];
  const of = { id, to, from: from!, type: type!, announced: announced || null, reports: Number(reports) };
  return { ...of, parties: listIn(parties!), stems: listIn(stems!) };
}

/** Keys under which a plan is met by the acts that come into question; `found` are those it has. */
export function waitKeys(plan: Sketch, { space, most }: Waiting, found: readonly Fitting[]): readonly string[] {
  const time = awaited(plan);
  if (!time) return [];
  const { from, to, type, announced, isDated, actors, parties, stems } = time;
  const last = lastOf(found, most);
  const least = last ? [last.fit, last.day, last.happening] : [];
  const mark = marked([to, from, type, announced, isDated ? 1 : 0, actors, parties, stems, ...least]);
  const heads = [...outcomes(plan), ...(space === 'forecast' ? refusals(plan) : [])];
  const reach = daysBetween(from, to) > MOST_DAYS_AHEAD ? 'far' : 'for';
  return heads.map((head) => `${reach} ${head} ${mark}`);
}

/** What waits, with the last of what it has found. */
function waitFrom(mark: string): Awaited & { readonly last: Fitting | null } {
  const [to, from, type, announced, dated, actors, parties, stems, ...last] = fieldsOf(mark) as [string, ...string[]];
  const of = { to, from: from!, type: type!, announced: announced!, isDated: dated === '1' };
  const [fit, day, happening] = last;
  return {
    ...{ ...of, actors: listIn(actors!), parties: listIn(parties!), stems: listIn(stems!) },
    last: last.length === 0 ? null : { fit: Number(fit), day: day!, happening: happening! },
  };
}

type Ranges = Pick<ViewIndex, 'range'>;

/** Ids of what waits for such an act and has nothing better. */
export function waitingFor(index: Ranges, { space }: Waiting, sketch: Sketch): readonly string[] {
  const act = actOf(sketch);
  if (!act) return [];
  const matters = (mark: string): boolean => {
    if (mark.split('|', 2)[1]! > act.to) return false;
    const plan = waitFrom(mark);
    const fit = sketch.isDenied ? 0 : fits(plan, act);
    if (!isInTime(plan, act) || (fit === 0 && !sketch.isDenied)) return false;
    return plan.last === null || byFit({ happening: act.id, fit, day: act.from }, plan.last) <= 0;
  };
  const last = `${daysAfter(act.to, MOST_DAYS_AHEAD)}~`;
  return headsOf(sketch)
    .flatMap((head) => [
      ...index.range(space, `for ${head}`, { from: act.from, to: last }),
      ...index.range(space, `far ${head}`, { from: act.from, to: '~' }),
    ])
    .filter(({ x }) => matters(x))
    .map(({ id }) => id);
}

/** The acts under some heads that come within the time of a plan. */
function met(index: Ranges, plan: Awaited, heads: readonly string[]): readonly Act[] {
  const found = new Map<string, string>();
  for (const head of heads) {
    for (const { id, x } of index.range('cluster', `on ${head}`, { from: plan.from, to: `${plan.to}~` }))
      found.set(id, x);
    for (const { id, x } of index.range('cluster', `over ${head}`, { from: plan.from, to: '~' })) found.set(id, x);
  }
  return [...found].map(([id, x]) => actFrom(id, x));
}

/** True where a denial speaks against what was foretold. */
const isRefusal = (plan: Sketch, act: Sketch): boolean =>
  act.isDenied &&
  plan.type === act.type &&
  shares(plan.stems, act.stems) &&
  shares(plan.actors, act.actors) &&
  plan.object.filter((w) => act.object.includes(w)).length >= 2;

/** What a plan or forecast has found, and the happenings that came or went since; null: all. */
export interface Sought {
  readonly plan: Sketch;
  readonly known: readonly Fitting[];
  readonly changed: ReadonlySet<string> | null;
}

/**
 * The acts that fit a plan best; only what changed is looked at, unless what was left out before may come in. `sketchOf`
 * gives a happening that is there.
 */
export function bestOf(
  index: Ranges,
  sketchOf: (happening: string) => Sketch | null,
  { space, most }: Waiting,
  { plan, known, changed }: Sought,
): readonly Fitting[] {
  const time = awaited(plan);
  if (!time) return [];
  const inTime = (act: Act): boolean =>
    isInTime(time, act) && (space === 'link' || (act.announced !== null && act.announced > time.announced!));
  const done = (act: Act): readonly Fitting[] => {
    const fit = inTime(act) ? fits(time, act) : 0;
    return fit > 0 ? [{ happening: act.id, fit, day: act.from }] : [];
  };
  const looked = (id: string): readonly Fitting[] => {
    const sketch = sketchOf(id);
    const act = sketch && actOf(sketch);
    if (!act) return [];
    if (sketch.isAsserted) return done(act);
    const isAgainst = space === 'forecast' && isRefusal(plan, sketch) && inTime(act);
    return isAgainst ? [{ happening: id, fit: 0, day: act.from }] : [];
  };
  const best = (all: readonly Fitting[]) => all.toSorted(byFit).slice(0, most);
  if (changed) {
    const found = best([...known.filter((f) => !changed.has(f.happening)), ...[...changed].flatMap(looked)]);
    const last = lastOf(known, most);
    if (!last || (found.length === most && byFit(found.at(-1)!, last) <= 0)) return found;
  }
  const denials = space === 'forecast' ? met(index, time, refusals(plan)) : [];
  return best([...met(index, time, outcomes(plan)).flatMap(done), ...denials.flatMap(({ id }) => looked(id))]);
}
