import { Hono } from 'hono';
import { type Contract, type DocumentRecord, type Mention, UNKNOWN_PUBLISHER } from '../core/record.ts';
import { documentChanges } from '../ledger/changes.ts';
import { sidesOf } from '../store/filters.ts';
import {
  type Choice,
  type FacetField,
  type Filter,
  headOf,
  LISTED,
  type ListedKind,
  type Store,
} from '../store/store.ts';
import type { ArticleHead, DocumentsAnswer, Facets, ListAnswer, ReaderAnswer, TotalsAnswer } from './api.ts';
import { exported } from './export.ts';
import { powerName } from './powers.ts';
import { missing, readFilter, readKind, readPage } from './query.ts';
import { remembering } from './remembering.ts';
import { inForce, listRow, namesFor, rowsOf } from './rows.ts';
import type { Views } from './views.ts';

const FACETS: Readonly<Record<ListedKind, readonly FacetField[]>> = {
  attribution: ['act', 'source', 'via', 'about', 'publisher', 'origin', 'month', 'judged'],
  event: ['type', 'status', 'about', 'source', 'publisher', 'origin', 'month', 'judged'],
  forecast: ['type', 'status', 'source', 'about', 'publisher', 'origin', 'month', 'judged'],
  assessment: ['type', 'source', 'about', 'publisher', 'origin', 'month', 'judged'],
};

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
  const judgements = store.judgements(record.id);
  return {
    corrections: documentChanges(store.machineDocument(record.id), record, judgements),
    out: inForce(store, record.id).find((j) => j.verdict === 'out') ?? null,
    document: { ...document, furniture, issues, language },
    text: store.text(record.id) ?? '',
    rows,
    names: mentions.map((m) => ({ from: m.span.from, to: m.span.to, entity: m.entity })),
    entities: namesFor(store, rows, mentions),
  };
}

/** The values of a list's facets, with names in place of ids and codes. */
function facets(store: Store, views: Views, kind: ListedKind, choice: Choice): Facets {
  const found = choice.facets(FACETS[kind]);
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
      .filter(
        (v) => !publishers.has(v.value) && !publishers.has(v.label.toLowerCase()) && v.value !== UNKNOWN_PUBLISHER,
      ),
  };
}

/** A known voice by its name; the words of one that stayed unresolved in quotation marks. */
const voiceName = (store: Store, value: string): string => store.entity(value)?.name ?? `“${value}”`;

/** What the values of a filter are called, where that is not what stands in the address. */
export function filterLabels(store: Store, views: Views, filter: Filter): Readonly<Record<string, string>> {
  const { source, via, about, document, origin } = filter;
  const named = (id: string) => store.entity(id)?.name ?? id;
  const titled = (id: string) => store.document(id)?.title ?? id;
  const power = (side: string) => powerName(store, views, side);
  return {
    ...(source && { source: named(source) }),
    ...(via && { via: named(via) }),
    ...(about && { about: sidesOf(about).map(power).join(' and ') }),
    ...(document && { document: titled(document) }),
    ...(origin && { origin: titled(origin) }),
  };
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

/** A filter's records, and their facets, counted when first asked for. */
interface Answered {
  readonly choice: Choice;
  readonly facets: () => Facets;
}

/** Most filters whose answers are kept; the keys of a large list take a megabyte or two. */
const REMEMBERED = 16;

/** Chooses the records of a filter once for the list, its pages and its facets. */
function answered(store: Store, views: Views, kind: ListedKind, filter: Filter): Answered {
  const choice = store.choose(kind, filter);
  let counted: Facets | null = null;
  return {
    choice,
    facets: () => {
      counted ??= facets(store, views, kind, choice);
      return counted;
    },
  };
}

/** What an address asks for: the same filter for lists, facets and exports, and the page of it. */
interface Asked {
  readonly filter: Filter;
  readonly page: ReturnType<typeof readPage>;
}

function askedIn(url: string): Asked {
  const params = new URL(url).searchParams;
  return { filter: readFilter(params), page: readPage(params) };
}

function documentsAnswer(store: Store, { filter, page }: Asked): DocumentsAnswer {
  const found = store.documents({ ...filter, ...page, limit: page.limit + 1 });
  const documents = found.slice(0, page.limit).map((d) => articleHead(store, d));
  return { offset: page.offset, documents, hasMore: found.length > page.limit };
}

/** Most ways out of an empty list that are named. */
const MOST_NEAR = 5;

function listAnswer(store: Store, views: Views, kind: ListedKind, choice: Choice, { filter, page }: Asked): ListAnswer {
  const rows = choice.rows(page.offset, page.limit).map((row) => listRow(store, row));
  return {
    total: choice.total,
    offset: page.offset,
    rows,
    entities: namesFor(store, rows),
    labels: filterLabels(store, views, filter),
    near: choice.total === 0 ? store.near(kind, filter).slice(0, MOST_NEAR) : [],
  };
}

/** Reading addresses: documents, lists with their facets, exports. None changes anything. */
export function lists(store: Store, views: Views, ledgerName: string): Hono {
  const app = new Hono();
  const chosen = remembering(views, REMEMBERED, (kind: ListedKind, filter: Filter) =>
    answered(store, views, kind, filter),
  );
  app.get('/totals', (c) => c.json<TotalsAnswer>({ ledger: ledgerName, totals: store.totals() }));
  app.get('/documents', (c) => c.json<DocumentsAnswer>(documentsAnswer(store, askedIn(c.req.url))));
  app.get('/documents/:id', (c) => {
    const record = store.document(c.req.param('id'));
    if (!record) throw missing('article', c.req.param('id'));
    return c.json(readerAnswer(store, record));
  });
  app.get('/list/:name', (c) => {
    const kind = readKind(c.req.param('name'));
    const asked = askedIn(c.req.url);
    return c.json<ListAnswer>(listAnswer(store, views, kind, chosen(kind, asked.filter).choice, asked));
  });
  app.get('/facets/:name', (c) => {
    const kind = readKind(c.req.param('name'));
    return c.json<Facets>(chosen(kind, askedIn(c.req.url).filter).facets());
  });
  app.get('/export/:file', (c) => exported(store, c.req.param('file'), new URL(c.req.url).searchParams));
  return app;
}
