import type { TimesLexicon } from '../lexicon/times.ts';
import type { DateValue } from '../resolve/timevalue.ts';
import type { Candidate } from './times-candidate.ts';

type Refiner = (found: readonly Candidate[], text: string) => readonly Candidate[];

/** The refiners in order: each takes what the finders proposed in one paragraph, in any order, and returns fewer or longer ones. */
export const timeRefiners = (lexicon: TimesLexicon): readonly Refiner[] => [
  keepLongest,
  withPortion(lexicon),
  joinParts,
  joinParts,
  joinRanges,
];

/** Where proposals overlap the longest stands; of equals the one whose finder was asked first. */
const keepLongest: Refiner = (found) => {
  const kept: Candidate[] = [];
  const taken = new Set<number>();
  for (const c of found.toSorted((a, b) => b.to - b.from - (a.to - a.from))) {
    const places = Array.from({ length: c.to - c.from }, (_, i) => c.from + i);
    if (places.some((place) => taken.has(place))) continue;
    for (const place of places) taken.add(place);
    kept.push(c);
  }
  return kept.toSorted((a, b) => a.from - b.from);
};

const PERIODS = ['month', 'quarter', 'half', 'season', 'year', 'decade', 'century', 'week', 'holiday'] as const;

/** "early February 2022", "mid-2024", "the end of the year". */
function withPortion(lexicon: TimesLexicon): Refiner {
  const before = new RegExp(
    `(?:\\b(?:the )?(${lexicon.any('portion')})(?:er)?(?:-|\\s+(?:(?:in|of)\\s+)?)(?:the\\s+)?)$`,
    'i',
  );
  return (found, text) =>
    found.map((c) => {
      const match = before.exec(text.slice(Math.max(0, c.from - 30), c.from));
      const portion = match && lexicon.find('portion', match[1]!)?.portion;
      if (!match || !portion || c.value.kind !== 'date') return c;
      const from = c.from - match[0].length;
      const { value } = c;
      if (/^(?:end|beginning|start|close|outset|middle)$/iu.test(match[1]!) && !/\sof\s/iu.test(match[0])) return c;
      const whole = PERIODS.some((part) => value[part] !== undefined) && value.day === undefined && !value.weekday;
      return { ...c, from, value: whole ? { ...value, portion } : value };
    });
}

/** Joins neighbours that state different parts of one date: weekday, day and month, year; a clock time and its day. */
const joinParts: Refiner = (found, text) => {
  const joined: Candidate[] = [];
  for (const next of found) {
    const last = joined.at(-1);
    const value = last && joinValues(last, next, text.slice(last.to, next.from));
    if (value) joined[joined.length - 1] = { ...last, to: next.to, value, rule: `${last.rule}+${next.rule}` };
    else joined.push(next);
  }
  return joined;
};

const CONNECTOR = /^(?:\.?,?\s*(?:the\s+)?|['’]s\s+|,?\s+(?:of|in|on|at)\s+(?:the\s+)?)$/u;

function joinValues(a: Candidate, b: Candidate, between: string): DateValue | null {
  if (a.value.kind !== 'date' || b.value.kind !== 'date' || !CONNECTOR.test(between)) return null;
  const [first, second] = [a.value, b.value];
  if (first.clock || second.clock) return withClock(first, second);
  if (isToday(first) && second.month !== undefined && second.day !== undefined) return second;
  const shared = Object.keys(first).filter((key) => key !== 'kind' && key !== 'portion' && key in second);
  if (shared.length > 0) return null;
  const comma = /,/u.test(between);
  const ordered = coarseness(first) < coarseness(second);
  if (!ordered && !/^(?:\s+|['’]s\s+|,?\s*)$/u.test(between)) return null;
  if (comma && !(second.year !== undefined && typeof second.year === 'number') && !first.weekday && !second.weekday)
    return null;
  return mayJoin(first, second) || mayJoin(second, first) ? { ...first, ...second } : null;
}

const isToday = (v: DateValue): boolean => typeof v.day === 'object' && v.day.by === 0 && !v.clock;

const coarseness = (v: DateValue): number =>
  v.weekday || v.day !== undefined ? 0 : v.week || v.holiday ? 1 : v.month || v.quarter || v.half || v.season ? 2 : 3;

/** A clock time takes the day beside it. */
function withClock(a: DateValue, b: DateValue): DateValue | null {
  if (a.clock && b.clock) return null;
  const [clock, date] = a.clock ? [a, b] : [b, a];
  const daily = date.weekday || date.day !== undefined || date.holiday;
  return daily ? { ...date, clock: clock.clock! } : null;
}

/** Which finer date may take which coarser one. */
function mayJoin(fine: DateValue, coarse: DateValue): boolean {
  const yearOnly = coarse.year !== undefined && !coarse.month && !coarse.quarter && !coarse.season && !coarse.half;
  if (yearOnly) return fine.weekday === undefined || fine.month !== undefined;
  if (fine.weekday) return coarse.week !== undefined || (coarse.month !== undefined && coarse.day !== undefined);
  return fine.half !== undefined && typeof coarse.decade === 'number';
}

const RANGE = /^\s*(?:[-–—]|to|through|until|till)\s*(?:the\s+)?$/u;

/** "from November 11 to November 17", "between 2014 and 2016", "March to May 2023". */
const joinRanges: Refiner = (found, text) => {
  const joined: Candidate[] = [];
  for (const next of found) {
    const last = joined.at(-1);
    const between = last ? text.slice(last.to, next.from) : '';
    const linked =
      RANGE.test(between) ||
      (/^\s+and\s+$/u.test(between) && /\bbetween\s+(?:the\s+)?$/iu.test(text.slice(0, last!.from)));
    if (last && linked && last.value.kind === 'date' && next.value.kind === 'date' && sameGrain(last.value, next.value))
      joined[joined.length - 1] = {
        from: last.from,
        to: next.to,
        value: { kind: 'range', first: last.value, last: next.value },
        rule: 'range',
      };
    else joined.push(next);
  }
  return joined;
};

const sameGrain = (a: DateValue, b: DateValue): boolean =>
  !a.clock && !b.clock && (coarseness(a) === coarseness(b) || a.year !== undefined || b.year !== undefined);
