import { Hono } from 'hono';
import { LedgerError } from '../core/errors.ts';
import type { Entity } from '../core/record.ts';
import { score } from '../ledger/scoring.ts';
import { LISTED, type ListedKind, type Store, type Facets as StoredFacets } from '../store/store.ts';
import type { VoiceAnswer } from './api.ts';
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
function carriers(store: Store, { publisher = [], via = [] }: StoredFacets): VoiceAnswer['carriers'] {
  const known = new Set(publisher.map((v) => v.value.toLowerCase()));
  const relayers = via
    .map((v) => ({ ...v, label: store.entity(v.value)?.name ?? v.label, as: 'via' as const }))
    .filter((v) => !known.has(v.label.toLowerCase()));
  return [...publisher.map((v) => ({ ...v, as: 'publisher' as const })), ...relayers]
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
    const mine = views.prospectsOf(id);
    const said = store.choose('attribution', { source: id });
    const statements = said.rows(0, STATEMENTS).map((row) => deskRow(store, row));
    const count = (kind: ListedKind) => (kind === 'attribution' ? said.total : store.count(kind, { source: id }));
    const forecasts = mine.slice(0, FORECASTS).flatMap((p) => prospectLine(store, views, p));
    return c.json<VoiceAnswer>({
      entity,
      withheld: reason,
      totals: Object.fromEntries(LISTED.map((kind) => [kind, count(kind)])) as VoiceAnswer['totals'],
      statements,
      forecasts,
      score: reason === null && mine.length > 0 ? score(entity.name, mine) : null,
      carriers: carriers(store, said.facets(['publisher', 'via'])),
      entities: namesFor(store, statements, forecasts),
    });
  });
}
