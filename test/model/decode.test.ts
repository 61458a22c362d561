import { expect, test } from 'vitest';
import { applyScript, bioRules, cueRuns, runs, viterbi } from '../../src/model/decode.ts';

const TAGS = ['O', 'B-PER', 'I-PER', 'B-ORG', 'I-ORG'];
const table = (rows: number[][]) => ({ data: Float32Array.from(rows.flat()), width: rows[0]!.length });

test('the best path obeys the rules though single words would not', () => {
  const scores = table([
    [0, 2, 0, 1.9, 0],
    [0, 0, 0, 0, 3],
    [1, 0, 0, 0, 0],
  ]);
  expect(viterbi(scores, 0, 3, bioRules(TAGS)).map((t) => TAGS[t])).toEqual(['B-ORG', 'I-ORG', 'O']);
});

test('runs carry their place, tag and mean probability', () => {
  expect(runs([0, 1, 2, 1, 0], TAGS, 10, (word) => (word === 11 ? 1 : 0.5))).toEqual([
    { from: 11, to: 13, tag: 'PER', confidence: 0.75 },
    { from: 13, to: 14, tag: 'PER', confidence: 0.5 },
  ]);
});

test('neighbouring cue words are one cue, as sure as its surest word', () => {
  const cue = table([
    [1, 0, 0],
    [0.25, 0.75, 0],
    [0.5, 0.25, 0.25],
    [0.125, 0.875, 0],
    [0.75, 0.25, 0],
  ]);
  expect(cueRuns(cue, 0, 5, 0.5, 0.4)).toEqual([{ from: 1, to: 4, tag: 'CUE', confidence: 0.875 }]);
  expect(cueRuns(cue, 0, 5, 0.9, 0.4)).toEqual([]);
});

test.each([
  ['l3:y', 'Ministries', 'ministry'],
  ['k0:', 'Gondor', 'Gondor'],
  ['l9:be', 'was', 'be'],
  ['l0:', 'IS', 'is'],
])('script %s makes %s into %s', (script, form, lemma) => {
  expect(applyScript(script, form)).toBe(lemma);
});
