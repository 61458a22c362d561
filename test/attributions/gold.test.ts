import { globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ReadingWith } from '../../src/core/reading.ts';
import { attributions } from '../../src/extract/attributions.ts';
import { readCues, speakerClause } from '../../src/lexicon/cues.ts';
import { makeArticle } from '../../src/text/article.ts';
import { quotations } from '../../src/text/quotations.ts';
import { analyzerForTests } from '../support/analyze.ts';
import { expectListed, type Failing, nameOf } from '../support/failing.ts';
import { type Passage, readGold } from '../support/gold.ts';
import { expectedOf, failures } from './compare.ts';

const passages = globSync('gold/attributions/*.gold')
  .sort()
  .flatMap((file) => readGold(file));
const cues = readCues();

async function read(passage: Passage) {
  const article = makeArticle({ text: passage.text, location: passage.file });
  const analysis = await (await analyzerForTests()).analyze(article.text, article.paragraphs);
  const start = { article, issues: [], analysis, times: [], mentions: [], entities: [] };
  const quoted = (await quotations(speakerClause(cues)).run(start)) as typeof start & ReadingWith<'quotations'>;
  return (await attributions(cues).run(quoted)).attributions;
}

describe('the gold passages', () => {
  test('there are at least 300, and every arrow can be read', () => {
    expect(passages.length).toBeGreaterThanOrEqual(300);
    for (const passage of passages) expectedOf(passage);
  });

  test('every passage is read wholly right, but those listed', { timeout: 300_000 }, async () => {
    const failing: Failing[] = [];
    for (const passage of passages) {
      const wrong = failures(passage, await read(passage));
      if (wrong.length > 0) failing.push({ name: nameOf(passage), why: [passage.comment, ...wrong].join('\n    ') });
    }
    await expectListed('attributions', failing);
  });
});
