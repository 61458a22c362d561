import { expect, test } from 'vitest';
import type { Reading } from '../../src/core/reading.ts';
import type { Store } from '../../src/store/store.ts';
import { makeArticle } from '../../src/text/article.ts';
import { dossier, recorder } from '../support/dossier.ts';
import { bundleOf, ledgerOf } from '../support/ledger.ts';
import { ask, desk, json, post } from './support.ts';

const lines = (text: string): string[] => text.split(/\r?\n/u).filter(Boolean);

test('a list counts exactly what its exports hold, for every list and filter', async () => {
  const { app } = desk();
  for (const name of ['statements', 'events', 'forecasts', 'assessments'])
    for (const query of [
      '',
      '?publisher=Edoras+Courier',
      '?about=GND',
      '?words=grain',
      '?since=3019',
      '?source=Ioreth',
    ]) {
      const { total, rows } = await json(ask(app, `/api/list/${name}${query}${query ? '&' : '?'}limit=200`));
      const jsonl = lines(await (await ask(app, `/api/export/${name}.jsonl${query}`)).text());
      const csv = lines(await (await ask(app, `/api/export/${name}.csv${query}`)).text());
      expect([name, query, rows.length, jsonl.length, csv.length - 1]).toEqual([name, query, total, total, total]);
    }
});

test('a row carries its chain, its article and the names it needs', async () => {
  const { app } = desk();
  const { rows, entities } = await json(ask(app, '/api/list/forecasts?words=grain'));
  expect(rows).toHaveLength(1);
  expect(rows[0].chain.map((l: { label: string }) => l.label)).toEqual(['Minas Tirith Herald', 'Háma', 'Faramir']);
  expect(rows[0].document.publisher).toBe('Minas Tirith Herald');
  expect(rows[0].record.probability).toEqual({ low: 0.95, high: 0.99, scheme: 'ICD 203' });
  expect(rows[0].judgements).toEqual([]);
  expect(entities.Q105.name).toBe('Faramir');
});

test('an event in a list brings the sentence around its trigger, across an astral character', async () => {
  const { app } = desk();
  const { rows } = await json(ask(app, '/api/list/events?status=denied'));
  expect(rows[0].sentence).toEqual([
    { words: 'Faramir denied that Gondor had ', role: null },
    { words: 'paid', role: 'trigger' },
    { words: ' Rohan 300 ounces of silver.', role: null },
  ]);
});

test('a statement in a list stands in its sentence, with cue, source and words told apart', async () => {
  const { app } = desk();
  const { rows } = await json(ask(app, '/api/list/statements?words=silver'));
  expect(rows[0].sentence).toEqual([
    { words: 'Faramir ', role: null },
    { words: 'denied', role: 'cue' },
    { words: ' that ', role: null },
    { words: 'Gondor had paid Rohan 300 ounces of silver', role: 'content' },
    { words: '.', role: null },
  ]);
});

test('of a very long sentence a list shows the words nearest to the trigger', async () => {
  const [reading] = dossier(4);
  const text = `${'They rode and '.repeat(60)}Gondor attacked Rohan${' and they rode'.repeat(60)}.`;
  const article = makeArticle({ text, location: 'long.txt', url: 'https://long.example/a' });
  const event = recorder(article).event('ASSAULT', 4, 'attacked', ['Gondor', reading!.entities![0]!], null);
  const rest = { attributions: [], forecasts: [], assessments: [], mentions: [], times: [], events: [event] };
  const { app } = desk({ store: ledgerOf([{ ...reading!, article, ...rest }]) });
  const [row] = (await json(ask(app, '/api/list/events'))).rows;
  const [before, , after] = row.sentence.map((p: { words: string }) => p.words);
  expect(before).toMatch(/^… (?:rode|and|They) .{200,} Gondor $/u);
  expect(after).toMatch(/^ Rohan and .{200,} (?:and|they|rode) …$/u);
  expect(row.chain).toEqual([{ label: 'unknown publisher', entity: null, span: null }]);
});

