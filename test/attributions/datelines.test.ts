import { expect, test } from 'vitest';
import { datelineLength } from '../../src/extract/datelines.ts';

const SAID = 'The king of Rohan said that his riders would come.';

test.each([
  'EDORAS - ',
  'EDORAS (Steppe Wire) – ',
  'Edoras, March 14, 2031 (Steppe Wire) - ',
  'EDORAS (Steppe Wire), March 14, 2031 — ',
  'Steppe Wire/EDORAS, 14 March 2031 – ',
  '(Steppe Wire) 14 March 2031 Edoras: ',
  'EDORAS (14 March 2031) – ',
])('a dateline is no part of what is said: %s', (dateline) => {
  expect(datelineLength(dateline + SAID)).toBe(dateline.length);
});

test.each([
  SAID,
  'Edoras, March 14, 2031, was a grey day.',
  'On 14 March 2031 - the day of Rohan - they came.',
  'Rohan - and Gondor too - will fight.',
])('no dateline: %s', (text) => {
  expect(datelineLength(text)).toBe(0);
});
