import type { Sentence } from '../core/analysis.ts';
import type { WordingClass } from '../core/record.ts';
import type { Span } from '../core/span.ts';
import type { HedgesLexicon } from '../lexicon/hedges.ts';
import { dependents } from './trees.ts';

/** Words that may foretell, and what they say of the clause under them. */
export interface Wording {
  readonly sentence: Sentence;
  /** Index of the head of what is foretold. */
  readonly predicate: number;
  /** Index of the word under which content, condition and horizon stand. */
  readonly scope: number;
  /** Indices of the words themselves. */
  readonly words: readonly number[];
  readonly class: WordingClass;
  /** The estimate's name in the scales; null where there is none. */
  readonly term: string | null;
  readonly rule: string;
  /** Counts only where somebody reports it ("would", "planned to"), or where it is dated ahead. */
  readonly reported?: boolean;
  /** The clause or noun told of must look ahead by itself ("it is possible that …"). */
  readonly looksAhead?: boolean;
  /** Counts only with a date ahead. */
  readonly dated?: boolean;
}

/** Finds wordings of one form; `isAgent` tells a name of somebody who can intend. */
export type Finder = (
  sentence: Sentence,
  lexicon: HedgesLexicon,
  isAgent: (span: Span) => boolean,
) => readonly Wording[];

/** "very" and the like beside a word. */
export const modifiersOf = (s: Sentence, lexicon: HedgesLexicon, index: number): readonly number[] =>
  dependents(s, index, 'advmod').filter((c) => lexicon.has('modifier', s.words[c]!.form));

/** "very likely", "not likely": the term one step up or over. */
export function strengthened(s: Sentence, lexicon: HedgesLexicon, index: number, term: string | null): string | null {
  const very = modifiersOf(s, lexicon, index).length > 0;
  if (very && (term === 'likely' || term === 'unlikely')) return `very ${term}`;
  return term;
}
