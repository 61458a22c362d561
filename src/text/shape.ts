import type { Interval } from '../core/date.ts';
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
}
