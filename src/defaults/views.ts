import type { Dyad, Happening } from '../core/derived.ts';
import { LedgerError } from '../core/errors.ts';
import type { Assessment, Attribution, Contract, Event, Forecast, Judgement, Mention } from '../core/record.ts';
import { failureOf } from '../intake/source.ts';
import { lastVerdicts, type Page } from '../ledger/entries.ts';
import { mergesOf, withMerges } from '../ledger/merges.ts';
import { type Claim, type Direction, dyad, type PeriodLength } from '../ledger/relations.ts';
import { update } from '../ledger/update.ts';
import { happeningsBetween } from '../ledger/views.ts';
import { loadBackground } from '../lexicon/background.ts';
import { type Failure, LISTED, type Row, type Store } from '../store/store.ts';

/** Documents taken up in one transaction; fewer where others wait for their turn in between. */
const [BATCH, PIECE] = [100, 20];

/** A document with the records its views are derived from: those a person rejected are none. */
function pageOf(store: Store, id: string, rejected: ReadonlySet<string>): Page {
  const records = store.recordsOf(id, [...LISTED, 'mention']).filter((r) => !rejected.has(r.id));
  const of = <R>(kind: string) => records.filter((r) => r.kind === kind) as unknown as readonly R[];
  return {
    record: store.document(id)!,
    text: store.text(id) ?? '',
    attributions: of<Contract<Attribution>>('attribution'),
    events: of<Contract<Event>>('event'),
    forecasts: of<Contract<Forecast>>('forecast'),
    assessments: of<Contract<Assessment>>('assessment'),
    mentions: of<Contract<Mention>>('mention'),
  };
}

/**
 * Brings happenings, conflicts and forecasts' evidence up to date with what was read and judged since; only what a
 * change touches is worked out again. `onBatch` is told how many documents are left. Gives the articles that could not be
 * compared with the others, which it notes and leaves out.
 */
export function refreshViews(store: Store, onBatch: (left: number) => void = () => {}): readonly Failure[] {
  const steps = refreshing(store, BATCH);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    onBatch(value);
  }
}

/** The same a piece at a time, each giving how many documents are left, for a program that has other things to do. */
export function* refreshing(store: Store, batch = PIECE): Generator<number, readonly Failure[]> {
  const judgements = store.judgements();
  const merges = mergesOf(judgements);
  const rejected = rejectedIn(judgements);
  const background = loadBackground();
  const take = (most: number): boolean =>
    store.refreshViews(most, merges, (index, { added, gone }) => {
      const pages = added.map((id) => withMerges(pageOf(store, id, rejected), merges));
      update(index, { added: pages, gone, judgements }, background);
    });
  const failures: Failure[] = [];
  let left = store.viewsBehind();
  for (let most = batch; ; ) {
    try {
      if (!take(most)) return failures;
      left = Math.max(0, left - most);
      most = Math.min(batch, most * 2);
    } catch (error) {
      if (error instanceof LedgerError && error.code !== 'unreadable') throw error;
      if (most === 1) failures.push(...setAside(store, take, merges, error));
      else most = Math.floor(most / 2);
    }
    yield left;
  }
}

function locationOf(store: Store, id: string): string {
  try {
    return store.document(id)?.location ?? id;
  } catch {
    return id;
  }
}

/** Leaves the next document out of the views; where it is not the one at fault, the views begin anew. */
function setAside(
  store: Store,
  take: (most: number) => boolean,
  merges: ReadonlyMap<string, string>,
  error: unknown,
): readonly Failure[] {
  try {
    take(0);
  } catch {
    store.forgetViews();
    take(0);
    return [];
  }
  const passed: string[] = [];
  store.refreshViews(1, merges, (_, { added }) => passed.push(...added));
  return passed.map((id) => {
    const { cause, ...failure } = failureOf(locationOf(store, id), error);
    const told = { ...failure, cause: `It was read, but not compared with other articles: ${cause}` };
    store.noteFailure(told);
    return told;
  });
}

/** Records whose last review rejects them. */
function rejectedIn(judgements: readonly Judgement[]): ReadonlySet<string> {
  const reviews = [...lastVerdicts(judgements, ['right', 'wrong'])];
  return new Set(reviews.flatMap(([id, verdict]) => (verdict === 'wrong' ? id : [])));
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
