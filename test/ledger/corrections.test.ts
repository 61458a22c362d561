import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Attribution, Contract, Event, Forecast } from '../../src/core/record.ts';
import { refreshViews, relationOf } from '../../src/defaults/views.ts';
import { judgementOn } from '../../src/ledger/judging.ts';
import { conflictsOf, happeningsAbout, prospectsBy } from '../../src/ledger/views.ts';
import { annotations, jsonl } from '../../src/store/exchange.ts';
import type { Store } from '../../src/store/store.ts';
import { csvLines } from '../../src/web/export.ts';
import { deskRow } from '../../src/web/rows.ts';
import { dossier } from '../support/dossier.ts';
import { bundleOf, ledgerOf } from '../support/ledger.ts';

let store: Store;
let clock = 0;
beforeEach(() => {
  store = ledgerOf(dossier(6));
  refreshViews(store);
});
afterEach(() => store.close());

/** Judges as the command line and the desk do; gives the judgement's id. */
function judge(record: string, verdict: string, note: string | null = null): string {
  const at = new Date(Date.UTC(3019, 3, 1) + clock++ * 1000).toISOString();
  const made = judgementOn(store, { record, verdict, note, by: 'Ada', at });
  store.judge(made);
  refreshViews(store);
  return made.id;
}
const takeBack = (id: string) => {
  store.withdraw(id, '3019-05-01T00:00:00.000Z');
  refreshViews(store);
};

const statement = (words: string) =>
  store.list('attribution', { limit: -1 }).find(({ record }) => JSON.stringify(record).includes(words))!
    .record as Contract<Attribution>;
const event = (trigger: string) =>
  store.list('event', { limit: -1 }).find(({ record }) => record.kind === 'event' && record.trigger.quote === trigger)!
    .record as Contract<Event>;
const labels = (id: string) => deskRow(store, store.record(id) as never).chain.map((link) => link.label);
const snapshot = () =>
  JSON.stringify([...jsonl(store, { only: ['attribution', 'event', 'forecast', 'happening', 'conflict'] })]);

describe('a corrected source', () => {
  test('is the source in lists, filters, facets, chains and voices, of what stands in the statement too', () => {
    const promised = statement('"quote":"promised"');
    judge(promised.id, 'source', 'Ioreth');
    expect(store.list('attribution', { source: 'Ioreth' }).map((r) => r.record.id)).toContain(promised.id);
    expect(store.list('attribution', { source: 'Faramir' }).map((r) => r.record.id)).not.toContain(promised.id);
    expect(store.facet('attribution', 'source').find((v) => v.value === 'local-ioreth')!.count).toBe(4);
    expect(labels(promised.id)).toEqual(['Minas Tirith Herald', 'Háma', 'Ioreth']);
    const forecast = store.list('forecast', { words: 'grain' })[0]!.record as Contract<Forecast>;
    expect(forecast.by).toEqual({ label: 'Ioreth', entity: 'local-ioreth' });
    expect(labels(forecast.id).at(-1)).toBe('Ioreth');
    expect(prospectsBy(store.views, [], '3019-03-10', ['Q105'])).toEqual([]);
    expect(prospectsBy(store.views, [], '3019-03-10', ['local-ioreth']).map((p) => p.forecast)).toContain(forecast.id);
  });

  test('is the link of every chain that passes through it', () => {
    const told = statement('"quote":"told reporters that"');
    judge(told.id, 'source', 'Gimli the clerk');
    expect(labels(told.id)).toEqual(['Minas Tirith Herald', 'Gimli the clerk']);
    expect(labels(statement('"quote":"promised"').id)).toEqual(['Minas Tirith Herald', 'Gimli the clerk', 'Faramir']);
    expect(store.list('attribution', { via: 'Gimli the clerk' })).toHaveLength(1);
  });

  test('stands at its place where the text names it, and nowhere where it does not', () => {
    const said = statement('We will not open');
    judge(said.id, 'source', 'Háma');
    const text = [...store.text(said.document)!];
    const { span } = statement('We will not open').source!;
    expect(text.slice(span.from, span.to).join('')).toBe('Háma');
    judge(said.id, 'source', 'Treebeard');
    const [line] = [...jsonl(store, { only: ['attribution'] })].filter((l) => l.includes('Treebeard'));
    expect(JSON.parse(line!).corrected.source).toEqual({ span: null, entity: null });
  });

  test('is withdrawn, and everything is as it was', () => {
    const before = snapshot();
    const id = judge(statement('We will not open').id, 'source', 'Ioreth');
    expect(snapshot()).not.toBe(before);
    takeBack(id);
    expect(snapshot()).toBe(before);
  });

  test('holds when the article is read again, and is not lost on a reading without the record', () => {
    const said = statement('We will not open');
    judge(said.id, 'source', 'Ioreth');
    const bundle = bundleOf(dossier(4)[0]!);
    store.put({ ...bundle, reader: 'fixture 2' });
    expect(statement('We will not open').source!.entity).toBe('local-ioreth');
    const records = bundle.records.filter((r) => r.kind !== 'attribution' && r.kind !== 'forecast');
    store.put({ ...bundle, reader: 'fixture 3', records });
    expect(store.list('attribution', { document: said.document })).toEqual([]);
    store.put({ ...bundle, reader: 'fixture 4' });
    expect(statement('We will not open').source!.entity).toBe('local-ioreth');
  });
});

