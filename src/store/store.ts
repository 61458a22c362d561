import type {
  AnyExtracted,
  AnyRecord,
  Assessment,
  Attribution,
  Contract,
  DocumentRecord,
  Entity,
  Event,
  Forecast,
  Judgement,
  Refusal,
} from '../core/record.ts';
import type { ViewIndex } from '../ledger/viewindex.ts';

/** Record kinds that lists show and filters apply to. */
export const LISTED = ['attribution', 'event', 'forecast', 'assessment'] as const;
export type ListedKind = (typeof LISTED)[number];
export const isListed = (kind: string): kind is ListedKind => (LISTED as readonly string[]).includes(kind);
export type ListedRecord = Contract<Attribution | Event | Forecast | Assessment>;

/** The raw bytes an article came from. */
export interface Evidence {
  /** Path, URL or FILE#id as given. */
  readonly location: string;
  /** SHA-256 of `bytes`, hex. */
  readonly sha256: string;
  /** ISO instant. */
  readonly retrieved: string;
  /** URL after redirects; null unless fetched. */
  readonly finalUrl: string | null;
  readonly bytes: Uint8Array;
}

/** One article as read: everything the ledger keeps of it, committed whole or not at all. */
export interface Bundle {
  readonly text: string;
  readonly evidence: Evidence;
  /** Digest of what was given: the bytes and what was known beforehand. */
  readonly input: string;
  /** Version of the reader: model, lexicon and program. */
  readonly reader: string;
  /** Document first, then entities and extracted records, in contract form. */
  readonly records: readonly Contract<AnyRecord>[];
  /** What was found and dropped. */
  readonly refused?: readonly Contract<Refusal>[];
}

/** The newest input read from a location, and what became of it. */
export interface LastRead {
  readonly input: string;
  /** SHA-256 of its bytes, hex. */
  readonly sha256: string;
  /** ISO instant. */
  readonly retrieved: string;
  readonly document: string;
  /** Version of the reader of the document's current reading. */
  readonly reader: string;
}

/** What committing a bundle did to the ledger. */
export type Change = 'added' | 'updated' | 'unchanged';

/** An input that could not be read, kept until it is read or named no more. */
export interface Failure {
  readonly location: string;
  readonly code: string;
  readonly cause: string;
  readonly remedy: string;
}

/** Which records a list holds; absent fields do not restrict. All given must hold. */
export interface Filter {
  /** Entity id, name or words of the source. */
  readonly source?: string;
  /** Medium, relayer or publisher: entity id, name or words. */
  readonly via?: string;
  /** One power or two (`RUS`, `RUS-CHN`, `Moscow`): ISO 3166 alpha-3, names or entity ids. */
  readonly about?: string;
  /** ISO day or prefix (`2023`, `2023-03`): said or happened on or after it. */
  readonly since?: string;
  readonly until?: string;
  /** Statements of negative polarity, events of status denied. */
  readonly denied?: boolean;
  readonly act?: string;
  /** Event type, wording class of a forecast, or dimension of an assessment. */
  readonly type?: string;
  /** Event status or grade of a forecast. */
  readonly status?: string;
  /** The publisher of that name; where there is none, those whose name contains it. */
  readonly publisher?: string;
  /** Reprint group: id of its earliest document. */
  readonly origin?: string;
  /** `unreviewed` (no judgement in force but marks) or a verdict in force. */
  readonly judged?: string;
  /**
   * What must occur in the record's sentence or in the names of those who have a part in it: words by their stem, phrases in
   * marks, those that OR joins in each other's place.
   */
  readonly words?: string;
  /** Document id. */
  readonly document?: string;
  /** Whether records of superseded documents count too (default no). */
  readonly allVersions?: boolean;
  /** By day; newest first by default. */
  readonly sort?: 'newest' | 'oldest';
  readonly limit?: number;
  readonly offset?: number;
}

const HEAD = [
  'id',
  'location',
  'url',
  'title',
  'publisher',
  'authors',
  'published',
  'retrieved',
  'sha256',
  'machineTranslated',
  'origin',
  'body',
] as const satisfies (keyof DocumentRecord)[];

/** What lists say of the document a record stands in. */
export type DocumentHead = Pick<Contract<DocumentRecord>, (typeof HEAD)[number]>;

/** What lists say of a document, from its record. */
export const headOf = (record: Contract<DocumentRecord>): DocumentHead =>
  Object.fromEntries(HEAD.map((field) => [field, record[field]])) as DocumentHead;

export interface Row<R = ListedRecord> {
  /** What the ledger says: the machine's reading with people's corrections. */
  readonly record: R;
  readonly document: DocumentHead;
  /** The machine's reading; absent where nobody corrected it. */
  readonly machine?: R;
}

