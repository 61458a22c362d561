import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FoundTime, timeReader } from '../src/extract/times.ts';
import { readTimesLexicon, type Unit } from '../src/lexicon/times.ts';
import { type Days, firstDay, iso, parseDay, period } from '../src/resolve/calendar.ts';
import { blocks } from '../src/text/article.ts';

/** One TIMEX3: from, to, type, value (ISO 24617-1). */
type Timex = readonly [number, number, string, string];
interface Row {
  readonly doc: string;
  readonly dct: string;
  readonly text: string;
  readonly timex: readonly Timex[];
}

const SEASONS: Readonly<Record<string, number>> = { SP: 1, SU: 2, FA: 3, AU: 3, WI: 4 };
const span = (y: number, m: number, months: number): Days => ({
  from: firstDay(y, m),
  to: firstDay(y, m + months) - 1,
});

type GoldInterval = { readonly days: Days; readonly size?: 'week' | 'quarter' | 'year' | 'month' };

/** Forms of TIMEX3 values with the interval each stands for; `size` where an X leaves open which interval of that size. */
const FORMS: readonly [RegExp, (year: number, m: RegExpExecArray) => GoldInterval][] = [
  [/^\d{4}-\d\d-\d\d$/u, (_, m) => ({ days: period(parseDay(m[0]), 'day') })],
  [/^\d{4}-(\d\d)$/u, (y, m) => ({ days: span(y, Number(m[1]), 1) })],
  [/^\d{4}$/u, (y) => ({ days: span(y, 1, 12) })],
  [/^\d{4}-Q(\d)$/u, (y, m) => ({ days: span(y, 3 * Number(m[1]) - 2, 3) })],
  [/^\d{4}-H(\d)$/u, (y, m) => ({ days: span(y, 6 * Number(m[1]) - 5, 6) })],
  [/^\d{4}-(SP|SU|FA|AU|WI)$/u, (y, m) => ({ days: span(y, 3 * SEASONS[m[1]!]!, 3) })],
  [/^\d{4}-W(\d+)(-WE)?$/u, (y, m) => ({ days: weekDays(y, Number(m[1]), m[2] !== undefined) })],
  [/^\d{4}-WXX$/u, (y) => ({ days: span(y, 1, 12), size: 'week' })],
  [/^\d{4}-QX$/u, (y) => ({ days: span(y, 1, 12), size: 'quarter' })],
  [/^\d{4}-XX(-XX)?$/u, (y) => ({ days: span(y, 1, 12), size: 'year' })],
  [/^\d{4}-(\d\d)-XX$/u, (y, m) => ({ days: span(y, Number(m[1]), 1), size: 'month' })],
  [/^(\d{3})X?$/u, (_, m) => ({ days: span(Number(m[1]) * 10, 1, 120) })],
  [/^(\d\d)(XX)?$/u, (_, m) => ({ days: span(Number(m[1]) * 100, 1, 1200) })],
];

function weekDays(year: number, week: number, weekend: boolean): Days {
  const monday = period(firstDay(year, 1, 4), 'week').from + 7 * (week - 1);
  return { from: weekend ? monday + 5 : monday, to: monday + 6 };
}

/** The interval a TIMEX3 value stands for; where it holds an X, any interval of that size inside counts. */
function intervalOf(value: string): GoldInterval | null {
  const day = value.replace(/T.*$/u, '');
  for (const [form, read] of FORMS) {
    const match = form.exec(day);
    if (match) return read(Number(day.slice(0, 4)), match);
  }
  return null;
}

const LENGTH_UNITS: Readonly<Record<string, [Unit, number]>> = {
  Y: ['month', 12],
  Q: ['month', 3],
  M: ['month', 1],
  E: ['month', 120],
  C: ['month', 1200],
  W: ['day', 7],
  D: ['day', 1],
  L: ['month', 12000],
};

/** A length in months, days or minutes, so that P1W equals P7D; "X" for vague ones. */
function lengthOf(value: string): string | null {
  const time = /^PT(?:(\d+|X)H)?(?:(\d+)M)?(?:(\d+)S)?$/u.exec(value);
  if (time)
    return time[1] === 'X'
      ? 'X'
      : Number(time[1] ?? 0) % 24 === 0 && time[1]
        ? `${Number(time[1]) / 24} day`
        : `${Number(time[1] ?? 0) * 60 + Number(time[2] ?? 0) + Number(time[3] ?? 0) / 60} minute`;
  const both = /^P(\d+)Y(\d+)M$/u.exec(value);
  if (both) return `${Number(both[1]) * 12 + Number(both[2])} month`;
  const m = /^P(\d+|X)([YQMWDECLX])$/u.exec(value);
  if (!m) return null;
  if (m[1] === 'X') return 'X';
  const [unit, factor] = LENGTH_UNITS[m[2]!] ?? ['day', 1];
  return `${Number(m[1]) * factor} ${unit}`;
}

const ISO_UNIT: Readonly<Record<Unit, string>> = {
  second: 'S',
  minute: 'M',
  hour: 'H',
  day: 'D',
  week: 'W',
  month: 'M',
  quarter: 'Q',
  year: 'Y',
  decade: 'E',
  century: 'C',
};

