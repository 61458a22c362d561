import type { Span } from '../core/span.ts';
import type { BylineLexicon } from '../lexicon/byline.ts';

/** A calendar day written out in a text, as ISO `YYYY-MM-DD`; never shifted to another time zone. */
export interface Day extends Span {
  readonly day: string;
}

/** Whether 3/4/2023 is read as 4 March or as 3 April; null leaves such a date unread. */
export type SlashOrder = 'month-first' | 'day-first' | null;

const pad = (n: number): string => String(n).padStart(2, '0');

/** ISO day, or null where the calendar has no such day or the year is none of a web page. */
export function isoDay(year: number, month: number, day: number): string | null {
  if (year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1) return null;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return null;
  return `${year}-${pad(month)}-${pad(day)}`;
}

const NUMERIC = /(?<!\d)(?<a>\d{1,4})(?<mark>[-./])(?<b>\d{1,2})\k<mark>(?<c>\d{4}|\d{2})(?!\d)/gu;

/** The order of a page's slashed dates, where one of them can be read in only one way (8/27/2031) and none in the other. */
export function slashOrder(texts: readonly string[]): SlashOrder {
  const seen = texts.flatMap((text) => [...text.matchAll(/(?<![\d/])(\d{1,2})\/(\d{1,2})\/(?:20)?\d\d(?![\d/])/gu)]);
  const monthFirst = seen.some((m) => Number(m[1]) <= 12 && Number(m[2]) > 12);
  const dayFirst = seen.some((m) => Number(m[2]) <= 12 && Number(m[1]) > 12);
  return monthFirst === dayFirst ? null : monthFirst ? 'month-first' : 'day-first';
}

/** Finds calendar days: 2023-10-18, 18.10.2023, 10/18/2023, 18 October 2023, Wednesday, October 18th, 2023, 2023 Oct 18. */
export function daysIn(text: string, lexicon: BylineLexicon, order: SlashOrder = null): readonly Day[] {
  const { dayFirst, monthFirst, yearFirst } = patterns(lexicon);
  const found: Day[] = [];
  const add = (match: RegExpMatchArray, day: string | null) => {
    const from = match.index!;
    if (day) found.push({ from, to: from + match[0].length, day });
  };
  for (const m of text.matchAll(NUMERIC)) add(m, numericDay(m.groups!, order));
  for (const pattern of [dayFirst, monthFirst, yearFirst])
    for (const m of text.matchAll(pattern)) {
      const { day, month, year } = m.groups!;
      add(m, isoDay(Number(year), lexicon.months.get(month!.toLowerCase())!, Number(day)));
    }
  return found.sort((a, b) => a.from - b.from);
}

/** The last month with its year that a line names ("November 2031"), with its first and last day; null where there is none. */
export function monthIn(
  text: string,
  lexicon: BylineLexicon,
): (Span & { readonly days: { readonly from: string; readonly to: string } }) | null {
  const m = [...text.matchAll(patterns(lexicon).bare)].at(-1);
  if (!m) return null;
  const [year, month] = [Number(m.groups!.year), lexicon.months.get(m.groups!.month!.toLowerCase())!];
  const [from, to] = [isoDay(year, month, 1), isoDay(year, month, new Date(Date.UTC(year, month, 0)).getUTCDate())];
  return from && to ? { from: m.index, to: m.index + m[0].length, days: { from, to } } : null;
}

function numericDay(groups: Record<string, string | undefined>, order: SlashOrder): string | null {
  const [a, b, c] = [Number(groups.a), Number(groups.b), Number(groups.c)];
  if (groups.a!.length === 4) return groups.c!.length === 2 ? isoDay(a, b, c) : null;
  if (groups.a!.length > 2) return null;
  const year = groups.c!.length === 2 ? 2000 + c : c;
  if (groups.c!.length === 2 && groups.mark === '-') return null;
  if (groups.mark === '.' || a > 12) return isoDay(year, b, a);
  if (b > 12) return isoDay(year, a, b);
  if (a === b) return isoDay(year, a, b);
  return order ? (order === 'day-first' ? isoDay(year, b, a) : isoDay(year, a, b)) : null;
}

interface Patterns {
  readonly dayFirst: RegExp;
  readonly monthFirst: RegExp;
  readonly yearFirst: RegExp;
  /** A month and a year without a day. */
  readonly bare: RegExp;
}

const made = new WeakMap<BylineLexicon, Patterns>();

function patterns(lexicon: BylineLexicon): Patterns {
  const known = made.get(lexicon);
  if (known) return known;
  const names = [...lexicon.months.keys()].sort((a, b) => b.length - a.length).join('|');
  const month = `(?<month>${names})\\b\\.?`;
  const fresh = {
    dayFirst: new RegExp(`\\b(?<day>\\d{1,2})(?:st|nd|rd|th)?[ -](?:of )?${month},?[ -](?<year>\\d{4})\\b`, 'giu'),
    monthFirst: new RegExp(`\\b${month} ?(?<day>\\d{1,2})(?:st|nd|rd|th)?,? (?<year>\\d{4})\\b`, 'giu'),
    yearFirst: new RegExp(`\\b(?<year>(?:19|20)\\d\\d),? ${month} (?<day>\\d{1,2})\\b(?!,? \\d{4})`, 'giu'),
    bare: new RegExp(`(?<!\\d(?:st|nd|rd|th)?(?: of)?[ -])\\b${month},? (?<year>(?:19|20)\\d\\d)\\b`, 'giu'),
  };
  made.set(lexicon, fresh);
  return fresh;
}

/** The day of an ISO-like stamp as stated (`2023-10-18T23:30:00-05:00` is 18 October), or of any form `daysIn` reads. */
export function statedDay(value: string, lexicon: BylineLexicon): string | null {
  const iso = /^\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)/u.exec(value);
  if (iso) return isoDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  return daysIn(value, lexicon)[0]?.day ?? null;
}

/** The day or month a URL's path states: /2023/10/18/, /2023-10-18-, /20231018; `to` differs from `from` for a month. */
export function urlDays(url: string): { readonly from: string; readonly to: string } | null {
  const path = url.replace(/^https?:\/\/[^/]*/iu, '').replace(/[?#].*$/u, '');
  const full =
    /\/(20\d\d|19\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/\-_.+]|$)/u.exec(path) ??
    /(?:^|[/\-_])(20\d\d)(0[1-9]|1[0-2])([0-3]\d)(?=[/\-_.+]|$)/u.exec(path) ??
    /[-_](20\d\d)-(\d{2})-(\d{2})(?=[/\-_.+]|$)/u.exec(path);
  const day = full && isoDay(Number(full[1]), Number(full[2]), Number(full[3]));
  if (day) return { from: day, to: day };
  const month = /\/(20\d\d)[/-](0[1-9]|1[0-2])(?=\/)/u.exec(path);
  const first = month && isoDay(Number(month[1]), Number(month[2]), 1);
  return first ? { from: first, to: monthEnd(first) } : null;
}

/** Last day of the month a day lies in. */
export function monthEnd(day: string): string {
  const [year, month] = day.split('-').map(Number);
  return new Date(Date.UTC(year!, month!, 0)).toISOString().slice(0, 10);
}
