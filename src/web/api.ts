import type { Conflict, Dyad, DyadPeriod, Happening, Prospect, Score } from '../core/derived.ts';
import type { Contract, DocumentRecord, Entity, Judgement, Link } from '../core/record.ts';
import type { Change } from '../ledger/changes.ts';
import type { Piece } from '../ledger/sentence.ts';
import type { Finding } from '../ledger/verify.ts';
import type { DocumentHead, FacetValue, Failure, ListedKind, ListedRecord, Near, Totals } from '../store/store.ts';

export type { Change, DocumentHead, FacetValue, ListedKind, ListedRecord, Near, Piece };

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
  /** What people changed in it, here or in the statement it stands in. */
  readonly corrections: readonly Change[];
  /** In lists: the sentence it is read from, its cue, words and trigger told apart; of a very long one the nearest. */
  readonly sentence?: readonly Piece[];
}

export type EntityNames = Readonly<Record<string, Pick<Entity, 'id' | 'name' | 'type' | 'codes'>>>;

/** Facet name → its values, most frequent first. */
export type Facets = Readonly<Record<string, readonly FacetValue[]>>;

export interface ListAnswer {
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly DeskRow[];
  readonly entities: EntityNames;
  /** What the filter's values are called, where that is not what stands in the address. */
  readonly labels: Readonly<Record<string, string>>;
  /** Of an empty list, how many there would be with less asked. */
  readonly near: readonly Near[];
}

export type ArticleHead = DocumentHead & { readonly counts: Readonly<Record<ListedKind, number>> };

/** Articles, newest first. */
export interface DocumentsAnswer {
  readonly offset: number;
  readonly documents: readonly ArticleHead[];
  /** Whether older ones follow. */
  readonly hasMore: boolean;
}

export interface TotalsAnswer {
  readonly ledger: string;
  readonly totals: Totals;
}

/** A document with everything the Reader draws; spans are code points of `text`. */
export interface ReaderAnswer {
  /** What people changed in what is known of the article. */
  readonly corrections: readonly Change[];
  /** The judgement by which a person took the article out; null where it counts. */
  readonly out: Judged | null;
  readonly document: DocumentHead & Pick<Contract<DocumentRecord>, 'furniture' | 'issues' | 'language'>;
  readonly text: string;
  readonly rows: readonly DeskRow[];
  readonly names: readonly { readonly from: number; readonly to: number; readonly entity: string | null }[];
  readonly entities: EntityNames;
}

/** A field that can be corrected, with what the ledger says now. */
export interface FieldLine {
  readonly field: string;
  readonly value: string;
  /** The only values it takes; null where it takes others. */
  readonly values: readonly string[] | null;
  readonly as: 'names' | 'day' | 'words';
}

/** What of a record, article or entity can be corrected. */
export interface FieldsAnswer {
  readonly kind: string;
  /** What it is, in words. */
  readonly words: string;
  readonly fields: readonly FieldLine[];
  /** The statement a record stands in, whose source is also its own; null where there is none. */
  readonly saidIn: string | null;
}

/** Voices whose name begins so, or has a word that does. */
export interface NamesAnswer {
  readonly names: readonly string[];
}

/** A judgement, in force or withdrawn, with what it is on. */
export interface HistoryLine extends Judged {
  readonly record: string;
  readonly kind: string;
  readonly document: string | null;
  /** What is judged, in words. */
  readonly words: string;
  /** ISO instant at which it was taken back; null where it stands. */
  readonly withdrawn: string | null;
  /** True where the words it was made on stand there no more. */
  readonly detached: boolean;
}

/** Every judgement, the newest first. */
export interface HistoryAnswer {
  readonly total: number;
  readonly offset: number;
  readonly lines: readonly HistoryLine[];
  /** Articles taken out, the last first. */
  readonly out: readonly DocumentHead[];
}

export interface RecordAnswer {
  readonly row: DeskRow;
  readonly entities: EntityNames;
}

/** What became of one article of a job. */
export interface JobItem {
  readonly location: string;
  readonly change: 'added' | 'updated' | 'unchanged' | 'failed' | 'skipped';
  readonly document: string | null;
  /** Why it failed or was skipped, and what to do; null where it was not. */
  readonly cause: string | null;
  readonly remedy: string | null;
}

