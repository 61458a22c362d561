import { Hono } from 'hono';
import { z } from 'zod';
import { offsetMap } from '../core/span.ts';
import { readDraft } from '../ledger/draft.ts';
import { type Finding, verifying } from '../ledger/verify.ts';
import { textsOf } from '../store/sayings.ts';
import { headOf, type Store } from '../store/store.ts';
import type { DraftAnswer, DraftFinding } from './api.ts';
import { readBody } from './query.ts';

const BODY = z.object({ draft: z.string().max(1_000_000, 'a draft longer than a million characters') });

/** A finding with the article it was found in and its place in code points, as everything that leaves the program. */
export function located(store: Store, { from: _, to: __, document: id, place, ...finding }: Finding): DraftFinding {
  const document = id === null ? null : store.document(id);
  if (!document || !place) return { ...finding, document: null, place: null };
  const { toCodePoint } = offsetMap(store.text(document.id) ?? '');
  return {
    ...finding,
    document: headOf(document),
    place: { from: toCodePoint(place.from), to: toCodePoint(place.to) },
  };
}

/**
 * Checks every quotation of a draft against the stored texts, as `dragoman verify` does, one at a time: other requests are
 * answered in between. A question, though a POST.
 */
export function drafts(store: Store): Hono {
  return new Hono().post('/verify', async (c) => {
    const { draft } = await readBody(BODY, c.req);
    const findings: DraftFinding[] = [];
    for (const finding of verifying(draft, textsOf(store))) {
      findings.push(located(store, finding));
      await new Promise((resolve) => setImmediate(resolve));
    }
    return c.json<DraftAnswer>({ findings, open: readDraft(draft).open });
  });
}
