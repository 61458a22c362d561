import type { Analysis, Sentence } from '../core/analysis.ts';
import type { Quotation } from '../core/reading.ts';
import type { Entity, EntityType } from '../core/record.ts';
import { contains, overlaps, type Span } from '../core/span.ts';
import { spanOf } from '../extract/mentions-lines.ts';
import { sentenceIndexAt } from '../extract/trees.ts';
import type { Actors } from '../lexicon/actors.ts';
import type { Scene, Sighting } from './scene.ts';
import { headIn, isSubject } from './sentencetree.ts';

/** An entity where the text speaks of it; `entity` is null for somebody without a name ("a driver"). */
export interface Seen {
  readonly entity: string | null;
  readonly line: number;
  readonly span: Span;
  readonly head: number;
  readonly isSubject: boolean;
  /** An adjective or owner of something else ("Russian", "Putin's"). */
  readonly isAside: boolean;
  readonly isSource: boolean;
  readonly quotation: Quotation | null;
  readonly isPeople: boolean;
}

/** Whom an article has spoken of so far, where, and who spoke in it. */
export class Discourse {
  readonly scene: Scene;
  readonly sentences: readonly Sentence[];
  readonly things: ReadonlyMap<string, Entity>;
  readonly seen = new Map<string, Seen[]>();
  /** People without a name, in text order. */
  readonly nameless: Seen[] = [];
  /** Who spoke, the last first; null for nobody in particular. */
  readonly spoke: (string | null)[] = [];
  readonly #quotations: readonly Quotation[];
  readonly #sources: readonly (readonly Span[])[];
  /** Sources of the article's own reports, not of what others are quoted to say. */
  readonly #tellers: readonly (readonly Span[])[];
  /** Sentences before each one that do not stand in a quotation. */
  readonly #told: readonly number[];
  readonly #contents: readonly { readonly source: Span; readonly content: Span }[];

  constructor(scene: Scene, analysis: Analysis, quotations: readonly Quotation[], things: ReadonlyMap<string, Entity>) {
    this.scene = scene;
    this.sentences = analysis.sentences;
    this.things = things;
    this.#quotations = quotations;
    const [sources, tellers] = [0, 1].map(() => analysis.sentences.map((): Span[] => [])) as [Span[][], Span[][]];
    for (const { source, cue } of analysis.frames)
      for (const span of cue.length > 0 ? source : []) {
        const at = sentenceIndexAt(analysis.sentences, span.from);
        if (at === null) continue;
        sources[at]!.push(span);
        const isQuoted = quotations.some((q) => contains(q, cue[0]!));
        if (!isQuoted && !analysis.frames.some((f) => f.content.some((c) => contains(c, cue[0]!))))
          tellers[at]!.push(span);
      }
    this.#sources = sources;
    this.#tellers = tellers;
    let told = 0;
    this.#told = analysis.sentences.map((s) => (quotations.some((q) => contains(q, s)) ? told : told++));
    this.#contents = analysis.frames.flatMap(({ source, content }) =>
      source.slice(0, 1).flatMap((s) => content.map((c) => ({ source: s, content: c }))),
    );
  }

  quotationAround(span: Span): Quotation | null {
    return this.#quotations.find((q) => contains(q, span)) ?? null;
  }

  /** True where a word heads the source of what a sentence reports. */
  isSource(line: number, head: number): boolean {
    const sentence = this.sentences[line]!;
    return this.#sources[line]!.some((s) => headIn(sentence, s) === head);
  }

  /** Sentences from one to another, those inside quotations left out. */
  linesBetween(from: number, to: number): number {
    return this.#told[to]! - this.#told[from]!;
  }

  /** The sources of the reports that hold a span. */
  sourcesAround(span: Span): readonly Span[] {
    return this.#contents.filter(({ content }) => contains(content, span)).map(({ source }) => source);
  }

  typeOf(entity: string): EntityType {
    if (this.scene.cast.members.has(entity)) return 'person';
    return this.things.get(entity)?.type ?? this.scene.actors.entities.get(entity)?.type ?? 'unknown';
  }

  nameOf(entity: string): string {
    const { cast, actors } = this.scene;
    return (actors.entities.get(entity) ?? cast.members.get(entity) ?? this.things.get(entity))?.name ?? entity;
  }

  /** The sightings of a line, with the people in it whom nothing names. */
  readLine(line: number, others: readonly Sighting[]): readonly Seen[] {
    const sentence = this.sentences[line]!;
    const all = [...this.scene.byLine[line]!, ...others].filter((s) => !s.isDropped && isSomebody(s));
    const sighted = all.map((s) => this.at(line, spanOf(this.scene.lines[line]!, s.from, s.to), s.entity, s.draft.use));
    const nameless = sentence.words.flatMap((word) =>
      isSubject(word) &&
      word.upos === 'NOUN' &&
      isHuman(this.scene.actors, word.lemma) &&
      !sighted.some((s) => overlaps(s.span, word))
        ? [this.at(line, word, null, null)]
        : [],
    );
    return [...sighted, ...nameless].sort((a, b) => a.span.from - b.span.from || b.span.to - a.span.to);
  }

  at(line: number, span: Span, entity: string | null, use: string | null): Seen {
    const sentence = this.sentences[line]!;
    const head = topOf(sentence, headIn(sentence, span));
    const word = sentence.words[head];
    return {
      entity,
      line,
      span,
      head,
      isSubject: isSubject(word),
      isAside: use === 'adjective' || /^(?:nmod:poss|amod|compound)$/u.test(word?.deprel ?? ''),
      isSource: this.isSource(line, head),
      quotation: this.quotationAround(span),
      isPeople: use === 'people',
    };
  }

  note(seen: Seen): void {
    if (seen.entity === null) this.nameless.push(seen);
    else this.seen.set(seen.entity, [...(this.seen.get(seen.entity) ?? []), seen]);
  }

  /** Ends a line: its sources have spoken. */
  endLine(line: number, here: readonly Seen[]): void {
    const sentence = this.sentences[line]!;
    for (const source of this.#tellers[line]!) {
      const head = headIn(sentence, source);
      const who =
        here.find((s) => s.head === head) ?? here.find((s) => head >= 0 && contains(s.span, sentence.words[head]!));
      this.spoke.unshift(who?.entity ?? null);
    }
  }
}

/** True for a common noun that a human being may be called. */
const isHuman = (actors: Actors, lemma: string): boolean =>
  actors.titles.get(lemma).length > 0 ||
  actors.descriptions.get(lemma).some(({ kind }) => kind === 'human' || kind === 'person');

/** Known, or a person without a known name; a bare title means nobody yet. */
const isSomebody = ({ entity, draft }: Sighting): boolean =>
  entity !== null || draft.kind === 'person' || (draft.kind === 'role' && draft.role!.of !== null);

/** "The teammate Anna Bel", "a soldier named Otto": the word whose place in the clause a name shares. */
function topOf(sentence: Sentence, head: number): number {
  let at = head;
  for (let steps = 0; at >= 0 && steps < 4; steps++) {
    const word = sentence.words[at]!;
    const above = sentence.words[word.head];
    const isNaming = above !== undefined && /^(?:named|called)$/u.test(above.form) && above.deprel.startsWith('acl');
    if (isNaming) at = above.head;
    else if (/^(?:flat|appos)/u.test(word.deprel)) at = word.head;
    else break;
  }
  return at;
}