describe('exports show machine reading and correction side by side', () => {
  test('in JSONL, CSV and Web Annotations', () => {
    const said = statement('We will not open');
    judge(said.id, 'source', 'Ioreth');
    const line = [...jsonl(store, { only: ['attribution'] })].map((l) => JSON.parse(l)).find((r) => r.id === said.id);
    expect(line.source.entity).toBe('Q105');
    expect(line.corrected.source.entity).toBe('local-ioreth');
    const note = [...annotations(store, { only: ['attribution'] })].find((l) => l.includes(said.id))!;
    expect(JSON.parse(note).body.value.corrected.source.entity).toBe('local-ioreth');
    const [head, ...rows] = [...csvLines(store, store.list('attribution', { document: said.document }))];
    expect(head).toMatch(/,review,machine\r\n$/u);
    const row = rows.find((r) => r.startsWith(said.id))!;
    expect(row).toContain('the Citadel Gazette › Ioreth');
    expect(row).toMatch(/,source corrected,source: Faramir\r\n$/u);
  });
});

describe('every field', () => {
  test('of a statement: relayer, act, polarity, day', () => {
    const { id } = statement('We will not open');
    judge(id, 'relayer', 'Edoras Courier');
    expect(labels(id)).toEqual(['Minas Tirith Herald', 'Edoras Courier', 'Faramir']);
    judge(id, 'relayer', 'none');
    expect(labels(id)).toEqual(['Minas Tirith Herald', 'Faramir']);
    judge(id, 'act', 'intention');
    expect(store.count('attribution', { act: 'intention' })).toBe(1);
    judge(id, 'polarity', '-');
    expect(store.list('attribution', { denied: true }).map((r) => r.record.id)).toContain(id);
    judge(id, 'day', '3018-12');
    expect(store.list('attribution', { until: '3018-12-31', since: '3018-12-01' }).map((r) => r.record.id)).toEqual([
      id,
    ]);
    expect(deskRow(store, store.record(id) as never).corrections.map((c) => [c.field, c.was, c.now, c.by])).toEqual([
      ['relayer', 'the Citadel Gazette', 'none', 'Ada'],
      ['act', 'statement', 'intention', 'Ada'],
      ['polarity', '+', '-', 'Ada'],
      ['day', '3019-03-02', '3018-12', 'Ada'],
    ]);
  });

  test('of an event: type with its class, status, parties, day; dyads follow', () => {
    const between = (a: string, b: string) => {
      const { dyad } = relationOf(store, [a, b], { by: 'year', direction: 'both' });
      return dyad.periods.map((p) => [p.period, ...p.quads]);
    };
    const { id } = event('signed');
    expect(between('GND', 'RHN')).toContainEqual(['3019', 1, 0, 1, 0]);
    judge(id, 'type', 'threaten');
    expect(event('signed')).toMatchObject({ type: 'THREATEN', quad: 3, cameo: '13' });
    expect(between('GND', 'RHN')).toContainEqual(['3019', 0, 0, 2, 0]);
    judge(id, 'recipient', 'Mordor');
    expect(between('GND', 'MRD').at(-1)!.slice(0, 4)).toEqual(['3019', 0, 0, 1]);
    judge(id, 'actor', 'Rohan; Gondor');
    expect(event('signed').actors.map((p) => p.country)).toEqual(['RHN', 'GND']);
    judge(id, 'status', 'denied');
    expect(store.list('event', { status: 'denied' }).map((r) => r.record.id)).toContain(id);
    judge(id, 'day', '3017-05-01/3017-05-03');
    expect(event('signed').when).toEqual({ from: '3017-05-01', to: '3017-05-03', basis: 'judged' });
    expect(happeningsAbout(store.views, ['MRD']).find((h) => h.reports.includes(id))!.when!.from).toBe('3017-05-01');
  });

  test('of an article: publisher in every chain, title in the search, author, day and what was filed under it, language', () => {
    const { document: id } = statement('We will not open');
    judge(id, 'publisher', 'Osgiliath Post');
    judge(id, 'title', 'A wholly new headline');
    judge(id, 'author', 'Beren; Haleth');
    judge(id, 'day', '3018-01-05');
    judge(id, 'language', 'de');
    expect(store.document(id)).toMatchObject({
      publisher: 'Osgiliath Post',
      authors: ['Beren', 'Haleth'],
      language: 'de',
    });
    expect(labels(statement('We will not open').id)[0]).toBe('Osgiliath Post');
    expect(store.list('attribution', { publisher: 'Osgiliath Post' })).toHaveLength(5);
    expect(store.list('attribution', { via: 'Osgiliath Post' }).length).toBe(5);
    expect(store.documents({ words: 'wholly new headline' }).map((d) => d.id)).toEqual([id]);
    expect(statement('We will not open').said).toEqual({ from: '3018-01-05', to: '3018-01-05', basis: 'judged' });
    const line = JSON.parse([...jsonl(store, { only: ['document'] })].find((l) => l.includes('Osgiliath Post'))!);
    expect([line.publisher, line.corrected.publisher]).toEqual(['Minas Tirith Herald', 'Osgiliath Post']);
    expect(happeningsAbout(store.views, ['GND', 'RHN']).some((h) => h.publishers.includes('Osgiliath Post'))).toBe(
      true,
    );
  });

  test('of an entity: its name, and its power in events and dyads', () => {
    judge('Q104', 'name', 'Háma the Elder');
    expect(store.entity('Q104')!.name).toBe('Háma the Elder');
    expect(store.entitiesNamed('Háma the Elder').map((e) => e.id)).toEqual(['Q104']);
    const undo = judge('Q101', 'power', 'Mordor');
    expect(event('signed').actors[0]!.country).toBe('MRD');
    expect(store.count('event', { about: 'MRD-RHN' })).toBeGreaterThan(2);
    takeBack(undo);
    expect(event('signed').actors[0]!.country).toBe('GND');
  });
});

