import type { TimeValue } from '../resolve/timevalue.ts';
import type { Around, Finder, Words } from './times-candidate.ts';

const ORDINAL = '(?:st|nd|rd|th)';
const CALENDAR_WORDS =
  /\b(?:in|since|until|till|by|of|last|next|this|from|through|before|after|early|late|mid|during|between|for|around|every|each|and|or)[\s-]+$/iu;

/** Dates in figures. */
export function numericFinders({ make }: Words): Finder[] {
  const ymd = (y: string, m: string, d: string): TimeValue | null =>
    Number(m) <= 12 && Number(d) <= 31 && Number(m) > 0
      ? { kind: 'date', year: Number(y), month: Number(m), day: Number(d) }
      : null;
  const solid = ({ before, after }: Around) =>
    !/[\d.\-/:]$|\bv(?:ersion\s)?$/iu.test(before) && !/^[.\-/]?\d/u.test(after);
  return [
    make('iso', '(?<y>[12]\\d{3})[-/](?<m>\\d{2})[-/](?<d>\\d{2})', (g, around) =>
      solid(around) ? ymd(g.y!, g.m!, g.d!) : null,
    ),
    make('numeric', '(?<a>\\d{1,2})(?<sep>[./-])(?<b>\\d{1,2})\\k<sep>(?<y>[12]\\d{3})', (g, around) => {
      if (!solid(around)) return null;
      const [a, b] = [Number(g.a), Number(g.b)];
      if (g.sep === '.' || a > 12 || a === b) return ymd(g.y!, g.b!, g.a!);
      if (b > 12) return ymd(g.y!, g.a!, g.b!);
      return { kind: 'date', holiday: [g.a!, g.b!], year: Number(g.y) };
    }),
  ];
}

/** Days and months by name. */
export function monthFinders({ make, month, ordinal }: Words): Finder[] {
  const DAY = `\\d{1,2}${ORDINAL}?`;
  const ends = (m: number | null, a: string | undefined, b: string | undefined): TimeValue | null => {
    const [first, last] = [ordinal(a), b ? ordinal(b) : null];
    if (!m || !first || first > 31 || (last && (last > 31 || last <= first))) return null;
    const date = { kind: 'date', month: m, day: first } as const;
    return last ? { kind: 'range', first: date, last: { ...date, day: last } } : date;
  };
  const capital = (text: string) => /[A-Z]/u.test(text[0] ?? '');
  return [
    make(
      'month-day',
      `(?<m>{MONTH})\\.? (?:the )?(?<a>${DAY}|{ORD})(?: ?(?:[-–—]|to|through|until) ?(?<b>${DAY})(?!\\d))?`,
      (g, { after }) => (capital(g.m!) && !/^(?:\d|[.,:]\d|%)/u.test(after) ? ends(month(g.m), g.a, g.b) : null),
    ),
    make(
      'day-month',
      `(?<a>${DAY})(?: ?(?:[-–—]|to|through|until|and) ?(?<b>${DAY}))?(?: of)? (?<m>{MONTH})`,
      (g, { before }) => (capital(g.m!) && !/[\d.,$€£]$/u.test(before) ? ends(month(g.m), g.a, g.b) : null),
    ),
    make('day-month', '(?<a>{ORD})(?: day)? of (?<m>{MONTH})', (g) =>
      capital(g.m!) ? ends(month(g.m), g.a, undefined) : null,
    ),
    make('month', '(?<m>{MONTH})', (g, { before, after }) => {
      if (!capital(g.m!) || (g.m!.length < 4 && g.m !== 'May' && !/^\.?\s+[12]\d{3}/u.test(after))) return null;
      const placed = CALENDAR_WORDS.test(before) || /^,?\s+(?:of\s+)?(?:[12]\d{3}|last|this|next)\b/u.test(after);
      if (
        /^(?:May|March|August|April|June)$/u.test(g.m!) &&
        !placed &&
        (g.m === 'May' || g.m === 'March' || /^\s+[A-Z]/u.test(after))
      )
        return null;
      return { kind: 'date', month: month(g.m)! };
    }),
  ];
}

