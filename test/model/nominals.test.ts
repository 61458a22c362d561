import { expect, test } from 'vitest';
import { settleNominals } from '../../src/model/nominals.ts';
import { wordsOf } from '../support/words.ts';

test('a bare verb with an article is a noun, and the object where there is none', () => {
  const words = wordsOf(
    'Gondor/Gondor/PROPN/1/nsubj',
    'ordered/order/VERB/-1/root',
    'the/the/DET/3/det',
    'release/release/VERB/1/xcomp',
    'of/of/ADP/5/case',
    'prisoners/prisoner/NOUN/3/nmod',
  );
  expect(settleNominals(words)[3]).toMatchObject({ upos: 'NOUN', deprel: 'obj' });
});

test('beside an object it keeps its relation, and a verb without an article stays one', () => {
  const called = wordsOf(
    'called/call/VERB/-1/root',
    'it/it/PRON/0/obj',
    'an/a/DET/3/det',
    'attack/attack/VERB/0/xcomp',
  );
  expect(settleNominals(called)[3]).toMatchObject({ upos: 'NOUN', deprel: 'xcomp' });
  const told = wordsOf('ordered/order/VERB/-1/root', 'to/to/PART/2/mark', 'release/release/VERB/0/xcomp');
  expect(settleNominals(told)).toBe(told);
});
