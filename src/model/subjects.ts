import type { Word } from '../core/analysis.ts';

/**
 * Gives a verb the subject that stands right before it where the tree hangs it elsewhere, and makes an object of a second
 * subject behind an active verb. Three slips, each against Universal Dependencies: a conjunct without conjunction after a
 * noun phrase that has one ("deployed ships to the coast, and Rohan's king, Otto, accused him"); an oblique noun without
 * preposition ("state television quoted an officer"); two subjects, one on either side ("Rohan expelled Gondor's envoy").
 */
export function settleSubjects(words: readonly Word[]): readonly Word[] {
  const changed = new Map<number, Partial<Word>>();
  words.forEach((word, verb) => {
    if (word.upos !== 'VERB') return;
    const kids = words.flatMap((w, i) => (w.head === verb ? [i] : []));
    const subjects = kids.filter((i) => /^(?:nsubj|csubj|expl)/u.test(words[i]!.deprel));
    if (subjects.length === 2) second(words, kids, subjects, verb, changed);
    if (subjects.length > 0 || !isFiniteVerb(words, verb)) return;
    const found = word.deprel === 'conj' ? conjunctSubject(words, kids, verb) : bareBefore(words, kids, verb);
    if (found === null) return;
    changed.set(found, { head: verb, deprel: 'nsubj' });
    for (const [i, w] of words.entries()) if (w.head === found && w.deprel === 'cc') changed.set(i, { head: verb });
  });
  return changed.size === 0 ? words : words.map((w, i) => ({ ...w, ...changed.get(i) }));
}

/** A past or present form that no "to" and no auxiliary makes infinite. */
function isFiniteVerb(words: readonly Word[], verb: number): boolean {
  const { form, lemma } = words[verb]!;
  if (/ing$/u.test(form) || form === lemma) return false;
  return !words.some((w) => w.head === verb && (w.deprel.startsWith('aux') || w.deprel === 'mark'));
}

/** "Rohan expelled Gondor's envoy": the noun behind the verb is its object where it has none. */
function second(
  words: readonly Word[],
  kids: readonly number[],
  [first, last]: readonly number[],
  verb: number,
  changed: Map<number, Partial<Word>>,
): void {
  const isActive =
    words[first!]!.deprel === 'nsubj' && words[last!]!.deprel === 'nsubj' && first! < verb && last! > verb;
  const isTaken = kids.some((i) => /^(?:obj|iobj|ccomp|xcomp|cop)/u.test(words[i]!.deprel));
  if (isActive && !isTaken) changed.set(last!, { deprel: 'obj' });
}

/** "… to the coast and Rohan's king, Otto, accused him": the noun with the "and", where the verb itself has none. */
function conjunctSubject(words: readonly Word[], kids: readonly number[], verb: number): number | null {
  const above = words[verb]!.head;
  const isLast = !words.some((w, i) => i > verb && w.head === above && w.deprel === 'conj');
  if (!isLast || kids.some((i) => words[i]!.deprel === 'cc') || words[above]?.upos !== 'VERB') return null;
  const noun = headBefore(words, verb);
  if (noun === null || noun <= above || words[noun]!.deprel !== 'conj' || isUnder(words, above, noun)) return null;
  const named = words.some((w) => w.head === noun && w.deprel === 'appos');
  return named && words.some((w) => w.head === noun && w.deprel === 'cc') ? noun : null;
}

/** "State television quoted", "the expert, head of the centre, told": an oblique noun without a preposition. */
function bareBefore(words: readonly Word[], kids: readonly number[], verb: number): number | null {
  if (!/^(?:root|ccomp|parataxis|advcl)$/u.test(words[verb]!.deprel)) return null;
  const noun = headBefore(words, verb);
  if (noun === null || !kids.includes(noun) || !/^obl(?::unmarked)?$/u.test(words[noun]!.deprel)) return null;
  return words.some((w) => w.head === noun && w.deprel === 'case') ? null : noun;
}

/** The noun whose phrase ends right before the verb, adverbs and a comma apart; null where none does. */
function headBefore(words: readonly Word[], verb: number): number | null {
  let at = verb - 1;
  while (at >= 0 && (words[at]!.upos === 'PUNCT' || (words[at]!.upos === 'ADV' && words[at]!.head === verb))) at--;
  while (
    at >= 0 &&
    words[at]!.head >= 0 &&
    words[at]!.head < verb &&
    /^(?:flat|compound|nmod|appos|amod|nummod|case|det)/u.test(words[at]!.deprel)
  )
    at = words[at]!.head;
  return at >= 0 && /^(?:NOUN|PROPN)$/u.test(words[at]!.upos) ? at : null;
}

function isUnder(words: readonly Word[], i: number, top: number): boolean {
  for (let at = i, steps = 0; at >= 0 && steps <= words.length; at = words[at]!.head, steps++)
    if (at === top) return true;
  return false;
}
