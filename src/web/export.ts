import { LedgerError } from '../core/errors.ts';
import { visible } from '../core/visible.ts';
import { isCorrection } from '../ledger/corrections.ts';
import { isReview } from '../ledger/entries.ts';
import { spansOf } from '../ledger/place.ts';
import { sideBySide } from '../store/exchange.ts';
import type { Filter, ListedKind, ListedRecord, Row, Store } from '../store/store.ts';
import type { DeskRow } from './api.ts';
import { readFilter, readKind } from './query.ts';
import { deskRow } from './rows.ts';

const UNREVIEWED = 'unreviewed machine reading';

/** The verdict of a person's newest review of a record; without any it is an unreviewed reading. */
export function reviewOf(row: DeskRow): string {
  const verdict = row.judgements.find(isReview)?.verdict ?? UNREVIEWED;
  return isCorrection(verdict) ? `${verdict} corrected` : verdict;
}

/** The words a record stands on; a gap between two spans is shown by an ellipsis. */
export const wordsOf = (record: ListedRecord): string =>
  spansOf(record)
    .map((span) => span.quote)
    .join(' … ');

/** One contract record a line as the machine read it, with what people judged of it and changed in it beside it. */
export function* jsonLines(store: Store, rows: Iterable<Row>): Iterable<string> {
  for (const row of rows) yield `${JSON.stringify({ ...sideBySide(row), review: reviewOf(deskRow(store, row)) })}\n`;
}

const COLUMNS = [
  'id',
  'kind',
  'type',
  'status',
  'words',
  'chain',
  'from',
  'to',
  'basis',
  'publisher',
  'published',
  'title',
  'url',
  'document',
  'span',
  'review',
  'machine',
] as const;

type Line = Readonly<Record<(typeof COLUMNS)[number], string>>;

function kindColumns(record: ListedRecord): Pick<Line, 'type' | 'status'> {
  switch (record.kind) {
    case 'attribution':
      return { type: record.act, status: record.polarity === '-' ? `${record.form}, denied` : record.form };
    case 'event':
      return { type: [record.type, ...record.mode].join(' '), status: record.status };
    case 'forecast':
      return { type: record.wording.class, status: record.grade };
    case 'assessment':
      return { type: record.dimension, status: record.direction ?? '' };
  }
}

function whenOf(record: ListedRecord) {
  if (record.kind === 'attribution') return record.said;
  if (record.kind === 'event') return record.when;
  return record.kind === 'forecast' ? record.horizon : null;
}

function line(row: DeskRow): Line {
  const { record, document } = row;
  const when = whenOf(record);
  return {
    id: record.id,
    kind: record.kind,
    ...kindColumns(record),
    words: wordsOf(record),
    chain: row.chain.map((link) => link.label).join(' › '),
    from: when?.from ?? '',
    to: when?.to ?? '',
    basis: when?.basis ?? '',
    publisher: document.publisher ?? '',
    published: document.published?.from ?? '',
    title: document.title ?? '',
    url: document.url ?? document.location,
    document: document.id,
    span: spansOf(record)
      .map((s) => `${s.from}-${s.to}`)
      .join(' '),
    review: reviewOf(row),
    machine: row.corrections.map(({ field, was }) => `${field}: ${was}`).join('; '),
  };
}

/** A spreadsheet would run a cell that begins like a formula, behind spaces too; an apostrophe keeps it text. */
function cell(value: string): string {
  const text = visible(/^\s*[=+\-@\t\r]/u.test(value) ? `'${value}` : value);
  return /[",\n\r]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The list as RFC 4180 CSV with a heading line. */
export function* csvLines(store: Store, rows: Iterable<Row>): Iterable<string> {
  yield `${COLUMNS.join(',')}\r\n`;
  for (const row of rows) {
    const values = line(deskRow(store, row));
    yield `${COLUMNS.map((name) => cell(values[name])).join(',')}\r\n`;
  }
}

/** Rows of a list a few hundred at a time, so that an export of any size needs little memory. */
function* everyRow(store: Store, kind: ListedKind, filter: Filter): Iterable<Row> {
  const limit = 500;
  for (let offset = 0; ; offset += limit) {
    const rows = store.list(kind, { ...filter, limit, offset });
    yield* rows;
    if (rows.length < limit) return;
  }
}

const WRITERS = {
  csv: { lines: csvLines, type: 'text/csv; charset=utf-8' },
  jsonl: { lines: jsonLines, type: 'application/x-ndjson; charset=utf-8' },
} as const;

/** A whole list as a file to keep, such as `events.csv`, written while it is read. */
export function exported(store: Store, file: string, params: URLSearchParams): Response {
  const [name = '', format = ''] = file.split('.');
  const writer = Object.hasOwn(WRITERS, format) ? WRITERS[format as keyof typeof WRITERS] : null;
  if (!writer) throw new LedgerError('bad-argument', 'Lists export as csv or jsonl', format, 'Choose one of them.');
  const rows = everyRow(store, readKind(name), readFilter(params));
  return new Response(byteStream(writer.lines(store, rows)), {
    headers: {
      'content-type': writer.type,
      'content-disposition': `attachment; filename="dragoman-${name}.${format}"`,
    },
  });
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
