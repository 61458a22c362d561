import { Hono } from 'hono';
import { z } from 'zod';
import { offsetMap } from '../core/span.ts';
import { type Finding, verifyDraft } from '../ledger/verify.ts';
import { headOf, type Store } from '../store/store.ts';
import type { DraftAnswer, DraftFinding } from './api.ts';
import { readBody } from './query.ts';

const BODY = z.object({ draft: z.string().max(1_000_000, 'a draft longer than a million characters') });

/** A finding with the article it was found in and its place in code points, as everything that leaves the program. */
function located(store: Store, finding: Finding): DraftFinding {
  const { line, text, verdict } = finding;
  const document = finding.verdict === 'absent' ? null : store.document(finding.document);
  if (finding.verdict === 'absent' || !document) return { line, text, verdict, steps: [], document: null, place: null };
  const { toCodePoint } = offsetMap(store.text(document.id) ?? '');
  const place = { from: toCodePoint(finding.place.from), to: toCodePoint(finding.place.to) };
  const steps = finding.verdict === 'differs' ? finding.steps : [];
  return { line, text, verdict, steps, document: headOf(document), place };
}

/** Checks every quotation of a draft against the stored texts, as `dragoman verify` does. A question, though a POST. */
export function drafts(store: Store): Hono {
  return new Hono().post('/verify', async (c) => {
    const { draft } = await readBody(BODY, c.req);
    return c.json<DraftAnswer>({ findings: verifyDraft(draft, store).map((f) => located(store, f)) });
  });
}
