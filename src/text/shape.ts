import type { Interval } from '../core/date.ts';
import type { BlockQuote, Post } from '../core/reading.ts';
import type { Issue } from '../core/record.ts';
import type { Span } from '../core/span.ts';

/** An article as its text or page shows it; what is not stated is null. */
export interface Shape {
  readonly title: string | null;
  /** Headline inside the text; null where the text does not carry it. */
  readonly headline: Span | null;
  readonly authors: readonly string[];
  readonly publisher: string | null;
  readonly url: string | null;
  readonly published: Interval | null;
  readonly paragraphs: readonly Span[];
  readonly furniture: readonly Span[];
  readonly issues: readonly Issue[];
  /** Reasons that the markup gives to take the page for a machine translation; absent in plain text. */
  readonly translated?: readonly string[];
  /** Posts of a live blog that have a day of their own. */
  readonly posts?: readonly Post[];
  /** Paragraphs set as block quotations. */
  readonly blockQuotes?: readonly BlockQuote[];
}
