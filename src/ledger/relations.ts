import type { Dyad, DyadPeriod, Happening, ReadingOfRelation } from '../core/derived.ts';
import type { Assessment, Contract } from '../core/record.ts';
import { daysBetween } from './same.ts';

export type PeriodLength = 'year' | 'month' | 'week';
/** Which way acts count: both, or only those of the first power towards the second. */
export type Direction = 'both' | 'forward';

/** Below this many happenings, or this many periods that have any, a trend would be drawn from noise. */
const FEWEST_HAPPENINGS = 10;
const FEWEST_PERIODS = 3;

/** The period a day falls in: `2023`, `2023-03`, or the ISO 8601 week `2023-W12`. */
export function periodOf(day: string, length: PeriodLength): string {
  if (length === 'year') return day.slice(0, 4);
  if (length === 'month') return day.slice(0, 7);
  const date = new Date(`${day}T00:00:00Z`);
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * 86_400_000);
  const start = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = Math.floor((thursday.getTime() - start) / (7 * 86_400_000)) + 1;
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
}

/** The pairs of powers a happening concerns, each in alphabetical order (`CHN-RUS`). */
export function pairsOf({ actors, recipients }: Pick<Happening, 'actors' | 'recipients'>): readonly string[] {
  const found = actors.flatMap((a) =>
    [...actors, ...recipients].filter((b) => a !== b).map((b) => [a, b].sort().join('-')),
  );
  return [...new Set(found)];
}

/** True where a happening concerns both powers, in the direction asked for. */
function concerns(h: Happening, [a, b]: readonly [string, string], direction: Direction): boolean {
  const forward = h.actors.includes(a) && h.recipients.includes(b);
  const together = h.actors.includes(a) && h.actors.includes(b);
  return direction === 'forward' ? forward : forward || together || (h.actors.includes(b) && h.recipients.includes(a));
}

/** What ended longer before its first report than this many days is told as background. */
const BACKGROUND_DAYS = 366;

/** Only what has a day of its own is drawn in time, and what is told as the past of the news opens no axis. */
function placeOf({ when, reported }: Happening): 'undated' | 'background' | 'drawn' {
  if (!when) return 'undated';
  return reported && daysBetween(when.to, reported) > BACKGROUND_DAYS ? 'background' : 'drawn';
}

/** An assessment with the day its article was published; null where unknown. */
export interface Claim {
  readonly assessment: Contract<Assessment>;
  readonly published: string | null;
}

/**
 * The record of two powers: acts by quad class, counted by happening and not by report; what named voices say of the
 * relation; and the sources behind every figure. Goldstein is a view over the counts. `countryOf` gives an entity's power.
 */
export function dyad(
  powers: readonly [string, string],
  happenings: readonly Happening[],
  claims: readonly Claim[],
  options: {
    readonly by?: PeriodLength;
    readonly direction?: Direction;
    readonly countryOf: (entity: string) => string;
  },
): Dyad {
  const { by = 'month', direction = 'both', countryOf } = options;
  const concerned = happenings.filter((h) => concerns(h, powers, direction));
  const { undated = [], background = [], drawn = [] } = Object.groupBy(concerned, placeOf);
  const mine = drawn.map((h) => ({ h, period: periodOf(h.when!.from, by) }));
  const periods = [...Map.groupBy(mine, ({ period }) => period)]
    .toSorted(([p], [q]) => (p < q ? -1 : 1))
    .map(([period, list]) =>
      countPeriod(
        period,
        list.map(({ h }) => h),
      ),
    );
  const ids = (list: readonly Happening[]) => list.map((h) => h.id);
  return {
    ...{ powers, periods, undated: ids(undated), background: ids(background) },
    readings: readingsOf(powers, claims, countryOf),
    sparse: sparseness(mine.length, periods),
  };
}

function countPeriod(period: string, happenings: readonly Happening[]): DyadPeriod {
  const quads: [number, number, number, number] = [0, 0, 0, 0];
  const publishers: Record<string, number> = {};
  let goldstein: number | null = null;
  const acts = happenings.filter((h) => !h.planned && (h.statuses.asserted ?? 0) > 0);
  for (const h of acts) {
    quads[h.quad - 1]! += 1;
    goldstein = (goldstein ?? 0) + h.goldstein;
    for (const publisher of h.publishers) publishers[publisher] = (publishers[publisher] ?? 0) + 1;
  }
  return {
    period,
    quads,
    planned: happenings.filter((h) => h.planned).length,
    open: happenings.filter((h) => !h.planned && !h.statuses.asserted && !h.statuses.denied).length,
    denied: happenings.filter((h) => (h.statuses.denied ?? 0) > 0).length,
    reports: happenings.reduce((n, h) => n + h.reports.length, 0),
    origins: new Set(happenings.flatMap((h) => h.origins)).size,
    goldstein: goldstein === null ? null : Math.round(goldstein * 10) / 10,
    publishers,
    happenings: happenings.map((h) => h.id),
  };
}

function sparseness(happenings: number, periods: readonly DyadPeriod[]): string | null {
  if (happenings >= FEWEST_HAPPENINGS && periods.length >= FEWEST_PERIODS) return null;
  return `Too few to draw a trend: ${happenings} happenings in ${periods.length} periods.`;
}

function readingsOf(
  powers: readonly [string, string],
  claims: readonly Claim[],
  countryOf: (entity: string) => string,
): readonly ReadingOfRelation[] {
  const concern = (about: readonly string[]) =>
    powers.every((power) => about.some((entity) => entity === power || countryOf(entity) === power));
  return claims
    .filter(({ assessment }) => concern(assessment.about))
    .map(({ assessment: a, published }) => ({
      record: a.id,
      by: a.by.label,
      dimension: a.dimension,
      direction: a.direction,
      quote: a.content.map((s) => s.quote).join(' … '),
      published,
    }))
    .toSorted((a, b) => ((a.published ?? '') < (b.published ?? '') ? -1 : 1));
}
