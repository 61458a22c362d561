import type { Interval } from '../core/date.ts';
import type { BylineLexicon } from '../lexicon/byline.ts';
import { isoDay, monthEnd } from './days.ts';

/** A day, month or year named in the text, and whether its sentence places it ahead of the writing. */
interface Named {
  readonly from: string;
  readonly to: string;
  readonly ahead: boolean;
}

/**
 * When a text that states no date was written, inferred from its body, or null. Only two things bound it: a day it calls
 * today ("today, October 18") within a year of the latest past it names, or the time between the latest past event it
 * names and the earliest it announces, both with month and year. A text that names only past dates is not dated by them:
 * of 840 news articles tried, a bound a year or two after the latest named date missed the true day every second time.
 */
export function inferredDate(paragraphs: readonly string[], lexicon: BylineLexicon): Interval | null {
  const sentences = sentencesOf(paragraphs);
  const named = sentences.flatMap((sentence) => namedIn(sentence, lexicon));
  const from = latest(named);
  if (!from) return null;
  const today = todayIn(sentences, from, yearAfter(from), lexicon);
  if (today) return { from: today, to: today, basis: 'inferred' };
  const future = named.filter(({ ahead, to }) => ahead && to >= from).map(({ to }) => to);
  const to = future.sort()[0];
  return to && to <= yearAfter(from) ? { from, to, basis: 'inferred' } : null;
}

/** First day of the latest day or month that the text names as past, or null. */
export const latestPast = (paragraphs: readonly string[], lexicon: BylineLexicon): string | null =>
  latest(sentencesOf(paragraphs).flatMap((sentence) => namedIn(sentence, lexicon)));

const sentencesOf = (paragraphs: readonly string[]): readonly string[] =>
  paragraphs.flatMap((paragraph) => paragraph.split(/(?<=[.!?]["”’)]?)\s+(?=["“]?\p{Lu})/u));

const latest = (named: readonly Named[]): string | null =>
  named
    .flatMap(({ from, ahead }) => (ahead ? [] : [from]))
    .sort()
    .at(-1) ?? null;

const yearAfter = (day: string): string => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;

/** Years taken for the time of writing; earlier ones are history and bound nothing. */
const FIRST_YEAR = 1990;

const made = new WeakMap<BylineLexicon, RegExp>();

function datePattern(lexicon: BylineLexicon): RegExp {
  const months = [...lexicon.months.keys()].join('|');
  const pattern =
    made.get(lexicon) ??
    new RegExp(
      `(?:\\b(?<d1>\\d{1,2})(?:st|nd|rd|th)?[ -])?\\b(?:(?<month>${months})\\b\\.?,? )?(?:(?<d2>\\d{1,2})(?:st|nd|rd|th)?,? )?(?<year>(?:19|20)\\d\\d)\\b(?!,?\\d|%|-\\d)`,
      'giu',
    );
  made.set(lexicon, pattern);
  return pattern;
}

function namedIn(sentence: string, lexicon: BylineLexicon): readonly Named[] {
  if (!/(?:19|20)\d\d/u.test(sentence)) return [];
  const pattern = datePattern(lexicon);
  const ahead = lexicon.ahead.test(sentence);
  return [...sentence.matchAll(pattern)].flatMap((match) => {
    const { month, year, d1, d2 } = match.groups!;
    if (Number(year) < FIRST_YEAR) return [];
    if (!month) return []; // a bare year bounds nothing
    return [
      {
        ...interval(Number(year), lexicon.months.get(month.toLowerCase())!, d1 ?? d2),
        ahead,
      },
    ];
  });
}

function interval(year: number, month: number, day: string | undefined): { from: string; to: string } {
  const whole = day ? isoDay(year, month, Number(day)) : null;
  if (whole) return { from: whole, to: whole };
  const first = isoDay(year, month, 1)!;
  return { from: first, to: monthEnd(first) };
}

/** The one day between two that a "today, October 18" can be. */
function todayIn(sentences: readonly string[], from: string, to: string, lexicon: BylineLexicon): string | null {
  const months = [...lexicon.months.keys()].join('|');
  const pattern = new RegExp(
    `${lexicon.today.source},? (?:on )?(?:(?<m1>${months})\\b\\.? (?<d1>\\d{1,2})|(?<d2>\\d{1,2}) (?<m2>${months}))\\b`,
    'iu',
  );
  for (const sentence of sentences) {
    const groups = pattern.exec(sentence)?.groups;
    if (!groups) continue;
    const month = lexicon.months.get((groups.m1 ?? groups.m2)!.toLowerCase())!;
    const days: string[] = [];
    for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) {
      const day = isoDay(year, month, Number(groups.d1 ?? groups.d2));
      if (day && day >= from && day <= to) days.push(day);
    }
    return days.length === 1 ? days[0]! : null;
  }
  return null;
}
