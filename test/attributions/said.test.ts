import { expect, test } from 'vitest';
import type { Sentence, Word } from '../../src/core/analysis.ts';
import { sharesClause } from '../../src/extract/trees.ts';

/** A sentence from words written as `form/UPOS/head/relation`. */
function sentenceOf(...written: readonly string[]): Sentence {
  let from = 0;
  const words = written.map((w): Word => {
    const [form, upos, head, deprel] = w.split('/') as [string, string, string, string];
    const word = { form, lemma: form, upos, head: Number(head), deprel, from, to: from + form.length };
    from += form.length + 1;
    return word;
  });
  return { from: 0, to: from, words };
}

test('a day beside the verb is the day it was said', () => {
  const s = sentenceOf('Monday/PROPN/2/obl', 'he/PRON/2/nsubj', 'said/VERB/-1/root', 'it/PRON/2/obj');
  expect(sharesClause(s, s.words[2]!, s.words[0]!)).toBe(true);
});

test('a day in the clause before, whose subject the verb shares, is too', () => {
  const s = sentenceOf(
    'Monday/PROPN/2/obl',
    'he/PRON/2/nsubj',
    'came/VERB/-1/root',
    'and/CCONJ/4/cc',
    'said/VERB/2/conj',
  );
  expect(sharesClause(s, s.words[4]!, s.words[0]!)).toBe(true);
});

test('a day in a clause below is the day of something else', () => {
  const s = sentenceOf(
    'They/PRON/1/nsubj',
    'accused/VERB/-1/root',
    'him/PRON/1/obj',
    'since/SCONJ/6/mark',
    'truce/NOUN/6/nsubj:pass',
    'was/AUX/6/aux:pass',
    'signed/VERB/1/advcl',
    '2019/NUM/6/obl',
  );
  expect(sharesClause(s, s.words[1]!, s.words[7]!)).toBe(false);
});
