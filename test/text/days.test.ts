import { expect, test } from 'vitest';
import { bylineLexicon } from '../../src/lexicon/byline.ts';
import { LEXICON_DIR } from '../../src/lexicon/load.ts';
import { daysIn, monthIn, slashOrder, statedDay, urlDays } from '../../src/text/days.ts';
import { bylineNames, dateLine } from '../../src/text/heading.ts';

const words = bylineLexicon([LEXICON_DIR]);
const days = (text: string) => daysIn(text, words).map((day) => day.day);

test('days are read in the forms bylines use', () => {
  for (const text of [
    '2031-05-07',
    '7 May 2031',
    '7 May, 2031',
    'May 7, 2031',
    'May 7th 2031',
    '07.05.2031',
    '05/27/2031',
    '2031 May 7',
  ])
    expect([text, days(text)]).toEqual([text, [text.includes('27') ? '2031-05-27' : '2031-05-07']]);
});

test('what is ambiguous or no day is not read', () => {
  for (const text of ['05/07/2031', '31 June 2031', '7 May', 'version 1.2.3', '2031', '127.0.0.1'])
    expect(days(text)).toEqual([]);
});

test('a month with its year is no day, and a day is no month', () => {
  expect(monthIn('Shire Gazette | February 2032', words)?.days).toEqual({ from: '2032-02-01', to: '2032-02-29' });
  for (const text of ['7 May 2031', '7th of May 2031', 'in May'])
    expect([text, monthIn(text, words)]).toEqual([text, null]);
});

test('one slashed date that reads in one way tells how the others read', () => {
  expect(slashOrder(['05/07/2031', 'Revised 05/27/2031'])).toBe('month-first');
  expect(slashOrder(['05/07/2031', 'Revised 27/05/2031'])).toBe('day-first');
  expect(slashOrder(['05/07/2031'])).toBeNull();
  expect(slashOrder(['27/05/2031', '05/27/2031'])).toBeNull();
});

test('a stamp gives the day it states, whatever its zone', () => {
  expect(statedDay('2031-05-07T23:30:00-05:00', words)).toBe('2031-05-07');
  expect(statedDay('20310507T000000Z', words)).toBe('2031-05-07');
  expect(statedDay('2031-13-07', words)).toBeNull();
});

test('addresses give a day or a month', () => {
  expect(urlDays('https://gazette.example/2031/05/07/isen')).toEqual({ from: '2031-05-07', to: '2031-05-07' });
  expect(urlDays('https://gazette.example/news/20310507-isen')).toEqual({ from: '2031-05-07', to: '2031-05-07' });
  expect(urlDays('https://gazette.example/2031/05/isen')).toEqual({ from: '2031-05-01', to: '2031-05-31' });
  expect(urlDays('https://gazette.example/a/12345678?d=2031-05-07')).toBeNull();
});

test('a date line says little else', () => {
  expect(dateLine('Published: Wednesday, 7 May 2031, 10:30', words)).toBe('2031-05-07');
  expect(
    dateLine('On 7 May 2031 the riders of Rohan crossed the Isen and burnt the bridge behind them.', words),
  ).toBeNull();
});

test('names are read off bylines, and off nothing else', () => {
  expect(bylineNames('By Pippin Took and Meriadoc Brandybuck', words)).toEqual(['Pippin Took', 'Meriadoc Brandybuck']);
  expect(bylineNames('Author: Pippin Took, journalist', words)).toEqual(['Pippin Took']);
  expect(bylineNames('By the time Pippin Took arrived', words)).toEqual([]);
  expect(bylineNames('Pippin Took stood by Merry Brandybuck', words)).toEqual([]);
});
