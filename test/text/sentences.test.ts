import { expect, test } from 'vitest';
import { loadAbbreviations } from '../../src/text/abbreviations.ts';
import { sentences } from '../../src/text/sentences.ts';

const known = loadAbbreviations();
const split = (text: string) =>
  sentences(text, { from: 0, to: text.length }, known).map((s) => text.slice(s.from, s.to));

test.each([
  [['Mr. Baggins met Gen. Faramir.', 'They disagreed.']],
  [['J. R. Took wrote to the U.S. Senate on Jan. 5.', 'Nobody replied.']],
  [['The plant was built in the U.S.', 'The owners left.']],
  [['"Will you sign?" the envoy asked.', '"Not this year."']],
  [['Resolution No. 12 was adopted.', 'No.', 'It failed.']],
  [['The price was 3.5 crowns.', '“We will pay.”', 'He left.']],
])('%j', (expected) => {
  expect(split(expected.join(' '))).toEqual(expected);
});

test('a scrape that lost the space after a stop is still cut', () => {
  expect(split('They ended the war.Faramir said so.')).toEqual(['They ended the war.', 'Faramir said so.']);
  expect(split('See example.org for more.')).toEqual(['See example.org for more.']);
});

test('a wrapped line goes on, and spans stay inside the paragraph', () => {
  expect(split('The king left\nthe city. He rode.')).toEqual(['The king left\nthe city.', 'He rode.']);
  const text = 'Title here\n\nFirst. Second.';
  expect(sentences(text, { from: 12, to: text.length }, known)).toEqual([
    { from: 12, to: 18 },
    { from: 19, to: 26 },
  ]);
});

test('every example of an abbreviation keeps its sentence whole', () => {
  for (const text of ['See p. 12 of the report.', 'Mithril Inc. shares fell.', 'They met on Sept. 5 in Bree.'])
    expect(split(text)).toEqual([text]);
});

test('hard-wrapped lines are one text, a short line is a sentence of its own', () => {
  const wrapped = [
    'The steward of Gondor met the envoys of Rohan and of the northern kingdom in',
    'Minas Tirith on Monday. Both sides agreed to meet again before the end of the',
    'year.',
  ].join('\n');
  expect(split(wrapped)).toHaveLength(2);
  expect(split('War is over\nThe king spoke.')).toEqual(['War is over', 'The king spoke.']);
});
