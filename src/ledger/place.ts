import type { Interval } from '../core/date.ts';
import type { AnyExtracted, Contract } from '../core/record.ts';
import type { Span } from '../core/span.ts';

/** The words a record stands on, in text order: what is said or done, not who says so. */
export function spansOf(record: Contract<AnyExtracted>): readonly (Span & { readonly quote: string })[] {
  switch (record.kind) {
    case 'event':
      return [record.trigger];
    case 'mention':
    case 'time':
      return [record.span];
    default:
      return record.content;
  }
}

/** Number of the body paragraph a place stands in, from 1; null outside the body (headline, furniture). */
export function paragraphOf(body: readonly Span[], at: Span): number | null {
  const index = body.findIndex((p) => p.from <= at.from && at.from < p.to);
  return index < 0 ? null : index + 1;
}

/** An interval of days as people write it: one day, a month, a year, or both ends; "no date" for null. */
export function dayText(interval: Interval | { readonly from: string; readonly to: string } | null): string {
  if (!interval) return 'no date';
  const { from, to } = interval;
  if (from === to) return from;
  if (from.endsWith('-01-01') && to === `${from.slice(0, 4)}-12-31`) return from.slice(0, 4);
  if (from.endsWith('-01') && from.slice(0, 7) === to.slice(0, 7) && isMonthEnd(to)) return from.slice(0, 7);
  return `${from} to ${to}`;
}

const isMonthEnd = (day: string): boolean => new Date(Date.parse(day) + 86_400_000).getUTCDate() === 1;

/** Runs of space are one; marks within the quotation are single (Chicago Manual of Style, 17th ed., 13.30). */
export const printed = (quote: string): string =>
  quote.replace(/\s+/gu, ' ').replace(/[“„«]/gu, '‘').replace(/[”»]/gu, '’').replaceAll('"', "'");

/** Words that stand in no marks: runs of space are one, marks within stay double. */
export const unmarked = (quote: string): string =>
  quote
    .replace(/\s+/gu, ' ')
    .replace(/[„«]/gu, '“')
    .replace(/»/gu, '”')
    .replace(/"([^"]*)"/gu, '“$1”');

/** The words of a record as print quotes them. */
export const quoted = (spans: readonly { readonly quote: string }[]): string =>
  `“${spans.map(({ quote }) => printed(quote)).join(' … ')}”`;
