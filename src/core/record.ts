import type { DateBasis, Interval } from './date.ts';
import type { Span } from './span.ts';

/** Something the text withholds or the reader could not settle; collected on the record, never thrown. */
export interface Issue {
  readonly code: string;
  readonly message: string;
  readonly span?: Span;
}

/** A span of text and the entity it stands for; `entity` null means unresolved. */
export interface Ref {
  readonly span: Span;
  readonly entity: string | null;
}

/** What every extracted record carries. Field order here is the order in JSONL. */
export interface Extracted {
  readonly kind: string;
  /** Hash of document id, kind and defining spans: a better reader keeps it. */
  readonly id: string;
  readonly document: string;
  readonly issues: readonly Issue[];
  /** 0…1; how sure the rule or head is of the record's spans and kind. */
  readonly confidence: number;
  /** The rule or head that found it, its version, and the rules that changed it, in their order; absent where none did. */
  readonly reader: { readonly rule: string; readonly version: string; readonly changes?: readonly RuleChange[] };
}

/** What one rule changed of a record: the fields as they stood before. */
export interface RuleChange {
  /** Id of the rule. */
  readonly id: string;
  readonly was: Readonly<Record<string, Span | readonly Span[] | string | null>>;
}

/** Something found and dropped, by which rule, and what had found it. */
export interface Refusal {
  readonly kind: string;
  /** The word it hung on, such as a cue; null where none. */
  readonly on: Span | null;
  /** The words it was about. */
  readonly content: readonly Span[];
  readonly found: string;
  readonly rule: string;
}

export type EntityType = 'state' | 'person' | 'organisation' | 'place' | 'group' | 'media' | 'office' | 'unknown';

/** A power, person or organisation. `id` is a Wikidata QID where the lexicon has it, else local. */
export interface Entity {
  readonly kind: 'entity';
  readonly id: string;
  readonly name: string;
  readonly type: EntityType;
  /** ISO 3166 alpha-3 of the state it is or belongs to; CAMEO actor code and PLOVER sector; null where none applies. */
  readonly codes: { readonly iso3: string | null; readonly cameo: string | null; readonly sector?: string | null };
  /** Every spelling seen or known. */
  readonly names: readonly string[];
  /** Descriptions the text gives ("political scientist"); absent for lexicon entities. */
  readonly descriptions?: readonly string[];
}

export interface Mention extends Extracted {
  readonly kind: 'mention';
  readonly span: Span;
  readonly entity: string | null;
  /** name, role description, nominal, pronoun. */
  readonly form: 'name' | 'role' | 'nominal' | 'pronoun';
}

export interface TimeExpression extends Extracted {
  readonly kind: 'time';
  readonly span: Span;
  /** Resolved interval; null where unresolved. */
  readonly from: string | null;
  readonly to: string | null;
  readonly basis: DateBasis | null;
  readonly type: 'date' | 'duration' | 'set';
}

export type Act = 'statement' | 'belief' | 'intention' | 'decree' | 'question';

/** What a chain calls a publisher that neither text nor metadata names. */
export const UNKNOWN_PUBLISHER = 'unknown publisher';

/** One link of a chain, publisher first, source last; a link without a span says null (why: in issues). */
export interface Link {
  readonly label: string;
  readonly entity: string | null;
  readonly span: Span | null;
}

export interface Attribution extends Extracted {
  readonly kind: 'attribution';
  readonly form: 'direct' | 'indirect' | 'mixed';
  readonly act: Act;
  readonly source: Ref | null;
  readonly cue: Span | null;
  readonly content: readonly Span[];
  readonly addressee: Ref | null;
  readonly medium: Ref | null;
  readonly polarity: '+' | '-';
  /** Id of the attribution this one stands in. */
  readonly in: string | null;
  readonly chain: readonly Link[];
  readonly said: Interval | null;
}

export type Status = 'asserted' | 'denied' | 'possible' | 'future' | 'hypothetical';

export interface Participant extends Ref {
  /** ISO 3166 alpha-3 and PLOVER sector, from the entity or the description; null where unknown. */
  readonly country: string | null;
  readonly sector: string | null;
}

export interface Quantity {
  readonly span: Span;
  readonly value: number;
  readonly unit: string;
}

