import type { Interval } from '../core/date.ts';
import type { Cluster } from './happenings.ts';
import { daysAfter, daysBetween, isDay, shares } from './same.ts';

/** What a plan of each type may turn out as: PLOVER codes foretold cooperation as AGREE, foretold yielding as CONCEDE. */
const TURNS_OUT: Readonly<Record<string, readonly string[]>> = {
  AGREE: ['AGREE', 'CONSULT', 'SUPPORT', 'COOPERATE', 'AID'],
  CONCEDE: ['CONCEDE', 'RETREAT'],
  THREATEN: ['THREATEN', 'SANCTION', 'COERCE', 'ASSAULT', 'MOBILIZE'],
};

/** Without a stated date, a plan is looked for this long. */
export const MOST_DAYS_AHEAD = 92;
/** Days by which a dated plan may be missed and still be the same plan. */
const SLACK_DAYS = 1;

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

/** A plan, or what a forecast foretells, with the time in which it may come about. */
export interface Awaited extends Pick<Sketch, 'type' | 'actors' | 'parties' | 'stems' | 'announced'> {
  readonly from: string;
  readonly to: string;
  /** True where the plan itself gives a date. */
  readonly isDated: boolean;
}

/** What comparing an act with a plan needs of it. */
export interface Act extends Pick<Sketch, 'id' | 'type' | 'parties' | 'stems' | 'announced' | 'reports'> {
  readonly from: string;
  readonly to: string;
}

/** When the plan may be carried out: on its day, else from the announcement to the end of its time; null where unknown. */
export function awaited({ type, actors, parties, stems, announced, due }: Sketch): Awaited | null {
  if (!announced) return null;
  const of = { type, actors, parties, stems, announced, isDated: due !== null };
  if (!due) return { ...of, from: announced, to: daysAfter(announced, MOST_DAYS_AHEAD) };
  return { ...of, from: isDay(due) ? due.from : announced, to: daysAfter(due.to, SLACK_DAYS) };
}

/** Null where the day of the act is unknown. */
export const actOf = ({ id, type, parties, stems, announced, reports, day }: Sketch): Act | null =>
  day && { id, type, parties, stems, announced, reports, from: day.from, to: day.to };

export const isInTime = (plan: Awaited, act: Act): boolean => act.from <= plan.to && plan.from <= act.to;

/** What an act may carry out: types that a plan of the type may turn out as. */
export const turnsOut = (type: string): readonly string[] => TURNS_OUT[type] ?? [type];

/** How well an asserted act fits a plan; 0 where it cannot be its outcome. */
export function fits(plan: Awaited, act: Act): number {
  if (!turnsOut(plan.type).includes(act.type) || !isInTime(plan, act)) return 0;
  const common = plan.parties.filter((x) => act.parties.includes(x)).length;
  if (common < Math.min(2, plan.parties.length) || !shares(plan.actors, act.parties)) return 0;
  return common + (shares(plan.stems, act.stems) ? 2 : 0) + (plan.isDated ? 1 : 0) + act.reports / 1000;
}
