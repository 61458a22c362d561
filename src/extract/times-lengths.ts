import type { Unit } from '../lexicon/times.ts';
import type { Part, Side, Step, TimeValue } from '../resolve/timevalue.ts';
import type { Finder, Words } from './times-candidate.ts';

/** "last week", "the following day", "next spring". */
export function whichFinders({ make, lexicon }: Words): Finder[] {
  const step = (unit: string, s: Step): TimeValue | null => {
    const key = unit.toLowerCase();
    if (key === 'weekend') return { kind: 'date', week: s, weekday: 6, weekend: true };
    return ['day', 'week', 'month', 'quarter', 'year', 'decade', 'century'].includes(key)
      ? { kind: 'date', [key]: s }
      : null;
  };
  const PERIOD = 'day|weekend|week|month|quarter|year|decade|century';
  return [
    make(
      'which-period',
      `(?<the>the )?(?<w>{WHICH}) (?:very |full |fiscal |financial |calendar |reporting )?(?<u>${PERIOD}|period)`,
      (g) => {
        const found = lexicon.find('which', g.w!)!;
        if (/^[A-Z]/u.test(g.u!)) return null;
        const [unit, word] = [g.u!.toLowerCase(), g.w!.toLowerCase()];
        if (unit === 'period')
          return word === 'latest' ? { kind: 'date', quarter: { by: 0, from: 'narrative' } } : null;
        const whole =
          found.from === 'article' && g.the && /^(?:last|past|coming|next)$/u.test(word) && unit !== 'weekend';
        if (whole && (word !== 'next' || unit !== 'day'))
          return { kind: 'length', count: 1, unit: unit as Unit, side: found.by < 0 ? 'past' : 'future' };
        if (word === 'latest' && unit === 'quarter') return { kind: 'date', quarter: { by: 0, from: 'narrative' } };
        const from: Part =
          unit === 'day' && found.by !== 0 ? { by: found.by, from: 'narrative' } : { by: found.by, from: found.from };
        return step(unit, from);
      },
    ),
    make(
      'which-name',
      '(?:the )?(?<w>{WHICH}) (?:(?<wd>{WEEKDAY})|(?<m>{MONTH})|(?<s>{SEASON})|(?<h>{HOLIDAY}))(?! \\d)',
      (g) => {
        const found = lexicon.find('which', g.w!)!;
        const name = g.wd ?? g.m ?? g.s ?? g.h!;
        if ((!g.s && !/[A-Z]/u.test(name[0]!)) || (g.wd && g.wd.length < 6)) return null;
        const side: Side | null = found.by < 0 ? 'past' : found.by > 0 ? 'future' : null;
        const sided = side
          ? { side }
          : g.wd
            ? { week: { by: 0, from: 'article' } as const }
            : { year: { by: 0, from: 'article' } as const };
        if (g.wd) return { kind: 'date', weekday: lexicon.find('weekday', g.wd)!.value, ...sided };
        if (g.m) return { kind: 'date', month: lexicon.find('month', g.m)!.value, ...sided };
        if (g.s) return { kind: 'date', season: lexicon.find('season', g.s)!.value, ...sided };
        return { kind: 'date', holiday: lexicon.find('holiday', g.h!)!.rules, ...sided };
      },
    ),
    make('period', `the (?<u>weekend|week|month|quarter|year|day)`, (g, { before, after }) => {
      if (/\b(?:of|times|in)\s+$/iu.test(before) && g.u === 'day') return null;
      if (g.u === 'day') return /^\s+(?:before|after)\b/iu.test(after) ? null : null;
      if (/^\s+(?:that|when|in\s+which)\b/u.test(after)) return null;
      if (g.u === 'quarter') return { kind: 'date', quarter: { by: 0, from: 'narrative' } };
      return g.u === 'weekend' ? { kind: 'date', weekday: 6, weekend: true } : step(g.u!, { by: 0, from: 'article' });
    }),
    make(
      'year-ago',
      `(?:the |its )?(?:comparable |corresponding )?year-(?:ago|earlier)(?: (?:period|quarter))?`,
      () => ({ kind: 'shift', count: -1, unit: 'year', from: 'article' }),
    ),
  ];
}

/** "$500 million a year", "four flights a week". */
const RATE_BEFORE = /(?:\d|million|billion|thousand|hundred|times|hours)\s+(?:[a-z]+s\s+)?$/u;

