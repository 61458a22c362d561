import type { Unit } from '../lexicon/times.ts';

/** So many units from the article's day, or from the last date the narrative gave. */
export interface Step {
  readonly by: number;
  readonly from: 'article' | 'narrative';
}
export type Part = number | Step;
export type Portion = 'early' | 'middle' | 'late';
export type Side = 'past' | 'future';

/** What an expression says of a date before it is anchored: each part known, relative, or left to be implied. */
export interface DateValue {
  readonly kind: 'date';
  readonly century?: Part;
  readonly decade?: Part;
  readonly year?: Part;
  /** 1 or 2. */
  readonly half?: number;
  readonly quarter?: Part;
  /** 1 spring … 4 winter. */
  readonly season?: number;
  readonly month?: Part;
  readonly week?: Step;
  /** 1 Monday … 7 Sunday; 6 with `weekend` for both days. */
  readonly weekday?: number;
  readonly weekend?: boolean;
  readonly day?: Part;
  readonly holiday?: readonly string[];
  readonly portion?: Portion;
  /** "last" and "next": on which side of the article's day an implied part lies. */
  readonly side?: Side;
  /** A time of the clock or of the day came with it. */
  readonly clock?: string;
}

export type TimeValue =
  | DateValue
  /** "two years ago": the unit that lies so many units away. */
  | { readonly kind: 'shift'; readonly count: number; readonly unit: Unit; readonly from: Step['from'] }
  /** "for three months", "over the past three years"; `count` null where vague; `ahead`: "in" and "within", future where the tense is. */
  | {
      readonly kind: 'length';
      readonly count: number | null;
      readonly unit: Unit;
      readonly side?: Side;
      readonly ahead?: boolean;
    }
  /** "646th day of war"; `starts` are the first days of the wars it may mean. */
  | { readonly kind: 'warday'; readonly count: number; readonly unit: Unit; readonly starts: readonly string[] }
  | { readonly kind: 'range'; readonly first: DateValue; readonly last: DateValue }
  | { readonly kind: 'set'; readonly unit: Unit | null }
  | { readonly kind: 'vague'; readonly when: 'past' | 'present' | 'future' };
