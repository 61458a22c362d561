import type { Word } from '../core/analysis.ts';

/**
 * Makes a noun of a bare verb that has an article ("ordered the release of two men"): Universal Dependencies gives
 * determiners to nominals alone. One that stood as the open complement of a verb without an object is its object.
 */
export function settleNominals(words: readonly Word[]): readonly Word[] {
  const nominal = words.map((word, i) => word.upos === 'VERB' && word.form === word.lemma && hasArticle(words, i));
  if (!nominal.includes(true)) return words;
  const hasObject = (verb: number) => words.some((w) => w.head === verb && /^i?obj$/u.test(w.deprel));
  return words.map((word, i): Word => {
    if (!nominal[i]) return word;
    const isObject = word.deprel === 'xcomp' && !hasObject(word.head);
    return { ...word, upos: 'NOUN', deprel: isObject ? 'obj' : word.deprel };
  });
}

const hasArticle = (words: readonly Word[], i: number): boolean =>
  words.some((w) => w.head === i && w.deprel === 'det' && /^(?:the|an?)$/iu.test(w.form));
