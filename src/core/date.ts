/** Where a date comes from: stated beside the text, stated in it, or inferred from it. */
export type DateBasis = 'metadata' | 'text' | 'inferred';

/** An interval of ISO days (`YYYY-MM-DD`), both ends inclusive; one day has `from` equal to `to`. */
export interface Interval {
  readonly from: string;
  readonly to: string;
  readonly basis: DateBasis;
}
