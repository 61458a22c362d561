import type { Interval } from '../core/date.ts';
import type { Unit } from '../lexicon/times.ts';
import { addUnits, type Days, easter, firstDay, iso, nthWeekday, parseDay, period, portionOf } from './calendar.ts';
import type { DateValue, Part, Side, Step, TimeValue } from './timevalue.ts';

/** What is known when an expression is anchored. */
export interface Anchors {
  /** Days on which the article may have been published; null where unknown. */
  readonly article: Days | null;
  /** The last date the narrative gave. */
  readonly narrative: Days | null;
  /** The last quarter named: business reports mean that quarter by "the quarter" and "a year ago". */
  readonly quarter?: Days | null;
  readonly tense: Side | null;
}

export interface Resolved {
  readonly interval: Interval | null;
  readonly days: Days | null;
  /** Why there is no interval. */
  readonly issue: { readonly code: string; readonly message: string } | null;
}

const ISSUES = {
  'no-anchor': 'Relative to a date that is not known.',
  'no-such-date': 'The calendar has no such date.',
  'ambiguous-date': 'More than one date fits.',
  'duration-unanchored': 'A length of time without beginning or end.',
  recurring: 'A recurring time.',
  'vague-time': 'Too vague for an interval.',
} as const;
type IssueCode = keyof typeof ISSUES;

const isStep = (part: Part | undefined): part is Step => typeof part === 'object';

/** Anchors a value: an interval of days (TimeML's reading of calendar expressions), or null with the reason. */
export function resolveTime(value: TimeValue, anchors: Anchors): Resolved {
  const found = daysOf(value, anchors);
  if (typeof found === 'string') return { interval: null, days: null, issue: { code: found, message: ISSUES[found] } };
  const basis = value.kind === 'date' && isKnown(value) ? 'text' : 'inferred';
  const ranged = value.kind === 'range' && (isKnown(value.first) || isKnown(value.last));
  return {
    interval: { from: iso(found.from), to: iso(found.to), basis: ranged ? 'text' : basis },
    days: found,
    issue: null,
  };
}

const isKnown = (v: DateValue): boolean =>
  [v.year, v.decade, v.century].some((part) => typeof part === 'number') && !isStep(v.month) && !isStep(v.day);

function daysOf(value: TimeValue, anchors: Anchors): Days | IssueCode {
  switch (value.kind) {
    case 'date':
      return dateDays(value, anchors);
    case 'range':
      return rangeDays(value.first, value.last, anchors);
    case 'shift':
      return shiftDays(value, anchors);
    case 'length':
      return lengthDays(value, anchors);
    case 'warday':
      return warDays(value, anchors);
    case 'set':
      return 'recurring';
    case 'vague':
      return 'vague-time';
  }
}

