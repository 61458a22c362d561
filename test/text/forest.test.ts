import { expect, test } from 'vitest';
import { probability } from '../../src/text/forest.ts';
import { binned, boost, edgesOf } from '../../training/boosting.ts';

const SETTINGS = { trees: 1, leaves: 2, rate: 1, rows: 1.1, columns: 1.1, lambda: 0, minWeight: 0.1, seed: 1 };

test('a forest written and read again parts the values it learned to part', () => {
  // 1/3 and 2/3 are no short numbers: cut to a few digits, either may fall on the wrong side of its own edge.
  const rows = Array.from({ length: 90 }, (_, i) => Float32Array.of((i % 3) / 3));
  const edges = edgesOf(rows);
  const target = Uint8Array.from(rows, ([value]) => (value! > 0.5 ? 1 : 0));
  const weight = new Float32Array(rows.length).fill(1);
  const forest = boost({ columns: binned(rows, edges), edges, target, weight }, SETTINGS);
  const read = JSON.parse(JSON.stringify(forest)) as typeof forest;
  expect(rows.slice(0, 3).map((row) => probability(read, row) > 0.5)).toEqual([false, false, true]);
});
