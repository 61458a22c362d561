import type { Interval } from '../core/date.ts';
import type { Happening } from '../core/derived.ts';
import type { Cluster } from './happenings.ts';
import { daysBetween, meets, shares } from './same.ts';

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

/** What comparing a plan with an act needs of a cluster, worked out once. */
export interface Sketch {
  readonly id: string;
  readonly cluster: Cluster;
  readonly type: string;
  readonly actors: ReadonlySet<string>;
  readonly parties: ReadonlySet<string>;
  readonly stems: ReadonlySet<string>;
  /** Day of the first report; null where unknown. */
  readonly announced: string | null;
  /** The narrowest date its reports give. */
  readonly due: Interval | null;
  /** The day it happened at the latest: its own date, else the first report. */
  readonly day: Interval | null;
  /** True where a report in a body, or every headline, asserts it. */
  readonly isAsserted: boolean;
}

export function sketch(cluster: Cluster, id: string): Sketch {
  const dated = cluster.flatMap((r) => (r.event.when ? [r.event.when] : []));
  const due = dated.toSorted((a, b) => daysBetween(a.from, a.to) - daysBetween(b.from, b.to))[0] ?? null;
  const announced = cluster[0]!.published;
  const onlyHeadlines = cluster.every((r) => r.isHeadline);
  return {
    id,
    cluster,
    type: cluster[0]!.event.type,
    actors: new Set(cluster.flatMap((r) => [...r.actors])),
    parties: new Set(cluster.flatMap((r) => [...r.actors, ...r.recipients])),
    stems: new Set(cluster.map((r) => r.stem)),
    announced,
    due,
    day: due ?? (announced ? { from: announced, to: announced, basis: 'inferred' } : null),
    isAsserted: cluster.some((r) => r.event.status === 'asserted' && (onlyHeadlines || !r.isHeadline)),
  };
}

const later = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** From the announcement to the last day on which the plan may be carried out. */
function span(plan: Sketch): Interval | null {
  if (!plan.announced) return null;
  const { announced, due } = plan;
  if (!due) return { from: announced, to: later(announced, MOST_DAYS_AHEAD), basis: 'inferred' };
  const from = [due.from, announced].sort()[1]!;
  return { from, to: later(due.to, SLACK_DAYS), basis: 'text' };
}

/** How well an act fits a plan; 0 where it cannot be its outcome. */
export function fits(plan: Sketch, act: Sketch): number {
  const types = TURNS_OUT[plan.type] ?? [plan.type];
  const time = span(plan);
  if (!types.includes(act.type) || !act.isAsserted || !time || !act.day || !meets(time, act.day)) return 0;
  const common = [...plan.parties].filter((x) => act.parties.has(x)).length;
  if (common < Math.min(2, plan.parties.size) || !shares(plan.actors, act.parties)) return 0;
  const sameWord = shares(plan.stems, act.stems);
  return common + (sameWord ? 2 : 0) + (plan.due ? 1 : 0) + act.cluster.length / 1000;
}

/** Acts by power, type and month, so that a plan meets only those that may be its outcome. */
export type Acts = (plan: Sketch) => readonly Sketch[];

const MOST_MONTHS = 36;

export function indexed(acts: readonly Sketch[]): Acts {
  const slots = new Map<string, Sketch[]>();
  for (const act of acts) {
    if (!act.day) continue;
    for (const power of act.parties)
      for (const month of months(act.day)) {
        const key = `${power} ${act.type} ${month}`;
        const slot = slots.get(key);
        if (slot) slot.push(act);
        else slots.set(key, [act]);
      }
  }
  return (plan) => {
    const time = span(plan);
    if (!time) return [];
    const types = TURNS_OUT[plan.type] ?? [plan.type];
    const keys = [...plan.actors].flatMap((power) =>
      types.flatMap((type) => months(time).map((month) => `${power} ${type} ${month}`)),
    );
    return [...new Set(keys.flatMap((key) => slots.get(key) ?? []))];
  };
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

/** Ties each plan to the act that fits it best: `link` says which of the two a happening is. */
export function linked(happenings: readonly Happening[], plans: readonly Sketch[], acts: Acts): readonly Happening[] {
  const outcome = new Map<string, string>();
  const plan = new Map<string, string>();
  for (const planned of plans) {
    const best = acts(planned)
      .map((act) => ({ id: act.id, fit: fits(planned, act) }))
      .filter(({ fit }) => fit > 0)
      .toSorted((a, b) => b.fit - a.fit || (a.id < b.id ? -1 : 1))[0];
    if (!best) continue;
    outcome.set(planned.id, best.id);
    if (!plan.has(best.id)) plan.set(best.id, planned.id);
  }
  return happenings.map((h) => {
    const [o, p] = [outcome.get(h.id) ?? null, plan.get(h.id) ?? null];
    return { ...h, plan: p, outcome: o, link: o ? 'plan' : p ? 'outcome' : null };
  });
}
