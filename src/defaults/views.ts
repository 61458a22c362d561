import type { Conflict, Happening, Prospect } from '../core/derived.ts';
import type { Assessment, Attribution, Contract, Event, Forecast } from '../core/record.ts';
import type { Entries } from '../ledger/entries.ts';
import { withMerges } from '../ledger/merges.ts';
import { derive } from '../ledger/views.ts';
import { loadFrequencies } from '../lexicon/frequencies.ts';
import type { ListedKind, Store } from '../store/store.ts';

/** What the articles say together. */
export interface LedgerViews {
  readonly happenings: readonly Happening[];
  readonly conflicts: readonly Conflict[];
  readonly prospects: readonly Prospect[];
}

/** Every entry the views are derived from: current readings of documents that nothing supersedes. */
export function entriesOf(store: Store): Entries {
  const all = <R>(kind: ListedKind): readonly R[] => [...store.each(kind, {})].map((row) => row.record as R);
  return withMerges({
    pages: store.documents().map((record) => ({ record, text: store.text(record.id) ?? '' })),
    entities: [...store.entities()],
    attributions: all<Contract<Attribution>>('attribution'),
    events: all<Contract<Event>>('event'),
    forecasts: all<Contract<Forecast>>('forecast'),
    assessments: all<Contract<Assessment>>('assessment'),
    judgements: store.judgements(),
  });
}

/**
 * The views of the ledger as it stands on the ISO day `asOf`: those kept beside it where they are fresh, else derived
 * anew (and kept, with `canKeep`).
 */
export function viewsOf(store: Store, asOf: string, canKeep = false): LedgerViews {
  const state = `${store.state()} ${asOf}`;
  const [happenings, conflicts, prospects] = [
    store.derived('happening', state),
    store.derived('conflict', state),
    store.derived('prospect', state),
  ];
  if (happenings && conflicts && prospects) return { happenings, conflicts, prospects } as unknown as LedgerViews;
  const views = derive(entriesOf(store), loadFrequencies(), asOf);
  if (canKeep) {
    const prospect = views.prospects.map((p) => ({ id: p.forecast, ...p }));
    store.keepDerived(state, { happening: views.happenings, conflict: views.conflicts, prospect }, views.origins);
  }
  return views;
}
