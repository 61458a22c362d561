import type { Interval } from '../core/date.ts';
import type { Cluster } from './happenings.ts';
import { daysAfter, daysBetween, isDay, meets, shares } from './same.ts';

/** What a plan of each type may turn out as: PLOVER codes foretold cooperation as AGREE, foretold yielding as CONCEDE. */
const TURNS_OUT: Readonly<Record<string, readonly string[]>> = {
  AGREE: ['AGREE', 'CONSULT', 'SUPPORT', 'COOPERATE', 'AID'],
  CONCEDE: ['CONCEDE', 'RETREAT'],
  THREATEN: ['THREATEN', 'SANCTION', 'COERCE', 'ASSAULT', 'MOBILIZE'],
};

/** Without a stated date, a plan is looked for this long. */
const MOST_DAYS_AHEAD = 92;
/** Days by which a dated plan may be missed and still be the same plan. */
const SLACK_DAYS = 1;
/** Plans reach at most so many months ahead. */
const MOST_MONTHS = 36;
/** A plan that reaches further is met by years. */
const FEW_MONTHS = 6;

/** What comparing a plan with an act needs of a cluster. */
export interface Sketch {
  /** Id of the happening, or of the forecast. */
  readonly id: string;
  readonly type: string;
  readonly actors: readonly string[];
  readonly parties: readonly string[];
  readonly stems: readonly string[];
  /** Day of the first report; null where unknown. */
  readonly announced: string | null;
  /** The narrowest date its reports give. */
  readonly due: Interval | null;
  /** The day it happened at the latest: its own date, else the first report. */
  readonly day: Interval | null;
  /** True where a report in a body, or every headline, asserts it. */
  readonly isAsserted: boolean;
  /** True where every report denies it. */
  readonly isDenied: boolean;
  readonly reports: number;
  /** The first report's trigger and the words about it. */
  readonly word: string;
  readonly object: readonly string[];
}

export function sketch(cluster: Cluster, id: string): Sketch {
  const dated = cluster.flatMap((r) => (r.when ? [r.when] : []));
  const due = dated.toSorted((a, b) => daysBetween(a.from, a.to) - daysBetween(b.from, b.to))[0] ?? null;
  const first = cluster[0]!;
  const onlyHeadlines = cluster.every((r) => r.isHeadline);
  const unique = (values: readonly string[]) => [...new Set(values)].sort();
  return {
    id,
    type: first.type,
    actors: unique(cluster.flatMap((r) => r.actors)),
    parties: unique(cluster.flatMap((r) => [...r.actors, ...r.recipients])),
    stems: unique(cluster.map((r) => r.stem)),
    announced: first.published,
    due,
    day: due ?? (first.published ? { from: first.published, to: first.published, basis: 'inferred' } : null),
    isAsserted: cluster.some((r) => r.status === 'asserted' && (onlyHeadlines || !r.isHeadline)),
    isDenied: cluster.every((r) => r.status === 'denied'),
    reports: cluster.length,
    word: first.trigger.quote,
    object: first.object,
  };
}

/** When the plan may be carried out: on its day, else from the announcement to the end of its time. */
function span({ announced, due }: Sketch): Interval | null {
  if (!announced) return null;
  if (!due) return { from: announced, to: daysAfter(announced, MOST_DAYS_AHEAD), basis: 'inferred' };
  return { from: isDay(due) ? due.from : announced, to: daysAfter(due.to, SLACK_DAYS), basis: 'text' };
}

/** How well an act fits a plan; 0 where it cannot be its outcome. */
export function fits(plan: Sketch, act: Sketch): number {
  const types = TURNS_OUT[plan.type] ?? [plan.type];
  const time = span(plan);
  if (!types.includes(act.type) || !act.isAsserted || !time || !act.day || !meets(time, act.day)) return 0;
  const common = plan.parties.filter((x) => act.parties.includes(x)).length;
  if (common < Math.min(2, plan.parties.length) || !shares(plan.actors, act.parties)) return 0;
  return common + (shares(plan.stems, act.stems) ? 2 : 0) + (plan.due ? 1 : 0) + act.reports / 1000;
}

/** An act that meets a plan shares two powers with it, or the only one the plan names. */
const pairOf = (a: string, b: string): string => [a, b].sort().join('+');

/** Keys under which an act meets the plans it may carry out, and the forecasts it may settle. */
export function actKeys(act: Sketch): readonly string[] {
  if (!act.day) return [];
  const times = [...months(act.day), ...years(act.day)];
  const pairs = act.parties.flatMap((p, i) => act.parties.slice(i + 1).map((q) => pairOf(p, q)));
  const heads = [
    ...(act.isAsserted ? [...act.parties, ...pairs].map((who) => `${who} ${act.type}`) : []),
    ...(act.isDenied ? refusals(act) : []),
  ];
  return heads.flatMap((head) => times.map((time) => `${head} ${time}`));
}

/** Keys under which a plan meets the acts that may carry it out. */
export const planKeys = (plan: Sketch): readonly string[] => {
  const types = TURNS_OUT[plan.type] ?? [plan.type];
  return timed(
    plan,
    partners(plan).flatMap((who) => types.map((type) => `${who} ${type}`)),
  );
};

/** Keys under which a forecast meets the denials that may settle it. */
export const refusalKeys = (plan: Sketch): readonly string[] => timed(plan, refusals(plan));

const refusals = ({ actors, type, stems }: Sketch): readonly string[] =>
  actors.flatMap((actor) => stems.map((stem) => `not ${actor} ${type} ${stem}`));

function partners({ actors, parties }: Sketch): readonly string[] {
  if (parties.length < 2) return actors;
  return [...new Set(actors.flatMap((p) => parties.filter((q) => q !== p).map((q) => pairOf(p, q))))];
}

function timed(plan: Sketch, heads: readonly string[]): readonly string[] {
  const time = span(plan);
  if (!time) return [];
  const near = months(time);
  const times = near.length <= FEW_MONTHS ? near : years(time);
  return heads.flatMap((head) => times.map((t) => `${head} ${t}`));
}

/** True where the act comes within the time of the plan. */
export function isInTime(plan: Sketch, act: Sketch): boolean {
  const time = span(plan);
  return time !== null && act.day !== null && meets(time, act.day);
}

/** The years an interval touches, of the first three. */
const years = (when: Interval): readonly string[] => [...new Set(months(when).map((month) => month.slice(0, 4)))];

/** The months an interval touches, at most three years of them. */
function months({ from, to }: Interval): readonly string[] {
  const found: string[] = [];
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  for (let key = from.slice(0, 7); key <= to.slice(0, 7) && found.length < MOST_MONTHS; ) {
    found.push(key);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
    key = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
  }
  return found;
}

/** An outcome with how well it fits. */
export interface Fitting {
  readonly outcome: string;
  readonly fit: number;
}

/** The act that fits a plan best, if any fits better than what is known; of equals the one of the smaller id. */
export function outcomeOf(plan: Sketch, acts: readonly Sketch[], known: Fitting | null = null): Fitting | null {
  let best = known;
  for (const act of acts) {
    const fit = fits(plan, act);
    if (fit > 0 && (!best || fit > best.fit || (fit === best.fit && act.id < best.outcome)))
      best = { outcome: act.id, fit };
  }
  return best;
}
