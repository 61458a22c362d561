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

/** Forecasts of one state: the one asked for, else the likeliest to need a person. */
function prospectsAnswer(store: Store, views: Views, params: URLSearchParams): ProspectsAnswer {
  const asked = readParams(STATE, params).state;
  const { offset, limit } = readPage(params);
  const counts = views.states();
  const state = asked ?? (counts.due > 0 ? 'due' : 'open');
  const lines = views.inState(state, { offset, limit }).flatMap((p) => prospectLine(store, views, p));
  return { state, counts, total: counts[state], offset, lines, entities: namesFor(store, lines) };
}

function isJudged(judged: 'yes' | 'no' | undefined, verdict: string | null): boolean {
  return judged === undefined || (judged === 'yes') === (verdict !== null);
}

/** Conflicts of the type asked for, with the first reports of each side. */
function conflictsAnswer(store: Store, views: Views, params: URLSearchParams): ConflictsAnswer {
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
  return {
    counts: tally(all.map((x) => x.type)),
    total: found.length,
    offset,
    lines,
    names: powerNames(store, views, lines.flatMap(powersIn)),
    entities: namesFor(store, lines),
  };
}

/** Powers that the directions of opposed readings name (`XVE>XKA`). */
const powersIn = ({ conflict: { type, values } }: ConflictLine): readonly string[] =>
  type === 'reading' ? values.flatMap((direction) => direction.match(/[^>,\s]+/gu) ?? []) : [];

/** Forecasts by what became of them, and conflicts with both sides. */
export function prospects(store: Store, views: Views): Hono {
  const app = new Hono();
  const params = (url: string) => new URL(url).searchParams;
  app.get('/prospects', (c) => c.json<ProspectsAnswer>(prospectsAnswer(store, views, params(c.req.url))));
  app.get('/conflicts', (c) => c.json<ConflictsAnswer>(conflictsAnswer(store, views, params(c.req.url))));
  return app;
}
