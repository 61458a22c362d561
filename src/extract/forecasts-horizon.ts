import type { Sentence } from '../core/analysis.ts';
import type { Interval } from '../core/date.ts';
import type { TimeExpression } from '../core/record.ts';
import type { HedgesLexicon } from '../lexicon/hedges.ts';
import { addUnits, iso, parseDay } from '../resolve/calendar.ts';
import { isClausal, isCoordinate, upward } from './forecasts-clause.ts';
import { headWithin, isUnder } from './trees.ts';

/** A time expression in its sentence. */
export interface PlacedTime {
  readonly time: TimeExpression;
  /** Index of the word that heads it. */
  readonly head: number;
}

/** The resolved dates of a sentence that can serve as a horizon (recurring times and bare lengths cannot). */
export function placedTimes(sentence: Sentence, times: readonly TimeExpression[]): readonly PlacedTime[] {
  return times.flatMap((time) => {
    if (time.span.from < sentence.from || time.span.to > sentence.to || time.type === 'set') return [];
    const head = headWithin(sentence, time.span);
    return head === null ? [] : [{ time, head }];
  });
}

/** The times that stand under one of the words (a clause's head, its verb, the wording), not in a clause below it. */
export const timesOf = (s: Sentence, placed: readonly PlacedTime[], heads: readonly number[]): readonly PlacedTime[] =>
  placed.filter(({ head }) => {
    for (let at = head, steps = 0; at >= 0 && steps < s.words.length; at = s.words[at]!.head, steps++) {
      if (heads.includes(at)) return true;
      if (isClausal(s.words[at]!)) return false;
    }
    return false;
  });

/** The times in clauses below `scope`, not in one set beside it: they date what is foretold only by inference. */
export const timesBelow = (
  s: Sentence,
  placed: readonly PlacedTime[],
  scope: number,
  lexicon: HedgesLexicon,
): readonly PlacedTime[] =>
  placed.filter(({ head }) => {
    if (!isUnder(s, head, scope)) return false;
    const path = upward(s, head);
    return !path.slice(0, path.indexOf(scope)).some((i) => isCoordinate(s, i, lexicon));
  });

const BEFORE =
  /\b(by|before|until|till|after|since|prior\s+to|no\s+later\s+than|as\s+of)\s+(?:(?:the|about|around|early|late)\s+)*$/iu;

/**
 * The interval in which something foretold is to happen: "in November" the month itself, "by" and "until" from the
 * article's day to the end of the time named, "before" to the day before it; null for "after", which sets no end.
 */
export function horizonOf(text: string, { time }: PlacedTime, article: Interval | null): Interval | null {
  if (time.from === null || time.to === null || time.basis === null) return null;
  const { span, basis } = time;
  const preposition = BEFORE.exec(text.slice(Math.max(0, span.from - 40), span.from))?.[1]
    ?.toLowerCase()
    .split(/\s/u)[0];
  const interval = { from: time.from, to: time.to, basis };
  if (preposition === 'after' || preposition === 'since' || preposition === 'as')
    return preposition === 'as' ? interval : null;
  if (!preposition) return interval;
  const ends = preposition === 'before' && !/\bend\b/iu.test(text.slice(span.from, span.to));
  const to = ends || preposition === 'prior' ? iso(addUnits(parseDay(time.from), 'day', -1)) : time.to;
  const start = article && article.from <= to ? article.from : time.from;
  if (start > to) return { from: to, to, basis };
  return { from: start, to, basis };
}

/** True when the interval ends after the article's day. */
export const isAhead = (interval: Interval | null, article: Interval | null): boolean =>
  interval !== null && article !== null && interval.to >= article.to;
