import { describe, expect, test } from 'vitest';
import type { Span } from '../../src/core/span.ts';
import { entityLookup } from '../../src/resolve/lookup.ts';
import { affiliation } from '../../src/resolve/sectors.ts';
import { actors, read } from './plain.ts';

async function setting(text: string, date = '2023-10-18') {
  const { reading } = await read(text, date);
  const lookup = entityLookup(reading, actors);
  const span = (words: string): Span => {
    const from = text.indexOf(words);
    return { from, to: from + words.length };
  };
  return { lookup, span };
}

describe('participants of events', () => {
  test.each([
    ['Russian troops crossed the river.', 'Russian troops', 'troops', 'RUS', 'MIL'],
    ['Ukrainian officials spoke.', 'Ukrainian officials', 'officials', 'UKR', 'GOV'],
    ['The protesters in Poland sang.', 'The protesters in Poland', 'protesters', 'POL', 'CVL'],
    ['The Chinese Foreign Ministry spoke.', 'The Chinese Foreign Ministry', 'Ministry', 'CHN', 'GOV'],
    ['The Russian dictator spoke.', 'The Russian dictator', 'dictator', 'RUS', 'GOV'],
    ['Sergei Shoigu spoke.', 'Sergei Shoigu', 'Shoigu', 'RUS', 'MIL'],
    ['Political scientist Petro Halych spoke.', 'Political scientist Petro Halych', 'scientist', null, 'EDU'],
    ['Something moved.', 'Something', 'Something', null, null],
  ])('%s', async (text, phrase, head, country, sector) => {
    const { lookup, span } = await setting(text);
    expect(lookup.participant(span(phrase), span(head))).toMatchObject({ span: span(phrase), country, sector });
  });
});

test('the smallest mention over a head word', async () => {
  const { lookup, span } = await setting('Russian President Vladimir Putin spoke.');
  expect(lookup.entity(lookup.at(span('President'))!.entity)?.name).toBe('Vladimir Putin');
  expect(lookup.entity(lookup.at(span('Russian'))!.entity)?.name).toBe('Russia');
  expect(lookup.at(span('spoke'))).toBeNull();
});

test('a description that ends in its name', async () => {
  const { lookup, span } = await setting('It was said by a tall man, Petro Halych.');
  const phrase = span('a tall man, Petro Halych');
  expect(lookup.entity(lookup.of(phrase, span('man'))!.entity)?.name).toBe('Petro Halych');
});

test('who acts for whom changes with the office', () => {
  const stoltenberg = actors.named('Jens Stoltenberg')!.id;
  const on = (date: string) => affiliation(actors, stoltenberg, { from: date, to: date, basis: 'metadata' });
  expect(on('2010-05-05')).toEqual({ country: 'NOR', sector: 'GOV' });
  expect(on('2020-05-05')).toEqual({ country: null, sector: 'GOV' });
  expect(
    affiliation(actors, actors.named('Angela Merkel')!.id, { from: '2023-05-05', to: '2023-05-05', basis: 'text' }),
  ).toEqual({ country: 'DEU', sector: 'ELI' });
});
