/** Where a date comes from: stated beside the text, stated in it, inferred from it, or given by a person. */
export type DateBasis = 'metadata' | 'text' | 'inferred' | 'judged';

/** An interval of ISO days (`YYYY-MM-DD`), both ends inclusive; one day has `from` equal to `to`. */
export interface Interval {
  readonly from: string;
  readonly to: string;
  readonly basis: DateBasis;
}

const GIVEN = /^(?<year>\d{4})(?:-(?<month>\d\d)(?:-(?<day>\d\d))?)?$/u;

/** True for a year, a month or a day that the calendar has: `2023`, `2023-10`, `2023-10-18`. */
export function isGivenDate(value: string): boolean {
  const { year, month = '01', day = '01' } = GIVEN.exec(value)?.groups ?? {};
  return year !== undefined && new Date(`${year}-${month}-${day}T00:00Z`).getUTCDate() === Number(day);
}
