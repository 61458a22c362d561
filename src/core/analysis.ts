import type { Span } from './span.ts';

/** One syntactic word (Universal Dependencies 2). */
export interface Word extends Span {
  readonly form: string;
  readonly lemma: string;
  readonly upos: string;
  /** Index of the head in `sentence.words`; −1 for the root. */
  readonly head: number;
  readonly deprel: string;
  /** FactBank-like score of a predicate, −3 (certainly not) to 3 (certainly so); absent on other words. */
  readonly factuality?: number;
}

export interface Sentence extends Span {
  readonly words: readonly Word[];
}

export type NameType = 'PER' | 'ORG' | 'GPE' | 'LOC' | 'NORP' | 'DATE' | 'EVENT' | 'MISC';

export interface Name extends Span {
  readonly type: NameType;
  /** The model's own, finer tag (MONEY, FAC, PRODUCT, ...), where the reader is a model. */
  readonly label?: string;
  readonly confidence: number;
}

/** An attribution as the model sees it (PARC, PolNeAR): frames may nest, and may lack a source. */
export interface Frame {
  readonly source: readonly Span[];
  readonly cue: readonly Span[];
  readonly content: readonly Span[];
  readonly confidence: number;
}

/** A word that heads a phrase with a part in an act. */
export interface Link {
  /** Index in `analysis.sentences`, and of the word in it. */
  readonly sentence: number;
  readonly word: number;
  /** 0…1, that it has the part. */
  readonly confidence: number;
}

/** An act as the model sees it (PLOVER 2.0): a word that tells it, its type and status, and who and when by the words that say so. */
export interface Act {
  /** Index in `analysis.sentences`, and of the trigger in it. */
  readonly sentence: number;
  readonly word: number;
  /** 0…1, that the word tells a political act at all. */
  readonly confidence: number;
  readonly type: string;
  readonly status: string;
  /** 0…1, of type and status, an act given. */
  readonly typeConfidence: number;
  readonly statusConfidence: number;
  /** Possible parties and days, the likeliest first; several words may stand for one party. */
  readonly actors: readonly Link[];
  readonly recipients: readonly Link[];
  readonly times: readonly Link[];
}

/** A word that heads what is said to come, with the class of the wording. */
export interface Foretold extends Link {
  readonly class: string;
}

/** Words that claim something of the relation of powers; `dimension` as in an assessment. */
export interface Claim extends Span {
  readonly dimension: string;
  readonly confidence: number;
}

/** What one pass of the reader model says of a text. Offsets are UTF-16 units of the document's text. */
export interface Analysis {
  readonly sentences: readonly Sentence[];
  readonly names: readonly Name[];
  readonly frames: readonly Frame[];
  readonly acts: readonly Act[];
  readonly foretold: readonly Foretold[];
  readonly claims: readonly Claim[];
  readonly reader: { readonly model: string; readonly version: string };
}

/** The port behind which the reader model stands. */
export interface Analyzer {
  /** Reads the given paragraphs (body text only) of `text`; the same input gives the same output, whatever ran before. */
  analyze(text: string, paragraphs: readonly Span[]): Promise<Analysis>;
  close(): Promise<void>;
}
