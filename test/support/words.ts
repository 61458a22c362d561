import type { Word } from '../../src/core/analysis.ts';

/** Words of an invented analysis, written as `form/lemma/UPOS/head/relation`. */
export const wordsOf = (...written: readonly string[]): readonly Word[] =>
  written.map((w, i) => {
    const [form, lemma, upos, head, deprel] = w.split('/') as [string, string, string, string, string];
    return { form, lemma, upos, head: Number(head), deprel, from: i * 10, to: i * 10 + form.length };
  });
