import type { Analysis, Name, Sentence, Word } from '../core/analysis.ts';
import { overlaps, type Span } from '../core/span.ts';
import type { Actors, NameUse } from '../lexicon/actors.ts';
import type { DescriptionKind } from '../lexicon/offices.ts';
import type { Found } from '../lexicon/phrases.ts';
import { type Piece, pieces } from '../lexicon/pieces.ts';

/** One sentence cut into pieces, with the lexicon's hits; positions count pieces of the line. */
export interface Line {
  readonly sentence: number;
  readonly pieces: readonly Piece[];
  readonly hits: readonly Found<NameUse>[];
  readonly names: readonly Name[];
  /** Part of speech by piece; empty where the analysis has no words. */
  readonly tags: readonly string[];
  /** Relation to its head by piece; empty where the analysis has no words. */
  readonly relations: readonly string[];
}

/** Pieces of a sentence that are looked at; what has more is a list or a table. */
const LONGEST = 1000;

/** The sentences of an analysis as lines. */
export function lines(text: string, analysis: Analysis, actors: Actors): readonly Line[] {
  const ordered = [...analysis.names].sort((a, b) => a.from - b.from);
  let next = 0;
  return analysis.sentences.map((sentence, index) => {
    const list = pieces(text, sentence).slice(0, LONGEST);
    const names: Name[] = [];
    while (next < ordered.length && ordered[next]!.from < sentence.to) names.push(ordered[next++]!);
    const of = wordsOf(list, sentence);
    return {
      sentence: index,
      pieces: list,
      hits: actors.names.all(list),
      names,
      tags: of.map((w) => w.upos),
      relations: of.map((w) => w.deprel),
    };
  });
}

/** The word of the tree that each piece belongs to. */
function wordsOf(list: readonly Piece[], { words }: Sentence): readonly Word[] {
  let next = 0;
  if (words.length === 0) return [];
  return list.map((piece) => {
    while (next + 1 < words.length && words[next]!.to <= piece.from) next++;
    return words[next]!;
  });
}

/** True unless the trees say that the piece is no noun: "general" in "the general doctrine", "head" in "they head home". */
export const mayBeNoun = (line: Line, at: number): boolean => !/^(ADJ|ADV|AUX|VERB|ADP)$/u.test(line.tags[at] ?? '');

/** True where the trees make the piece the subject of a clause. */
export const isSubjectAt = (line: Line, at: number): boolean => line.relations[at]?.startsWith('nsubj') ?? false;

/** The span of pieces `from` to `to` (end-exclusive). */
export const spanOf = (line: Line, from: number, to: number): Span => ({
  from: line.pieces[from]!.from,
  to: line.pieces[to - 1]!.to,
});

/** First and one-past-last piece that a span touches; null where it touches none. */
export function range(line: Line, span: Span): { readonly from: number; readonly to: number } | null {
  const from = line.pieces.findIndex((p) => overlaps(p, span));
  if (from < 0) return null;
  let to = from;
  while (to < line.pieces.length && overlaps(line.pieces[to]!, span)) to++;
  return { from, to };
}

export const lower = (piece: Piece | undefined): string => piece?.form.toLowerCase() ?? '';

/** True where the pieces before `at` are `'s` or a bare apostrophe; how many they are. */
export function possessiveBefore(line: Line, at: number): number {
  if (lower(line.pieces[at - 1]) === 's' && line.pieces[at - 2]?.form === "'") return 2;
  return line.pieces[at - 1]?.form === "'" ? 1 : 0;
}

/** The longest description of one of the kinds that starts at a piece; null where none does. */
export function describedAt(actors: Actors, line: Line, at: number, kinds: readonly DescriptionKind[]) {
  const hit = actors.descriptions.longest(line.pieces, at);
  const values = hit?.values.filter((v) => kinds.includes(v.kind)) ?? [];
  return hit && values.length > 0 ? { from: hit.from, to: hit.to, values } : null;
}

/** The description of one of the kinds that ends just before a piece (at most four pieces long). */
export function describedBefore(actors: Actors, line: Line, at: number, kinds: readonly DescriptionKind[]) {
  for (let start = Math.max(0, at - 4); start < at; start++) {
    const hit = describedAt(actors, line, start, kinds);
    if (hit?.to === at) return hit;
  }
  return null;
}
