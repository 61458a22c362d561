import { Hono } from 'hono';
import { z } from 'zod';
import { LedgerError } from '../core/errors.ts';
import type { Judgement } from '../core/record.ts';
import { documentFace, entityFace, type Face, faceOf } from '../ledger/changes.ts';
import { FIELDS } from '../ledger/corrections.ts';
import { detached } from '../ledger/judgements.ts';
import { judgementOn } from '../ledger/judging.ts';
import { spansOf } from '../ledger/place.ts';
import { headOf, type Store } from '../store/store.ts';
import type { FieldLine, FieldsAnswer, HistoryAnswer, Judged, NamesAnswer } from './api.ts';
import { missing, readBody, readPage } from './query.ts';
import { inForce } from './rows.ts';
import type { Views } from './views.ts';

const BODY = z.object({
  record: z.string().min(1).max(100),
  verdict: z.string().min(1).max(40),
  note: z.string().trim().max(2000).nullable().default(null),
  /** Who judges, as the browser was told; absent: who runs the server. */
  by: z.string().trim().min(1).max(100).optional(),
});

/** Most names offered while one is typed. */
const NAMES = 12;

/** Documents that the views are brought up to date with before a judgement is answered. */
const AT_ONCE = 20;

/** What a judgement is on, in words. */
function wordsOn(store: Store, { on }: Judgement): string {
  if (on.spans.length > 0) return on.spans.map((span) => span.quote).join(' … ');
  if (on.kind === 'document') return store.document(on.record)?.title ?? on.record;
  return on.kind === 'entity' ? (store.entity(on.record)?.name ?? on.record) : on.kind;
}

/** All judgements, the newest first, and the articles taken out. */
function history(store: Store, { offset, limit }: { offset: number; limit: number }): HistoryAnswer {
  const all = store.judgements().toReversed();
  const page = all.slice(offset, offset + limit);
  const loose = new Set(detached(page, (id) => store.text(id)).map((j) => j.id));
  const lines = page.map((j) => ({
    ...{ id: j.id, verdict: j.verdict, by: j.by, at: j.at, note: j.note, withdrawn: j.withdrawn },
    ...{ record: j.on.record, kind: j.on.kind, document: j.on.document },
    words: wordsOn(store, j),
    detached: loose.has(j.id),
  }));
  return { total: all.length, offset, lines, out: store.documents({ out: true }).map(headOf) };
}

/** What can be corrected of anything that has fields. */
function correctable(store: Store, id: string): FieldsAnswer {
  const nameOf = (entity: string) => store.entity(entity)?.name ?? entity;
  const [row, document, entity] = [store.record(id), store.document(id), store.entity(id)];
  const answer = (kind: string, words: string, face: Face, saidIn: string | null = null): FieldsAnswer => {
    const fields = Object.entries(face).map(([field, value]) => ({ field, value, ...shape(field) }));
    return { kind, words, fields, saidIn };
  };
  if (row) {
    const { record } = row;
    const saidIn = 'saidIn' in record ? record.saidIn : null;
    return answer(
      record.kind,
      spansOf(record)
        .map((s) => s.quote)
        .join(' … '),
      faceOf(record, nameOf),
      saidIn,
    );
  }
  if (document) return answer('document', document.title ?? document.location, documentFace(document));
  if (entity) return answer('entity', entity.name, entityFace(entity));
  throw missing('record', id);
}

function shape(field: string): Pick<FieldLine, 'values' | 'as'> {
  const { values = null, isNames, isDay } = FIELDS[field]!;
  return { values, as: isNames ? 'names' : isDay ? 'day' : 'words' };
}

/** Judging and withdrawing; entries themselves are never edited. */
export function judging(store: Store, views: Views, by: string, now: () => Date): Hono {
  const app = new Hono();
  /** What hangs on judgements is worked out anew; where that is much, in the background. */
  const settled = async () => {
    views.judged();
    const isMuch = store.viewsBehind() > AT_ONCE;
    const done = views.refresh();
    if (isMuch) done.catch(() => {});
    else await done;
  };
  app.get('/judgements', (c) => c.json<HistoryAnswer>(history(store, readPage(new URL(c.req.url).searchParams))));
  app.get('/fields/:id', (c) => c.json<FieldsAnswer>(correctable(store, c.req.param('id'))));
  app.get('/names', (c) => c.json<NamesAnswer>({ names: store.namesLike(c.req.query('like') ?? '', NAMES) }));
  app.post('/judgements', async (c) => {
    const body = await readBody(BODY, c.req);
    const judgement = judgementOn(store, { ...body, by: body.by ?? by, at: now().toISOString() });
    store.judge(judgement);
    await settled();
    return c.json<{ made: string; judgements: readonly Judged[] }>({
      made: judgement.id,
      judgements: inForce(store, judgement.on.record),
    });
  });
  app.post('/judgements/:id/withdraw', async (c) => {
    const id = c.req.param('id');
    const judgement = store.judgements().find((j) => j.id === id);
    if (!judgement || !store.withdraw(id, now().toISOString()))
      throw new LedgerError('not-found', 'There is no such judgement to withdraw', id, 'It may be withdrawn already.');
    await settled();
    return c.json({ record: judgement.on.record, judgements: inForce(store, judgement.on.record) });
  });
  return app;
}