export interface FacetValue {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

export type FacetField =
  | 'source'
  | 'via'
  | 'about'
  | 'type'
  | 'act'
  | 'status'
  | 'publisher'
  | 'month'
  | 'origin'
  | 'judged';

/** The values of fields, the most frequent first, at most 40 of each; of origins, reprints only. */
export type Facets = Readonly<Partial<Record<FacetField, readonly FacetValue[]>>>;

/** The records of a filter, as the ledger stood when they were chosen. */
export interface Choice {
  readonly total: number;
  /** In the order asked for; within a day in the order of reading. */
  readonly rows: (offset: number, limit: number) => readonly Row[];
  readonly facets: (fields: readonly FacetField[]) => Facets;
}

/** What a filter that asks less would find. */
export interface Near {
  /** The condition left out; null where only one of the words was kept. */
  readonly without: keyof Filter | null;
  /** The only word kept; null where all were, or none was asked for. */
  readonly word: string | null;
  readonly filter: Filter;
  readonly total: number;
}

/** A record made elsewhere, unreviewed until a person judges it. */
export interface Proposed {
  readonly id: string;
  /** Who or what made it. */
  readonly engine: string;
  readonly document: string;
  readonly kind: string;
  /** ISO instant at which it came in. */
  readonly at: string;
  readonly record: unknown;
}

/** Totals of the whole ledger. */
export interface Totals {
  readonly documents: number;
  /** Articles a person took out; they count nowhere else. */
  readonly out: number;
  readonly superseded: number;
  readonly failures: number;
  readonly judgements: number;
  /** Records of current readings, by kind. */
  readonly records: Readonly<Record<string, number>>;
}

/** The ledger as the rest of the program sees it. Every writing method is one transaction. */
export interface Store {
  put(bundle: Bundle): Change;
  /** What was last read from a location; null where nothing was. */
  lastRead(location: string): LastRead | null;
  noteFailure(failure: Failure): void;
  failures(): readonly Failure[];

  list(kind: ListedKind, filter?: Filter): readonly Row[];
  count(kind: ListedKind, filter?: Filter): number;
  /** The records of a filter worked out once: their number, pages and facets then cost little. */
  choose(kind: ListedKind, filter?: Filter): Choice;
  /**
   * Of a list that is empty, how many there would be with less asked: each word alone, and without each of the other
   * conditions. Most first.
   */
  near(kind: ListedKind, filter: Filter): readonly Near[];
  /** ISO 3166 code of the state a name means ("Moscow", "Russia", "rus"); null where it means none. */
  codeOf(name: string): string | null;
  /** The values of one field among the records of a filter. */
  facet(kind: ListedKind, field: FacetField, filter?: Filter): readonly FacetValue[];

  /**
   * Streams one kind, by document: records of a filter (listed kinds only), or with null of the current reading of every
   * document, superseded ones too.
   */
  each(kind: string, filter: Filter | null): IterableIterator<Row<Contract<AnyExtracted>>>;
  /** Streams every document by id, superseded ones too, those taken out not. */
  eachDocument(): IterableIterator<Contract<DocumentRecord>>;

  /** Newest first. */
  documents(
    filter?: Pick<Filter, 'words' | 'publisher' | 'since' | 'until' | 'allVersions' | 'limit' | 'offset'> & {
      /** Only those a person took out; without it never those. */
      readonly out?: boolean;
    },
  ): readonly Contract<DocumentRecord>[];
  document(id: string): Contract<DocumentRecord> | null;
  /** The same as the machine read it, where people corrected it; null where nobody did. */
  machineDocument(id: string): Contract<DocumentRecord> | null;
  /**
   * Texts in which the words occur, one after the other or (`any`) some of them, the likeliest first; of these at most
   * `limit`, those of superseded documents last.
   */
  textsWith(
    words: readonly string[],
    mode: 'phrase' | 'any',
    limit: number,
  ): readonly { readonly id: string; readonly text: string }[];
  text(document: string): string | null;
  evidence(document: string): readonly Evidence[];
  /** Records of a document's current reading in the contract's order. */
  recordsOf(document: string, kinds?: readonly string[]): readonly Contract<AnyExtracted>[];
  /** The machine's reading of those of them that people corrected. */
  machineRecords(document: string): readonly Contract<AnyExtracted>[];
  /** What a document's current reading found and dropped, kind by kind in text order. */
  refused(document: string): readonly Contract<Refusal>[];
  /** Ids of any kind that begin with `prefix`, at most 10. */
  idsLike(prefix: string): readonly { readonly id: string; readonly kind: string }[];
  record(id: string): Row<Contract<AnyExtracted>> | null;

  entity(id: string): Entity | null;
  /** Entities of that id, name or alias (case and accents aside); else those with such a word in a name. */
  entitiesNamed(name: string): readonly Entity[];
  /** Names of entities that begin with `start`, or have a word that does, case and accents aside. */
  namesLike(start: string, limit: number): readonly string[];
  entities(): IterableIterator<Entity>;
  /** What the ledger calls each state, by ISO 3166 code. */
  stateNames(): ReadonlyMap<string, string>;

  /** Appends a judgement; the same judgement again changes nothing. What it corrects is corrected everywhere at once. */
  judge(judgement: Judgement): void;
  withdraw(id: string, at: string): boolean;
  judgements(record?: string): readonly Judgement[];

  /** Keeps a record made elsewhere, apart from what the reader found; the same again changes nothing. */
  propose(proposal: Proposed): void;
  proposals(): readonly Proposed[];

  /** The derived views as they are kept. */
  readonly views: ViewIndex;
  /** How many documents the views do not yet have as they stand now. */
  viewsBehind(): number;
  /** Empties the views, so that all begin anew. */
  forgetViews(): void;
  /**
   * Brings the views up to date in one transaction: hands over documents to take up (at most `most`) and to leave out,
   * and marks them done. False when nothing was left to take up. Where merged entities changed, all begin anew.
   */
  refreshViews(
    most: number,
    merges: ReadonlyMap<string, string>,
    work: (index: ViewIndex, changed: { readonly added: readonly string[]; readonly gone: readonly string[] }) => void,
  ): boolean;

  /** A number that changes when another program, or another connection, writes to the ledger. */
  writtenElsewhere(): number;

  totals(): Totals;
  /** What is wrong with the file, in plain words: damage, half-written articles; empty where it is whole. */
  check(): readonly string[];
  close(): void;
}
