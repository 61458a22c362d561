import { expect, test } from 'vitest';
import { settleConjuncts } from '../../src/model/conjuncts.ts';
import { wordsOf } from '../support/words.ts';

test('a past form with an object is no conjunct of a gerund', () => {
  const words = wordsOf(
    'Rohan/Rohan/PROPN/1/nsubj',
    'accused/accuse/VERB/-1/root',
    'Gondor/Gondor/PROPN/1/obj',
    'of/of/SCONJ/4/mark',
    'burning/burn/VERB/1/advcl',
    'ships/ship/NOUN/4/obj',
    'and/and/CCONJ/7/cc',
    'expelled/expel/VERB/4/conj',
    'envoys/envoy/NOUN/7/obj',
  );
  expect(settleConjuncts(words)[7]!.head).toBe(1);
});

test('a participle without an object stays beside the participle before it', () => {
  const words = wordsOf(
    'demanded/demand/VERB/-1/root',
    'that/that/SCONJ/3/mark',
    'be/be/AUX/3/aux:pass',
    'tried/try/VERB/0/ccomp',
    'and/and/CCONJ/5/cc',
    'punished/punish/VERB/3/conj',
  );
  expect(settleConjuncts(words)).toBe(words);
});