test('facets name voices and count within the filter', async () => {
  const { app } = desk();
  const facets = await json(ask(app, '/api/facets/statements?publisher=Minas+Tirith+Herald'));
  expect(facets.publisher).toEqual([{ value: 'Minas Tirith Herald', label: 'Minas Tirith Herald', count: 5 }]);
  expect(facets.source[0]).toMatchObject({ value: 'Q105', label: 'Faramir', count: 3 });
});

test('choosing a facet’s value gives exactly the rows it counted', async () => {
  const { app, store } = desk({ store: ledgerOf(dossier(16)) });
  store.put(bundleOf(twin(store)));
  await post(app, '/api/judgements', { record: store.list('event')[0]!.record.id, verdict: 'wrong' });
  for (const name of ['statements', 'events', 'forecasts']) {
    const facets = await json(ask(app, `/api/facets/${name}`));
    expect(Object.keys(facets)).toEqual(expect.arrayContaining(['source', 'about', 'publisher', 'judged']));
    for (const [field, values] of Object.entries<{ value: string; count: number }[]>(facets))
      for (const { value, count } of values) {
        const query = field === 'month' ? { since: value, until: value } : { [field]: value };
        const { total } = await json(ask(app, `/api/list/${name}?${new URLSearchParams(query)}`));
        expect([name, field, value, total]).toEqual([name, field, value, count]);
      }
  }
});

/** An article of a publisher whose name contains another's. */
function twin(store: Store): Reading {
  const reading = dossier(5)[4]!;
  const text = `${reading.article.text}\n\nCopied from the evening edition.`;
  const { publisher } = store.documents({ publisher: 'Edoras Courier' })[0]!;
  const article = makeArticle({ text, location: 'twin.txt', title: 'Twin', publisher: `${publisher} Evening` });
  return { ...reading, article, events: [], forecasts: [], attributions: [] };
}

test('articles come newest first, a page at a time, and say whether more follow', async () => {
  const { app, store } = desk();
  const all = store.documents().map((d) => d.id);
  const first = await json(ask(app, '/api/documents?limit=5'));
  expect([first.documents.map((d: { id: string }) => d.id), first.hasMore]).toEqual([all.slice(0, 5), true]);
  const rest = await json(ask(app, '/api/documents?limit=200&offset=5'));
  expect([rest.documents.map((d: { id: string }) => d.id), rest.hasMore]).toEqual([all.slice(5), false]);
});

test('a filter’s values have names in lists and on shared pages', async () => {
  const { app } = desk();
  const { labels } = await json(ask(app, '/api/list/statements?source=Q105&about=GND-MRD&act=statement'));
  expect(labels).toEqual({ source: 'Faramir', about: 'Gondor and Mordor' });
  const shared = await (await ask(app, '/api/share/list/statements.html?source=Q105')).text();
  expect(shared).toContain('source: Faramir');
  expect(shared).not.toContain('Q105');
});

test('the reader gets the text, and every span quotes it exactly in code points', async () => {
  const { app, store } = desk();
  for (const { id } of store.documents()) {
    const answer = await json(ask(app, `/api/documents/${id}`));
    const chars = Array.from(answer.text as string);
    for (const { record } of answer.rows)
      for (const span of record.kind === 'event' ? [record.trigger] : record.content)
        expect(chars.slice(span.from, span.to).join('')).toBe(span.quote);
  }
});

test('questions that make no sense are answered with what to do', async () => {
  const { app } = desk();
  for (const [path, status] of [
    ['/api/list/rumours', 404],
    ['/api/list/events?since=yesterday', 400],
    ['/api/list/events?offset=-1', 400],
    ['/api/list/events?limit=100000', 400],
    ['/api/export/events.exe', 400],
    ['/api/documents/none', 404],
    ['/api/records/none', 404],
    ['/api/nothing', 404],
  ] as const) {
    const response = await ask(app, path);
    expect([path, response.status]).toEqual([path, status]);
    const { error } = await json(response);
    expect(error.message).toBeTruthy();
    expect(error.remedy).toBeTruthy();
    expect(error.message).not.toContain(error.remedy);
  }
});

