import { z } from 'zod';
import { LedgerError } from '../core/errors.ts';
import { relationOf } from '../defaults/views.ts';
import { readDraft } from '../ledger/draft.ts';
import type { FootnoteFormat } from '../ledger/footnotes.ts';
import { takeProposals } from '../ledger/propose.ts';
import type { PeriodLength } from '../ledger/relations.ts';
import { verifyDraft } from '../ledger/verify.ts';
import { sideBySide } from '../store/exchange.ts';
import { textsOf } from '../store/sayings.ts';
import { type Filter, isListed, type ListedKind, type Row, type Store } from '../store/store.ts';
import { located } from './drafts.ts';
import type { McpParts } from './mcp.ts';
import { type Card, cardOf } from './mcpcards.ts';
import { citation, explanation } from './records.ts';
import { deskRow } from './rows.ts';

/** What every list says of itself. */
export const PAGE = {
  total: z.int(),
  hasMore: z.boolean(),
  cursor: z.string().nullable().describe('hand it in for the next ones'),
};

/** Arguments of a tool, as its schema checked them. */
export interface Given extends Omit<Filter, 'limit' | 'offset'> {
  readonly limit: number;
  readonly cursor?: string;
  readonly id: string;
  readonly pair: string;
  readonly by: PeriodLength;
  readonly format: FootnoteFormat;
  readonly draft: string;
  readonly engine: string;
  readonly records: readonly Record<string, unknown>[];
}

/** What a tool gives, and the records it links to. */
interface Answer {
  readonly value: Record<string, unknown>;
  readonly ids: readonly string[];
}
type Asked = (parts: McpParts, given: Given) => Answer;

const offsetOf = ({ cursor }: Given): number => Number(cursor ?? 0);

/** How a page of a list continues. */
function pageOf(total: number, given: Given, shown: number) {
  const next = offsetOf(given) + shown;
  const hasMore = shown > 0 && next < total;
  return { total, hasMore, cursor: hasMore ? String(next) : null };
}

const cardFor = (store: Store, row: Row): Card => cardOf(store, deskRow(store, row));

/** A listed record's card; null where there is none of that id. */
function cardById(store: Store, id: string): Card | null {
  const row = store.record(id);
  return row && isListed(row.record.kind) ? cardFor(store, row as Row) : null;
}

function cardNamed(store: Store, id: string): Card {
  const card = cardById(store, id);
  if (card) return card;
  throw new LedgerError('not-found', 'No statement, event, forecast or assessment has this id', id, 'Lists give ids.');
}

const list =
  (kind: ListedKind): Asked =>
  ({ store }, given) => {
    const { limit, cursor: _, ...filter } = given;
    const choice = store.choose(kind, filter);
    const items = choice.rows(offsetOf(given), limit).map((row) => cardFor(store, row));
    return { value: { ...pageOf(choice.total, given, items.length), items }, ids: items.map((item) => item.id) };
  };

/** Most reports of one side of a conflict that are shown. */
const SIDE = 3;

const conflicts: Asked = ({ store, views }, given) => {
  const all = views.conflicts().filter((c) => given.type === undefined || c.type === given.type);
  const items = all
    .slice(offsetOf(given), offsetOf(given) + given.limit)
    .map(({ id, type, values, says, sides, verdict }) => ({
      id,
      uri: `dragoman://record/${id}`,
      type,
      says,
      values: [...values],
      review: verdict ?? 'unreviewed',
      sides: sides.map((side) => side.slice(0, SIDE).flatMap((record) => cardById(store, record) ?? [])),
    }));
  return { value: { ...pageOf(all.length, given, items.length), items }, ids: items.map((item) => item.id) };
};

const dyad: Asked = ({ store }, given) => {
  const [a, b, ...rest] = given.pair.split('-').map((power) => power.trim());
  if (!a || !b || rest.length > 0)
    throw new LedgerError('bad-argument', 'A dyad is two powers', given.pair, 'Name them by ISO 3166 code: RUS-CHN.');
  const { dyad: found, claims } = relationOf(store, [a, b], { by: given.by, direction: 'both' });
  const newest = found.periods
    .toReversed()
    .map(({ happenings, ...period }) => ({ ...period, happenings: [...happenings] }));
  const periods = newest.slice(offsetOf(given), offsetOf(given) + given.limit);
  const items = claims.slice(0, given.limit).map((row) => cardFor(store, row));
  return {
    value: { ...pageOf(newest.length, given, periods.length), sparse: found.sparse, periods, items },
    ids: items.map((item) => item.id),
  };
};

/** Whatever has an id, in full. */
export function found({ store, views }: McpParts, id: string): object {
  const row = store.record(id);
  const whole =
    (row && sideBySide(row)) ??
    store.document(id) ??
    store.entity(id) ??
    views.conflicts().find((conflict) => conflict.id === id) ??
    views.happening(id);
  if (whole) return whole;
  throw new LedgerError('not-found', 'Nothing in the ledger has this id', id, 'Lists give ids.');
}

const verify: Asked = ({ store }, { draft }) => {
  const findings = verifyDraft(draft, textsOf(store)).map((finding) => {
    const { document, ...rest } = located(store, finding);
    const { id, title, publisher, url, machineTranslated } = document ?? {};
    return { ...rest, article: document && { id, title, publisher, url, machineTranslated } };
  });
  return { value: { findings, open: [...readDraft(draft).open] }, ids: [] };
};

const propose: Asked = ({ store, now }, { engine, records }) => {
  const lines = records.map((record) => JSON.stringify(record));
  const { accepted, refused } = takeProposals(store, engine, lines, now().toISOString());
  return { value: { accepted: accepted.length, refused }, ids: [] };
};

/** What each tool does. */
export const asked = {
  said: list('attribution'),
  events: list('event'),
  forecasts: list('forecast'),
  conflicts,
  dyad,
  show: (parts, { id }) => ({ value: { card: cardById(parts.store, id), record: found(parts, id) }, ids: [id] }),
  why: ({ store }, { id }) => ({
    value: { card: cardNamed(store, id), lines: [...explanation(store, id)] },
    ids: [id],
  }),
  cite: ({ store }, { id, format }) => ({
    value: { card: cardNamed(store, id), footnote: citation(store, id)[format] },
    ids: [id],
  }),
  verify,
  propose,
} satisfies Record<string, Asked>;
export type Ask = keyof typeof asked;
