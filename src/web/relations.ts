import { Hono } from 'hono';
import { z } from 'zod';
import type { Dyad, Happening } from '../core/derived.ts';
import { LedgerError } from '../core/errors.ts';
import { type Relation, relationOf } from '../defaults/views.ts';
import { type PeriodLength, periodOf } from '../ledger/relations.ts';
import type { Store } from '../store/store.ts';
import type { DyadAnswer, HappeningLine, HappeningsAnswer, PairAnswer } from './api.ts';
import { powerNames } from './powers.ts';
import { readPage, readParams } from './query.ts';
import { remembering } from './remembering.ts';
import { deskRow, namesFor } from './rows.ts';
import { rowById, type Views } from './views.ts';

const QUERY = z.object({
  by: z.enum(['year', 'month', 'week']).default('month'),
  direction: z.enum(['both', 'forward']).default('both'),
});

/** Which of a pair's happenings to list. */
const PART = z.object({
  period: z.string().max(10).optional(),
  quad: z.coerce.number().int().min(1).max(4).optional(),
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
function readPair(store: Store, pair: string): readonly [string, string] {
  const [a, b, ...rest] = pair.split('-').map((side) => store.codeOf(side.trim()) ?? side.trim());
  if (a && b && rest.length === 0 && a !== b) return [a, b];
  throw new LedgerError('bad-argument', 'A dyad is two powers', pair, 'Write it like Russia-China or RUS-CHN.');
}

/** Most pairs, by period and direction, that are kept: a page of a pair asks for its parts one by one. */
const KEPT = 6;

/** Most claims a page shows; the Ledger lists all. */
const CLAIMS = 30;

function dyadAnswer(store: Store, views: Views, { dyad: found, claims }: Relation, by: PeriodLength): DyadAnswer {
  const { powers, sparse } = found;
  const spoken = new Set(found.readings.map((r) => r.record));
  const shown = claims.filter((row) => spoken.has(row.record.id)).slice(0, CLAIMS);
  const readings = shown.map((row) => deskRow(store, row));
  return {
    powers,
    sparse,
    periods: found.periods.map(({ happenings: _, ...period }) => period),
    claims: claimsByPeriod(found, by),
    readings,
    claimed: found.readings.length,
    names: powerNames(store, views, powers),
    entities: namesFor(store, readings),
  };
}

/** How often a dimension is claimed in each period; claims without a day are in none. */
function claimsByPeriod({ readings }: Dyad, by: PeriodLength): DyadAnswer['claims'] {
  const dated = readings.filter((r) => r.published !== null);
  const grouped = Map.groupBy(dated, (r) => `${periodOf(r.published!, by)} ${r.dimension}`);
  return [...grouped]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { length: count }]) => {
      const [period = '', dimension = ''] = key.split(' ');
      return { period, dimension, count };
    });
}

type Part = z.infer<typeof PART> & { readonly offset: number; readonly limit: number };

/** Happenings of a pair, of one period or class where that is asked, the newest first. */
function happeningsAnswer(store: Store, views: Views, relation: Relation, part: Part): HappeningsAnswer {
  const { period, quad, offset, limit } = part;
  const chosen = relation.dyad.periods
    .filter((p) => period === undefined || p.period === period)
    .flatMap((p) => p.happenings.map((id) => relation.happenings.get(id)!))
    .filter((h) => quad === undefined || (h.quad === quad && !h.planned))
    .sort((a, b) => (dayOf(b) < dayOf(a) ? -1 : dayOf(b) > dayOf(a) ? 1 : a.id < b.id ? -1 : 1));
  const lines = chosen.slice(offset, offset + limit).flatMap((happening) => lineOf(store, happening));
  return {
    total: chosen.length,
    offset,
    lines,
    names: powerNames(
      store,
      views,
      lines.flatMap(({ happening: h }) => [...h.actors, ...h.recipients]),
    ),
  };
}

const dayOf = (h: Happening): string => h.when?.from ?? h.reported ?? '';

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
  const relation = remembering(views, KEPT, (pair: string, query: z.infer<typeof QUERY>) =>
    relationOf(store, readPair(store, pair), query),
  );
  app.get('/dyads', (c) => c.json<PairAnswer>(pairs(store, views)));
  app.get('/dyads/:pair', (c) => {
    const query = readParams(QUERY, new URL(c.req.url).searchParams);
    return c.json<DyadAnswer>(dyadAnswer(store, views, relation(c.req.param('pair'), query), query.by));
  });
  app.get('/dyads/:pair/happenings', (c) => {
    const params = new URL(c.req.url).searchParams;
    const part = { ...readParams(PART, params), ...readPage(params) };
    const found = relation(c.req.param('pair'), readParams(QUERY, params));
    return c.json<HappeningsAnswer>(happeningsAnswer(store, views, found, part));
  });
  return app;
}
