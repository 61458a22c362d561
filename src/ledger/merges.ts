import type { Judgement } from '../core/record.ts';
import { type Entries, standing } from './entries.ts';

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

/** The entries with merged entities under one id; spellings are kept together. */
export function withMerges(entries: Entries): Entries {
  const into = mergesOf(entries.judgements);
  if (into.size === 0) return entries;
  const renamed = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value), (_, v) => (typeof v === 'string' ? (into.get(v) ?? v) : v)) as T;
  const { attributions, events, forecasts, assessments } = entries;
  return {
    ...entries,
    entities: entries.entities
      .filter((e) => !into.has(e.id))
      .map((e) => {
        const joined = entries.entities.filter((other) => into.get(other.id) === e.id);
        return { ...e, names: [...new Set([...e.names, ...joined.flatMap((other) => other.names)])] };
      }),
    ...renamed({ attributions, events, forecasts, assessments }),
  };
}
