import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Analyzer } from '../../src/core/analysis.ts';
import type { ReadingWith } from '../../src/core/reading.ts';
import type { Attribution, Entity } from '../../src/core/record.ts';
import { saidBy } from '../../src/extract/voices.ts';
import { readHedges, SCALES } from '../../src/lexicon/hedges.ts';
import { LEXICON_DIR } from '../../src/lexicon/load.ts';
import { analyzerForTests } from '../support/analyze.ts';
import { expectListed, type Failing } from '../support/failing.ts';
import { nameOf } from '../support/gold.ts';
import { expectedOf, forecastReader, passages, score } from './score.ts';

let analyzer: Analyzer;
beforeAll(async () => {
  analyzer = await analyzerForTests();
}, 120_000);
afterAll(() => analyzer.close());

test('the gold has two hundred passages, half of them without a forecast', () => {
  const all = passages();
  const empty = all.filter((p) => expectedOf(p).length === 0);
  expect(all.length).toBeGreaterThanOrEqual(200);
  expect(empty.length).toBeGreaterThanOrEqual(100);
});

test('every passage is read wholly right, but those listed', async () => {
  const read = forecastReader(analyzer);
  const failing: Failing[] = [];
  for (const passage of passages()) {
    const { errors } = score([{ passage, found: await read(passage.text) }]);
    if (errors.length > 0) failing.push({ name: nameOf(passage), why: errors.join('\n    ') });
  }
  await expectListed('forecasts', failing);
});

test('a forecast carries whose it is, its condition, its grade and the reason', async () => {
  const read = forecastReader(analyzer);
  const text = 'Boromir said that Gondor will attack in November 2023 if Rohan closes the fords.';
  const [found] = await read(text);
  expect(found).toMatchObject({
    by: { label: 'Boromir' },
    wording: { class: 'categorical' },
    probability: null,
    horizon: { from: '2023-11-01', to: '2023-11-30', basis: 'text' },
    grade: 'A',
    issues: [],
  });
  expect(found?.condition && text.slice(found.condition.from, found.condition.to)).toBe('if Rohan closes the fords');
  const [vague] = await read('Gondor will attack.');
  expect(vague).toMatchObject({ by: { label: 'author' }, saidIn: null, grade: 'C', issues: [{ code: 'no-horizon' }] });
});

test('a voice that is known goes by its name, not by "he"', () => {
  const text = 'He will attack, he said.';
  const attributions = [{ source: { span: { from: 16, to: 18 }, entity: 'e1' } }] as unknown as readonly Attribution[];
  const reading = { article: { text, record: {} }, attributions } as unknown as ReadingWith<'attributions'>;
  const entities = [{ id: 'e1', name: 'Boromir' }] as unknown as readonly Entity[];
  expect(saidBy(reading, attributions[0]!).by).toEqual({ label: 'he', entity: 'e1' });
  expect(saidBy({ ...reading, entities }, attributions[0]!).by).toEqual({ label: 'Boromir', entity: 'e1' });
});

test('an interview without names or marks does not tell whose words they are', () => {
  const by = (text: string): string => {
    const paragraphs = [...text.matchAll(/[^\n]+/gu)].map((m) => ({ from: m.index, to: m.index + m[0].length }));
    const reading = { article: { text, paragraphs, record: { publisher: null } }, attributions: [] };
    return saidBy(reading as unknown as ReadingWith<'attributions'>, null).by.label;
  };
  expect(by('Will Gondor attack?\nI think not.\nAnd Rohan?\nRohan will wait.')).toBe('unresolved');
  expect(by('Will Gondor attack?\nProbably not.\nAnd Rohan?\nRohan will wait.')).toBe('author');
});

test('may gives no number, and Kent gives his own', () => {
  expect(readHedges().range('likely')).toEqual({ low: 0.55, high: 0.8, scheme: 'ICD 203' });
  expect(readHedges([LEXICON_DIR, ...SCALES.get('kent')!]).range('likely')).toEqual({
    low: 0.63,
    high: 0.87,
    scheme: 'Kent',
  });
  expect(readHedges().range(null)).toBeNull();
  expect(() => readHedges(SCALES.get('kent'))).toThrow(/"Kent" has no ranges/u);
});

test('every wording of the lexicon is fired by its example', async () => {
  const read = forecastReader(analyzer);
  const silent: string[] = [];
  for (const entry of readHedges().entries) {
    if (
      !['auxiliary', 'governor', 'adverb', 'phrase', 'schedule', 'promise', 'condition', 'outcome'].includes(entry.kind)
    )
      continue;
    if (!('example' in entry)) continue;
    const found = await read(entry.example);
    const [first] = found;
    const fired = 'class' in entry ? found.some((f) => f.wording.class === entry.class) : first !== undefined;
    if (!fired || (entry.kind === 'condition' && !first?.condition)) silent.push(entry.example);
  }
  expect(silent).toEqual([]);
});

test('words of desire, question and general truth foretell nothing', async () => {
  const read = forecastReader(analyzer);
  for (const entry of readHedges().entries) {
    if (!['desire', 'generic', 'rhetoric', 'purpose', 'subordinate', 'state'].includes(entry.kind)) continue;
    if (!('example' in entry)) continue;
    const found = await read(entry.example);
    expect(found.map((f) => `${entry.example} ${f.reader.rule}`)).toEqual([]);
  }
});
