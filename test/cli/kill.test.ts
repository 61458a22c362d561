import { expect, test } from 'vitest';
import { kill } from '../../bench/kill.ts';

test('killed at random moments, the reader leaves whole articles only, and the finished ledger is the same', async () => {
  const { kills, faults } = await kill(3, 16, 7);
  expect(faults).toEqual([]);
  expect(kills).toBe(3);
}, 600_000);