/** Resolves from both ends of the article's interval; where they disagree the answer covers both. */
function fromBothEnds(anchor: Days | null, resolve: (day: number) => Days | null): Days | IssueCode {
  if (!anchor) return 'no-anchor';
  const [a, b] = [resolve(anchor.from), anchor.to === anchor.from ? null : resolve(anchor.to)];
  if (!a) return 'no-such-date';
  if (!b) return a;
  const both = { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
  return both.to - both.from > 400 && a.from !== b.from ? 'ambiguous-date' : both;
}

function dateDays(v: DateValue, anchors: Anchors): Days | IssueCode {
  if ((v.holiday?.length ?? 0) > 1) return 'ambiguous-date';
  if (isStep(v.quarter) && v.quarter.from === 'narrative') return quarterDays(anchors);
  const step = [v.day, v.week, v.month, v.quarter, v.year, v.decade, v.century].find(isStep);
  if (step?.from === 'narrative' && !anchors.narrative) return 'no-anchor';
  const anchor = step?.from === 'narrative' ? anchors.narrative : anchors.article;
  if (!step && isKnown(v)) return build(v, 0) ?? 'no-such-date';
  return fromBothEnds(anchor, (day) => {
    const whole = stepped(v, day) ?? implied(v, day, anchors.tense);
    return whole && v.portion ? portionOf(whole, v.portion) : whole;
  });
}

/** "the quarter", "the latest period": the quarter last named, else the last one that had ended. */
function quarterDays({ article, quarter }: Anchors): Days | IssueCode {
  return quarter ?? fromBothEnds(article, (day) => shiftPeriod(day, 'quarter', -1));
}

/** Dates whose coarsest part is counted from a reference day ("last week", "October last year", "Monday next week"). */
function stepped(v: DateValue, day: number): Days | null {
  if (isStep(v.day)) return shiftPeriod(day, 'day', v.day.by);
  if (v.week) return weekdayIn(shiftPeriod(day, 'week', v.week.by), v);
  const { portion: _, ...whole } = v;
  if (isStep(v.year)) return build(whole, yearOf(shiftPeriod(day, 'year', v.year.by).from));
  for (const unit of ['month', 'quarter', 'decade', 'century'] as const) {
    const part = v[unit];
    if (isStep(part)) return shiftPeriod(day, unit, part.by);
  }
  return null;
}

function weekdayIn(week: Days, v: DateValue): Days {
  if (v.weekend) return { from: week.from + 5, to: week.to };
  return v.weekday ? { from: week.from + v.weekday - 1, to: week.from + v.weekday - 1 } : week;
}

const shiftPeriod = (day: number, unit: Unit, by: number): Days => period(addUnits(day, unit, by), unit);
const yearOf = (day: number): number => Number(iso(day).slice(0, 4));

/** A date so many days off on the side the tense asks for is less likely than the nearest one. */
const TENSE_REACH = 270;

/** Dates that leave the year or the week to be implied: the candidate that side, tense or nearness chooses. */
function implied(v: DateValue, day: number, tense: Side | null): Days | null {
  if (v.weekday && !v.month) return impliedWeekday(v, day, tense);
  const year = yearOf(day);
  const { portion: _, ...whole } = v;
  const candidates = [year - 1, year, year + 1].flatMap((y) => build(whole, y) ?? []);
  const nearest = candidates.toSorted((a, b) => distance(a, day) - distance(b, day))[0] ?? null;
  if (v.side) return choose(candidates, day, v.side, true);
  if (v.day !== undefined && nearest && distance(nearest, day) <= 31) return nearest;
  const chosen = tense && choose(candidates, day, tense, false);
  return chosen && distance(chosen, day) <= TENSE_REACH ? chosen : nearest;
}

function impliedWeekday(v: DateValue, day: number, tense: Side | null): Days | null {
  const monday = period(day, 'week').from;
  const weeks = [-14, -7, 0, 7, 14].map((shift) => weekdayIn({ from: monday + shift, to: monday + shift + 6 }, v));
  return choose(weeks, day, v.side ?? tense ?? 'past', v.side !== undefined);
}

/** The nearest candidate on that side of the day; `strict` leaves out one that holds the day itself. */
function choose(candidates: readonly Days[], day: number, side: Side, strict: boolean): Days | null {
  if (side === 'past') return candidates.findLast((c) => (strict ? c.to < day : c.from <= day)) ?? null;
  return candidates.find((c) => (strict ? c.from > day : c.to >= day)) ?? null;
}

const distance = (c: Days, day: number): number => (c.from > day ? c.from - day : day > c.to ? day - c.to : 0);

/** The days of a date whose year is settled: `year` unless the value itself names one. */
function build(v: DateValue, year: number): Days | null {
  const whole = calendarDays(v, typeof v.year === 'number' ? v.year : year);
  return whole && v.portion ? portionOf(whole, v.portion) : whole;
}

function calendarDays(v: DateValue, year: number): Days | null {
  if (typeof v.month === 'number') {
    const month = period(firstDay(year, v.month), 'month');
    if (typeof v.day !== 'number') return month;
    const day = month.from + v.day - 1;
    return v.day >= 1 && day <= month.to ? { from: day, to: day } : null;
  }
  if (v.holiday) return holidayDays(v.holiday[0]!, year);
  if (v.season) return { from: firstDay(year, 3 * v.season), to: firstDay(year, 3 * v.season + 3) - 1 };
  if (typeof v.quarter === 'number') return period(firstDay(year, 3 * v.quarter - 2), 'quarter');
  if (v.half && typeof v.decade === 'number')
    return { from: firstDay(v.decade + 5 * (v.half - 1), 1), to: firstDay(v.decade + 5 * v.half, 1) - 1 };
  if (v.half) return { from: firstDay(year, 6 * v.half - 5), to: firstDay(year, 6 * v.half + 1) - 1 };
  if (v.year !== undefined) return period(firstDay(year, 1), 'year');
  if (typeof v.decade === 'number') return period(firstDay(v.decade, 1), 'decade');
  if (typeof v.century === 'number') return period(firstDay(100 * v.century - 50, 1), 'century');
  return null;
}

function holidayDays(rule: string, year: number): Days | null {
  const [, shift] = /^easter(.+)$/u.exec(rule) ?? [];
  if (shift) return single(easter(year) + Number(shift));
  const [month, weekday, nth] = rule.split(/[/]/u).map(Number);
  if (nth !== undefined) return single(nthWeekday(year, month!, weekday!, nth));
  return single(firstDay(year, Number(rule.slice(0, 2))) + Number(rule.slice(3)) - 1);
}

const single = (day: number): Days => ({ from: day, to: day });

/** "from November 11 to November 17": a part that one end leaves out is taken from the other. */
function rangeDays(first: DateValue, last: DateValue, anchors: Anchors): Days | IssueCode {
  const end = dateDays(
    last.year === undefined && first.year !== undefined ? { ...last, year: first.year } : last,
    anchors,
  );
  if (typeof end === 'string') return end;
  const start = dateDays(first.year === undefined && last.year !== undefined ? { ...first, year: last.year } : first, {
    ...anchors,
    tense: anchors.tense,
  });
  if (typeof start === 'string') return start;
  if (start.from <= end.to) return { from: start.from, to: end.to };
  const back = { from: addUnits(start.from, 'year', -1), to: end.to };
  return first.year === undefined ? back : 'no-such-date';
}

/** "a year ago" after a quarter means that quarter of the year before, as business reports use it. */
function shiftDays(
  v: Extract<TimeValue, { kind: 'shift' }>,
  { article, narrative, quarter }: Anchors,
): Days | IssueCode {
  if (quarter && v.unit === 'year' && v.count === -1) return period(addUnits(quarter.from, 'year', -1), 'quarter');
  const anchor = v.from === 'narrative' ? narrative : article;
  return fromBothEnds(anchor, (day) => shiftPeriod(day, v.unit, v.count));
}

function lengthDays(v: Extract<TimeValue, { kind: 'length' }>, { article, tense }: Anchors): Days | IssueCode {
  const side = v.side ?? (v.ahead && tense === 'future' ? tense : null);
  if (v.count === null || !side) return v.count === null ? 'vague-time' : 'duration-unanchored';
  const by = side === 'past' ? -v.count : v.count;
  return fromBothEnds(article, (day) => {
    const other = addUnits(day, v.unit, by);
    return { from: Math.min(day, other), to: Math.max(day, other) };
  });
}

/** Day 1 is the first day of the war; of several wars the one whose day falls within ten days of the article. */
function warDays(v: Extract<TimeValue, { kind: 'warday' }>, { article }: Anchors): Days | IssueCode {
  const days = v.starts.map((start) => {
    const from = addUnits(parseDay(start), v.unit, v.count - 1);
    return { from, to: addUnits(from, v.unit, 1) - 1 };
  });
  if (days.length === 1) return days[0]!;
  if (!article) return 'no-anchor';
  const near = days.filter((d) => d.from <= article.to + 1 && article.from - 10 <= d.to);
  return near.length === 1 ? near[0]! : 'ambiguous-date';
}
