import { expect, test } from 'vitest';
import { bylineEntry, bylineLexicon } from '../../src/lexicon/byline.ts';
import { furnitureEntry, furnitureLexicon } from '../../src/lexicon/furniture.ts';
import { LEXICON_DIR, readEntries } from '../../src/lexicon/load.ts';
import { translationEntry, translationTraces } from '../../src/lexicon/translation.ts';

const dirs = [LEXICON_DIR];
const repeated = (keys: readonly string[]) => keys.filter((key, i) => keys.indexOf(key) !== i);

test('every furniture phrase is fired by its example, and stands once', () => {
  const lexicon = furnitureLexicon(dirs);
  const entries = readEntries(dirs, 'furniture', furnitureEntry);
  const silent = entries.filter((entry) => !lexicon.classesOf(entry.example).includes(entry.class));
  expect(silent).toEqual([]);
  expect(repeated(entries.map((entry) => `${entry.class} ${entry.at} ${entry.phrase}`))).toEqual([]);
  expect(lexicon.classesOf('The minister said that reports about the contract were false.')).toEqual([]);
});

test('every byline word is fired by its example', () => {
  const lexicon = bylineLexicon(dirs);
  const silent = readEntries(dirs, 'byline', bylineEntry).filter(({ kind, word, example }) =>
    kind === 'month' ? !lexicon.months.has(word) : !lexicon[kind].test(example),
  );
  expect(silent).toEqual([]);
});

test('every trace of machine translation is fired by its example', () => {
  const entries = readEntries(dirs, 'translation', translationEntry);
  const traces = translationTraces(dirs);
  const silent = entries.filter(({ example }, i) => {
    const { pattern, near } = traces[i]!;
    return !pattern.test(example) || (near !== null && !near.test(example));
  });
  expect(silent).toEqual([]);
  expect(repeated(entries.map((entry) => `${entry.kind} ${entry.phrase}`))).toEqual([]);
});
