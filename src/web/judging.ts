import { Hono } from 'hono';
import { z } from 'zod';
import { localId } from '../core/entry.ts';
import { LedgerError } from '../core/errors.ts';
import type { Judgement, Quoted } from '../core/record.ts';
import type { ListedRecord, Store } from '../store/store.ts';
import type { Judged } from './api.ts';
import { readBody } from './query.ts';
import { inForce } from './rows.ts';

/** `right` and `wrong` judge the reading; `marked` keeps a record in view; `source` names the true source. */
const BODY = z.object({
  record: z.string().min(1).max(100),
  verdict: z.string().regex(/^[a-z][a-z -]{0,40}$/u, 'a verdict is one to a few plain words'),
  note: z.string().max(2000).nullable().default(null),
});

/** The spans a judgement holds on to: those that define the record. */
const definingSpans = (record: ListedRecord): readonly Quoted[] =>
  record.kind === 'event' ? [record.trigger] : record.content;

function judgementOn(store: Store, body: z.infer<typeof BODY>, by: string, at: string): Judgement {
  const row = store.record(body.record);
  if (!row) throw new LedgerError('not-found', 'There is no such record', body.record, 'Reload the page.');
  const { record } = row as { record: ListedRecord };
  return {
    kind: 'judgement',
    id: localId('j', [record.id, body.verdict, by, at]),
    on: { kind: record.kind, record: record.id, document: row.document.id, spans: definingSpans(record) },
    verdict: body.verdict,
    by,
    at,
    note: body.note,
    withdrawn: null,
  };
}

/** Judging and withdrawing; entries themselves are never edited. */
export function judging(store: Store, by: string, now: () => Date): Hono {
  const app = new Hono();
  app.post('/judgements', async (c) => {
    const judgement = judgementOn(store, readBody(BODY, await c.req.json()), by, now().toISOString());
    store.judge(judgement);
    return c.json<{ made: string; judgements: readonly Judged[] }>({
      made: judgement.id,
      judgements: inForce(store, judgement.on.record),
    });
  });
  app.post('/judgements/:id/withdraw', (c) => {
    const id = c.req.param('id');
    const judgement = store.judgements().find((j) => j.id === id);
    if (!judgement || !store.withdraw(id, now().toISOString()))
      throw new LedgerError('not-found', 'There is no such judgement to withdraw', id, 'It may be withdrawn already.');
    return c.json({ record: judgement.on.record, judgements: inForce(store, judgement.on.record) });
  });
  return app;
}
