import { expect, test } from 'vitest';
import { decodeTree } from '../../src/model/trees.ts';

const decode = (scores: number[][]) => decodeTree(scores.length, (d, h) => scores[d]![h + 1]!);

test('the greedy choice stands where it is a tree', () => {
  expect(
    decode([
      [0, -9, 5, 1],
      [9, 0, -9, 0],
      [0, 0, 4, -9],
    ]),
  ).toEqual([1, -1, 1]);
});

test('a cycle is broken where it costs least', () => {
  // 0 and 1 prefer each other; 1 can hang on the root for a small loss
  expect(
    decode([
      [0, -9, 9, 0],
      [7, 8, -9, 0],
      [1, 0, 5, -9],
    ]),
  ).toEqual([1, -1, 1]);
});

test('one word only is the root, though two would like to be', () => {
  const heads = decode([
    [9, -9, 1, 0],
    [8, 2, -9, 0],
    [0, 0, 5, -9],
  ]);
  expect(heads.filter((h) => h < 0)).toHaveLength(1);
  expect(heads).toEqual([-1, 0, 1]);
});

test('any scores give a tree with one root', () => {
  let seed = 7;
  const random = () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed / 2147483648;
  };
  for (let round = 0; round < 200; round++) {
    const n = 1 + Math.floor(random() * 12);
    const scores = Array.from({ length: n }, () => Array.from({ length: n + 1 }, random));
    const heads = decode(scores);
    expect(heads.filter((h) => h < 0)).toHaveLength(1);
    for (let d = 0; d < n; d++) {
      let at = d;
      for (let steps = 0; at >= 0; steps++) {
        expect(steps).toBeLessThanOrEqual(n);
        at = heads[at]!;
      }
    }
  }
});
