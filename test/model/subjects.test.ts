import { expect, test } from 'vitest';
import { settleSubjects } from '../../src/model/subjects.ts';
import { wordsOf } from '../support/words.ts';

test('a second subject behind an active verb is its object', () => {
  const words = wordsOf(
    'Sylvania/Sylvania/PROPN/1/nsubj',
    'recalled/recall/VERB/-1/root',
    'its/its/PRON/3/nmod:poss',
    'consul/consul/NOUN/1/nsubj',
  );
  expect(settleSubjects(words)[3]!.deprel).toBe('obj');
});

test('the noun with the conjunction is the subject of the verb without one', () => {
  const words = wordsOf(
    'Ruritania/Ruritania/PROPN/1/nsubj',
    'sent/send/VERB/-1/root',
    'ships/ship/NOUN/1/obj',
    'and/and/CCONJ/5/cc',
    "Vardania's/Vardania/PROPN/5/nmod:poss",
    'duke/duke/NOUN/2/conj',
    ',/,/PUNCT/7/punct',
    'Otto/Otto/PROPN/5/appos',
    ',/,/PUNCT/5/punct',
    'blamed/blame/VERB/1/conj',
    'him/he/PRON/9/obj',
  );
  const settled = settleSubjects(words);
  expect(settled[5]).toMatchObject({ head: 9, deprel: 'nsubj' });
  expect(settled[3]!.head).toBe(9);
});

test('a verb with a conjunction of its own keeps the subject above it', () => {
  const words = wordsOf(
    'Ruritania/Ruritania/PROPN/1/nsubj',
    'warned/warn/VERB/-1/root',
    'the/the/DET/3/det',
    'king/king/NOUN/1/obj',
    'and/and/CCONJ/6/cc',
    'then/then/ADV/6/advmod',
    'blamed/blame/VERB/1/conj',
    'him/he/PRON/6/obj',
  );
  expect(settleSubjects(words)).toBe(words);
});

test('a noun without preposition right before a verb without subject is its subject', () => {
  const words = wordsOf(
    'Harbour/harbour/NOUN/1/compound',
    'radio/radio/NOUN/2/obl:unmarked',
    'quoted/quote/VERB/-1/root',
    'a/a/DET/4/det',
    'guard/guard/NOUN/2/obj',
  );
  expect(settleSubjects(words)[1]!.deprel).toBe('nsubj');
});

test('a day before a verb that shares its subject stays a day', () => {
  const words = wordsOf(
    'Rohan/Rohan/PROPN/1/nsubj',
    'waited/wait/VERB/-1/root',
    'and/and/CCONJ/5/cc',
    'last/last/ADJ/4/amod',
    'week/week/NOUN/5/obl:unmarked',
    'signed/sign/VERB/1/conj',
  );
  expect(settleSubjects(words)).toBe(words);
});
