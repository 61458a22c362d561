import { Hono } from 'hono';
import { LedgerError } from '../core/errors.ts';
import type { AnyExtracted, Contract } from '../core/record.ts';
import { type Citation, cite } from '../ledger/cite.ts';
import { isReview } from '../ledger/entries.ts';
import { explain } from '../ledger/explain.ts';
import { isListed, type Row, type Store } from '../store/store.ts';
import type { RecordAnswer } from './api.ts';
import { missing } from './query.ts';
import { deskRow, inForce, namesFor } from './rows.ts';

type AnyRow = Row<Contract<AnyExtracted>>;

function rowOf(store: Store, id: string): AnyRow {
  const row = store.record(id);
  if (row) return row;
  throw missing('record', id);
}

/** Who says it, in a footnote's words; null: the article itself. */
function sourceName(store: Store, record: Contract<AnyExtracted>): string | null {
  const named = (entity: string | null, words: string) => (entity && store.entity(entity)?.name) || words;
  if ('saidIn' in record && record.saidIn === null) return null;
  if ('by' in record) return named(record.by.entity, record.by.label);
  const statement = record.kind === 'event' ? store.record(record.saidIn!)?.record : record;
  if (statement?.kind !== 'attribution') return null;
  return statement.source ? named(statement.source.entity, statement.source.span.quote) : 'unresolved';
}

/** The footnote of a record, checked against the stored text and bytes; throws `spans-differ` where they disagree. */
export function citation(store: Store, id: string): Citation {
  const { record, document } = rowOf(store, id);
  return cite({
    record,
    document: store.document(document.id)!,
    text: store.text(document.id) ?? '',
    evidence: store.evidence(document.id),
    judgements: store.judgements(id),
    source: sourceName(store, record),
  });
}

/** A record's chain in plain English, with what people judged of it. */
export function explanation(store: Store, id: string): readonly string[] {
  const { record, document } = rowOf(store, id);
  const lines = explain(record, {
    document: store.document(document.id)!,
    text: store.text(document.id) ?? '',
    record: (other) => store.record(other)?.record ?? null,
    nameOf: (entity) => store.entity(entity)?.name ?? entity,
  });
  const judged = inForce(store, id)
    .filter(isReview)
    .map(({ verdict, by, at, note }) => `Judged ${verdict} by ${by}, ${at.slice(0, 10)}${note ? `: ${note}` : ''}.`);
  return [...lines, ...judged];
}

/** One record: shown, explained, cited. */
export function records(store: Store): Hono {
  const app = new Hono();
  app.get('/records/:id', (c) => {
    const found = rowOf(store, c.req.param('id'));
    if (!isListed(found.record.kind))
      throw new LedgerError('bad-argument', `A ${found.record.kind} has no card`, found.record.id, 'See its article.');
    const row = deskRow(store, found as Row);
    return c.json<RecordAnswer>({ row, entities: namesFor(store, row) });
  });
  app.get('/records/:id/why', (c) => c.json({ lines: explanation(store, c.req.param('id')) }));
  app.get('/records/:id/cite', (c) => c.json<Citation>(citation(store, c.req.param('id'))));
  return app;
}
