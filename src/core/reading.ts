import type { Analysis, Sentence, Word } from './analysis.ts';
import type { Interval } from './date.ts';
import type {
  Assessment,
  Attribution,
  DocumentRecord,
  Entity,
  Event,
  Forecast,
  Issue,
  Mention,
  Refusal,
  TimeExpression,
} from './record.ts';
import type { OffsetMap, Span } from './span.ts';

/** A repaired stretch of quoted words inside one or more paragraphs; `inner` excludes the marks. */
export interface Quotation extends Span {
  readonly inner: Span;
  /** True when a mark was missing or wrong and the end was inferred. */
  readonly repaired: boolean;
}

/** A post of a live blog: a stretch of the text with a day of its own. */
export interface Post extends Span {
  readonly published: Interval;
}

/** A block quotation: its words, and the name under them where it is signed. */
export interface BlockQuote extends Span {
  readonly signature: Span | null;
}

/** A fixed text with what is known of it; everything else is a span of it. */
export interface Article {
  readonly record: DocumentRecord;
  readonly text: string;
  /** Headline inside the text, null where the text does not carry it. */
  readonly headline: Span | null;
  /** Paragraphs of the body in text order (furniture excluded, headline excluded). */
  readonly paragraphs: readonly Span[];
  readonly offsets: OffsetMap;
  /** Posts of a live blog, in text order; dates in them count from their own day. Absent in other articles. */
  readonly posts?: readonly Post[];
  /** Stretches of whole paragraphs that the page sets as block quotations, the signature excluded; absent where none. */
  readonly blockQuotes?: readonly BlockQuote[];
}

/** What stages add to an article; each layer is written once and never changed. */
export interface Layers {
  readonly analysis: Analysis;
  readonly quotations: readonly Quotation[];
  readonly times: readonly TimeExpression[];
  readonly mentions: readonly Mention[];
  readonly entities: readonly Entity[];
  readonly attributions: readonly Attribution[];
  readonly events: readonly Event[];
  readonly forecasts: readonly Forecast[];
  readonly assessments: readonly Assessment[];
}

export type LayerName = keyof Layers;

/** One reading of one article: the fixed text, the layers found so far, the issues of the document, and what was dropped. */
export type Reading = {
  readonly article: Article;
  readonly issues: readonly Issue[];
  /** What stages found and dropped. */
  readonly refused?: readonly Refusal[];
} & Partial<Layers>;

/** A reading in which the named layers are present. */
export type ReadingWith<N extends LayerName> = Reading & Pick<Layers, N>;

/** A finder or resolver: declares the layers it needs and those it gives, and returns a new reading. */
export interface Stage<N extends LayerName = LayerName, G extends LayerName = LayerName> {
  readonly name: string;
  readonly needs: readonly N[];
  readonly gives: readonly G[];
  readonly run: (reading: ReadingWith<N>) => Promise<ReadingWith<N | G>> | ReadingWith<N | G>;
}

export type { Analysis, Sentence, Word };
