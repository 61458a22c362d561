import type { Conflict, Happening, Prospect } from '../core/derived.ts';
import { type Call, countStates, inState, prospectOf, RESOLUTIONS, type StatePage } from '../ledger/calls.ts';
import { lastVerdicts } from '../ledger/entries.ts';
import { conflictsOf, happeningOf } from '../ledger/views.ts';
import type { Row, Store } from '../store/store.ts';
import type { DeskRow } from './api.ts';
import { listRow } from './rows.ts';

type State = Prospect['state'];

/** What the articles say together, as the ledger stands now; of what is much, only the part that is asked for is read. */
export interface Views {
  readonly conflicts: () => readonly Conflict[];
  /** How many forecasts are in each state today. */
  readonly states: () => Readonly<Record<State, number>>;
  readonly inState: (state: State, page: StatePage) => readonly Prospect[];
  /** The forecasts of a voice, given by entity id. */
  readonly prospectsOf: (voice: string) => readonly Prospect[];
  readonly happening: (id: string) => Happening | null;
  /** Pairs of powers (`CHN-RUS`) with how many happenings concern them. */
  readonly pairs: (head: 'pair' | 'hard') => ReadonlyMap<string, number>;
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

/** Reads the views off the ledger; the short ones are kept until something is read, judged, or written elsewhere. */
export function makeViews(store: Store, refreshed: RefreshViews, now: () => Date): Views {
  const today = () => now().toISOString().slice(0, 10);
  const index = store.views;
  const states = kept(() => store.stateNames());
  const conflicts = kept(() => conflictsOf(index, store.judgements()));
  const resolutions = kept(() => lastVerdicts(store.judgements(), RESOLUTIONS));
  let seen = '';
  let changes = 0;

  const stamp = () => `${store.writtenElsewhere()} ${changes} ${today()}`;
  const judged = () => {
    changes++;
    conflicts.forget();
    resolutions.forget();
  };
  const forget = () => {
    states.forget();
    judged();
  };
  const fresh = <T>(view: { readonly get: () => T }): T => {
    const outside = `${store.writtenElsewhere()} ${today()}`;
    if (outside !== seen) forget();
    seen = outside;
    return view.get();
  };
  return {
    conflicts: () => fresh(conflicts),
    states: () => countStates(index, fresh(resolutions), today()),
    inState: (state, page) => inState(index, fresh(resolutions), today(), state, page),
    prospectsOf: (voice) =>
      index.under<Call>('forecast', `by ${voice}`).map((call) => prospectOf(index, call, fresh(resolutions), today())),
    happening: (id) => happeningOf(index, id),
    pairs: (head) => index.tally('cluster', head),
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

/** The row of a listed record; null where the ledger does not hold it. */
export function rowById(store: Store, id: string): DeskRow | null {
  const found = store.record(id);
  return found ? listRow(store, found as Row) : null;
}