test('a spreadsheet finds no formula in an export', async () => {
  const { app } = desk();
  const csv = await (await ask(app, '/api/export/events.csv')).text();
  expect(csv).not.toMatch(/(?:^|,)"?[=+@]/mu);
});

test('judging, correcting the source and withdrawing show on the record and are kept apart from it', async () => {
  const { app, store } = desk();
  const record = store.list('attribution')[0]!.record;
  const first = await json(post(app, '/api/judgements', { record: record.id, verdict: 'right' }));
  await post(app, '/api/judgements', { record: record.id, verdict: 'source', note: 'The steward’s clerk' });
  const shown = await json(ask(app, `/api/records/${record.id}`));
  expect(shown.row.judgements.map((j: { verdict: string; by: string }) => [j.verdict, j.by])).toEqual(
    expect.arrayContaining([
      ['right', 'analyst'],
      ['source', 'analyst'],
    ]),
  );
  const exported = await (await ask(app, '/api/export/statements.jsonl')).text();
  expect(exported).toMatch(/"review":"(?:right|source corrected)"/u);
  expect(exported).toMatch(/"review":"unreviewed machine reading"/u);
  expect((await post(app, `/api/judgements/${first.made}/withdraw`, {})).status).toBe(200);
  expect((await post(app, `/api/judgements/${first.made}/withdraw`, {})).status).toBe(404);
  expect(store.record(record.id)!.machine).toEqual(record);
  const kept = store.judgements(record.id).find((j) => j.id === first.made)!;
  expect(kept.withdrawn).toBe('2030-01-01T12:00:00.000Z');
  expect(kept.on.spans.map((s) => s.quote)).toEqual(['Faramir', 'said', 'We will not open the fords to Mordor,']);
});

test('a footnote is checked before it is given, and says that nobody reviewed it', async () => {
  const { app, store } = desk();
  const { record } = store.list('forecast', { words: 'grain' })[0]!;
  const { chicago: text } = await json(ask(app, `/api/records/${record.id}/cite`));
  expect(text).toContain(
    '“The minister Háma told reporters that the steward had promised that grain would almost certainly',
  );
  expect(text).toMatch(/unreviewed machine reading/u);
  await post(app, '/api/judgements', { record: record.id, verdict: 'marked' });
  expect((await json(ask(app, `/api/records/${record.id}/cite`))).chicago).toMatch(/unreviewed machine reading/u);
  await post(app, '/api/judgements', { record: record.id, verdict: 'right' });
  expect((await json(ask(app, `/api/records/${record.id}/cite`))).chicago).toMatch(/judged right by analyst/u);
  const { lines } = await json(ask(app, `/api/records/${record.id}/why`));
  expect(lines.join('\n')).toMatch(/95–99 %/u);
  expect(lines.at(-1)).toMatch(/^Judged right by analyst/u);
});

test('a footnote of a machine-translated text carries the mark', async () => {
  const { app, store } = desk();
  const { record } = store.list('event', { type: 'THREATEN', publisher: 'Isengard' })[0]!;
  expect((await json(ask(app, `/api/records/${record.id}/cite`))).chicago).toMatch(/machine-translated text: garbled/u);
});

test('a draft is checked: exact, differing with the words, absent, and where it stands', async () => {
  const { app, store } = desk();
  const draft = [
    'Faramir said “We will not open the fords to Mordor,” as ever.',
    'He added that “Gondor had never paid Rohan 300 ounces of silver”.',
    'And “the moon is made of seed cake and butter”.',
  ].join('\n\n');
  const { findings } = await json(post(app, '/api/verify', { draft }));
  expect(findings.map((f: { verdict: string }) => f.verdict)).toEqual(['exact', 'differs', 'absent']);
  const [exact, differs] = findings;
  const chars = Array.from(store.text(exact.document.id)!);
  expect(chars.slice(exact.place.from, exact.place.to).join('')).toContain('We will not open the fords to Mordor');
  expect(differs.steps).toContainEqual({ kind: 'draft', words: 'never' });
  expect((await post(app, '/api/verify', { draft: 7 })).status).toBe(400);
});
