import { Hono } from 'hono';
import type { Row, Store } from '../store/store.ts';
import type { DeskRow, HomeAnswer } from './api.ts';
import { wordsOf } from './export.ts';
import { articleHead } from './lists.ts';
import { deskRow, listRow, namesFor } from './rows.ts';
import { rowById, type Views } from './views.ts';

/** How many of the newest records are looked through for what is worth seeing. */
const WINDOW = 120;
/** How many contradictions are looked through. */
const LOOKED_AT = 20;

type Worth = HomeAnswer['worth'][number];

/** Forecasts to decide on, the newest deadline first, and those whose day comes next. */
function fallingDue(store: Store, views: Views, today: string): readonly DeskRow[] {
  const first = { offset: 0, limit: 3, dated: true };
  const due = views.inState('due', { ...first, backwards: true });
  const ahead = views.inState('open', first).filter((p) => p.horizon!.to >= today);
  return [...ahead, ...due].flatMap((p) => rowById(store, p.forecast) ?? []);
}

/** How much of a record is settled: every voice of its chain known by name and once, every side of an act. */
function settled(store: Store, row: Row): number {
  const { record } = row;
  if (record.kind === 'event')
    return [...record.actors, ...record.recipients].filter((p) => p.entity !== null).length + (record.saidIn ? 1 : 0);
  const links = deskRow(store, row).chain;
  const named = new Set(links.flatMap((link) => link.entity ?? []));
  return named.size * 2 - links.length;
}

/** The most settled of the rows, the newer of two alike. */
const best = (store: Store, rows: readonly Row[]): Row | undefined =>
  rows
    .map((row) => ({ row, points: settled(store, row) }))
    .reduce<{ row: Row; points: number } | undefined>((a, b) => (a && a.points >= b.points ? a : b), undefined)?.row;

/** Up to three records of several sorts that repay a look. */
function worthSeeing(store: Store, views: Views): readonly Worth[] {
  const disputed = contradicted(store, views);
  const nested = store
    .list('attribution', { limit: WINDOW })
    .filter(({ record: r }) => r.kind === 'attribution' && r.chain.length >= 3 && wordsOf(r).length > 30);
  const numbered = store
    .list('forecast', { type: 'estimative', limit: WINDOW })
    .filter(({ record: r }) => r.kind === 'forecast' && r.probability !== null);
  const denied = store.list('event', { status: 'denied', limit: WINDOW });
  const found: readonly [string, Row | undefined][] = [
    ['Words that reached the page through others', best(store, nested)],
    ['A forecast with odds in its words', best(store, numbered)],
    ['An event that somebody denies', best(store, denied)],
  ];
  const others = found.flatMap(([why, row]) => (row ? [{ why, row: listRow(store, row), conflict: null }] : []));
  return [...disputed, ...others].slice(0, 3);
}

const BETWEEN_SOURCES: ReadonlySet<string> = new Set(['fact', 'denial', 'number', 'date', 'who', 'place']);

/** A contradiction nobody judged yet, by the most settled record of its sides. */
function contradicted(store: Store, views: Views): readonly Worth[] {
  const open = views.conflicts().filter((c) => c.verdict === null && BETWEEN_SOURCES.has(c.type));
  const sides = open.slice(0, LOOKED_AT).flatMap(({ id, type, sides: [first] }) => {
    const row = first?.[0] ? rowById(store, first[0]) : null;
    return row ? [{ conflict: { id, type }, row }] : [];
  });
  const chosen = best(
    store,
    sides.map(({ row }) => row),
  );
  return sides
    .filter(({ row }) => row === chosen)
    .map((side) => ({ why: 'Sources contradict each other on this', ...side }));
}

/** The first screen: what is new, what falls due, what is worth seeing. */
export function home(store: Store, views: Views, ledger: string, now: () => Date): Hono {
  return new Hono().get('/home', (c) => {
    const due = fallingDue(store, views, now().toISOString().slice(0, 10));
    const worth = worthSeeing(store, views);
    return c.json<HomeAnswer>({
      ledger,
      totals: store.totals(),
      newest: store.documents({ limit: 12 }).map((d) => articleHead(store, d)),
      due,
      worth,
      entities: namesFor(store, due, worth),
    });
  });
}
