import type { Analysis, Sentence } from '../core/analysis.ts';
import type { Quotation } from '../core/reading.ts';
import { contains, overlaps, type Span } from '../core/span.ts';
import { sentenceIndexAt } from '../extract/trees.ts';
import type { Antecedent } from './antecedents.ts';
import { headIn } from './sentencetree.ts';

/** Sentences outside marks, without a person who speaks in them, over which a speaker is kept in mind. */
const PATIENCE = 2;

/**
 * Who speaks, sentence by sentence: "He added", "the expert noted" at the head of a sentence is the one who spoke last
 * (the centre of attention of centering theory). Only the article's own frames count, not what others are quoted to say.
 */
export class Voices {
  readonly #sources: readonly (readonly Span[])[];
  readonly #contents: readonly (readonly Span[])[];
  readonly #quotations: readonly Quotation[];
  #last: string | null = null;
  #silent = 0;

  constructor({ sentences, frames }: Analysis, quotations: readonly Quotation[]) {
    const sources: Span[][] = sentences.map(() => []);
    const contents: Span[][] = sentences.map(() => []);
    for (const frame of frames) {
      const [cue] = frame.cue;
      const at = cue && sentenceIndexAt(sentences, cue.from);
      if (!cue || at === null || at === undefined) continue;
      const reported = frames.some((f) => f !== frame && f.content.some((c) => contains(c, cue)));
      if (reported || quotations.some((q) => contains(q, cue))) continue;
      sources[at]!.push(...frame.source);
      contents[at]!.push(...frame.content);
    }
    this.#sources = sources;
    this.#contents = contents;
    this.#quotations = quotations;
  }

  /** True where these words are, on their own, the source of what a sentence reports. */
  speaks(sentence: number, span: Span): boolean {
    return this.#sources[sentence]!.some((s) => contains(s, span) && s.to - s.from <= span.to - span.from + ARTICLE);
  }

  /** The person who spoke last before the current sentence; null where nobody did, or nobody in particular. */
  get last(): string | null {
    return this.#last;
  }

  /** Goes on to the next sentence; `here` are the people of the one just read. */
  pass(sentence: Sentence, index: number, here: readonly Antecedent[]): void {
    if (this.#quotations.some((q) => contains(q, sentence))) return;
    const isNamed = (s: Span) => sentence.words.some((w) => w.upos === 'PROPN' && overlaps(w, s));
    const sources = this.#sources[index]!.filter((s) => isNamed(s) || here.some((a) => overlaps(a.span, s)));
    if (sources.length === 0) {
      const isOther = here.some((a) => a.isSubject && a.entity !== this.#last && !this.#isQuoted(a.span));
      if (isOther || ++this.#silent > PATIENCE) this.#last = null;
      return;
    }
    this.#silent = 0;
    const speakers = new Set(sources.map((s) => speakerIn(sentence, s, here)));
    const [speaker] = speakers;
    const isPronoun = ({ span }: Antecedent) => sentence.words.some((w) => w.from === span.from && w.upos === 'PRON');
    const isRivalled = here.some(
      (a) => a.isSubject && a.entity !== speaker && !isPronoun(a) && !this.#isReported(index, a.span),
    );
    this.#last = speakers.size === 1 && speaker && !isRivalled ? speaker : null;
  }

  #isReported(sentence: number, span: Span): boolean {
    return this.#isQuoted(span) || this.#contents[sentence]!.some((c) => contains(c, span));
  }

  #isQuoted(span: Span): boolean {
    return this.#quotations.some((q) => contains(q, span));
  }
}

/** Letters of "the " before a noun. */
const ARTICLE = 4;

/** The one person who heads a source; null where there is none, or a list. */
function speakerIn(sentence: Sentence, source: Span, here: readonly Antecedent[]): string | null {
  const inside = here.filter((a) => overlaps(a.span, source));
  const named = new Set(inside.map((a) => a.entity));
  if (named.size === 1) return [...named][0]!;
  const head = sentence.words[headIn(sentence, source)];
  const isList = sentence.words.some((w) => w.deprel === 'conj' && inside.some((a) => contains(a.span, w)));
  return (head && !isList && inside.find((a) => contains(a.span, head))?.entity) || null;
}
