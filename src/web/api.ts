import type { Contract, DocumentRecord, Entity, Judgement, Link } from '../core/record.ts';
import type { DocumentHead, FacetValue, ListedKind, ListedRecord, Totals } from '../store/store.ts';

export type { DocumentHead, FacetValue, ListedKind, ListedRecord };

/** The lists an analyst filters and judges, by the word each has in URLs. */
export const LISTS = {
  statements: 'attribution',
  events: 'event',
  forecasts: 'forecast',
  assessments: 'assessment',
} as const satisfies Record<string, ListedKind>;

export type ListName = keyof typeof LISTS;

/** A judgement in force on a record, as the desk shows it. */
export type Judged = Pick<Judgement, 'id' | 'verdict' | 'by' | 'at' | 'note'>;

/** One line of a list: the record, where it stands, through whom it came, and what people said of it. */
export interface DeskRow {
  readonly record: ListedRecord;
  readonly document: DocumentHead;
  /** Publisher first, source last; for events, forecasts and assessments that of the statement they stand in. */
  readonly chain: readonly Contract<Link>[];
  /** Newest first; empty: an unreviewed machine reading. */
  readonly judgements: readonly Judged[];
  /** In lists of events: the words to either side of the trigger, within its paragraph. */
  readonly around?: { readonly before: string; readonly after: string };
}

export type EntityNames = Readonly<Record<string, Pick<Entity, 'id' | 'name' | 'type' | 'codes'>>>;

/** Facet name → its values, most frequent first. */
export type Facets = Readonly<Record<string, readonly FacetValue[]>>;

export interface ListAnswer {
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly DeskRow[];
  readonly entities: EntityNames;
}

export type ArticleHead = DocumentHead & { readonly counts: Readonly<Record<ListedKind, number>> };

export interface DocumentsAnswer {
  readonly total: number;
  readonly offset: number;
  readonly documents: readonly ArticleHead[];
}

export interface TotalsAnswer {
  readonly ledger: string;
  readonly totals: Totals;
}

/** A document with everything the Reader draws; spans are code points of `text`. */
export interface ReaderAnswer {
  readonly document: DocumentHead & Pick<Contract<DocumentRecord>, 'furniture' | 'issues' | 'language'>;
  readonly text: string;
  readonly rows: readonly DeskRow[];
  readonly names: readonly { readonly from: number; readonly to: number; readonly entity: string | null }[];
  readonly entities: EntityNames;
}

export interface RecordAnswer {
  readonly row: DeskRow;
  readonly entities: EntityNames;
}

/** One article of a reading job. */
export interface JobItem {
  readonly location: string;
  readonly state: 'waiting' | 'reading' | 'done' | 'unchanged' | 'failed' | 'cancelled';
  readonly document: string | null;
  readonly cause: string | null;
  readonly remedy: string | null;
}

export interface Job {
  readonly id: string;
  readonly label: string;
  readonly started: string;
  readonly finished: string | null;
  /** Articles found so far; null while the folder is still being listed. */
  readonly total: number | null;
  readonly counts: Readonly<Record<JobItem['state'], number>>;
  /** Failures in full, otherwise the newest few. */
  readonly items: readonly JobItem[];
}

export interface Problem {
  readonly error: { readonly code: string; readonly message: string; readonly remedy: string };
}
