import { Hono } from 'hono';
import { z } from 'zod';
import type { Prospect } from '../core/derived.ts';
import type { Store } from '../store/store.ts';
import type { ConflictLine, ConflictsAnswer, DeskRow, ProspectLine, ProspectsAnswer } from './api.ts';
import { powerNames } from './powers.ts';
import { readPage, readParams } from './query.ts';
import { namesFor } from './rows.ts';
import { rowById, type Views } from './views.ts';

const STATES = ['due', 'open', 'resolved', 'not-scoreable'] as const;
const CONFLICTS = ['fact', 'denial', 'number', 'date', 'who', 'place', 'headline', 'reversal', 'reading'] as const;

const STATE = z.object({ state: z.enum(STATES).optional() });
const CONFLICT = z.object({
  type: z.enum(CONFLICTS).optional(),
  judged: z.enum(['yes', 'no']).optional(),
});

/** Most reports of one side of a conflict that a card holds. */
const SIDE = 5;

/** How many there are of each kind. */
function tally<T extends string>(values: readonly T[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** A forecast's line; nothing where the ledger no longer holds the forecast. */
export function prospectLine(store: Store, views: Views, prospect: Prospect): readonly ProspectLine[] {
  const row = rowById(store, prospect.forecast);
  if (!row) return [];
  const first = (happening: string | null): DeskRow | null => {
    const report = happening === null ? null : views.happening(happening)?.reports[0];
    return report ? rowById(store, report) : null;
  };
  return [{ prospect, row, evidence: prospect.proposals.map((p) => first(p.happening)) }];
}

function isJudged(judged: 'yes' | 'no' | undefined, verdict: string | null): boolean {
  return judged === undefined || (judged === 'yes') === (verdict !== null);
}

/** Forecasts by what became of them, and conflicts with both sides. */
export function prospects(store: Store, views: Views): Hono {
  const app = new Hono();
  app.get('/prospects', (c) => {
    const params = new URL(c.req.url).searchParams;
    const asked = readParams(STATE, params).state;
    const { offset, limit } = readPage(params);
    const counts = views.states();
    const state = asked ?? (counts.due > 0 ? 'due' : 'open');
    const lines = views.inState(state, { offset, limit }).flatMap((p) => prospectLine(store, views, p));
    return c.json<ProspectsAnswer>({
      state,
      counts,
      total: counts[state],
      offset,
      lines,
      entities: namesFor(store, lines),
    });
  });
  app.get('/conflicts', (c) => {
    const params = new URL(c.req.url).searchParams;
    const { type, judged } = readParams(CONFLICT, params);
    const { offset, limit } = readPage(params);
    const all = views.conflicts();
    const found = all.filter((x) => (!type || x.type === type) && isJudged(judged, x.verdict));
    const lines = found.slice(offset, offset + limit).map(
      (conflict): ConflictLine => ({
        conflict,
        sides: conflict.sides.map((side) => side.slice(0, SIDE).flatMap((id) => rowById(store, id) ?? [])),
      }),
    );
    const counts = tally(all.map((x) => x.type));
    const directions = lines.flatMap(({ conflict: x }) => (x.type === 'reading' ? x.values : []));
    const names = powerNames(
      store,
      views,
      directions.flatMap((direction) => direction.match(/[^>,\s]+/gu) ?? []),
    );
    return c.json<ConflictsAnswer>({
      counts,
      total: found.length,
      offset,
      lines,
      names,
      entities: namesFor(store, lines),
    });
  });
  return app;
}
