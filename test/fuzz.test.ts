import { expect, test } from 'vitest';
import { fuzz } from '../bench/fuzz.ts';

test('a folder of broken articles is read whole, nothing dropped, to the same ledger in any order', async () => {
  const { counts, faults } = await fuzz(40, 3);
  expect(faults).toEqual([]);
  expect(counts!.added).toBeGreaterThan(10);
  expect(counts!.failed + counts!.skipped).toBeGreaterThan(0);
}, 600_000);
