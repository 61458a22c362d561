import { expect, test } from 'vitest';
import {
  addUnits,
  easter,
  firstDay,
  iso,
  nthWeekday,
  parseDay,
  period,
  portionOf,
} from '../../src/resolve/calendar.ts';

const text = ({ from, to }: { from: number; to: number }) => `${iso(from)}..${iso(to)}`;

test('periods hold their day', () => {
  const day = parseDay('2023-10-18');
  expect(text(period(day, 'week'))).toBe('2023-10-16..2023-10-22');
  expect(text(period(day, 'month'))).toBe('2023-10-01..2023-10-31');
  expect(text(period(day, 'quarter'))).toBe('2023-10-01..2023-12-31');
  expect(text(period(day, 'decade'))).toBe('2020-01-01..2029-12-31');
  expect(text(period(parseDay('1812-09-14'), 'century'))).toBe('1800-01-01..1899-12-31');
});

test('a day the month lacks becomes its last', () => {
  expect(iso(addUnits(parseDay('2024-01-31'), 'month', 1))).toBe('2024-02-29');
  expect(iso(addUnits(parseDay('2024-02-29'), 'year', -1))).toBe('2023-02-28');
  expect(iso(addUnits(parseDay('2023-12-15'), 'quarter', 1))).toBe('2024-03-15');
});

test('Easter (dates of the Western church)', () => {
  expect([2000, 2008, 2023, 2024, 2038].map((year) => iso(easter(year)))).toEqual([
    '2000-04-23',
    '2008-03-23',
    '2023-04-09',
    '2024-03-31',
    '2038-04-25',
  ]);
});

test('nth weekday', () => {
  expect(iso(nthWeekday(2023, 11, 4, 4))).toBe('2023-11-23');
  expect(iso(nthWeekday(2023, 5, 1, -1))).toBe('2023-05-29');
});

test('thirds leave no gap', () => {
  const whole = { from: firstDay(2024, 1), to: firstDay(2024, 12, 31) };
  const [early, middle, late] = (['early', 'middle', 'late'] as const).map((p) => portionOf(whole, p));
  expect(early!.to + 1).toBe(middle!.from);
  expect(middle!.to + 1).toBe(late!.from);
  expect(late!.to).toBe(whole.to);
});
