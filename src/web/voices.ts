import { Hono } from 'hono';
import { LedgerError } from '../core/errors.ts';
import type { Entity } from '../core/record.ts';
import { score } from '../ledger/scoring.ts';
import { LISTED, type ListedKind, type Store } from '../store/store.ts';
import type { FacetValue, VoiceAnswer } from './api.ts';
import { prospectLine } from './prospects.ts';
import { deskRow, namesFor } from './rows.ts';
import type { Views } from './views.ts';

/** Longest lists of a voice's page; the Ledger holds all. */
const [STATEMENTS, FORECASTS] = [12, 30];

/** A person without a public role gets no page of scores: the ledger is not to rate private people. */
function withheld(entity: Entity): string | null {
  const isPublic = entity.type !== 'person' || /^Q\d+$/u.test(entity.id);
  return isPublic ? null : `${entity.name} is in no list of public office-holders, so nothing is scored here.`;
}

/** Through whom a voice's words came: publishers and those between, each with the statements its link leads to. */
function carriers(store: Store, source: string): readonly FacetValue[] {
  const publishers = store.facet('attribution', 'publisher', { source });
  const known = new Map(publishers.map((v) => [v.value.toLowerCase(), v]));
  const relayers = store
    .facet('attribution', 'via', { source })
    .map((v) => ({ ...v, label: store.entity(v.value)?.name ?? v.label }))
    .filter((v) => !known.has(v.label.toLowerCase()));
  return [...publishers, ...relayers]
    .map((v) => ({ ...v, count: store.count('attribution', { source, via: v.value }) }))
    .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1))
    .slice(0, 12);
}

/** What a voice said and foretold, how it fared, and who carries it. */
export function voices(store: Store, views: Views): Hono {
  return new Hono().get('/voices/:id', (c) => {
    const id = c.req.param('id');
    const entity = store.entity(id);
    if (!entity)
      throw new LedgerError('not-found', 'The ledger knows no such voice', id, 'Search the statements for the name.');
    const reason = withheld(entity);
    const count = (kind: ListedKind) => store.count(kind, { source: id });
    const mine = views.prospectsOf(id);
    const statements = store.list('attribution', { source: id, limit: STATEMENTS }).map((row) => deskRow(store, row));
    const forecasts = mine.slice(0, FORECASTS).flatMap((p) => prospectLine(store, views, p));
    return c.json<VoiceAnswer>({
      entity,
      withheld: reason,
      totals: Object.fromEntries(LISTED.map((kind) => [kind, count(kind)])) as VoiceAnswer['totals'],
      statements,
      forecasts,
      score: reason === null && mine.length > 0 ? score(entity.name, mine) : null,
      carriers: carriers(store, id),
      entities: namesFor(store, statements, forecasts),
    });
  });
}
