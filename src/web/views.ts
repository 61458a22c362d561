import type { Conflict, Happening, Prospect } from '../core/derived.ts';
import { type Call, prospectOf, RESOLUTIONS } from '../ledger/calls.ts';
import { lastVerdicts } from '../ledger/entries.ts';
import { conflictsOf, happeningsOf } from '../ledger/views.ts';
import type { ListedRecord, Store } from '../store/store.ts';
import type { DeskRow } from './api.ts';
import { listRow } from './rows.ts';

/** What the articles say together, as the ledger stands now. */
export interface Views {
  readonly happenings: () => readonly Happening[];
  readonly conflicts: () => readonly Conflict[];
  readonly prospects: () => readonly Prospect[];
  readonly happening: (id: string) => Happening | null;
  /** What the ledger calls the state of an ISO 3166 code; null where it names it nowhere. */
  readonly stateName: (iso3: string) => string | null;
  /** Told after a judgement: what hangs on judgements is worked out anew. */
  readonly judged: () => void;
  /** Told after an article was read. */
  readonly wrote: () => void;
  /** Changes whenever the ledger does. */
  readonly stamp: () => string;
  /** Brings the ledger's own views up to date with what was read; no request waits for it or starts it. */
  readonly refresh: () => Promise<void>;
}

/** Brings the views kept in the ledger up to date, a piece at a time so that requests are answered in between. */
export type RefreshViews = () => Promise<void>;

/** A value worked out when first asked for, and again after `forget`. */
function kept<T>(make: () => T): { readonly get: () => T; readonly forget: () => void } {
  let value: { readonly made: T } | null = null;
  return {
    get: () => {
      value ??= { made: make() };
      return value.made;
    },
    forget: () => {
      value = null;
    },
  };
}

/** Reads the views off the ledger and keeps them until something is read, judged, or written by another program. */
export function makeViews(store: Store, refreshed: RefreshViews, now: () => Date): Views {
  const today = () => now().toISOString().slice(0, 10);
  const happenings = kept(() => happeningsOf(store.views));
  const byId = kept(() => new Map(happenings.get().map((h) => [h.id, h])));
  const states = kept(() => stateNames(store));
  const conflicts = kept(() => conflictsOf(store.views, store.judgements()));
  const calls = kept(() => store.views.all<Call>('forecast'));
  const foretold = kept(() => {
    const resolutions = lastVerdicts(store.judgements(), RESOLUTIONS);
    return calls.get().map((call) => prospectOf(store.views, call, resolutions, today()));
  });
  let seen = '';
  let changes = 0;

  const stamp = () => `${store.writtenElsewhere()} ${changes} ${today()}`;
  const judged = () => {
    changes++;
    conflicts.forget();
    foretold.forget();
  };
  const forget = () => {
    for (const view of [happenings, byId, states, calls]) view.forget();
    judged();
  };
  const fresh = <T>(view: { readonly get: () => T }): T => {
    const outside = `${store.writtenElsewhere()} ${today()}`;
    if (outside !== seen) forget();
    seen = outside;
    return view.get();
  };
  return {
    happenings: () => fresh(happenings),
    conflicts: () => fresh(conflicts),
    prospects: () => fresh(foretold),
    happening: (id) => fresh(byId).get(id) ?? null,
    stateName: (iso3) => fresh(states).get(iso3) ?? null,
    judged,
    wrote: () => {
      changes++;
    },
    stamp,
    refresh: async () => {
      await refreshed();
      forget();
    },
  };
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
