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

/** The model's reading of a sentence's event: a hint that the lexicon and the tree confirm or overrule. */
export interface EventHint {
  /** Index in `analysis.sentences`. */
  readonly sentence: number;
  readonly type: string;
  readonly confidence: number;
  readonly actor: readonly Span[];
  readonly recipient: readonly Span[];
  readonly trigger: Span | null;
}

/** What one pass of the reader model says of a text. Offsets are UTF-16 units of the document's text. */
export interface Analysis {
  readonly sentences: readonly Sentence[];
  readonly names: readonly Name[];
  readonly frames: readonly Frame[];
  /** Empty where hints were not asked for. */
  readonly events: readonly EventHint[];
  readonly reader: { readonly model: string; readonly version: string };
}

/** The port behind which the reader model stands. */
export interface Analyzer {
  /** Reads the given paragraphs (body text only) of `text`; the same input gives the same output, whatever ran before. */
  analyze(text: string, paragraphs: readonly Span[]): Promise<Analysis>;
  close(): Promise<void>;
}