/** Lengths of time, sets, and what lies so many units away. */
export function lengthFinders({ make, lexicon, number, unit }: Words): Finder[] {
  const side = (word: string | undefined): Side | undefined => {
    const by = lexicon.find('which', word ?? '')?.by;
    return by ? (by < 0 ? 'past' : 'future') : undefined;
  };
  const length = (
    n: string | undefined,
    u: string | undefined,
    s?: Side | undefined,
  ): TimeValue & { kind: 'length' } => ({
    kind: 'length',
    count: n === undefined ? null : number(n),
    unit: unit(u),
    ...(s ? { side: s } : {}),
  });
  return [
    make(
      'shift',
      '(?:(?<n>{COUNT})(?: (?:full|long|whole|short))?(?: or so| or more)? )?(?<u>{UNIT})(?: or so)?(?: (?<d>ago|earlier|later|before|after|hence|from now|afterwards|afterward|back|previously|prior)\\b)',
      (g, { after }) => {
        const word = g.d!.toLowerCase().replace(/\s+/gu, ' ');
        const bare = /^(?:before|after|prior)$/u.test(word);
        if (bare && !/^\s*(?:[.,;:)]|$)/u.test(after)) return null;
        const count = g.n === undefined ? null : number(g.n);
        if (count === null)
          return { kind: 'vague', when: /ago|earlier|before|back|prev|prior/u.test(word) ? 'past' : 'future' };
        const from =
          word === 'ago' || word === 'hence' || word === 'from now' || word === 'back' ? 'article' : 'narrative';
        const sign = /^(?:ago|earlier|before|back|previously|prior)$/u.test(word) ? -1 : 1;
        return { kind: 'shift', count: sign * count, unit: unit(g.u), from };
      },
    ),
    make('in-length', "(?:within|in) (?<n>{COUNT}) (?<u>{UNIT})(?:['’] time)?", (g, { match }) => {
      const count = number(g.n);
      if (/time$/iu.test(match) && count) return { kind: 'shift', count, unit: unit(g.u), from: 'article' };
      return { ...length(g.n, g.u), ahead: true };
    }),
    make('which-length', '(?:the )?(?<w>{WHICH}|first|final) (?:(?<n>{COUNT}) )?(?<u>{UNIT})', (g) => {
      if (g.n === undefined && !/s$/iu.test(g.u!)) return null;
      return length(g.n, g.u, side(g.w));
    }),
    make('recent-length', 'recent (?<u>{UNIT})', () => ({ kind: 'vague', when: 'past' })),
    make('coming-length', '(?:the )?(?:coming|future) (?<u>{UNIT})|the (?:days|weeks|months|years) ahead', () => ({
      kind: 'vague',
      when: 'future',
    })),
    make(
      'set',
      '(?:every|each)(?: other)? (?:(?:{COUNT}) )?(?:(?<u>{UNIT})|(?<n>{WEEKDAY}|{MONTH}|{SEASON}|morning|night|evening))',
      (g) => ({
        kind: 'set',
        unit: g.u ? unit(g.u) : /day$|^mon|^tue|^wed|^thu|^fri|^sat|^sun/iu.test(g.n!) ? 'week' : 'year',
      }),
    ),
    make('set', '(?:once|twice|(?:{NUM}|\\d+) times) (?:an?|per|each|every) (?<u>{UNIT})', (g) => ({
      kind: 'set',
      unit: unit(g.u),
    })),
    make('set-word', '{SETWORD}', (_, { match }) => ({ kind: 'set', unit: lexicon.find('set', match)!.unit })),
    make(
      'length',
      '(?:(?<n>{COUNT})(?: (?:more|full|long|trading|additional|whole|consecutive|straight|business|working))?[-\\s])(?<u>{UNIT})(?<old>[-\\s]olds?)?',
      (g, { before, match }) => {
        if (/[$€£\d.,]$/u.test(before) || /^[A-Z]/u.test(g.u!) || /^(?:an?\s+second|[a-z]+-quarters?)$/iu.test(match))
          return null;
        if (g.old && !/^(?:month|week|day)/iu.test(g.u!)) return null;
        if (/^an?$/iu.test(g.n!) && RATE_BEFORE.test(before)) return { kind: 'set', unit: unit(g.u) };
        return length(g.n, g.u);
      },
    ),
    make(
      'length-words',
      '(?:(?:decades|years|months|weeks|days|centuries|hours)[-\\s]long|(?:for|in|over|within|after|follows|takes?|took|last|lasted) (?<u>decades|years|months|weeks|days|centuries))',
      (g, { match }) => {
        const [, word] = /(\w+?)s?[-\\s]?(?:long)?$/iu.exec(match) ?? [];
        return { kind: 'length', count: null, unit: unit(g.u ?? word) };
      },
    ),
  ];
}
