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
  /** What the ledger calls the state of an ISO 3166 code; null where it names it nowhere. */
  readonly stateName: (iso3: string) => string | null;
}

/** Keeps the views until an entry, a judgement or the day changes. */
export function makeViews(store: Store, derive: DeriveViews, now: () => Date): Views {
  let stamp = '';
  let views: LedgerViews = { happenings: [], conflicts: [], prospects: [] };
  let byId: ReadonlyMap<string, Happening> = new Map();
  let states: ReadonlyMap<string, string> = new Map();
  const current = (): LedgerViews => {
    const today = now().toISOString().slice(0, 10);
    const fresh = `${store.state()} ${today}`;
    if (fresh !== stamp) {
      views = derive(today);
      byId = new Map(views.happenings.map((h) => [h.id, h]));
      states = stateNames(store);
      stamp = fresh;
    }
    return views;
  };
  const happening = (id: string) => {
    current();
    return byId.get(id) ?? null;
  };
  const stateName = (iso3: string) => {
    current();
    return states.get(iso3) ?? null;
  };
  return { current, happening, stateName };
}

function stateNames(store: Store): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { type, codes, name } of store.entities()) if (type === 'state' && codes.iso3) found.set(codes.iso3, name);
  return found;
}

/** The row of a listed record; null where the ledger does not hold it. */
export function rowById(store: Store, id: string): DeskRow | null {
  const found = store.record(id);
  return found ? listRow(store, { ...found, record: found.record as ListedRecord }) : null;
}
