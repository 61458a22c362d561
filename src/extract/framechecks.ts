import type { Sentence, Word } from '../core/analysis.ts';
import { contains, overlaps, type Span, slice } from '../core/span.ts';
import { isPassive } from './speakers.ts';
import { dependents } from './trees.ts';

/** "Signed an agreement", "provided no evidence": a verb that is no cue, with an object that has neither verb nor marks, is mostly a deed. */
export const isDeedAlone = (sentence: Sentence, text: string, content: readonly Span[]): boolean =>
  content.every(
    (s) =>
      contains(sentence, s) &&
      !/["“”«»:]/u.test(slice(text, s)) &&
      !sentence.words.some((w) => overlaps(w, s) && /^(?:VERB|AUX)$/u.test(w.upos)),
  );

/** "Quoted the duke as saying that …": the words hang on "saying", not on the verb whose object the duke is. */
export const isQuotedAsSaying = (sentence: Sentence, verb: number): boolean =>
  hasAsClause(sentence, verb) && dependents(sentence, verb, 'obj', 'iobj').length > 0;

/** "Quoted … as saying that …", "was quoted as saying that …". */
export const hasAsClause = (sentence: Sentence, verb: number): boolean =>
  dependents(sentence, verb, 'advcl').some(
    (i) =>
      dependents(sentence, i, 'ccomp').length > 0 &&
      dependents(sentence, i, 'mark').some((m) => sentence.words[m]!.form.toLowerCase() === 'as'),
  );

/** The noun that is the cue verb's own subject, before an active verb: it speaks, and is no part of what it says; null for none. */
export function subjectOfCue(sentence: Sentence, cue: Span): Word | null {
  const verb = sentence.words.findLastIndex((w) => w.upos === 'VERB' && overlaps(w, cue));
  if (verb < 0 || isPassive(sentence, verb) || dependents(sentence, verb, 'expl').length > 0) return null;
  const subject = dependents(sentence, verb, 'nsubj').findLast((i) => i < verb);
  const word = subject === undefined ? null : sentence.words[subject]!;
  return word && /^(?:NOUN|PROPN)$/u.test(word.upos) ? word : null;
}
