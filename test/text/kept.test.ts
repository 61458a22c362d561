import { expect, test } from 'vitest';
import { keptShares } from '../../src/text/page.ts';

const PAGE = [
  'Gondor closes its ports',
  'The steward of Gondor closed the ports of the south on Monday, and gave no reason for it.',
  'Captains wait in the roads of Pelargir. Nobody pays them.',
  'Gondor closes its ports',
  'A reader: “The steward of Gondor closed the ports of the south on Monday” - he should not have.',
];

test('a line of the page is kept once, near the line kept before; a comment that quotes it is not kept with it', () => {
  expect(keptShares(PAGE, [PAGE[0]!, PAGE[1]!])).toEqual([1, 1, 0, 0, 0]);
});

test('a line of which the extractor kept a part is kept by that part', () => {
  const [, , share] = keptShares(PAGE, ['Captains wait in the roads of Pelargir.']);
  expect(share).toBeCloseTo(4 / 7);
});
