import { describe, expect, test } from 'vitest';
import type { Choice } from '../../src/resolve/antecedentfeatures.ts';
import { best, judgeBy, readAntecedents } from '../../src/resolve/antecedentmodel.ts';
import { analyzerForTests } from '../support/analyze.ts';
import { actors, type Linked, read } from './plain.ts';

/** Links a text with the reader model's sentences, trees and frames. */
async function linked(text: string): Promise<Linked> {
  const analysis = await (await analyzerForTests()).analyze(text, [{ from: 0, to: text.length }]);
  return read(text, '2023-10-18', actors, analysis);
}

describe('what a description with "the" means', () => {
  test.each([
    [
      'Political scientist Petro Halych, director of the Vezha Center, spoke. The political scientist said he was tired.',
      'political scientist',
      'Petro Halych',
    ],
    [
      'It was said by a military expert, Petro Halych. The expert added that the front was quiet.',
      'expert',
      'Petro Halych',
    ],
    [
      'Prime Minister Olha Moroz arrived on Monday. The prime minister said the talks had failed.',
      'prime minister',
      'Olha Moroz',
    ],
  ])('%s', async (text, words, name) => {
    expect((await linked(text)).who(words)).toBe(name);
  });

  test('two who fit: open, with an issue', async () => {
    const { who, issuesOf } = await linked(
      'Military expert Ivan Stets met political expert Olha Moroz. The expert left.',
    );
    expect(who('expert')).toBeNull();
    expect(issuesOf('expert')).toEqual(['nominal-open']);
  });
});

describe('whose words a document holds, where it says so', () => {
  test.each([
    ['The war may go on, according to a report by the United Nations.', 'report', 'United Nations'],
    ['A statement issued by NATO said that the talks had failed.', 'statement', 'NATO'],
  ])('%s', async (text, words, name) => {
    expect((await linked(text)).who(words)).toBe(name);
  });

  test('a report of nobody known is no mention', async () => {
    expect((await linked('A report said that the war may go on.')).who('report')).toBeUndefined();
  });
});

describe('several who speak as one', () => {
  test('are a group of all of them', async () => {
    const { who } = await linked('Angela Merkel and Emmanuel Macron said that the war must end.');
    expect(who('Angela Merkel and Emmanuel Macron')).toBe('Angela Merkel and Emmanuel Macron');
  });

  test('of whom one is not known: no group', async () => {
    const { reading } = await linked('Angela Merkel and the driver said that the war must end.');
    expect(reading.entities.filter((e) => e.type === 'group')).toEqual([]);
  });
});

test('an administration named after its leader is the government of his power', async () => {
  const { who, entity } = await linked('The Biden administration said that the war must end.');
  expect(entity(who('Biden administration')!)?.codes.iso3).toBe('USA');
});

test('a power inside a longer name has no leader there', async () => {
  const { who } = await linked('Ivan Stets, president of the Ukraine Paralympic Committee, spoke.');
  expect(who('president of the Ukraine')).toBeUndefined();
});

describe('the model of antecedents', () => {
  const choice = (entity: string, ...row: number[]): Choice => ({ entity, seen: [], row: Float32Array.from(row) });
  /** One tree: a first feature over 0 adds, else takes away. */
  const model = {
    ...readAntecedents(),
    bias: 0,
    trees: [{ feature: [0, -1, -1], value: [0, -2, 2], left: [1, 0, 0] }],
  };

  test('the most probable choice is settled on where it is probable enough', () => {
    expect(best(model, [choice('a', 0), choice('b', 1)])?.choice.entity).toBe('b');
    expect(best(model, [])).toBeNull();
    const he = { kind: 'he' } as Parameters<ReturnType<typeof judgeBy>>[0];
    const at = (least: number) => judgeBy({ ...model, thresholds: { ...model.thresholds, he: least } });
    expect(at(0.8)(he, [choice('a', 0), choice('b', 1)])?.entity).toBe('b');
    expect(at(0.95)(he, [choice('a', 0), choice('b', 1)])).toBeNull();
  });

  test('a file that is not there, or knows other features, is named', () => {
    expect(() => readAntecedents('nowhere.json')).toThrow(expect.objectContaining({ code: 'model-missing' }));
    expect(() => readAntecedents('models/sentences-en/ends.json')).toThrow(
      expect.objectContaining({ code: 'model-mismatch' }),
    );
  });
});
