import { Hono } from 'hono';
import { z } from 'zod';
import { LedgerError } from '../core/errors.ts';
import type { Judgement } from '../core/record.ts';
import { definingSpans, judgement } from '../ledger/judgements.ts';
import type { Store } from '../store/store.ts';
import type { Judged } from './api.ts';
import { readBody } from './query.ts';
import { inForce } from './rows.ts';
import type { Views } from './views.ts';

const BODY = z.object({
  record: z.string().min(1).max(100),
  verdict: z.string().min(1).max(40),
  note: z.string().trim().max(2000).nullable().default(null),
});

function judgementOn(store: Store, views: Views, body: z.infer<typeof BODY>, by: string, at: string): Judgement {
  const conflict = body.record.startsWith('c') ? views.conflicts().find((x) => x.id === body.record) : undefined;
  if (conflict) return judgement({ ...body, kind: conflict.kind, document: null, spans: [], by, at });
  const row = store.record(body.record);
  if (!row) throw new LedgerError('not-found', 'There is no such record', body.record, 'Reload the page.');
  const { record, document } = row;
  const spans = definingSpans(record);
  return judgement({ ...body, kind: record.kind, document: document.id, spans, by, at });
}

/** Judging and withdrawing; entries themselves are never edited. */
export function judging(store: Store, views: Views, by: string, now: () => Date): Hono {
  const app = new Hono();
  app.post('/judgements', async (c) => {
    const judgement = judgementOn(store, views, await readBody(BODY, c.req), by, now().toISOString());
    store.judge(judgement);
    views.judged();
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
    views.judged();
    return c.json({ record: judgement.on.record, judgements: inForce(store, judgement.on.record) });
  });
  return app;
}
