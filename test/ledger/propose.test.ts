import { expect, test } from 'vitest';
import type { Attribution, Contract, Quoted } from '../../src/core/record.ts';
import { sift } from '../../src/ledger/propose.ts';
import { dossier } from '../support/dossier.ts';
import { ledgerOf } from '../support/ledger.ts';

const store = ledgerOf(dossier(1));
const document = store.documents()[0]!;
const text = store.text(document.id)!;
const points = [...text];

/** The nth place of some words, in code points. */
function words(quote: string, nth = 0): Quoted {
  let unit = -1;
  for (let i = 0; i <= nth; i++) unit = text.indexOf(quote, unit + 1);
  const from = [...text.slice(0, unit)].length;
  return { from, to: from + [...quote].length, quote };
}

const trigger = words('signed');
const event = { kind: 'event', document: document.id, type: 'AGREE', status: 'asserted', trigger };
const said = { kind: 'attribution', document: document.id, content: [words('We will not open the fords to Mordor,')] };
const forecast = {
  kind: 'forecast',
  document: document.id,
  content: [words('Rohan would call for help')],
  wording: { span: words('would call'), class: 'categorical' },
};
const ref = (span: Quoted, entity: string | null = null) => ({ span, entity });
const siftAll = (...records: readonly object[]) =>
  sift(
    records.map((r) => JSON.stringify(r)),
    store,
  );

test('what the reader finds could have been proposed, but for its ids and chains', () => {
  const own = store.recordsOf(document.id).map(({ id: _, ...record }) => {
    const { chain: __, ...rest } = record as unknown as Partial<Contract<Attribution>>;
    // The sample takes the first "said" of its text for every cue.
    return 'cue' in rest ? { ...rest, cue: null } : rest;
  });
  expect(own.length).toBeGreaterThan(10);
  expect(siftAll(...own).refused).toEqual([]);
});

test.each([
  ['an empty span', { ...event, trigger: { from: 0, to: 0, quote: '' } }, 'not-a-record', /trigger/u],
  [
    'a span turned round',
    { ...event, trigger: { ...trigger, from: trigger.to, to: trigger.from } },
    'quote-elsewhere',
    /./u,
  ],
  [
    'a span that counts from the end',
    { ...event, trigger: { from: -12, to: -1, quote: points.slice(-12, -1).join('') } },
    'not-a-record',
    /trigger\.from/u,
  ],
  [
    'half a character',
    { ...event, trigger: { ...trigger, from: trigger.from + 0.5 } },
    'not-a-record',
    /trigger\.from/u,
  ],
  ['a span without end', { ...event, trigger: { from: 0, to: 1e308, quote: text } }, 'not-a-record', /trigger\.to/u],
  ['ends that are words', { ...said, cue: { from: '1', to: '2', quote: 'said' } }, 'not-a-record', /cue\.from/u],
  ['words without a place', { ...said, source: { quote: 'Faramir' } }, 'not-a-record', /source\.span: it is missing/u],
  ['a field of no record', { ...event, note: 'the king confessed' }, 'not-a-record', /note/u],
  ['a field of another kind', { ...event, wording: forecast.wording }, 'not-a-record', /wording/u],
  ['no status', { ...event, status: undefined }, 'not-a-record', /status: it is missing/u],
  ['a type that PLOVER lacks', { ...event, type: 'BETRAY' }, 'not-a-record', /type/u],
  [
    'a date of no calendar',
    { ...event, when: { from: '3019-02-30', to: '3019-02-30', basis: 'text' } },
    'not-a-record',
    /when/u,
  ],
  ['no content', { ...said, content: [] }, 'not-a-record', /content/u],
  ['a chain of its own', { ...said, chain: [{ label: 'Sauron', entity: null, span: null }] }, 'not-a-record', /chain/u],
  ['a verdict of its own', { ...event, review: 'right' }, 'not-a-record', /review/u],
  ['an id that is taken', { ...event, id: store.list('event')[0]!.record.id }, 'known-id', /^e/u],
  ['an entity nobody knows', { ...said, source: ref(words('Faramir'), 'Q666') }, 'unknown-entity', /Q666/u],
  ['a statement nobody made', { ...event, saidIn: 'a000' }, 'unknown-record', /a000/u],
  [
    'a voice the text does not name',
    { ...forecast, by: { label: 'Sauron', entity: null } },
    'unknown-voice',
    /Sauron/u,
  ],
  [
    'content out of order',
    { ...said, content: [words('Mordor'), words('open the fords')] },
    'spans-apart',
    /open the fords/u,
  ],
  [
    'a speaker of another paragraph',
    { ...said, source: ref(words('Ioreth')), cue: words('said') },
    'spans-apart',
    /different paragraphs/u,
  ],
  ['invented words', { ...event, trigger: { ...trigger, quote: 'betray' } }, 'quote-absent', /betray/u],
  ['another text', { ...event, document: 'd9' }, 'unknown-document', /d9/u],
] as const)(
  'a proposal with %s is refused by its cause, and the good line beside it is taken',
  (_, bad, cause, detail) => {
    const { accepted, refused } = siftAll(bad, event);
    expect(accepted.map((a) => a.line)).toEqual([2]);
    expect(refused).toMatchObject([{ line: 1, cause, detail: expect.stringMatching(detail) }]);
  },
);

test('endless nesting, foreign prototypes and half a line are refused by line', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  const line = JSON.stringify(event);
  const lines = [
    line.replace('{', `{"x":${deep},`),
    line.replace('{', '{"__proto__":{"status":"denied"},'),
    '{',
    '',
    line,
  ];
  const { accepted, refused } = sift(lines, store);
  expect(accepted.map((a) => a.line)).toEqual([5]);
  expect(refused.map((r) => [r.line, r.cause])).toEqual([
    [1, 'not-a-record'],
    [2, 'not-a-record'],
    [3, 'not-json'],
  ]);
});
