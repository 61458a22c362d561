import type { Sentence } from '../core/analysis.ts';
import { dependents } from './trees.ts';

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
