import { expect, test } from 'vitest';
import type { Reading, Stage } from '../../src/core/reading.ts';
import { compose } from '../../src/pipeline.ts';
import { makeArticle } from '../../src/text/article.ts';

const article = (language = 'en') => makeArticle({ text: 'Gondor waits.', location: 'a.txt', language });

const marks: Stage<never, 'quotations'> = {
  name: 'marks',
  needs: [],
  gives: ['quotations'],
  run: (reading) => ({ ...reading, quotations: [] }),
};
const clocks: Stage<'quotations', 'times'> = {
  name: 'clocks',
  needs: ['quotations'],
  gives: ['times'],
  run: async (reading) => ({ ...reading, times: [] }),
};

test('stages run in order, each on what the one before gave', async () => {
  const took: string[] = [];
  const reading: Reading = await compose([marks, clocks], { onStage: (name) => took.push(name) })(article());
  expect(reading.times).toEqual([]);
  expect(took).toEqual(['marks', 'clocks']);
});

test('a stage whose layer nobody gives is refused when the pipeline is made', () => {
  expect(() => compose([clocks, marks])).toThrow('Stage "clocks" needs quotations');
});

test('a layer is given once', () => {
  expect(() => compose([marks, marks])).toThrow('Stage "marks" gives quotations a second time');
});

test('a text of another language is kept, not read', async () => {
  expect(await compose([marks])(article('uk'))).toEqual({ article: expect.anything(), issues: [] });
});
