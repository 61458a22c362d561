import { Hono } from 'hono';
import { z } from 'zod';
import type { Happening } from '../core/derived.ts';
import { LedgerError } from '../core/errors.ts';
import type { Assessment, Contract } from '../core/record.ts';
import { type Claim, dyad } from '../ledger/relations.ts';
import type { Row, Store } from '../store/store.ts';
import type { DyadAnswer, HappeningLine, PairAnswer } from './api.ts';
import { powerNames } from './powers.ts';
import { readParams } from './query.ts';
import { deskRow, namesFor } from './rows.ts';
import { rowById, type Views } from './views.ts';

/** Most happenings a dyad's page is sent; the periods count all. */
const MOST = 120;

const QUERY = z.object({
  by: z.enum(['year', 'month', 'week']).default('month'),
  direction: z.enum(['both', 'forward']).default('both'),
});

/** Most pairs that are listed. */
const PAIRS = 100;

/** True of states by code, and of organisations that act for themselves: not of persons, places and papers. */
const isPower = (store: Store, power: string): boolean =>
  /^[A-Z]{3}$/u.test(power) || ['state', 'organisation'].includes(store.entity(power)?.type ?? '');

function pairs(store: Store, views: Views): PairAnswer {
  const hard = views.pairs('hard');
  const ranked = [...views.pairs('pair')].sort(([p, n], [q, m]) => m - n || (p < q ? -1 : 1));
  const list: PairAnswer['pairs'][number][] = [];
  for (const [pair, happenings] of ranked) {
    const [a = '', b = ''] = pair.split('-');
    if (isPower(store, a) && isPower(store, b)) list.push({ a, b, happenings, conflict: hard.get(pair) ?? 0 });
    if (list.length === PAIRS) break;
  }
  const named = list.flatMap(({ a, b }) => [a, b]);
  return { pairs: list, names: powerNames(store, views, named) };
}

/** `RUS-CHN` as two powers; either may be an entity id. */
function readPair(pair: string): readonly [string, string] {
  const [a, b, ...rest] = pair.split('-');
  if (a && b && rest.length === 0 && a !== b) return [a, b];
  throw new LedgerError('bad-argument', 'A dyad is two powers', pair, 'Write it like RUS-CHN.');
}

function dyadAnswer(store: Store, views: Views, pair: string, query: z.infer<typeof QUERY>): DyadAnswer {
  const powers = readPair(pair);
  const claims = store.list('assessment', { about: pair, limit: -1 });
  const countries = new Map<string, string>();
  const countryOf = (entity: string): string => {
    const known = countries.get(entity) ?? store.entity(entity)?.codes.iso3 ?? entity;
    countries.set(entity, known);
    return known;
  };
  const result = dyad(powers, views.happeningsBetween(powers), claims.map(claimOf), {
    ...query,
    countryOf,
  });
  const lines = result.periods
    .flatMap((p) => p.happenings)
    .flatMap((id) => views.happening(id) ?? [])
    .sort((a, b) => ((a.when?.from ?? '') < (b.when?.from ?? '') ? 1 : -1))
    .slice(0, MOST)
    .flatMap((happening) => lineOf(store, happening));
  const spoken = new Set(result.readings.map((r) => r.record));
  const readings = claims.filter((row) => spoken.has(row.record.id)).map((row) => deskRow(store, row));
  const named = [...powers, ...lines.flatMap(({ happening: h }) => [...h.actors, ...h.recipients])];
  return {
    dyad: result,
    happenings: lines,
    readings,
    names: powerNames(store, views, named),
    entities: namesFor(
      store,
      lines.map((l) => l.first),
      readings,
    ),
  };
}

const claimOf = ({ record, document }: Row): Claim => ({
  assessment: record as Contract<Assessment>,
  published: document.published?.from ?? null,
});

/** A happening with the first of its reports that the ledger holds. */
function lineOf(store: Store, happening: Happening): readonly HappeningLine[] {
  for (const id of happening.reports) {
    const first = rowById(store, id);
    if (first) return [{ happening, first }];
  }
  return [];
}

/** Pairs of powers, and the record of one pair over time. */
export function relations(store: Store, views: Views): Hono {
  const app = new Hono();
  app.get('/dyads', (c) => c.json<PairAnswer>(pairs(store, views)));
  app.get('/dyads/:pair', (c) => {
    const query = readParams(QUERY, new URL(c.req.url).searchParams);
    return c.json<DyadAnswer>(dyadAnswer(store, views, c.req.param('pair'), query));
  });
  return app;
}
