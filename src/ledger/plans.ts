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

/** Keys under which an act is found by the plans it may carry out. */
export const actKeys = (act: Sketch): readonly string[] =>
  act.day ? act.parties.flatMap((p) => months(act.day!).map((m) => `${p} ${act.type} ${m}`)) : [];

/** Keys under which a plan finds the acts that may carry it out. */
export function planKeys(plan: Sketch): readonly string[] {
  const time = span(plan);
  if (!time) return [];
  const types = TURNS_OUT[plan.type] ?? [plan.type];
  return plan.actors.flatMap((p) => types.flatMap((type) => months(time).map((m) => `${p} ${type} ${m}`)));
}

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

/** The act that fits a plan best; null where none does. */
export function outcomeOf(plan: Sketch, acts: readonly Sketch[]): string | null {
  const fitting = acts.map((act) => ({ id: act.id, fit: fits(plan, act) })).filter(({ fit }) => fit > 0);
  return fitting.toSorted((a, b) => b.fit - a.fit || (a.id < b.id ? -1 : 1))[0]?.id ?? null;
}
