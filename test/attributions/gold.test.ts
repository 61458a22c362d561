import { describe, expect, test } from 'vitest';
import { analyzerForTests } from '../support/analyze.ts';
import { expectListed, type Failing } from '../support/failing.ts';
import { nameOf } from '../support/gold.ts';
import { expectedOf, failures } from './compare.ts';
import { statementPassages, statementReader } from './read.ts';

const passages = statementPassages();

describe('the gold passages', () => {
  test('there are at least 300, and every arrow can be read', () => {
    expect(passages.length).toBeGreaterThanOrEqual(300);
    for (const passage of passages) expectedOf(passage);
  });

  test('every passage is read wholly right, but those listed', { timeout: 300_000 }, async () => {
    const read = statementReader(await analyzerForTests());
    const failing: Failing[] = [];
    for (const passage of passages) {
      const wrong = failures(passage, await read(passage));
      if (wrong.length > 0) failing.push({ name: nameOf(passage), why: [passage.comment, ...wrong].join('\n    ') });
    }
    await expectListed('attributions', failing);
  });
});
