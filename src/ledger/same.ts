import type { Interval } from '../core/date.ts';
import type { Report, Told } from './reports.ts';
import { SAME_STORY, similarity } from './stories.ts';

const DAY = 86_400_000;
export const daysBetween = (a: string, b: string): number => Math.round((Date.parse(b) - Date.parse(a)) / DAY);
export const daysAfter = (day: string, n: number): string =>
  new Date(Date.parse(day) + n * DAY).toISOString().slice(0, 10);
type Days = Pick<Interval, 'from' | 'to'>;
export const meets = (a: Days, b: Days): boolean => a.from <= b.to && b.from <= a.to;
export const isDay = (when: Interval): boolean => daysBetween(when.from, when.to) <= 1;
export const shares = (a: readonly string[], b: readonly string[]): boolean => a.some((x) => b.includes(x));

/** True where the two documents tell one story. */
export const sameStory = (a: Told, b: Told): boolean => nearness(a, b) >= SAME_STORY;

const nearness = (a: Told, b: Told): number => (a.document === b.document ? 1 : similarity(a.story, b.story));

/** True where both speak of one thing: it is a recipient of both, or their sentences share two words besides the parties. */
export const sameObject = (a: Report, b: Report): boolean =>
  shares(a.things, b.things) || a.object.filter((w) => b.object.includes(w)).length >= 2;
