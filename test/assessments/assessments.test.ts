import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Analyzer } from '../../src/core/analysis.ts';
import { DIMENSIONS, readAssessments } from '../../src/lexicon/assessments.ts';
import { analyzerForTests } from '../support/analyze.ts';
import { expectListed, type Failing } from '../support/failing.ts';
import { nameOf } from '../support/gold.ts';
import { assessmentReader, expectedOf, passages, score } from './score.ts';

let analyzer: Analyzer;
beforeAll(async () => {
  analyzer = await analyzerForTests();
}, 120_000);
afterAll(() => analyzer.close());

test('the gold has a hundred and fifty passages, half of them without an assessment', () => {
  const all = passages();
  expect(all.length).toBeGreaterThanOrEqual(150);
  expect(all.filter((p) => expectedOf(p).length === 0).length).toBeGreaterThanOrEqual(75);
  const dimensions = new Set(all.flatMap(expectedOf).map((e) => e.dimension));
  expect([...dimensions].sort()).toEqual([...DIMENSIONS].sort());
});

test('every passage is read wholly right, but those listed', async () => {
  const read = assessmentReader(analyzer);
  const failing: Failing[] = [];
  for (const passage of passages()) {
    const { errors } = score([{ passage, found: await read(passage.text) }]);
    if (errors.length > 0) failing.push({ name: nameOf(passage), why: errors.join('\n    ') });
  }
  await expectListed('assessments', failing);
});

test('every frame is fired by its example', async () => {
  const read = assessmentReader(analyzer);
  const silent: string[] = [];
  for (const entry of readAssessments().entries) {
    if (entry.kind !== 'frame') continue;
    const found = await read(entry.example.replace('Bree', 'Sylvania'));
    if (!found.some((f) => f.dimension === entry.dimension)) silent.push(entry.example);
  }
  expect(silent).toEqual([]);
});

test('a power that only the sentence before names is taken where it is the only one', async () => {
  const read = assessmentReader(analyzer);
  const one = await read('Gondor and Mordor have changed. Gondor will dictate the conditions.');
  expect(one.map((f) => f.direction)).toEqual(['GDR>MDR']);
  const many = await read('Gondor, Rohan and Mordor have changed. Gondor will dictate the conditions.');
  expect(many).toEqual([]);
});