function ourLength(count: number | null, unit: Unit): string | null {
  if (count === null) return 'X';
  if (count % 1 && unit === 'year') return lengthOf(`P${count * 12}M`);
  const time = ['second', 'minute', 'hour'].includes(unit) ? 'T' : '';
  if (count % 1) return `${count * 60} minute`;
  return lengthOf(`P${time}${count}${ISO_UNIT[unit]}`);
}

const near = (a: Days, b: Days): boolean => a.from === b.from && a.to === b.to;

/** True when our reading says what the TIMEX3 value says, portions ("early", "end of") aside, as TIMEX3 keeps them in `mod`. */
function agrees(found: FoundTime, whole: Days | null, [, , , value]: Timex): boolean {
  const { value: ours } = found;
  if (/_REF$/u.test(value)) return ours.kind === 'vague' && value === `${ours.when.toUpperCase()}_REF`;
  const length = lengthOf(value);
  if (length) {
    if (ours.kind === 'length') return ourLength(ours.count, ours.unit) === length;
    if (ours.kind === 'vague') return length === 'X';
    if (ours.kind === 'shift') return ourLength(Math.abs(ours.count), ours.unit) === length;
    return ours.kind === 'set' && ours.unit !== null && ourLength(1, ours.unit) === length;
  }
  if (/^XXXX/u.test(value)) return ours.kind === 'set';
  const gold = intervalOf(value);
  if (!gold || !whole) return false;
  if (!gold.size) return near(gold.days, whole);
  const sized = gold.size === 'month' ? whole.to - whole.from < 31 : true;
  return sized && whole.from >= gold.days.from - 7 && whole.to <= gold.days.to + 7;
}

const data = process.env.DRAGOMAN_DATA ?? join(import.meta.dirname, '../../shared/data');
const rows = readFileSync(join(data, 'time/timex_train.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row);
const verbose = process.argv.includes('--errors');
const read = timeReader(readTimesLexicon());

let [gold, ours, matched, right, typed, dates, datesRight, characters, spent] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
for (const row of rows) {
  const anchor = { from: parseDay(row.dct), to: parseDay(row.dct) };
  const started = process.cpuUsage();
  const found = read(row.text, blocks(row.text), anchor);
  const { user, system } = process.cpuUsage(started);
  spent += (user + system) / 1000;
  characters += row.text.length;
  gold += row.timex.length;
  ours += found.length;
  const used = new Set<FoundTime>();
  for (const timex of row.timex) {
    const [from, to, type, value] = timex;
    const hit = found.find((f) => !used.has(f) && f.from < to && from < f.to);
    const words = row.text.slice(from, to).replace(/\s+/gu, ' ');
    if (!hit) {
      if (verbose)
        console.log(`MISS  ${words} | ${value} | …${row.text.slice(from - 40, to + 25).replace(/\s+/gu, ' ')}`);
      continue;
    }
    used.add(hit);
    matched++;
    const whole = hit.wholeDays;
    const ok = agrees(hit, whole, timex);
    if (ok) right++;
    if (type === 'DATE' && /^\d/u.test(value)) {
      dates++;
      if (ok) datesRight++;
    }
    const kind = hit.value.kind === 'length' ? 'DURATION' : hit.value.kind === 'set' ? 'SET' : 'DATE';
    if (kind === type.replace('TIME', 'DATE')) typed++;
    if (!ok && verbose)
      console.log(
        `VALUE ${words} | ${value} | ours ${whole ? `${iso(whole.from)}..${iso(whole.to)}` : '-'} ${JSON.stringify(hit.value)} ${hit.tense} dct ${row.dct} | …${row.text.slice(from - 60, to + 25).replace(/\s+/gu, ' ')}`,
      );
  }
  for (const f of found)
    if (verbose && !used.has(f))
      console.log(
        `EXTRA ${row.text.slice(f.from, f.to).replace(/\s+/gu, ' ')} | ${f.rule} | …${row.text.slice(f.from - 40, f.to + 25).replace(/\s+/gu, ' ')}`,
      );
}
const [precision, recall] = [matched / ours, matched / gold];
console.log(
  JSON.stringify({
    set: 'TimeBank + AQUAINT',
    documents: rows.length,
    gold,
    ours,
    matched,
    precision: +precision.toFixed(3),
    recall: +recall.toFixed(3),
    f1: +((2 * precision * recall) / (precision + recall)).toFixed(3),
    type: +(typed / matched).toFixed(3),
    value: +(right / matched).toFixed(3),
    valueOfDates: +(datesRight / dates).toFixed(3),
    cpuMsPer4kB: +((spent / characters) * 4000).toFixed(2),
  }),
);

const floors = JSON.parse(readFileSync(join(import.meta.dirname, 'floors.json'), 'utf8')) as Record<
  string,
  { floor: number }
>;
const f1 = (2 * precision * recall) / (precision + recall);
if (f1 < floors['time/timex_train found']!.floor || right / matched < floors['time/timex_train value']!.floor)
  process.exitCode = 1;
