import type { Dyad, Happening } from '../core/derived.ts';
import type { Assessment, Attribution, Contract, Event, Forecast } from '../core/record.ts';
import type { Page } from '../ledger/entries.ts';
import { mergesOf, withMerges } from '../ledger/merges.ts';
import { type Claim, type Direction, dyad, type PeriodLength } from '../ledger/relations.ts';
import { update } from '../ledger/update.ts';
import { happeningsBetween } from '../ledger/views.ts';
import { loadFrequencies } from '../lexicon/frequencies.ts';
import type { Row, Store } from '../store/store.ts';

/** Documents taken up in one transaction; fewer where others wait for their turn in between. */
const [BATCH, PIECE] = [100, 20];

/** A document with the records its views are derived from. */
function pageOf(store: Store, id: string): Page {
  const records = store.recordsOf(id, ['attribution', 'event', 'forecast', 'assessment']);
  const of = <R>(kind: string) => records.filter((r) => r.kind === kind) as unknown as readonly R[];
  return {
    record: store.document(id)!,
    text: store.text(id) ?? '',
    attributions: of<Contract<Attribution>>('attribution'),
    events: of<Contract<Event>>('event'),
    forecasts: of<Contract<Forecast>>('forecast'),
    assessments: of<Contract<Assessment>>('assessment'),
  };
}

/**
 * Brings happenings, conflicts and forecasts' evidence up to date with what was read and judged since; only what a
 * change touches is worked out again. `onBatch` is told how many documents are left.
 */
export function refreshViews(store: Store, onBatch: (left: number) => void = () => {}): void {
  for (const left of refreshing(store, BATCH)) onBatch(left);
}

/** The same a piece at a time, each giving how many documents are left, for a program that has other things to do. */
export function* refreshing(store: Store, batch = PIECE): Generator<number, void> {
  const judgements = store.judgements();
  const merges = mergesOf(judgements);
  const frequencies = loadFrequencies();
  let left = store.viewsBehind();
  while (
    store.refreshViews(batch, merges, (index, { added, gone }) => {
      const pages = added.map((id) => withMerges(pageOf(store, id), merges));
      update(index, { added: pages, gone, judgements }, frequencies);
    })
  ) {
    left = Math.max(0, left - batch);
    yield left;
  }
}

/** Two powers over time, with what their record was put together from. */
export interface Relation {
  readonly dyad: Dyad;
  /** Assessments that name both powers, newest first. */
  readonly claims: readonly Row[];
  /** By id. */
  readonly happenings: ReadonlyMap<string, Happening>;
}

/** The record of two powers, given by ISO 3166 code or entity id, from the views as they are kept. */
export function relationOf(
  store: Store,
  powers: readonly [string, string],
  options: { readonly by: PeriodLength; readonly direction: Direction },
): Relation {
  const claims = store.choose('assessment', { about: powers.join('-') }).rows(0, Number.POSITIVE_INFINITY);
  const happenings = happeningsBetween(store.views, powers);
  return {
    dyad: dyad(powers, happenings, claims.map(claimOf), { ...options, countryOf: countriesIn(store) }),
    claims,
    happenings: new Map(happenings.map((h) => [h.id, h])),
  };
}

const claimOf = ({ record, document }: Row): Claim => ({
  assessment: record as Contract<Assessment>,
  published: document.published?.from ?? null,
});

/** The power an entity belongs to, or the entity itself; each is looked up once. */
function countriesIn(store: Store): (entity: string) => string {
  const known = new Map<string, string>();
  return (entity) => {
    const country = known.get(entity) ?? store.entity(entity)?.codes.iso3 ?? entity;
    known.set(entity, country);
    return country;
  };
}
