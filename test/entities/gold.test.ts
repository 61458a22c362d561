import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { count, goldMentions, link, noLinks } from '../../bench/entities/linking.ts';
import { analyzerForTests } from '../support/analyze.ts';
import { expectListed, type Failing } from '../support/failing.ts';
import { nameOf, readGold } from '../support/gold.ts';
import { actors } from './plain.ts';

const passages = globSync('gold/entities/articles*.gold')
  .sort()
  .flatMap((file) => readGold(file));

test('there are at least 20 articles with 150 mentions, each with its arrow', () => {
  expect(passages.length).toBeGreaterThanOrEqual(20);
  expect(passages.flatMap(goldMentions).filter((m) => m.entity !== '-').length).toBeGreaterThanOrEqual(150);
});

test('every link is right, but those listed', { timeout: 120_000 }, async () => {
  const failing: Failing[] = [];
  const analyzer = await analyzerForTests();
  for (const passage of passages) {
    const links = noLinks();
    count(await link(actors, analyzer, passage), links);
    for (const [why, all] of Map.groupBy(links.errors, (error) => error))
      failing.push({ name: `${nameOf(passage)}: ${why}${all.length > 1 ? `, ${all.length} times` : ''}`, why: '' });
  }
  await expectListed('entities', failing);
});
