import type { Sentence, Word } from '../core/analysis.ts';
import { contains, type Span } from '../core/span.ts';

/** Index of the word that heads a span: the one whose own head lies outside; −1 where the trees do not tell. */
export function headIn(sentence: Sentence, span: Span): number {
  const inside = (i: number) => i >= 0 && contains(span, sentence.words[i]!);
  return sentence.words.findIndex((w, i) => inside(i) && !inside(w.head) && w.upos !== 'PUNCT');
}

/** Words that govern a word, from its head up to the root. */
export function governors(sentence: Sentence, index: number): readonly number[] {
  const path: number[] = [];
  for (let i = sentence.words[index]!.head; i >= 0 && path.length < 40; i = sentence.words[i]!.head) path.push(i);
  return path;
}

/** The subject of a predicate; −1 where it has none of its own. */
export const subjectOf = (sentence: Sentence, predicate: number): number =>
  sentence.words.findIndex((w) => w.head === predicate && w.deprel.startsWith('nsubj'));

export const isSubject = (word: Word | undefined): boolean => word?.deprel.startsWith('nsubj') ?? false;
