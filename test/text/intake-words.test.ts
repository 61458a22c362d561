import { expect, test } from 'vitest';
import { bylineEntry, bylineLexicon } from '../../src/lexicon/byline.ts';
import { elementEntry, elementLexicon, namePattern } from '../../src/lexicon/elements.ts';
import { furnitureEntry, furnitureLexicon } from '../../src/lexicon/furniture.ts';
import { LEXICON_DIR, readEntries } from '../../src/lexicon/load.ts';
import { translationEntry, translationTraces } from '../../src/lexicon/translation.ts';
import { readTurningWords, turningEntry } from '../../src/lexicon/turning.ts';
import { CONTAINERS, marksOf } from '../../src/text/names.ts';

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

test('every turning word is fired by its example, and stands once', () => {
  const entries = readEntries(dirs, 'turning', turningEntry);
  const words = readTurningWords(dirs);
  const fired = (word: string, found: readonly string[]) =>
    found.some((f) => f.toLowerCase().replace('’', "'").endsWith(word));
  expect(entries.filter(({ word, example }) => !fired(word, words.all(example)))).toEqual([]);
  expect(
    entries.filter(({ word, kind, example }) => fired(word, words.negations(example)) !== (kind === 'negation')),
  ).toEqual([]);
  expect(repeated(entries.map(({ word }) => word))).toEqual([]);
  expect(words.all('The notary of Northland knows 21 of 1.5 percent.')).toEqual(['21', '1.5']);
});

test('every name of elements is fired by its example, and stands once', () => {
  const lexicon = elementLexicon(dirs);
  const entries = readEntries(dirs, 'elements', elementEntry);
  const silent = entries.filter(
    (entry) =>
      !new RegExp(namePattern(entry), 'iu').test(entry.example) ||
      entry.hints.some((hint) => !lexicon[hint].test(entry.example)),
  );
  expect(silent).toEqual([]);
  expect(repeated(entries.map((entry) => entry.name))).toEqual([]);
});

test('an element is what its names say; one named as the body is nothing else', () => {
  const lexicon = elementLexicon(dirs);
  const hints = (label: string) => marksOf('DIV', label, lexicon).map((mark) => CONTAINERS[mark]);
  expect(hints('post-tags')).toEqual(['hint:aside']);
  expect(hints('Comment-List')).toEqual(['hint:comments', 'hint:aside']);
  expect(hints('article-_body related')).toEqual(['hint:body']);
  expect(hints('tagline story of gondor')).toEqual([]);
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
