import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MODEL_DIR } from '../../src/model/onnx.ts';
import { piecesOf, readVocabulary, shape } from '../../src/model/wordpiece.ts';

/** Made by the reference tokenizer (training/fixture.py). */
const REFERENCE: { word: string; ids: number[]; shape: number }[] = JSON.parse(
  readFileSync(join(import.meta.dirname, 'fixtures/wordpieces.json'), 'utf8'),
);
const pieces = piecesOf(readVocabulary(join(MODEL_DIR, 'vocab.txt')), 12);

test.each(REFERENCE)('"$word" has the ids of the reference tokenizer', ({ word, ids }) => {
  expect(pieces(word)).toEqual(ids);
});

test.each(REFERENCE)('"$word" has the shape training saw', ({ word, shape: expected }) => {
  expect(shape(word)).toBe(expected);
});
