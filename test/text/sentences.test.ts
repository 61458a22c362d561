import { expect, test } from 'vitest';
import { loadAbbreviations } from '../../src/text/abbreviations.ts';
import { sentences } from '../../src/text/sentences.ts';
import { spent } from '../support/spent.ts';

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

test('a quotation of several sentences', () => {
  expect(split('“We will not sign. We will not leave. That is final,” the king said. He left.')).toEqual([
    '“We will not sign.',
    'We will not leave.',
    'That is final,” the king said.',
    'He left.',
  ]);
});

test.each([
  [['The U.S. President met Mr. Xi at 5 p.m. Monday in Bree, D.C.', 'They spoke for 3.5 hours.']],
  [['The talks began at 10 a.m.', 'The envoys left.']],
  [['J. R. R. Took and Samwise J. Gamgee Jr. met Gen. A. Faramir.', 'Nobody spoke.']],
  [['The expert I. Ivanov met Sen. Bilbo Bolger (R-Roh.) for 2.5 hours.', 'They agreed.']],
  [['BREE, Sept. 5 (Gondor News) — The king left on No. 5.', 'The end came soon.']],
  [['“We will win.” said the leader.', 'He left.']],
  [['He showed the “peace plan” . . . , and left .', 'Rohan agreed .']],
  [['It is a so -called truce, a full -scale war.', '«Never», he added.']],
  [['The envoy added: “We stand ready to go home.”', 'He left.']],
  [['The ministry said: We are ready.', 'Nobody answered.']],
  [['Why did they leave?', 'Who knows...', 'Perhaps Rohan paid them.']],
  [['Why Rohan Felt “Betrayed” In Bree That Day.', 'He left.']],
  [['Odo Took Says Freedonia Will Not Leave The Treaty Of Bree Before Next Year']],
  [['They did not sign!!!', 'It was late.']],
  [['See https://gondor.org/news?id=5.Peace for more.', 'It is long.']],
])('press: %j', (expected) => {
  expect(split(expected.join(' '))).toEqual(expected);
});

test('straight quotation marks standing alone open and close by turns', () => {
  expect(split('" They ended the war , " said the king . " We won . " He left .')).toEqual([
    '" They ended the war , " said the king .',
    '" We won . "',
    'He left .',
  ]);
});

test('headings, dates and signatures run into the text end where no mark stands', () => {
  expect(split('Odo Took 03/15/2001 04:11 PM Please find the treaty attached. Thanks, Odo')).toContain(
    'Please find the treaty attached.',
  );
});

test('a small letter goes on after a line break; a capital begins anew; a blank line always ends', () => {
  expect(split('The king left\nthe city')).toHaveLength(1);
  expect(split('The King\nRohan')).toHaveLength(2);
  expect(split('The king left\n\nthe city')).toHaveLength(2);
  expect(split('“The king left”\n \n.')).toHaveLength(2);
});

test('spans are in order, trimmed, and lose no letter', () => {
  const text = ' a . . . "b" ( c ) " d.Ef g!Hij " k\n\n•\n* l 1. M 2) N … ¡O! 🙂🙂 .Pq r ';
  const found = sentences(text, { from: 0, to: text.length }, known);
  let at = 0;
  for (const { from, to } of found) {
    expect(text.slice(at, from).trim()).toBe('');
    expect(text.slice(from, to).trim()).toBe(text.slice(from, to));
    at = to;
  }
  expect(text.slice(at).trim()).toBe('');
});

test.each([
  ['no spaces', 'a.B'.repeat(700_000)],
  ['stops', '.'.repeat(10_000) + ' . '.repeat(100_000)],
  ['marks and a letter', `${'!'.repeat(1000)}a`.repeat(1000)],
  ['quotation marks', ' "'.repeat(100_000)],
  ['glued sentences', 'It was.'.repeat(50_000)],
  ['lines', 'A\n'.repeat(100_000)],
  ['initials', 'A. '.repeat(100_000)],
])('a hostile text takes linear time: %s', (_, text) => {
  const since = spent();
  split(text);
  expect(since()).toBeLessThan(20_000);
});
