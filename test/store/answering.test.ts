import { afterAll, describe, expect, test } from 'vitest';
import type { Entity } from '../../src/core/record.ts';
import { blocks, makeArticle } from '../../src/text/article.ts';
import { recorder } from '../support/dossier.ts';
import { ledgerOf } from '../support/ledger.ts';

const state = (id: string, name: string, iso3: string): Entity => ({
  ...{ kind: 'entity', id, name, type: 'state', codes: { iso3, cameo: iso3 }, names: [name] },
});
const [GONDOR, MORDOR] = [state('Q1', 'Gondor', 'GND'), state('Q2', 'Mordor', 'MRD')];
const HALE: Entity = { ...state('Q3', 'Mira Hale', 'GND'), type: 'person' };

/** Two articles: who condemned, who only expressed concern, and what a capital is called for its state. */
function articles() {
  const first = page('first.txt', '3019-03-01', [
    'Gondor condemned the raids on the harbour.',
    'The spokeswoman Mira Hale expressed concern about the drills of the Black Gate.',
  ]);
  const second = page('second.txt', '3019-03-05', ['The Black Gate threatened Gondor again.']);
  const a = recorder(first);
  const b = recorder(second);
  const empty = { issues: [], times: [], forecasts: [], assessments: [], entities: [GONDOR, MORDOR, HALE] };
  return [
    {
      ...{ ...empty, article: first, mentions: [a.mention('Black Gate', MORDOR)], events: [] },
      attributions: [
        a.said(['Gondor', GONDOR], 'condemned', 'the raids on the harbour'),
        a.said(['Mira Hale', HALE], 'expressed concern about', 'the drills of the Black Gate'),
      ],
    },
    {
      ...{ ...empty, article: second, mentions: [b.mention('The Black Gate', MORDOR)] },
      attributions: [b.said(['The Black Gate', MORDOR], 'threatened', 'Gondor again')],
      events: [b.event('THREATEN', 3, 'threatened', ['The Black Gate', MORDOR], ['Gondor', GONDOR])],
    },
  ];
}

function page(location: string, day: string, paragraphs: readonly string[]) {
  const text = [`Headline of ${location}`, ...paragraphs].join('\n\n');
  const [headline, ...body] = blocks(text);
  const published = { from: day, to: day, basis: 'metadata' } as const;
  return makeArticle({
    text,
    location,
    title: `Headline of ${location}`,
    headline: headline!,
    paragraphs: body,
    published,
  });
}

const store = ledgerOf(articles());
afterAll(() => store.close());
const cues = (words: string) =>
  store.list('attribution', { words }).map(({ record }) => record.kind === 'attribution' && record.cue?.quote);

describe('a search reads', () => {
  test.each([
    ['the cue', 'concern', ['expressed concern about']],
    ['another form of a word', 'condemning', ['condemned']],
    ['the whole sentence', 'spokeswoman', ['expressed concern about']],
    ['the source’s name', 'hale', ['expressed concern about']],
    ['the name an expression stands for', 'mordor', ['threatened']],
    ['one or the other', 'condemned OR concern', ['condemned', 'expressed concern about']],
    ['one or the other, and a third', 'condemned OR concern drills', ['expressed concern about']],
    ['a phrase', '"concern about"', ['expressed concern about']],
    ['no phrase out of order', '"about concern"', []],
    ['a sign of the query language', 'concern )*^', ['expressed concern about']],
  ])('%s: %s', (_name, words, expected) => {
    expect(cues(words).sort()).toEqual(expected);
  });
});

test('what a text calls a state finds it, as source and as power', () => {
  expect(store.list('attribution', { source: 'Black Gate' })).toHaveLength(1);
  expect(store.list('attribution', { source: 'the Black Gate' })).toHaveLength(1);
  expect(store.list('event', { about: 'Black Gate' })).toHaveLength(1);
  expect(store.list('event', { about: 'Gondor-Mordor' })).toHaveLength(1);
  expect(store.list('event', { about: 'Hale' })).toHaveLength(0);
  expect(store.codeOf('The Black Gate')).toBe('MRD');
});

test('an empty answer says what near words, and fewer conditions, would find', () => {
  const near = store.near('attribution', { words: 'condemned drills', source: 'Mira Hale' });
  expect(near.map(({ word, without, total }) => [word ?? without, total])).toEqual([
    ['drills', 1],
    ['words', 1],
  ]);
  const alone = store.near('attribution', { words: 'condemned', source: 'Mira Hale' });
  expect(alone.map(({ without, total }) => [without, total])).toEqual([
    ['words', 1],
    ['source', 1],
  ]);
});

test('lists are in the order of days, either way', () => {
  const days = (sort: 'newest' | 'oldest') =>
    store.list('attribution', { sort }).map(({ document }) => document.published!.from);
  expect(days('newest')).toEqual(['3019-03-05', '3019-03-01', '3019-03-01']);
  expect(days('oldest')).toEqual(['3019-03-01', '3019-03-01', '3019-03-05']);
  expect(store.choose('attribution', { sort: 'oldest' }).rows(2, 1)[0]!.document.published!.from).toBe('3019-03-05');
});
