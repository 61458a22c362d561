/**
 * Dragoman as a library.
 * @example
 * const ledger = openLedger('press.db');
 * await readInto(ledger, 'press.db', ['articles/']);
 * for (const { record, document } of ledger.list('attribution', { source: 'Xi Jinping', since: '2023' }))
 *   console.log(document.title, record);
 * ledger.close();
 */

export type { Conflict, Happening } from './core/derived.ts';
export { LedgerError } from './core/errors.ts';
export type {
  AnyRecord,
  Assessment,
  Attribution,
  Contract,
  DocumentRecord,
  Entity,
  Event,
  Forecast,
  Judgement,
} from './core/record.ts';
export { type ReadArticle, readArticle } from './defaults/article.ts';
export { type Progress, type ReadOptions, readInto, type Summary } from './defaults/reading.ts';
export { openReader, type ReaderOptions } from './defaults.ts';
export { type Citation, cite } from './ledger/cite.ts';
export { explain } from './ledger/explain.ts';
export { type Finding, verifyDraft } from './ledger/verify.ts';
export { annotations, type ExportOptions, jsonl } from './store/exchange.ts';
export { textsOf } from './store/sayings.ts';
export { openLedger, openLedgerForReading } from './store/sqlite.ts';
export type { DocumentHead, Filter, ListedKind, ListedRecord, Row, Store } from './store/store.ts';
