import type { Sentence } from '../core/analysis.ts';
import { contains, type Span } from '../core/span.ts';
import { governors, headIn, isSubject, subjectOf } from './sentencetree.ts';

/** The nearest subject above the pronoun: its own clause's for "his" and "himself", the next clause's for "he" and "him". */
export function subjectAbove<A extends { readonly span: Span; readonly head: number }>(
  sentence: Sentence,
  at: number,
  own: readonly A[],
): A | null {
  const word = sentence.words[at]!;
  let isOwnClause = word.deprel === 'nmod:poss' || /self$/u.test(word.form);
  for (const predicate of governors(sentence, at)) {
    const subject = subjectOf(sentence, predicate);
    if (subject < 0 || subject > at || (subject !== at && isUnder(sentence, at, subject))) continue;
    if (subject !== at && isOwnClause)
      return own.find((a) => a.head === subject || contains(a.span, sentence.words[subject]!)) ?? null;
    isOwnClause = true;
  }
  return null;
}

const isUnder = (sentence: Sentence, at: number, top: number): boolean => governors(sentence, at).includes(top);

/** "him" is never the subject of its own clause (binding principle B), nor "he" whom he addresses ("addressing N, he said"). */
export function isBound(sentence: Sentence, at: number, a: { readonly span: Span }): boolean {
  const word = sentence.words[at]!;
  if (isSubject(word)) {
    const other = sentence.words[headIn(sentence, a.span)];
    const participle = other && /^(obj|iobj|obl)/u.test(other.deprel) ? sentence.words[other.head] : undefined;
    return participle?.deprel === 'advcl' && participle.head === word.head && subjectOf(sentence, other!.head) < 0;
  }
  if (!/^(obj|iobj|obl)/u.test(word.deprel) || /self$/u.test(word.form)) return false;
  const subject = subjectOf(sentence, word.head);
  return subject >= 0 && contains(a.span, sentence.words[subject]!);
}
