import type { Interval } from './date.ts';
import type { Dimension, Status } from './record.ts';

/** Different figures for one thing counted, each with the reports that give it. */
export interface Figures {
  readonly unit: string;
  readonly values: readonly { readonly value: number; readonly reports: readonly string[] }[];
}

/** One happening told by one or more event records (derived; never stored as an entry). */
export interface Happening {
  readonly kind: 'happening';
  readonly id: string;
  readonly type: string;
  /** Quad class and Goldstein score of the type, from the pinned table. */
  readonly quad: 1 | 2 | 3 | 4;
  readonly goldstein: number;
  /** Day of the first report; null where unknown. */
  readonly reported: string | null;
  /** True where every report speaks of it as yet to come. */
  readonly planned: boolean;
  /** Entity ids or country codes, the best attested first. */
  readonly actors: readonly string[];
  readonly recipients: readonly string[];
  /** Ids of event records, earliest publication first. */
  readonly reports: readonly string[];
  /** Distinct texts behind the reports: reprints count once. */
  readonly origins: readonly string[];
  readonly publishers: readonly string[];
  /** Id of the happening that announced it; null where none is known. */
  readonly plan: string | null;
  /** Id of the happening that carried it out; null where none is known. */
  readonly outcome: string | null;
  readonly link: 'plan' | 'outcome' | null;
  /** The best-attested date and place; the variants stand in the reports. */
  readonly when: Interval | null;
  readonly place: string | null;
  readonly quantities: readonly Figures[];
  readonly statuses: Readonly<Partial<Record<Status, number>>>;
}

export type ConflictType =
  | 'fact'
  | 'denial'
  | 'number'
  | 'date'
  | 'who'
  | 'place'
  | 'headline'
  | 'reversal'
  | 'reading';

/** Two or more sides that cannot all be right, or a voice against its own earlier word (derived). */
export interface Conflict {
  readonly kind: 'conflict';
  readonly id: string;
  readonly type: ConflictType;
  /** Record ids, one list a side; the side that speaks first comes first. */
  readonly sides: readonly (readonly string[])[];
  /** What each side says, in the same order, as far as it can be put in a word or figure. */
  readonly values: readonly string[];
  /** What the two sides say differently, in one plain sentence. */
  readonly says: string;
  /** The happening both sides speak of; null for reversals, headlines and readings. */
  readonly happening: string | null;
  /** Distinct texts on each side: reprints are one voice. */
  readonly origins: readonly number[];
  /** A person's verdict (real, other time, other sense, translation, not a conflict); null where none. */
  readonly verdict: string | null;
}

/** Acts of one period between two powers, counted by happening. */
export interface DyadPeriod {
  /** `2023`, `2023-03` or `2023-W12`. */
  readonly period: string;
  /** Asserted happenings by quad class 1…4. */
  readonly quads: readonly [number, number, number, number];
  readonly planned: number;
  /** Happenings that are only called possible. */
  readonly open: number;
  /** Happenings that somebody denies; in the quad classes too where somebody asserts them. */
  readonly denied: number;
  readonly reports: number;
  readonly origins: number;
  /** Sum of Goldstein scores over happenings; a view only, null where there is none. */
  readonly goldstein: number | null;
  /** Happenings by publisher of the reports. */
  readonly publishers: Readonly<Record<string, number>>;
  readonly happenings: readonly string[];
}

/** What a named voice says of a relation. */
export interface ReadingOfRelation {
  readonly record: string;
  readonly by: string;
  readonly dimension: Dimension;
  readonly direction: string | null;
  readonly quote: string;
  readonly published: string | null;
}

export interface Dyad {
  readonly powers: readonly [string, string];
  readonly periods: readonly DyadPeriod[];
  /** Ids of happenings without a day of their own, and of those told as the past of the news: listed, never drawn. */
  readonly undated: readonly string[];
  readonly background: readonly string[];
  readonly readings: readonly ReadingOfRelation[];
  /** Why no trend may be drawn; null where there is enough. */
  readonly sparse: string | null;
}

export type Resolution = 'happened' | 'did-not-happen' | 'void' | 'undecidable';

/** A forecast with what later evidence and people say of it. */
export interface Prospect {
  readonly forecast: string;
  readonly by: string;
  readonly entity: string | null;
  readonly state: 'not-scoreable' | 'open' | 'due' | 'resolved';
  readonly grade: 'A' | 'B' | 'C';
  readonly probability: { readonly low: number; readonly high: number; readonly scheme: string } | null;
  readonly horizon: Interval | null;
  /** Happenings or reports that may settle it, with what they would mean; a person decides. */
  readonly proposals: readonly {
    /** Null where the horizon merely ended. */
    readonly happening: string | null;
    readonly would: Resolution;
    readonly because: string;
  }[];
  readonly resolution: Resolution | null;
  /** Earlier and later calls of the same voice for the same thing, this one included, oldest first. */
  readonly position: readonly string[];
}

/** How a voice's forecasts fared. Scores exist only over forecasts that a person resolved. */
export interface Score {
  readonly by: string;
  readonly made: number;
  readonly scoreable: number;
  readonly resolved: number;
  /** Mean squared difference between stated probability and outcome (Brier 1950); null where no number was stated. */
  readonly brier: number | null;
  /** Share of resolved forecasts that came about, with its 95% Wilson interval; null where none is resolved. */
  readonly hits: { readonly rate: number; readonly low: number; readonly high: number } | null;
  /** Brier score that the base rate of the same questions would have had; null where `brier` is. */
  readonly baseline: number | null;
  /** Said while fewer than 30 are resolved. */
  readonly note: string | null;
}
