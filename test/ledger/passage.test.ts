import { expect, test } from 'vitest';
import { passagesIn } from '../../src/ledger/passage.ts';

const TEXT = `Borsk 🐎 shuts the strait
The envoy of Borsk to the U.S. Senate, Gen. Vell, said that Lt. Marsh had sealed the strait. Nobody was hurt.
Ruritania waits, and its fleet sails at dawn. Nobody knows where.`;
const points = [...TEXT];
const lines = TEXT.split('\n').map((line) => {
  const from = [...TEXT.slice(0, TEXT.indexOf(line))].length;
  return { from, to: from + [...line].length };
});
const at = (words: string) => {
  const from = [...TEXT.slice(0, TEXT.indexOf(words))].length;
  return { from, to: from + [...words].length };
};
const passages = passagesIn({ body: lines.slice(1) }, TEXT);
const quotes = (...words: string[]) => passages(words.map(at)).map((p) => p.quote);

test('the sentence of a word goes past abbreviations and stops at its end', () => {
  expect(quotes('sealed')).toEqual([
    'The envoy of Borsk to the U.S. Senate, Gen. Vell, said that Lt. Marsh had sealed the strait.',
  ]);
  expect(quotes('hurt')).toEqual(['Nobody was hurt.']);
});

test('sentences of one paragraph are one passage, of two paragraphs two; a headline is its line', () => {
  expect(quotes('sealed', 'hurt')).toEqual([TEXT.split('\n')[1]]);
  expect(quotes('hurt', 'sails')).toEqual(['Nobody was hurt.', 'Ruritania waits, and its fleet sails at dawn.']);
  expect(quotes('shuts')).toEqual(['Borsk 🐎 shuts the strait']);
});

test('places count code points', () => {
  for (const { from, to, quote } of passages([at('shuts'), at('hurt')]))
    expect(points.slice(from, to).join('')).toBe(quote);
});
