import type { Interval } from '../core/date.ts';
import type { Report } from './reports.ts';
import { SAME_STORY, similarity } from './stories.ts';

const DAY = 86_400_000;
/** Without a date of their own, two reports of one happening are published at most this far apart. */
const MOST_DAYS_APART = 4;
/** A report may come this long after the happening it reports. */
const MOST_DAYS_LATE = 10;
/** Evidence needed to call two reports one happening. */
export const ENOUGH = 4;

export const daysBetween = (a: string, b: string): number => Math.round((Date.parse(b) - Date.parse(a)) / DAY);
export const meets = (a: Interval, b: Interval): boolean => a.from <= b.to && b.from <= a.to;
export const isDay = (when: Interval): boolean => daysBetween(when.from, when.to) <= 1;
export const shares = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [...a].some((x) => b.has(x));

const both = (r: Report): ReadonlySet<string> => new Set([...r.actors, ...r.recipients]);

/** True where nothing in the dates speaks against one happening. */
function datesAgree(a: Report, b: Report): boolean {
  const [x, y] = [a.event.when, b.event.when];
  if (x && y) return meets(x, y);
  const dated = x ?? y;
  const other = x ? b.published : a.published;
  if (!dated)
    return !!a.published && !!b.published && Math.abs(daysBetween(a.published, b.published)) <= MOST_DAYS_APART;
  if (!other) return false;
  return dated.from <= other && daysBetween(dated.to, other) <= MOST_DAYS_LATE;
}

/** True where every power one report names on a side can be the other's: empty sides agree with anything. */
function partiesAgree(a: Report, b: Report): boolean {
  if (a.actors.size === 0 || b.actors.size === 0) return false;
  const reciprocal = a.recipients.size === 0 && b.recipients.size === 0;
  if (reciprocal) return shares(a.actors, b.actors);
  if (shares(a.actors, b.actors)) {
    const known = a.recipients.size > 0 && b.recipients.size > 0;
    return !known || shares(a.recipients, b.recipients);
  }
  return false;
}

const placesAgree = (a: Report, b: Report): boolean => {
  const [x, y] = [a.event.place?.entity ?? null, b.event.place?.entity ?? null];
  return x === null || y === null || x === y;
};

/** A conflict in type, parties, dates or places vetoes that two reports are one happening. */
export const vetoed = (a: Report, b: Report): boolean =>
  a.event.type !== b.event.type || !partiesAgree(a, b) || !datesAgree(a, b) || !placesAgree(a, b);

/**
 * Evidence that two reports tell one happening; 0 where anything vetoes. Points: same day 2 (same longer period 1),
 * same story 2 (half as near 1), same word 1, same mode 1, same place 1, every named power shared 1.
 */
export function evidence(a: Report, b: Report): number {
  if (vetoed(a, b)) return 0;
  const [x, y] = [a.event.when, b.event.when];
  const near = a.document === b.document ? 1 : similarity(a.story, b.story);
  let points = near >= SAME_STORY ? 2 : near >= SAME_STORY / 2 ? 1 : 0;
  if (x && y) points += isDay(x) && isDay(y) ? 2 : 1;
  if (a.stem === b.stem) points += 1;
  if (a.event.mode.some((m) => b.event.mode.includes(m))) points += 1;
  if (a.event.place?.entity && a.event.place.entity === b.event.place?.entity) points += 1;
  const [all, others] = [both(a), both(b)];
  if (all.size > 1 && all.size === others.size && [...all].every((p) => others.has(p))) points += 1;
  return points;
}

/** True where the two documents tell one story. */
export const sameStory = (a: Report, b: Report): boolean =>
  a.document === b.document || similarity(a.story, b.story) >= SAME_STORY;

/** True where the two triggers' sentences share at least two words besides trigger and participants. */
export const sameObject = (a: Report, b: Report): boolean => [...a.object].filter((w) => b.object.has(w)).length >= 2;
