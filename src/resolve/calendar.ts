import type { Unit } from '../lexicon/times.ts';

/** An interval of days counted from 1970-01-01, both ends inclusive. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

const DAY = 86_400_000;

/** The number of a day of the (proleptic) Gregorian calendar; months beyond 12 run into the next year. */
export function firstDay(year: number, month: number, day = 1): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / DAY;
}

/** `YYYY-MM-DD` of a day number. */
export const iso = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** The day number of `YYYY-MM-DD`. */
export const parseDay = (text: string): number => Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / DAY;

const parts = (day: number): { year: number; month: number; date: number } => {
  const d = new Date(day * DAY);
  return { year: d.getUTCFullYear(), month: d.getUTCMonth() + 1, date: d.getUTCDate() };
};

const MONTHS: Partial<Record<Unit, number>> = { month: 1, quarter: 3, year: 12, decade: 120, century: 1200 };

/** The day so many units later (earlier where negative); a day the month lacks becomes its last (ISO 8601 practice). */
export function addUnits(day: number, unit: Unit, count: number): number {
  if (unit === 'day') return day + Math.trunc(count);
  if (unit === 'week') return day + Math.trunc(count * 7);
  const months = MONTHS[unit];
  if (!months) return day;
  const { year, month, date } = parts(day);
  const first = firstDay(year, month + Math.trunc(count * months));
  return Math.min(first + date - 1, period(first, 'month').to);
}

/** The calendar unit that holds the day: weeks run Monday to Sunday (ISO 8601), centuries from 1 (the 20th: 1901–2000 as 1900–1999). */
export function period(day: number, unit: Unit): Days {
  const { year, month } = parts(day);
  const span = (y: number, m: number, months: number): Days => ({
    from: firstDay(y, m),
    to: firstDay(y, m + months) - 1,
  });
  switch (unit) {
    case 'week': {
      const from = day - ((((day + 3) % 7) + 7) % 7);
      return { from, to: from + 6 };
    }
    case 'month':
      return span(year, month, 1);
    case 'quarter':
      return span(year, month - ((month - 1) % 3), 3);
    case 'year':
      return span(year, 1, 12);
    case 'decade':
      return span(year - (year % 10), 1, 120);
    case 'century':
      return span(year - (year % 100), 1, 1200);
    default:
      return { from: day, to: day };
  }
}

/** "early", "mid-" and "late": the first, middle and last third. */
export function portionOf(whole: Days, portion: 'early' | 'middle' | 'late'): Days {
  const third = Math.max(1, Math.floor((whole.to - whole.from + 1) / 3));
  if (portion === 'early') return { from: whole.from, to: whole.from + third - 1 };
  if (portion === 'late') return { from: whole.to - third + 1, to: whole.to };
  return { from: whole.from + third, to: Math.max(whole.from + third, whole.to - third) };
}

/** The nth such weekday (1 Monday … 7 Sunday) of a month; −1 the last. */
export function nthWeekday(year: number, month: number, weekday: number, nth: number): number {
  const first = firstDay(year, month);
  const offset = (weekday - 1 - (first - period(first, 'week').from) + 7) % 7;
  if (nth > 0) return first + offset + 7 * (nth - 1);
  const { to } = period(first, 'month');
  return to - ((to - period(to, 'week').from - (weekday - 1) + 7) % 7);
}

/** Western Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8). */
export function easter(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return firstDay(year, month, ((h + l - 7 * m + 114) % 31) + 1);
}
