import type { Judgement } from '../core/record.ts';
import { type Page, standing } from './entries.ts';

/** Entity id → the entity people merged it into; a later split of the two takes it back. */
export function mergesOf(judgements: readonly Judgement[]): ReadonlyMap<string, string> {
  const into = new Map<string, string>();
  const root = (id: string): string => (into.has(id) ? root(into.get(id)!) : id);
  for (const { on, verdict, note } of standing(judgements)) {
    if (note === null || on.kind !== 'entity') continue;
    const [kept, gone] = [root(on.record), root(note)];
    if (verdict === 'merge' && kept !== gone) into.set(gone, kept);
    if (verdict === 'split') {
      if (into.get(note) === on.record) into.delete(note);
      else if (into.get(on.record) === note) into.delete(on.record);
    }
  }
  return new Map([...into.keys()].map((id) => [id, root(id)]));
}

/** A page with merged entities under one id. */
export function withMerges(page: Page, into: ReadonlyMap<string, string>): Page {
  if (into.size === 0) return page;
  const { attributions, events, forecasts, assessments, mentions } = page;
  const records = JSON.stringify({ attributions, events, forecasts, assessments, mentions });
  return { ...page, ...JSON.parse(records, (_, v) => (typeof v === 'string' ? (into.get(v) ?? v) : v)) };
}
