import type { Conflict, Happening, Prospect } from '../core/derived.ts';
import type { ListedRecord, Store } from '../store/store.ts';
import type { DeskRow } from './api.ts';
import { listRow } from './rows.ts';

/** What the articles say together. */
export interface LedgerViews {
  readonly happenings: readonly Happening[];
  readonly conflicts: readonly Conflict[];
  readonly prospects: readonly Prospect[];
}

export type DeriveViews = (asOf: string) => LedgerViews;

/** The views of the ledger as it stands now. */
export interface Views {
  readonly current: () => LedgerViews;
  readonly happening: (id: string) => Happening | null;
}

/** Keeps the views until an entry, a judgement or the day changes. */
export function makeViews(store: Store, derive: DeriveViews, now: () => Date): Views {
  let stamp = '';
  let views: LedgerViews = { happenings: [], conflicts: [], prospects: [] };
  let byId: ReadonlyMap<string, Happening> = new Map();
  const current = (): LedgerViews => {
    const today = now().toISOString().slice(0, 10);
    const fresh = `${store.state()} ${today}`;
    if (fresh !== stamp) {
      views = derive(today);
      byId = new Map(views.happenings.map((h) => [h.id, h]));
      stamp = fresh;
    }
    return views;
  };
  const happening = (id: string) => {
    current();
    return byId.get(id) ?? null;
  };
  return { current, happening };
}

/** The row of a listed record; null where the ledger does not hold it. */
export function rowById(store: Store, id: string): DeskRow | null {
  const found = store.record(id);
  return found ? listRow(store, { ...found, record: found.record as ListedRecord }) : null;
}
