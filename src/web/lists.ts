import { Hono } from 'hono';
import { LedgerError } from '../core/errors.ts';
import type { Contract, DocumentRecord, Mention } from '../core/record.ts';
import {
  type FacetField,
  type FacetValue,
  type Filter,
  headOf,
  LISTED,
  type ListedKind,
  type Row,
  type Store,
} from '../store/store.ts';
import type { ArticleHead, DocumentsAnswer, Facets, ListAnswer, ReaderAnswer } from './api.ts';
import { csvLines, jsonLines } from './export.ts';
import { powerName } from './powers.ts';
import { readFilter, readKind, readPage } from './query.ts';
import { listRow, namesFor, rowsOf } from './rows.ts';
import type { Views } from './views.ts';

const FACETS: Readonly<Record<ListedKind, readonly FacetField[]>> = {
  attribution: ['act', 'source', 'via', 'about', 'publisher', 'origin', 'month'],
  event: ['type', 'status', 'about', 'source', 'publisher', 'origin', 'month'],
  forecast: ['type', 'status', 'source', 'about', 'publisher', 'origin', 'month'],
  assessment: ['type', 'source', 'about', 'publisher', 'origin', 'month'],
};

const missing = (what: string, id: string): LedgerError =>
  new LedgerError('not-found', `There is no such ${what} in this ledger`, id, 'It may belong to another ledger.');

/** A document as lists show it, with how many records its reading found. */
export function articleHead(store: Store, record: Contract<DocumentRecord>): ArticleHead {
  const count = (kind: ListedKind) => store.count(kind, { document: record.id, allVersions: true });
  const counts = Object.fromEntries(LISTED.map((kind) => [kind, count(kind)]));
  return { ...headOf(record), counts: counts as ArticleHead['counts'] };
}

function readerAnswer(store: Store, record: Contract<DocumentRecord>): ReaderAnswer {
  const document = headOf(record);
  const rows = rowsOf(store, document);
  const mentions = store.recordsOf(record.id, ['mention']) as readonly Contract<Mention>[];
  const { furniture, issues, language } = record;
  return {
    document: { ...document, furniture, issues, language },
    text: store.text(record.id) ?? '',
    rows,
    names: mentions.map((m) => ({ from: m.span.from, to: m.span.to, entity: m.entity })),
    entities: namesFor(store, rows, mentions),
  };
}

/** The values of a list's facets, with names in place of ids and codes. */
function facets(store: Store, views: Views, kind: ListedKind, filter: Filter): Facets {
  const found = store.facets(kind, FACETS[kind], filter);
  const publishers = new Set((found.publisher ?? []).map((v) => v.value.toLowerCase()));
  const labelled = (field: FacetField, label: (value: string) => string) =>
    found[field] ? { [field]: found[field].map((v) => ({ ...v, label: label(v.value) })) } : {};
  return {
    ...found,
    ...labelled('source', (value) => voiceName(store, value)),
    ...labelled('about', (value) => powerName(store, views, value)),
    ...labelled('origin', (value) => store.document(value)?.title ?? value),
    // Publishers have a facet of their own.
    via: (found.via ?? [])
      .map((v) => ({ ...v, label: voiceName(store, v.value) }))
      .filter((v) => !publishers.has(v.value) && !publishers.has(v.label.toLowerCase()) && v.value !== NOBODY),
    judged: reviews(store, kind, filter),
  };
}

/** What the chain calls a publisher that nothing names. */
const NOBODY = 'unknown publisher';

/** A known voice by its name; the words of one that stayed unresolved in quotation marks. */
const voiceName = (store: Store, value: string): string => store.entity(value)?.name ?? `“${value}”`;

/** How much of a list nobody reviewed, and what people judged of the rest. */
function reviews(store: Store, kind: ListedKind, filter: Filter): readonly FacetValue[] {
  const verdicts = [...new Set(store.judgements().flatMap((j) => (j.withdrawn === null ? [j.verdict] : [])))];
  return ['unreviewed', ...verdicts.sort()]
    .map((value) => ({ value, label: value, count: store.count(kind, { ...filter, judged: value }) }))
    .filter(({ count }) => count > 0);
}

