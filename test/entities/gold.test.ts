import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { count, goldMentions, link, noLinks, precision, recall } from '../../bench/entities/linking.ts';
import { analyzerForTests } from '../support/analyze.ts';
import { readGold } from '../support/gold.ts';
import { actors } from './plain.ts';

const passages = globSync('gold/entities/articles*.gold')
  .sort()
  .flatMap((file) => readGold(file));

const floors = JSON.parse(readFileSync('bench/floors.json', 'utf8')) as Record<string, { floor: number }>;

test('there are at least 20 articles with 150 mentions, each with its arrow', () => {
  expect(passages.length).toBeGreaterThanOrEqual(20);
  expect(passages.flatMap(goldMentions).filter((m) => m.entity !== '-').length).toBeGreaterThanOrEqual(150);
});

test('links stay above their floors', { timeout: 120_000 }, async () => {
  const links = noLinks();
  const analyzer = await analyzerForTests();
  for (const passage of passages) count(await link(actors, analyzer, passage), links);
  expect(precision(links), links.errors.join('\n')).toBeGreaterThanOrEqual(floors['gold/entities precision']!.floor);
  expect(recall(links), links.errors.join('\n')).toBeGreaterThanOrEqual(floors['gold/entities recall']!.floor);
});
