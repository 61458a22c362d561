import type { Act } from '../core/record.ts';
import type { Span } from '../core/span.ts';

/** An attribution before it becomes a record: spans only, nothing resolved. */
export interface Candidate {
  readonly source: Span | null;
  readonly cue: Span | null;
  readonly content: readonly Span[];
  readonly act: Act;
  readonly polarity: '+' | '-';
  /** The writer keeps the content at arm's length (claim, allege). */
  readonly distance: boolean;
  readonly addressee: Span | null;
  readonly medium: Span | null;
  /** The cue takes words between marks (say, add): it may carry a quotation beside it. */
  readonly quotes: boolean;
  readonly rule: string;
  readonly confidence: number;
}