describe('an article taken out', () => {
  test('is in no list, view, search or export, is kept and listed, and comes back as it was', () => {
    const before = snapshot();
    const conflicts = conflictsOf(store.views, []).length;
    const [raid] = store.documents({ words: 'killing 60' });
    const out = judge(raid!.id, 'out');
    expect(store.documents({ words: 'killing 60' })).toEqual([]);
    expect(store.documents({ out: true }).map((d) => d.id)).toEqual([raid!.id]);
    expect(store.count('event', { document: raid!.id })).toBe(0);
    expect(store.totals()).toMatchObject({ documents: 5, out: 1 });
    expect(conflictsOf(store.views, []).length).toBeLessThan(conflicts);
    expect([...jsonl(store)].some((l) => JSON.parse(l).document === raid!.id)).toBe(false);
    expect(store.textsWith(['killing', '60'], 'phrase', 9)).toEqual([]);
    expect(store.evidence(raid!.id)).toHaveLength(1);
    store.put({ ...bundleOf(dossier(4)[3]!), reader: 'fixture 2' });
    expect(store.count('event', { document: raid!.id })).toBe(0);
    takeBack(out);
    expect(snapshot()).toBe(before);
    expect(store.documents({ out: true })).toEqual([]);
  });
});

test('a rejected record counts in no happening, until it is accepted', () => {
  const { id } = event('signed');
  const told = () => happeningsAbout(store.views, ['GND', 'RHN']).some((h) => h.reports.includes(id));
  judge(id, 'wrong');
  expect(told()).toBe(false);
  judge(id, 'right');
  expect(told()).toBe(true);
});

test('views brought up to date after corrections are those made from scratch', () => {
  judge(event('signed').id, 'type', 'THREATEN');
  judge(statement('"quote":"promised"').id, 'source', 'Ioreth');
  judge(store.documents({ words: 'killing 60' })[0]!.id, 'out');
  const now = snapshot();
  const [a, b] = [judge('Q104', 'merge', 'Q105'), judge('Q104', 'split', 'Q105')];
  takeBack(b);
  takeBack(a);
  expect(snapshot()).toBe(now);
});

describe('a correction that makes no sense is refused in one line', () => {
  test.each([
    ['status', 'perhaps', /no status.*Use one of: asserted, denied/u],
    ['type', 'QUARREL', /no type/u],
    ['day', '3019-02-30', /no day/u],
    ['day', '3019-03/3019-01', /no day/u],
    ['actor', null, /needs its value/u],
    ['publisher', 'X', /publisher of an event cannot be corrected.*Correctable here: type, status/u],
  ])('%s “%s”', (verdict, note, message) => {
    expect(() => judge(event('signed').id, verdict, note)).toThrow(message);
    expect(store.judgements()).toEqual([]);
  });
});
