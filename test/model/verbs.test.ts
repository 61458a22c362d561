import { expect, test } from 'vitest';
import { settleVerbs } from '../../src/model/verbs.ts';

test('a word with an object is a verb', () => {
  expect(settleVerbs(['PROPN', 'NOUN', 'NOUN'], [1, -1, 1], ['nsubj', 'root', 'obj'])).toEqual([
    'PROPN',
    'VERB',
    'NOUN',
  ]);
});

test('not where a copula stands by it, nor an adjective or an auxiliary', () => {
  const told = ['PRON', 'AUX', 'NOUN', 'NOUN'];
  expect(settleVerbs(told, [2, 2, -1, 2], ['nsubj', 'cop', 'root', 'obj'])).toBe(told);
  const worth = ['PRON', 'ADJ', 'NOUN'];
  expect(settleVerbs(worth, [1, -1, 1], ['nsubj', 'root', 'obj'])).toBe(worth);
  const did = ['PRON', 'AUX', 'PRON'];
  expect(settleVerbs(did, [1, -1, 1], ['nsubj', 'root', 'obj'])).toBe(did);
});