/** Between pieces of work that nobody waits for, in milliseconds; the first page is drawn before the first. */
const PAUSE = 200;

/** Counts the facets of the whole lists ahead of the first who asks, a field at a time; requests are answered in between. */
export async function countAhead(store: Store): Promise<void> {
  for (const kind of LISTED)
    for (const field of FACETS[kind]) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE).unref());
      store.facet(kind, field);
    }
}

/** Most answers kept. */
const REMEMBERED = 64;

type Counting = (kind: ListedKind, filter: Filter) => Facets;

/** Keeps what was counted until the ledger changes: going back and forth between lists counts nothing twice. */
function remembering(views: Views, count: Counting): Counting {
  const known = new Map<string, Facets>();
  let stamp = '';
  return (kind, filter) => {
    if (stamp !== views.stamp() || known.size > REMEMBERED) known.clear();
    stamp = views.stamp();
    const key = JSON.stringify([kind, filter]);
    const found = known.get(key) ?? count(kind, filter);
    known.set(key, found);
    return found;
  };
}

/** Rows of a list a few hundred at a time, so that an export of any size needs little memory. */
export function* everyRow(store: Store, kind: ListedKind, filter: Filter): Iterable<Row> {
  const limit = 500;
  for (let offset = 0; ; offset += limit) {
    const rows = store.list(kind, { ...filter, limit, offset });
    yield* rows;
    if (rows.length < limit) return;
  }
}

/** Reading addresses: documents, lists with their facets, exports. None changes anything. */
export function lists(store: Store, views: Views, ledgerName: string): Hono {
  const app = new Hono();
  const ask = (url: string) => {
    const params = new URL(url).searchParams;
    return { filter: readFilter(params), page: readPage(params) };
  };
  const counted = remembering(views, (kind, filter) => facets(store, views, kind, filter));
  app.get('/totals', (c) => c.json({ ledger: ledgerName, totals: store.totals() }));
  app.get('/documents', (c) => {
    const { filter, page } = ask(c.req.url);
    const documents = store.documents({ ...filter, ...page }).map((d) => articleHead(store, d));
    const total = store.totals().documents;
    return c.json<DocumentsAnswer>({ total, offset: page.offset, documents });
  });
  app.get('/documents/:id', (c) => {
    const record = store.document(c.req.param('id'));
    if (!record) throw missing('article', c.req.param('id'));
    return c.json(readerAnswer(store, record));
  });
  app.get('/list/:name', (c) => {
    const kind = readKind(c.req.param('name'));
    const { filter, page } = ask(c.req.url);
    const rows = store.list(kind, { ...filter, ...page }).map((row) => listRow(store, row));
    const total = store.count(kind, filter);
    return c.json<ListAnswer>({ total, offset: page.offset, rows, entities: namesFor(store, rows) });
  });
  app.get('/facets/:name', (c) => {
    const kind = readKind(c.req.param('name'));
    const { filter } = ask(c.req.url);
    return c.json<Facets>(counted(kind, filter));
  });
  app.get('/export/:file', (c) => {
    const [name = '', format = ''] = c.req.param('file').split('.');
    const writer = format === 'csv' ? csvLines : format === 'jsonl' ? jsonLines : null;
    if (!writer) throw new LedgerError('bad-argument', 'Lists export as csv or jsonl', format, 'Choose one of them.');
    const kind = readKind(name);
    const rows = everyRow(store, kind, ask(c.req.url).filter);
    c.header('content-type', format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8');
    c.header('content-disposition', `attachment; filename="dragoman-${name}.${format}"`);
    return c.body(byteStream(writer(store, rows)));
  });
  return app;
}

function byteStream(lines: Iterable<string>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const iterator = lines[Symbol.iterator]();
  return new ReadableStream({
    pull(controller) {
      const { done, value } = iterator.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
}