/** A PLOVER 2.0 event with a status, on somebody's word. */
export interface Event extends Extracted {
  readonly kind: 'event';
  readonly type: string;
  readonly mode: readonly string[];
  readonly context: readonly string[];
  readonly quad: 1 | 2 | 3 | 4;
  readonly goldstein: number;
  /** CAMEO 1.1b3 root nearest to the type, two digits: a crosswalk for those who work with CAMEO. */
  readonly cameo?: string;
  readonly trigger: Span;
  readonly actors: readonly Participant[];
  readonly recipients: readonly Participant[];
  readonly place: Ref | null;
  readonly quantities: readonly Quantity[];
  readonly when: Interval | null;
  readonly status: Status;
  /** Id of the attribution on whose word it stands; null: the document's own. */
  readonly saidIn: string | null;
}

export type WordingClass = 'categorical' | 'intention' | 'possibility' | 'estimative';

export interface Forecast extends Extracted {
  readonly kind: 'forecast';
  readonly by: { readonly label: string; readonly entity: string | null };
  readonly saidIn: string | null;
  readonly content: readonly Span[];
  readonly wording: { readonly span: Span; readonly class: WordingClass };
  readonly probability: { readonly low: number; readonly high: number; readonly scheme: string } | null;
  readonly horizon: Interval | null;
  readonly condition: Span | null;
  readonly grade: 'A' | 'B' | 'C';
}

export type Dimension = 'dependence' | 'alignment' | 'interest' | 'leverage' | 'motive';

export interface Assessment extends Extracted {
  readonly kind: 'assessment';
  readonly by: { readonly label: string; readonly entity: string | null };
  readonly saidIn: string | null;
  readonly content: readonly Span[];
  /** Entity ids of the powers it is about. */
  readonly about: readonly string[];
  readonly dimension: Dimension;
  /** "A>B" by ISO 3166 code, from the first power to the second (A depends on B); several pairs stand with commas; null where none. */
  readonly direction: string | null;
  readonly condition: Span | null;
}

/** A person's decision about a stretch of text; stored with kind, spans and quotes so that it re-attaches only where they match. */
export interface Judgement {
  readonly kind: 'judgement';
  readonly id: string;
  readonly on: {
    readonly kind: string;
    readonly record: string;
    readonly document: string | null;
    readonly spans: readonly Quoted[];
  };
  readonly verdict: string;
  readonly by: string;
  /** ISO instant. */
  readonly at: string;
  /** Why; of a correction the true value, several parted by semicolons. */
  readonly note: string | null;
  /** Entities that the names in a correction's note mean, in their order; null for one the ledger does not know. */
  readonly entities?: readonly (string | null)[];
  readonly withdrawn: string | null;
}

/** A span with the characters it covers. */
export interface Quoted extends Span {
  readonly quote: string;
}

/** A person's addition of the publisher's page to the ledger. */
export interface DocumentRecord {
  readonly kind: 'document';
  readonly id: string;
  /** Path, URL or FILE#id as given. */
  readonly location: string;
  /** SHA-256 of the raw bytes. */
  readonly sha256: string;
  /** ISO instant of retrieval. */
  readonly retrieved: string;
  readonly title: string | null;
  readonly authors: readonly string[];
  readonly publisher: string | null;
  readonly url: string | null;
  /** ISO 639-1. */
  readonly language: string | null;
  readonly published: Interval | null;
  readonly machineTranslated: { readonly reasons: readonly string[] } | null;
  readonly translationOf: string | null;
  /** Reprint group: the id of the group's earliest document. */
  readonly origin: string | null;
  readonly supersedes: string | null;
  readonly body: readonly Span[];
  readonly furniture: readonly Span[];
  readonly issues: readonly Issue[];
  readonly reader: { readonly rule: string; readonly version: string };
}

export type AnyExtracted = Mention | TimeExpression | Attribution | Event | Forecast | Assessment;
export type AnyRecord = DocumentRecord | Entity | AnyExtracted;

/** A record as it leaves the program: every span in code points, with its quote. */
export type Contract<T> = T extends Span
  ? T & { readonly quote: string }
  : T extends readonly (infer U)[]
    ? readonly Contract<U>[]
    : T extends object
      ? { readonly [K in keyof T]: Contract<T[K]> }
      : T;
