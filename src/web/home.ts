import { Hono } from 'hono';
import type { Row, Store } from '../store/store.ts';
import type { DeskRow, HomeAnswer } from './api.ts';
import { articleHead } from './lists.ts';
import { deskRow, namesFor } from './rows.ts';

/** How many of the newest records are looked through for what is worth seeing. */
const WINDOW = 400;

type Worth = HomeAnswer['worth'][number];

/** Forecasts that name a deadline, the next to fall due first, resolved ones left out. */
function fallingDue(store: Store, today: string): readonly DeskRow[] {
  const open = store
    .list('forecast', { limit: WINDOW })
    .flatMap((row) =>
      row.record.kind === 'forecast' && row.record.horizon ? [{ row, to: row.record.horizon.to }] : [],
    );
  const ahead = open.filter(({ to }) => to >= today).sort((a, b) => (a.to < b.to ? -1 : 1));
  const past = open.filter(({ to }) => to < today).sort((a, b) => (a.to < b.to ? 1 : -1));
  return [...ahead, ...past]
    .slice(0, 40)
    .map(({ row }) => deskRow(store, row))
    .filter((row) => !row.judgements.some((j) => RESOLUTIONS.has(j.verdict)))
    .slice(0, 6);
}

const RESOLUTIONS: ReadonlySet<string> = new Set(['happened', 'did-not-happen', 'void', 'undecidable']);

const first = (rows: readonly Row[], test: (row: Row) => boolean): Row | undefined => rows.find(test);

/** Three records of three sorts: words that went through several mouths, a denial, a forecast with a number. */
function worthSeeing(store: Store): readonly Worth[] {
  const statements = store.list('attribution', { limit: WINDOW });
  const nested = statements
    .filter(({ record }) => record.kind === 'attribution' && record.chain.length >= 3)
    .sort((a, b) => chainLength(b) - chainLength(a))[0];
  const denied = store.list('event', { status: 'denied', limit: 1 })[0];
  const numbered = first(store.list('forecast', { type: 'estimative', limit: WINDOW }), ({ record }) =>
    Boolean(record.kind === 'forecast' && record.probability),
  );
  const found: readonly [string, Row | undefined][] = [
    ['Words that reached the page through others', nested],
    ['An event that somebody denies', denied],
    ['A forecast with odds in its words', numbered],
  ];
  return found.flatMap(([why, row]) => (row ? [{ why, row: deskRow(store, row) }] : []));
}

const chainLength = ({ record }: Row): number => (record.kind === 'attribution' ? record.chain.length : 0);

/** The first screen: what is new, what falls due, what is worth seeing. */
export function home(store: Store, ledger: string, now: () => Date): Hono {
  return new Hono().get('/home', (c) => {
    const due = fallingDue(store, now().toISOString().slice(0, 10));
    const worth = worthSeeing(store);
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