const NOT_YEAR_BEFORE =
  /(?:[$€£#]\s?|\d[-.:/]|[./:]|\b(?:no|nos|number|some|about|over|nearly|than|least|most|almost|approximately|page|room|flight|article|resolution|boeing|up\sto|are|were|was|is|has|have|all)\.?\s+)$/iu;
const YEAR_WORD_BEFORE =
  /\b(?:in|since|until|till|by|of|from|to|before|after|between|and|through|during|year|fiscal|early|late|mid|the|for|around|circa|back\sin|throughout|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter|\d{1,2},?)[\s-]+$/iu;
const COUNTED_AFTER =
  /^\s+(?:people|men|women|children|troops|[a-z]+(?:[a-z]|[^s]e)s|per|percent|km|kilo\w+|meters|metres|miles|billion|million|years)\b/u;

/** Years, decades, centuries. */
export function yearFinders({ make, number, ordinal }: Words): Finder[] {
  const TEENS = 'sixteen|seventeen|eighteen|nineteen|twenty';
  const century = (n: number): TimeValue => ({ kind: 'date', century: n });
  return [
    make(
      'decade',
      "(?:the )?(?:(?<y>1[5-9]\\d0|20\\d0)['’]?s|['’](?<s>\\d0)s|(?<w>nineties|eighties|seventies|sixties|fifties|forties|thirties|twenties))",
      (g, { before, match }) => {
        const word = g.w ? 1900 + (number(g.w.toLowerCase().replace(/ies$/u, 'y')) ?? 0) : null;
        if (g.w && !/^the/iu.test(match) && !/(?:early|late|mid)[\s-]$/iu.test(before)) return null;
        return { kind: 'date', decade: word ?? (g.y ? Number(g.y) : 1900 + Number(g.s)) };
      },
    ),
    make('century', `(?:the )?(?:(?<n>\\d{1,2})${ORDINAL}|(?<w>{ORD}))[-\\s]century`, (g) =>
      century(g.n ? Number(g.n) : (ordinal(g.w) ?? 0)),
    ),
    make('years', '(?<a>1[0-9]\\d{2}|20\\d{2})[-–—/](?<b>1[0-9]\\d{2}|20\\d{2}|\\d{2})', (g, { before, after }) => {
      const last = g.b!.length === 2 ? Number(g.a!.slice(0, 2) + g.b) : Number(g.b);
      if (last <= Number(g.a) || last - Number(g.a) > 400 || /[\d$€£./-]$/u.test(before) || /^[-/.]?\d/u.test(after))
        return null;
      return { kind: 'range', first: { kind: 'date', year: Number(g.a) }, last: { kind: 'date', year: last } };
    }),
    make(
      'year',
      '(?:the )?(?:(?:fiscal|financial|calendar) )?(?:year )?(?<y>1[0-9]\\d{2}|20\\d{2})',
      (g, { before, after, match }) => {
        const [year, named] = [
          Number(g.y),
          /year|fiscal/iu.test(match) || YEAR_WORD_BEFORE.test(before) || /^the/iu.test(match),
        ];
        if (NOT_YEAR_BEFORE.test(before) || /^(?:[,.]\d|[-:]\d|%|st|th)/u.test(after)) return null;
        if (/\d$/u.test(before) || (COUNTED_AFTER.test(after) && (!named || year % 100 === 0))) return null;
        if ((year < 1900 || year > 2100) && !named) return null;
        return { kind: 'date', year };
      },
    ),
    make('year-words', `(?<a>${TEENS})[-\\s](?<b>oh|{NUM})(?:[-\\s](?<c>{NUM}))?`, (g, { after }) => {
      const [a, b, c] = [number(g.a), g.b === 'oh' ? 0 : number(g.b), number(g.c) ?? 0];
      if (
        !a ||
        b === null ||
        (a === 20 && b < 10) ||
        (b < 10 && g.b !== 'oh') ||
        b > 99 ||
        c > 9 ||
        COUNTED_AFTER.test(after)
      )
        return null;
      return { kind: 'date', year: a * 100 + b + c };
    }),
    make('year-words', 'the year two thousand(?: and)?(?: (?<c>{NUM}))?', (g) => ({
      kind: 'date',
      year: 2000 + (number(g.c) ?? 0),
    })),
    make('year-short', "['’](?<y>\\d{2})", (g, { before }) =>
      /\b(?:of|in|since|season|class|January|February|March|April|May|June|July|August|September|October|November|December)\s+$/u.test(
        before,
      )
        ? { kind: 'date', year: Number(g.y) > 40 ? 1900 + Number(g.y) : 2000 + Number(g.y) }
        : null,
    ),
  ];
}

/** Weekdays, holidays, quarters, seasons, times of the day. */
export function namedFinders({ make, lexicon, ordinal }: Words): Finder[] {
  const capital = (text: string) => /[A-Z]/u.test(text[0] ?? '');
  return [
    make('weekdays', '(?<w>{WEEKDAY})s', (g) =>
      capital(g.w!) && g.w!.length > 5 ? { kind: 'set', unit: 'week' } : null,
    ),
    make('weekday', '(?<w>{WEEKDAY})', (g, { after, before }) => {
      const weekday = lexicon.find('weekday', g.w!)?.value;
      const short = g.w!.length < 6;
      if (!weekday || !capital(g.w!) || (short && !/^[.,]?\s+(?:\d|[A-Z])/u.test(after))) return null;
      if (short && !/(?:^|[\n(,])\s*$/u.test(before)) return null;
      return { kind: 'date', weekday };
    }),
    make('holiday', '{HOLIDAY}', (_, { match }) => {
      const found = lexicon.find('holiday', match);
      return found && capital(match) ? { kind: 'date', holiday: found.rules } : null;
    }),
    make(
      'quarter',
      '(?:the )?(?:fiscal[-\\s])?(?:(?<w>{ORD})|Q(?<n>[1-4])|(?<d>[1-4])(?:st|nd|rd|th))(?:[-\\s](?<k>quarter|half))?',
      (g, { match }) => {
        const n = g.n ? Number(g.n) : g.d ? Number(g.d) : (ordinal(g.w) ?? 0);
        if (g.n ? g.k !== undefined || !/Q/u.test(match) : !g.k) return null;
        if (g.k?.toLowerCase() === 'half') return n <= 2 ? { kind: 'date', half: n } : null;
        return n <= 4 ? { kind: 'date', quarter: n } : null;
      },
    ),
    make('half', 'the (?<w>last|latter) half', (_, { after }) =>
      /^\s+of\s+(?:the\s+)?['’\d]/u.test(after) ? { kind: 'date', half: 2 } : null,
    ),
    make('season', '(?:the )?(?<s>{SEASON})(?: season)?', (g, { before, match, after }) => {
      const season = lexicon.find('season', g.s!)!.value;
      const year = /^,?\s+(?:of\s+)?(?:[12]\d{3}|last|this|next)\b/iu.test(after);
      if (
        !/^the/iu.test(match) &&
        !year &&
        !/\b(?:in|by|since|until|this|last|next|early|late|mid|during|after|before|and)[\s-]+$/iu.test(before)
      )
        return null;
      if (
        g.s === 'fall' &&
        year &&
        !/^the/iu.test(match) &&
        !/\b(?:in|by|since|until|last|next|this|early|late|mid)[\s-]+$/iu.test(before)
      )
        return null;
      if (
        g.s!.toLowerCase() === 'fall' &&
        !year &&
        (/\b(?:after|before|to|and|by)\s+$/iu.test(before) || /^\s+(?:of|in|from|for|below|to|on|by)\b/iu.test(after))
      )
        return null;
      return { kind: 'date', season };
    }),
    make('year-end', "year[-\\s]end|the year['’]s end|year['’]s end", () => ({
      kind: 'date',
      year: { by: 0, from: 'article' },
      portion: 'late',
    })),
    make(
      'clock',
      '(?:(?:about|around) )?(?:(?<h>\\d{1,2})(?:[:.](?<m>\\d{2}))? ?(?<p>[ap]\\.?m\\.?)|(?<hh>\\d{1,2}):(?<mm>[0-5]\\d)|noon|midnight|midday|overnight)(?: (?:GMT|UTC|EST|EDT|CET|local time|Moscow time|Kyiv time))?',
      (g, { before, after }) => {
        if (/[\d:$]$/u.test(before) || /^[:\d]/u.test(after) || Number(g.h ?? g.hh ?? 0) > 24) return null;
        return { kind: 'date', day: { by: 0, from: 'article' }, clock: 'time' };
      },
    ),
    make(
      'day-part',
      '(?:the |(?:mid|early|late|later)[-\\s])?(?<p>morning|afternoon|evening|night)s?',
      (_, { before, match }) =>
        /day['’]?(?:s)?\s+$|\b(?:in|during|of)\s+$/iu.test(before) || /^mid/iu.test(match)
          ? { kind: 'date', day: { by: 0, from: 'article' }, clock: 'time' }
          : null,
    ),
    make('day', '(?:later |early |late |earlier )?(?<d>{DAYWORD})', (g, { match, before }) =>
      endsName(match, before) ? null : { kind: 'date', day: { by: lexicon.find('day', g.d!)!.by, from: 'article' } },
    ),
  ];
}

/** "Shire Today": with a capital right after a capitalised word the word of a day ends a name. */
const endsName = (match: string, before: string): boolean =>
  /^\p{Lu}\p{Ll}/u.test(match) && /(?:^|[^\p{L}])\p{Lu}\p{L}+\s$/u.test(before);
