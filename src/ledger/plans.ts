import type { Interval } from '../core/date.ts';
import type { Happening } from '../core/derived.ts';
import type { Cluster } from './happenings.ts';
import type { Report } from './reports.ts';
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

const first = (cluster: Cluster): Report => cluster[0]!;
const whenOf = (cluster: Cluster): Interval | null => {
  const dated = cluster.flatMap((r) => (r.event.when ? [r.event.when] : []));
  return dated.toSorted((a, b) => daysBetween(a.from, a.to) - daysBetween(b.from, b.to))[0] ?? null;
};

/** The day something happened at the latest: its own date, else the first report. */
const actDay = (cluster: Cluster): Interval | null => {
  const own = whenOf(cluster);
  const published = first(cluster).published;
  return own ?? (published ? { from: published, to: published, basis: 'inferred' } : null);
};

function inTime(plan: Cluster, act: Cluster): boolean {
  const [announced, happened] = [first(plan).published, actDay(act)];
  if (!announced || !happened || happened.to < announced) return false;
  const due = whenOf(plan);
  if (!due) return daysBetween(announced, happened.from) <= MOST_DAYS_AHEAD;
  const widened = { ...due, to: new Date(Date.parse(due.to) + SLACK_DAYS * 86_400_000).toISOString().slice(0, 10) };
  return meets(widened, happened);
}

/** How well an act fits a plan; 0 where it cannot be its outcome. */
export function fits(plan: Cluster, act: Cluster): number {
  const [p, a] = [first(plan), first(act)];
  const types = TURNS_OUT[p.event.type] ?? [p.event.type];
  if (!types.includes(a.event.type) || !inTime(plan, act)) return 0;
  const asserted = act.some((r) => r.event.status === 'asserted' && !r.isHeadline) || act.every((r) => r.isHeadline);
  if (!asserted) return 0;
  const ofPlan = new Set(plan.flatMap((r) => [...r.actors, ...r.recipients]));
  const ofAct = new Set(act.flatMap((r) => [...r.actors, ...r.recipients]));
  const common = [...ofPlan].filter((x) => ofAct.has(x)).length;
  if (
    common < Math.min(2, ofPlan.size) ||
    !plan.some((x) => act.some((y) => shares(x.actors, new Set([...y.actors, ...y.recipients]))))
  )
    return 0;
  const sameWord = plan.some((x) => act.some((y) => x.stem === y.stem));
  return common + (sameWord ? 2 : 0) + (whenOf(plan) ? 1 : 0) + act.length / 1000;
}

/** Ties each plan to the act that fits it best: `link` says which of the two a happening is. */
export function linked(
  all: readonly { readonly cluster: Cluster; readonly happening: Happening }[],
): readonly Happening[] {
  const plans = all.filter(({ happening }) => happening.planned);
  const acts = Map.groupBy(
    all.filter(({ happening }) => !happening.planned),
    ({ happening }) => happening.actors[0] ?? '',
  );
  const outcome = new Map<string, string>();
  const plan = new Map<string, string>();
  for (const { cluster, happening } of plans) {
    const powers = new Set([...happening.actors, ...happening.recipients]);
    const best = [...powers]
      .flatMap((power) => acts.get(power) ?? [])
      .map((act) => ({ id: act.happening.id, fit: fits(cluster, act.cluster) }))
      .filter(({ fit }) => fit > 0)
      .toSorted((a, b) => b.fit - a.fit || (a.id < b.id ? -1 : 1))[0];
    if (!best) continue;
    outcome.set(happening.id, best.id);
    if (!plan.has(best.id)) plan.set(best.id, happening.id);
  }
  return all.map(({ happening: h }) => {
    const [o, p] = [outcome.get(h.id) ?? null, plan.get(h.id) ?? null];
    return { ...h, plan: p, outcome: o, link: o ? 'plan' : p ? 'outcome' : null };
  });
}
