import { Hono } from 'hono';
import { LedgerError } from '../core/errors.ts';
import type { AnyExtracted, Contract, DocumentRecord } from '../core/record.ts';
import { because } from '../extract/rules.ts';
import { changes, documentChanges } from '../ledger/changes.ts';
import { type Citation, cite } from '../ledger/cite.ts';
import { isReview } from '../ledger/entries.ts';
import { explain, refusalLines } from '../ledger/explain.ts';
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

/** Who says it and through whom, the innermost voice first; empty: the article itself. */
function voicesOf(store: Store, row: AnyRow): readonly string[] {
  const { record } = row;
  if (!isListed(record.kind) || ('saidIn' in record && record.saidIn === null && !row.machine)) return [];
  const [, ...links] = deskRow(store, row as Row).chain;
  return links.toReversed().map(({ label, entity }) => {
    const name = (entity && store.entity(entity)?.name) || label;
    return name === 'unresolved' ? 'source unresolved' : name;
  });
}

/** The text a document is a reprint of; null where it is none, or that is not in the ledger. */
function originalOf(store: Store, { origin, id }: Pick<DocumentRecord, 'origin' | 'id'>) {
  const document = origin === null || origin === id ? null : store.document(origin);
  return document && { document, text: store.text(document.id) ?? '' };
}

/** The footnote of a record, checked against the stored text and bytes; throws `spans-differ` where they disagree. */
export function citation(store: Store, id: string): Citation {
  const row = rowOf(store, id);
  const { record, machine } = row;
  const document = store.document(row.document.id)!;
  const judgements = store.judgements(id);
  const nameOf = (entity: string) => store.entity(entity)?.name ?? entity;
  return cite({
    record,
    document,
    text: store.text(document.id) ?? '',
    evidence: store.evidence(document.id),
    judgements,
    voices: voicesOf(store, row),
    changes: [
      ...changes(machine, record, judgements, nameOf),
      ...documentChanges(store.machineDocument(document.id), document, store.judgements(document.id)),
    ],
    original: originalOf(store, document),
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
    because,
  });
  const judged = inForce(store, id)
    .filter(isReview)
    .map(({ verdict, by, at, note }) => `Judged ${verdict} by ${by}, ${at.slice(0, 10)}${note ? `: ${note}` : ''}.`);
  return [...lines, ...judged];
}

/** What was found in an article and dropped, and by which rule, in plain English. */
export const refused = (store: Store, document: string): readonly string[] =>
  refusalLines(store.refused(document), because);

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
