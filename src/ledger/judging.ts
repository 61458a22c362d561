import { LedgerError } from '../core/errors.ts';
import type { AnyExtracted, Contract, Entity, Judgement } from '../core/record.ts';
import type { Store } from '../store/store.ts';
import { FIELDS, NONE, namesIn } from './corrections.ts';
import { definingSpans, judgement } from './judgements.ts';

/** What is judged: its kind, its document, and the words its id stands for. */
type Judgeable = Pick<Judgement['on'], 'kind' | 'document' | 'spans'>;

/**
 * A judgement of anything the ledger holds: a record, an article, an entity, a conflict, a happening, a proposal. Names in
 * a correction are looked up among the ledger's entities.
 * @throws LedgerError `not-found` where nothing has the id; `bad-argument` where the verdict does not fit it
 */
export function judgementOn(
  store: Store,
  parts: {
    readonly record: string;
    readonly verdict: string;
    readonly note: string | null;
    readonly by: string;
    /** ISO instant. */
    readonly at: string;
  },
): Judgement {
  const on = judged(store, parts.record);
  const names = FIELDS[parts.verdict]?.isNames ? namesIn(parts.note ?? NONE) : null;
  return judgement({ ...parts, ...on, entities: names?.map((name) => meant(store, name, on.document)) });
}

const bare = (kind: string, document: string | null = null): Judgeable => ({ kind, document, spans: [] });

function judged(store: Store, id: string): Judgeable {
  const row = store.record(id);
  if (row) {
    const machine = (row.machine ?? row.record) as Contract<AnyExtracted>;
    return { kind: machine.kind, document: machine.document, spans: definingSpans(machine) };
  }
  if (store.document(id)) return bare('document', id);
  if (store.entity(id)) return bare('entity');
  if (store.views.get('conflict', id) !== null) return bare('conflict');
  if (store.views.get('cluster', id) !== null) return bare('happening');
  if (store.proposals().some((known) => known.id === id)) return bare('proposal');
  throw new LedgerError('not-found', 'Nothing in the ledger has this id', id, 'Lists print ids: dragoman events');
}

/** The one entity a name means: of several that bear it the one the article names; null where that is not one either. */
function meant(store: Store, name: string, document: string | null): string | null {
  const found = store.entitiesNamed(name).filter((e) => bears(e, name));
  if (found.length < 2 || document === null) return found.length === 1 ? found[0]!.id : null;
  const here = new Set(store.recordsOf(document, ['mention']).map((m) => m.kind === 'mention' && m.entity));
  const near = found.filter(({ id }) => here.has(id));
  return near.length === 1 ? near[0]!.id : null;
}

const bears = ({ id, name, names }: Entity, given: string): boolean =>
  [id, name, ...names].some((known) => known.toLowerCase() === given.toLowerCase());
