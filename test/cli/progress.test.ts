import { expect, test } from 'vitest';
import { describe } from '../../src/cli/progress.ts';

const progress = (found: number, added: number, more = {}) => ({
  found,
  isListed: true,
  counts: { added, updated: 0, unchanged: 0, failed: 0, skipped: 0, ...more },
});

test('what is left is a range between the recent pace and that of the whole', () => {
  const marks = [
    { at: 0, done: 0 },
    { at: 30_000, done: 100 },
    { at: 40_000, done: 200 },
  ];
  expect(describe(progress(600, 200), marks)).toBe('200 of 600 articles · 10.0/s · 36–89 s left');
});

test('nothing is foretold before anything is known', () => {
  expect(describe({ ...progress(12, 0), isListed: false }, [])).toBe('0 of 12+ articles');
  expect(describe(progress(12, 1), [{ at: 5, done: 1 }])).toBe('1 of 12 articles');
});

test('what was known and what failed is counted apart', () => {
  expect(describe(progress(9, 2, { unchanged: 3, failed: 1 }), [])).toBe('6 of 9 articles · 3 known · 1 failed');
});

test('long waits are told in minutes and hours', () => {
  const marks = [
    { at: 0, done: 0 },
    { at: 10_000, done: 10 },
  ];
  expect(describe(progress(1000, 10), marks)).toContain('14–19 min left');
  expect(describe(progress(50_000, 10), marks)).toContain('12–16 h left');
});
