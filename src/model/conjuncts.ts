import type { Word } from '../core/analysis.ts';

/** Auxiliaries that make a verb finite, or a participle passive or perfect. */
const FINITE = /^(?:am|is|are|was|were|has|have|had|do|does|did|will|would|can|could|may|might|shall|should|must)$/u;

/**
 * Hangs a finite verb that the parser joined to an infinite one on the finite verb above: "accused Rohan of setting fire
 * and expelled its envoy", "demanded that it be stopped and accused him". A past form with an object of its own and neither
 * subject nor auxiliary is no conjunct of a gerund, an infinitive or "be stopped" (Universal Dependencies: conjuncts share
 * one function).
 */
export function settleConjuncts(words: readonly Word[]): readonly Word[] {
  const joined = words.flatMap((word, i) => (isDeed(words, i) && isInfinite(words, word.head) ? [i] : []));
  if (joined.length === 0) return words;
  const above = (i: number) => finiteAbove(words, words[i]!.head);
  return words.map((word, i) => (joined.includes(i) && above(i) >= 0 ? { ...word, head: above(i) } : word));
}

const child = (words: readonly Word[], head: number, test: (w: Word) => boolean): boolean =>
  words.some((w) => w.head === head && test(w));

/** "… and expelled the envoy". */
function isDeed(words: readonly Word[], i: number): boolean {
  const { deprel, upos, form, lemma } = words[i]!;
  if (deprel !== 'conj' || upos !== 'VERB' || form === lemma || /(?:ing|s)$/u.test(form)) return false;
  return (
    child(words, i, (w) => w.deprel === 'obj') &&
    !child(words, i, (w) => w.upos === 'AUX' || w.deprel.startsWith('nsubj') || w.deprel === 'mark')
  );
}

/** "of setting", "to set", "(that it) be stopped". */
function isInfinite(words: readonly Word[], i: number): boolean {
  const { upos, form, deprel } = words[i]!;
  if (upos !== 'VERB' || !/^(?:xcomp|ccomp|advcl|acl|obl)$/u.test(deprel)) return false;
  if (child(words, i, (w) => w.upos === 'AUX' && FINITE.test(w.form.toLowerCase()))) return false;
  const told = child(words, i, (w) => w.deprel === 'mark' && w.form.toLowerCase() === 'to');
  const bare = child(words, i, (w) => w.deprel.startsWith('aux') && w.form.toLowerCase() === 'be');
  return told || bare || (/ing$/u.test(form) && child(words, i, (w) => w.deprel === 'mark'));
}

/** The nearest verb above that is itself no infinite one; −1 where there is none. */
function finiteAbove(words: readonly Word[], i: number): number {
  let at = words[i]!.head;
  while (at >= 0 && (words[at]!.upos !== 'VERB' || isInfinite(words, at))) at = words[at]!.head;
  return at;
}
