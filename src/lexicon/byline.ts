import { z } from 'zod';
import { readEntries } from './load.ts';

export const bylineEntry = z.strictObject({
  /**
   * by, published, updated: phrases before a name or a day; other: phrases before a day that is not the publication's;
   * ahead, today: words that place a date in the text; more: what stands where a text was cut off.
   */
  kind: z.enum(['month', 'weekday', 'by', 'published', 'updated', 'other', 'ahead', 'today', 'more']),
  word: z.string().min(1),
  /** Number of the month, 1 to 12. */
  value: z.number().int().min(1).max(12).optional(),
  example: z.string().min(1),
});

/** The words of bylines and datelines, as patterns that match at a word's start and end. */
export interface BylineLexicon {
  /** Lower-case month name or abbreviation → 1 … 12. */
  readonly months: ReadonlyMap<string, number>;
  readonly weekday: RegExp;
  readonly by: RegExp;
  readonly published: RegExp;
  readonly updated: RegExp;
  /** What says that the day after it is of something else: a correction, a manuscript's acceptance, a download. */
  readonly other: RegExp;
  /** Words that place what they stand with after the writing. */
  readonly ahead: RegExp;
  /** Words for the day of writing. */
  readonly today: RegExp;
  /** What leads on from a text that was cut off. */
  readonly more: RegExp;
}

/** Reads `byline.yaml` of each folder. */
export function bylineLexicon(dirs: readonly string[]): BylineLexicon {
  const entries = readEntries(dirs, 'byline', bylineEntry);
  const anyOf = (kind: string): RegExp => {
    const words = entries.filter((entry) => entry.kind === kind).map((entry) => entry.word);
    const longestFirst = words
      .sort((a, b) => b.length - a.length)
      .map((word) => word.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
    return new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}])`, 'iu');
  };
  return {
    months: new Map(entries.flatMap((entry) => (entry.value ? [[entry.word, entry.value]] : []))),
    weekday: anyOf('weekday'),
    by: anyOf('by'),
    published: anyOf('published'),
    updated: anyOf('updated'),
    other: anyOf('other'),
    ahead: anyOf('ahead'),
    today: anyOf('today'),
    more: anyOf('more'),
  };
}
