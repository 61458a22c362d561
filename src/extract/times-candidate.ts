import type { TimesLexicon, Unit } from '../lexicon/times.ts';
import type { TimeValue } from '../resolve/timevalue.ts';

/** A stretch that may be a time expression, with what it says. */
export interface Candidate {
  readonly from: number;
  readonly to: number;
  readonly value: TimeValue;
  /** The finder that proposed it. */
  readonly rule: string;
}

/** One form of time expression: `read` returns null where the words only look like one. */
export interface Finder {
  readonly rule: string;
  readonly pattern: RegExp;
  readonly read: (groups: Record<string, string | undefined>, around: Around) => TimeValue | null;
}

/** The words before and after a match, for telling "in March" from "march". */
export interface Around {
  readonly match: string;
  readonly before: string;
  readonly after: string;
}

/** Builds a finder from a pattern in which a space stands for a gap between words and `{NAME}` for a list of the lexicon. */
export type Make = (rule: string, source: string, read: Finder['read']) => Finder;
export type Read<T> = (text: string | undefined) => T;

/** What the finders need of the lexicon: lists for patterns and readers of names and numbers. */
export interface Words {
  readonly make: Make;
  readonly lexicon: TimesLexicon;
  readonly number: Read<number | null>;
  readonly ordinal: Read<number | null>;
  readonly month: Read<number | null>;
  readonly unit: Read<Unit>;
}

const GAP = '(?:\\s[ \\t]?\\n?[ \\t]?)'; // words of one expression may stand on two lines

/** Builds the readers of a lexicon. */
export function timeWords(lexicon: TimesLexicon): Words {
  const count = `(?:${lexicon.any('number')})`;
  const lists: Record<string, string> = {
    MONTH: lexicon.any('month'),
    WEEKDAY: lexicon.any('weekday'),
    SEASON: lexicon.any('season'),
    UNIT: lexicon.any('unit'),
    WHICH: lexicon.any('which'),
    DAYWORD: lexicon.any('day'),
    HOLIDAY: lexicon.any('holiday'),
    WAR: lexicon.any('war'),
    SETWORD: lexicon.any('set'),
    VAGUE: lexicon.any('vague'),
    ORD: lexicon.any('ordinal'),
    NUM: lexicon.any('number'),
    COUNT: `\\d{1,3}(?:[.,]\\d+)?(?:\\s1/2)?|${count}(?:[-\\s]${count}){0,2}(?:\\sand\\sa\\shalf)?|half\\san?`,
  };
  const expand = (source: string) =>
    source.replace(/\{([A-Z]+)\}/gu, (_, name: string) => `(?:${lists[name]})`).replace(/ /gu, GAP);
  return {
    lexicon,
    make: (rule, source, read) => ({ rule, pattern: new RegExp(`\\b(?:${expand(source)})(?!\\w)`, 'gi'), read }),
    number: (text) => readNumber(lexicon, text),
    ordinal: (text) => readOrdinal(lexicon, text),
    month: (text) => lexicon.find('month', text ?? '')?.value ?? null,
    unit: (text) => lexicon.find('unit', text ?? '')?.unit ?? 'day',
  };
}

/** The value of "three", "twenty-five", "a hundred", "two and a half", "half a", "3 1/2"; null where vague ("several"). */
function readNumber(lexicon: TimesLexicon, text: string | undefined): number | null {
  if (text === undefined) return null;
  const clean = text.toLowerCase().trim();
  if (/^\d/u.test(clean)) return Number(clean.replace(/\s1\/2$/u, '.5').replace(',', '')) || null;
  if (clean.startsWith('half')) return 0.5;
  const half = clean.endsWith('and a half') ? 0.5 : 0;
  const words = clean.replace(/\s+and\s+a\s+half$/u, '').split(/[\s-]+/u);
  const whole = lexicon.find('number', clean.replace(/\s+and\s+a\s+half$/u, ''));
  if (whole) return whole.value === null ? null : whole.value + half;
  let total = 0;
  for (const word of words) {
    if (word === 'of') continue;
    const value = lexicon.find('number', word)?.value;
    if (value === null || value === undefined) return null;
    total =
      value === 100 ? Math.max(1, total) * 100 : words[0] === 'a' && value > 1 && total === 1 ? value : total + value;
  }
  return total + half;
}

/** The value of "third", "3rd", "3". */
function readOrdinal(lexicon: TimesLexicon, text: string | undefined): number | null {
  if (text === undefined) return null;
  const digits = /^\d+/u.exec(text);
  return digits ? Number(digits[0]) : (lexicon.find('ordinal', text)?.value ?? null);
}
