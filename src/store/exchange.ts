import type { AnyExtracted, Contract } from '../core/record.ts';
import { offsetMap } from '../core/span.ts';
import { spansOf } from '../ledger/place.ts';
import { conflictsOf, happeningsOf } from '../ledger/views.ts';
import { type Filter, isListed, LISTED, type Row, type Store } from './store.ts';

/** Kinds in the order they are written. */
export const KINDS = [
  'document',
  'entity',
  'mention',
  'time',
  'attribution',
  'event',
  'forecast',
  'assessment',
  'happening',
  'conflict',
  'judgement',
] as const;
export type Kind = (typeof KINDS)[number];

export interface ExportOptions {
  /** Kinds to write; all by default, with a filter the listed ones and their documents. */
  readonly only?: readonly Kind[] | undefined;
  /** Whether documents carry their text. */
  readonly withText?: boolean | undefined;
  /** Only what lists show under this filter. */
  readonly filter?: Filter | undefined;
}

/** The ledger in the record contract, one JSON object a line, kinds in their order, documents by id. */
export function* jsonl(store: Store, { only, withText = false, filter }: ExportOptions = {}): Iterable<string> {
  const kinds = only ?? (filter ? KINDS.filter((kind) => kind === 'document' || isListed(kind)) : KINDS);
  for (const kind of kinds) for (const value of valuesOf(store, kind, withText, filter)) yield JSON.stringify(value);
}

function* valuesOf(store: Store, kind: Kind, withText: boolean, filter: Filter | undefined): Iterable<unknown> {
  if (kind === 'document') yield* documents(store, withText, filter);
  else if (kind === 'entity') yield* store.entities();
  else if (kind === 'happening') yield* happeningsOf(store.views);
  else if (kind === 'conflict') yield* conflictsOf(store.views, store.judgements());
  else if (kind === 'judgement') yield* store.judgements();
  else for (const row of store.each(kind, isListed(kind) ? (filter ?? null) : null)) yield sideBySide(row);
}

/** The machine's reading with what people changed in it beside it; one nobody corrected is as it is. */
export function sideBySide<R extends object>({
  record,
  machine,
}: {
  readonly record: R;
  readonly machine?: R;
}): object {
  if (!machine) return record;
  const [is, was] = [record, machine] as unknown as readonly Record<string, unknown>[];
  const fields = Object.keys(is!).filter((name) => JSON.stringify(is![name]) !== JSON.stringify(was![name]));
  return { ...machine, corrected: placed(Object.fromEntries(fields.map((name) => [name, is![name]]))) };
}

/** A name that a person gave and the text does not hold has no span. */
const placed = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, v) =>
    v !== null && typeof v === 'object' && 'quote' in v && v.from === v.to ? null : v,
  );

function* documents(store: Store, withText: boolean, filter: Filter | undefined): Iterable<unknown> {
  const wanted = filter ? documentsOf(store, filter) : null;
  for (const document of store.eachDocument()) {
    if (wanted && !wanted.has(document.id)) continue;
    const machine = store.machineDocument(document.id);
    const both = sideBySide({ record: document, ...(machine ? { machine } : {}) });
    yield withText ? { ...both, text: store.text(document.id) } : both;
  }
}

function documentsOf(store: Store, filter: Filter): ReadonlySet<string> {
  const found = new Set<string>();
  for (const kind of LISTED) for (const { document } of store.each(kind, filter)) found.add(document.id);
  return found;
}

const SPANLESS: ReadonlySet<Kind> = new Set(['document', 'entity', 'happening', 'conflict', 'judgement']);

/** Every record of the kinds as a W3C Web Annotation (JSON-LD), one a line; positions count code points. */
export function* annotations(store: Store, { only = LISTED, filter }: ExportOptions = {}): Iterable<string> {
  let last = { id: '', text: '' };
  for (const kind of only) {
    if (SPANLESS.has(kind)) continue;
    for (const row of store.each(kind, isListed(kind) ? (filter ?? null) : null)) {
      if (last.id !== row.document.id) last = { id: row.document.id, text: store.text(row.document.id) ?? '' };
      yield JSON.stringify(annotation(row, last.text));
    }
  }
}

/** Characters of context on either side of a quotation. */
const CONTEXT = 32;

function annotation(row: Row<Contract<AnyExtracted>>, text: string): object {
  const { record, document } = row;
  const { toUnit } = offsetMap(text);
  const target = spansOf(record).map(({ from, to, quote }) => ({
    source: document.url ?? document.location,
    selector: [
      { type: 'TextPositionSelector', start: from, end: to },
      {
        type: 'TextQuoteSelector',
        exact: quote,
        prefix: text.slice(Math.max(0, toUnit(from) - CONTEXT), toUnit(from)).toWellFormed(),
        suffix: text.slice(toUnit(to), toUnit(to) + CONTEXT).toWellFormed(),
      },
    ],
  }));
  return {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: `urn:dragoman:${record.id}`,
    type: 'Annotation',
    motivation: 'classifying',
    body: { type: 'Dataset', format: 'application/json', value: sideBySide(row) },
    target,
  };
}
