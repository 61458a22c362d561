import type { Attribution, Contract, Link } from '../core/record.ts';
import { offsetMap } from '../core/span.ts';
import { LISTED, type ListedRecord, type Row, type Store } from '../store/store.ts';
import type { DeskRow, EntityNames, Judged } from './api.ts';

type Chain = readonly Contract<Link>[];

/** The judgements in force on a record, newest first. */
export function inForce(store: Store, record: string): readonly Judged[] {
  return store
    .judgements(record)
    .filter((j) => j.withdrawn === null)
    .map(({ id, verdict, by, at, note }) => ({ id, verdict, by, at, note }))
    .sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** The chain of the words a record stands in; the publisher alone where it is the document's own word. */
function chainOf(row: Row, carrier: (id: string) => Contract<Attribution> | null): Chain {
  const { record, document } = row;
  if (record.kind === 'attribution') return record.chain;
  const statement = record.saidIn ? carrier(record.saidIn) : null;
  return statement?.chain ?? [{ label: document.publisher ?? 'unresolved', entity: null, span: null }];
}

const asAttribution = (record: { readonly kind: string } | undefined): Contract<Attribution> | null =>
  record?.kind === 'attribution' ? (record as Contract<Attribution>) : null;

/** A stored row with its chain and judgements. */
export function deskRow(store: Store, row: Row): DeskRow {
  const chain = chainOf(row, (id) => asAttribution(store.record(id)?.record));
  return { ...row, chain, judgements: inForce(store, row.record.id) };
}

const REACH = 160;

/** The same with the sentence around an event's trigger, which alone says little in a list. */
export function listRow(store: Store, row: Row): DeskRow {
  const shown = deskRow(store, row);
  if (row.record.kind !== 'event') return shown;
  const text = store.text(row.document.id) ?? '';
  const { toUnit } = offsetMap(text);
  const { from, to } = row.record.trigger;
  const before = /[^\n]*$/u.exec(text.slice(Math.max(0, toUnit(from) - REACH), toUnit(from)))?.[0] ?? '';
  const after = /^[^\n]*/u.exec(text.slice(toUnit(to), toUnit(to) + REACH))?.[0] ?? '';
  return { ...shown, around: { before: fromSentence(before), after: toSentence(after) } };
}

/** Drops what ends before the last sentence begins, or the first word where the cut may have split it. */
function fromSentence(text: string): string {
  const start = /^.*[.!?][”"’']?\s+(?=\p{Lu})/su.exec(text)?.[0].length;
  if (start !== undefined) return text.slice(start);
  return text.length < REACH ? text : `…${text.replace(/^\S*/u, '')}`;
}

function toSentence(text: string): string {
  const end = /[.!?][”"’']?(?=\s+\p{Lu}|$)/u.exec(text);
  if (end) return text.slice(0, end.index + end[0].length);
  return text.length < REACH ? text : `${text.replace(/\S*$/u, '')}…`;
}

/** Every listed record of a document in text order. */
export function rowsOf(store: Store, document: Row['document']): readonly DeskRow[] {
  const records = store.recordsOf(document.id, LISTED) as readonly ListedRecord[];
  const byId = new Map(records.map((r) => [r.id, r]));
  return records
    .map((record) => ({
      record,
      document,
      chain: chainOf({ record, document }, (id) => asAttribution(byId.get(id))),
      judgements: inForce(store, record.id),
    }))
    .sort((a, b) => start(a.record) - start(b.record));
}

/** Where a record's defining words begin. */
const start = (record: ListedRecord): number =>
  record.kind === 'event' ? record.trigger.from : Math.min(...record.content.map((s) => s.from));

/** Ids of every entity a value names, however deep. */
function entityIds(value: unknown, into: Set<string>): Set<string> {
  if (Array.isArray(value)) for (const item of value) entityIds(item, into);
  else if (value !== null && typeof value === 'object')
    for (const [key, item] of Object.entries(value)) {
      if (key === 'entity' && typeof item === 'string') into.add(item);
      else if (key === 'about' && Array.isArray(item)) for (const id of item) into.add(String(id));
      else entityIds(item, into);
    }
  return into;
}

/** Names for the entities of the given values, so that a page can print them without asking again. */
export function namesFor(store: Store, ...values: readonly unknown[]): EntityNames {
  const found = [...entityIds(values, new Set())].flatMap((id) => store.entity(id) ?? []);
  return Object.fromEntries(found.map(({ id, name, type, codes }) => [id, { id, name, type, codes }]));
}
