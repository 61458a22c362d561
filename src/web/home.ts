import { Hono } from 'hono';
import type { Row, Store } from '../store/store.ts';
import type { DeskRow, HomeAnswer } from './api.ts';
import { wordsOf } from './export.ts';
import { articleHead } from './lists.ts';
import { deskRow, listRow, namesFor } from './rows.ts';
import { rowById, type Views } from './views.ts';

/** How many of the newest records are looked through for what is worth seeing. */
const WINDOW = 120;

type Worth = HomeAnswer['worth'][number];

/** Forecasts to decide on, the newest deadline first, and those whose day comes next. */
function fallingDue(store: Store, views: Views, today: string): readonly DeskRow[] {
  const first = { offset: 0, limit: 3, dated: true };
  const due = views.inState('due', { ...first, backwards: true });
  const ahead = views.inState('open', first).filter((p) => p.horizon!.to >= today);
  return [...ahead, ...due].flatMap((p) => rowById(store, p.forecast) ?? []);
}

/** How much of a record is settled: every voice of its chain known by name, every side of an act. */
function settled(store: Store, row: Row): number {
  const { record } = row;
  if (record.kind === 'event')
    return [...record.actors, ...record.recipients].filter((p) => p.entity !== null).length + (record.saidIn ? 1 : 0);
  const links = deskRow(store, row).chain;
  return links.filter((link) => link.entity !== null).length * 2 - links.length;
}

/** The most settled of the rows, the newer of two alike. */
const best = (store: Store, rows: readonly Row[]): Row | undefined =>
  rows
    .map((row) => ({ row, points: settled(store, row) }))
    .reduce<{ row: Row; points: number } | undefined>((a, b) => (a && a.points >= b.points ? a : b), undefined)?.row;

/** Up to three records of several sorts that repay a look. */
function worthSeeing(store: Store, views: Views): readonly Worth[] {
  const conflict = views.conflicts().find((c) => c.verdict === null && c.type !== 'reading');
  const disputed = conflict?.sides[0]?.[0] ? rowById(store, conflict.sides[0][0]) : null;
  const nested = store
    .list('attribution', { limit: WINDOW })
    .filter(({ record: r }) => r.kind === 'attribution' && r.chain.length >= 3 && wordsOf(r).length > 30);
  const numbered = store
    .list('forecast', { type: 'estimative', limit: WINDOW })
    .filter(({ record: r }) => r.kind === 'forecast' && r.probability !== null);
  const denied = store.list('event', { status: 'denied', limit: WINDOW });
  const found: readonly [string, Row | null | undefined][] = [
    ['Sources contradict each other on this', disputed],
    ['Words that reached the page through others', best(store, nested)],
    ['A forecast with odds in its words', best(store, numbered)],
    ['An event that somebody denies', best(store, denied)],
  ];
  return found.flatMap(([why, row]) => (row ? [{ why, row: listRow(store, row) }] : [])).slice(0, 3);
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