/** Articles being read in the background, or read since the desk was opened. */
export interface Job {
  readonly id: string;
  readonly label: string;
  readonly state: 'waiting' | 'listing' | 'reading' | 'done' | 'cancelled' | 'failed';
  readonly started: string;
  /** Articles found so far; final once the state is past `listing`. */
  readonly found: number;
  readonly counts: Readonly<Record<JobItem['change'], number>>;
  /** Every failure, and the newest of the others. */
  readonly items: readonly JobItem[];
  /** Why the job as a whole failed. */
  readonly trouble: { readonly message: string; readonly remedy: string } | null;
}

export interface JobsAnswer {
  readonly jobs: readonly Job[];
  /** What could not be read so far and was not read since, whoever tried. */
  readonly failures: readonly Failure[];
  /** Folders whose files may be asked for by path. */
  readonly folders: readonly string[];
}

export interface HomeAnswer {
  readonly ledger: string;
  readonly totals: Totals;
  readonly newest: readonly ArticleHead[];
  readonly due: readonly DeskRow[];
  /** Up to three records an analyst may want to see first, each with the reason. */
  readonly worth: readonly {
    readonly why: string;
    readonly row: DeskRow;
    /** The conflict it stands in; null where it is worth seeing for another reason. */
    readonly conflict: Pick<Conflict, 'id' | 'type'> | null;
  }[];
  readonly entities: EntityNames;
}

/** What the ledger says of one quotation of a draft; places are code points of the document's text. */
export interface DraftFinding extends Omit<Finding, 'from' | 'to' | 'document'> {
  readonly document: DocumentHead | null;
}

export interface DraftAnswer {
  readonly findings: readonly DraftFinding[];
  /** Lines on which a quotation begins that never ends. */
  readonly open: readonly number[];
}

export interface Problem {
  readonly error: { readonly code: string; readonly message: string; readonly remedy: string };
}

/** A happening as lists show it, with the first report of it to read. */
export interface HappeningLine {
  readonly happening: Happening;
  readonly first: DeskRow;
}

export interface PairAnswer {
  readonly pairs: readonly {
    readonly a: string;
    readonly b: string;
    readonly happenings: number;
    readonly conflict: number;
  }[];
  /** Code → name. */
  readonly names: Readonly<Record<string, string>>;
}

/** Two powers over time; the happenings that are counted here are asked for apart, a page at a time. */
export interface DyadAnswer extends Pick<Dyad, 'powers' | 'sparse'> {
  readonly periods: readonly Omit<DyadPeriod, 'happenings'>[];
  /** What voices claim of the relation: how often in each period, and the newest in full. */
  readonly claims: readonly { readonly period: string; readonly dimension: string; readonly count: number }[];
  readonly readings: readonly DeskRow[];
  /** How many claims there are. */
  readonly claimed: number;
  readonly names: Readonly<Record<string, string>>;
  readonly entities: EntityNames;
}

export interface HappeningsAnswer {
  readonly total: number;
  readonly offset: number;
  readonly lines: readonly HappeningLine[];
  readonly names: Readonly<Record<string, string>>;
}

/** A forecast with what may settle it. */
export interface ProspectLine {
  readonly prospect: Prospect;
  readonly row: DeskRow;
  /** In the order of `prospect.proposals`: the first report of the happening, null where the horizon merely ended. */
  readonly evidence: readonly (DeskRow | null)[];
}

export interface ProspectsAnswer {
  /** The state asked for, or the likeliest to need a person. */
  readonly state: Prospect['state'];
  readonly counts: Readonly<Record<Prospect['state'], number>>;
  readonly total: number;
  readonly offset: number;
  readonly lines: readonly ProspectLine[];
  readonly entities: EntityNames;
}

export interface ConflictLine {
  readonly conflict: Conflict;
  readonly sides: readonly (readonly DeskRow[])[];
}

export interface ConflictsAnswer {
  readonly counts: Readonly<Record<string, number>>;
  readonly total: number;
  readonly offset: number;
  readonly lines: readonly ConflictLine[];
  /** Power, as it stands in directions, → name. */
  readonly names: Readonly<Record<string, string>>;
  readonly entities: EntityNames;
}

export interface VoiceAnswer {
  readonly entity: Entity;
  /** Why there is no page of scores; null where there is. */
  readonly withheld: string | null;
  readonly totals: Readonly<Record<ListedKind, number>>;
  readonly statements: readonly DeskRow[];
  readonly forecasts: readonly ProspectLine[];
  readonly score: Score | null;
  /** Through whom the words came, most frequent first, and the filter each stands for. */
  readonly carriers: readonly (FacetValue & { readonly as: 'publisher' | 'via' })[];
  readonly entities: EntityNames;
}
