import type { Interval } from '../core/date.ts';
import type { Report, Told } from './reports.ts';
import { SAME_STORY, similarity } from './stories.ts';

const DAY = 86_400_000;
/** Without a date of their own, two reports of one happening are published at most this far apart. */
const MOST_DAYS_APART = 4;
/** A report may come this long after the happening it reports. */
const MOST_DAYS_LATE = 10;
/** Evidence needed to call two reports one happening. */
export const ENOUGH = 4;

export const daysBetween = (a: string, b: string): number => Math.round((Date.parse(b) - Date.parse(a)) / DAY);
export const daysAfter = (day: string, n: number): string =>
  new Date(Date.parse(day) + n * DAY).toISOString().slice(0, 10);
type Days = Pick<Interval, 'from' | 'to'>;
export const meets = (a: Days, b: Days): boolean => a.from <= b.to && b.from <= a.to;
export const isDay = (when: Interval): boolean => daysBetween(when.from, when.to) <= 1;
export const shares = (a: readonly string[], b: readonly string[]): boolean => a.some((x) => b.includes(x));

/** The days of a report. */
export interface Dated {
  readonly published: string | null;
  readonly when: Days | null;
}

/** True where nothing in the dates speaks against one happening. */
export function datesAgree(a: Dated, b: Dated): boolean {
  if (a.when && b.when) return meets(a.when, b.when);
  const dated = a.when ?? b.when;
  const other = a.when ? b.published : a.published;
  if (!dated)
    return !!a.published && !!b.published && Math.abs(daysBetween(a.published, b.published)) <= MOST_DAYS_APART;
  if (!other) return false;
  return dated.from <= other && daysBetween(dated.to, other) <= MOST_DAYS_LATE;
}

/**
 * True where the sides can be the same: actors shared, and recipients wherever both name them; where a report names no
 * actor ("nine sailors were killed"), recipients must be shared.
 */
function partiesAgree(a: Report, b: Report): boolean {
  const bothAct = a.actors.length > 0 && b.actors.length > 0;
  const bothReceive = a.recipients.length > 0 && b.recipients.length > 0;
  if (!bothAct && !bothReceive) return false;
  return (!bothAct || shares(a.actors, b.actors)) && (!bothReceive || shares(a.recipients, b.recipients));
}

const placesAgree = (a: Report, b: Report): boolean => a.place === null || b.place === null || a.place === b.place;

/** A conflict in type, parties, dates or places vetoes that two reports are one happening. */
export const vetoed = (a: Report, b: Report): boolean =>
  a.type !== b.type || !partiesAgree(a, b) || !datesAgree(a, b) || !placesAgree(a, b);

/** True where the two documents tell one story. */
export const sameStory = (a: Told, b: Told): boolean => nearness(a, b) >= SAME_STORY;

const nearness = (a: Told, b: Told): number => (a.document === b.document ? 1 : similarity(a.story, b.story));

/** True where both speak of one thing: it is a recipient of both, or their sentences share two words besides the parties. */
export const sameObject = (a: Report, b: Report): boolean =>
  shares(a.things, b.things) || a.object.filter((w) => b.object.includes(w)).length >= 2;

/**
 * Evidence that two reports tell one happening; 0 where anything vetoes. Points: same day 2 (same longer period 1),
 * same story 2 (half as near 1), same word 1, same mode 1, same place 1, the same thing counted 1, all powers
 * that one of them names 1.
 */
export const evidence = (a: Told, b: Told): number => (vetoed(a, b) ? 0 : pointsOfReports(a, b) + pointsOfStory(a, b));

/** False where nothing in the stories of their documents could make the evidence enough. */
export const mayBeOne = (a: Report, b: Report): boolean =>
  !vetoed(a, b) && pointsOfReports(a, b) + MOST_OF_STORY >= ENOUGH;

const MOST_OF_STORY = 2;
function pointsOfStory(a: Told, b: Told): number {
  const near = nearness(a, b);
  return near >= SAME_STORY ? MOST_OF_STORY : near >= SAME_STORY / 2 ? 1 : 0;
}

function pointsOfReports(a: Report, b: Report): number {
  let points = 0;
  if (a.when && b.when) points += isDay(a.when) && isDay(b.when) ? 2 : 1;
  if (a.stem === b.stem) points += 1;
  if (shares(a.mode, b.mode)) points += 1;
  if (a.place !== null && a.place === b.place) points += 1;
  if (a.figures.some((f) => b.figures.some((g) => f.unit === g.unit))) points += 1;
  if (samePowers(a, b)) points += 1;
  return points;
}

function samePowers(a: Report, b: Report): boolean {
  const [all, others] = [a, b].map((r) => new Set([...r.actors, ...r.recipients])) as [Set<string>, Set<string>];
  return Math.min(all.size, others.size) > 1 && (all.isSubsetOf(others) || others.isSubsetOf(all));
}
