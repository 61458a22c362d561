import { type Attribution, type Contract, type Judgement, type Link, UNKNOWN_PUBLISHER } from '../core/record.ts';
import { changes } from '../ledger/changes.ts';
import { standing } from '../ledger/entries.ts';
import { spansOf } from '../ledger/place.ts';
import { sentenceOf } from '../ledger/sentence.ts';
import { LISTED, type ListedRecord, type Row, type Store } from '../store/store.ts';
import type { DeskRow, EntityNames, Judged } from './api.ts';

type Chain = readonly Contract<Link>[];

/** The judgements in force on a record, newest first. */
export const inForce = (store: Store, record: string): readonly Judged[] => shown(store.judgements(record));

const shown = (judgements: readonly Judgement[]): readonly Judged[] =>
  standing(judgements)
    .map(({ id, verdict, by, at, note }) => ({ id, verdict, by, at, note }))
    .reverse();

/** The chain of the words a record stands in; the publisher alone where it is the document's own word. */
function chainOf(row: Row, carrier: (id: string) => Contract<Attribution> | null): Chain {
  const { record, document } = row;
  if (record.kind === 'attribution') return record.chain;
  const statement = record.saidIn ? carrier(record.saidIn) : null;
  const chain = statement?.chain ?? [{ label: document.publisher ?? UNKNOWN_PUBLISHER, entity: null, span: null }];
  return ownVoice(row) ? [...chain.slice(0, Math.max(1, chain.length - 1)), ownVoice(row)!] : chain;
}

/** The voice that a person gave a forecast or assessment itself; null where nobody did. */
function ownVoice({ record, machine }: Row): Contract<Link> | null {
  if (!machine || !('by' in record) || !('by' in machine)) return null;
  return record.by.label === machine.by.label ? null : { ...record.by, span: null };
}

const asAttribution = (record: { readonly kind: string } | undefined): Contract<Attribution> | null =>
  record?.kind === 'attribution' ? (record as Contract<Attribution>) : null;

/** A stored row with its chain and judgements. */
export function deskRow(store: Store, row: Row): DeskRow {
  const chain = chainOf(row, (id) => asAttribution(store.record(id)?.record));
  return { record: row.record, document: row.document, chain, ...judgedOn(store, row) };
}

/** The judgements on a record and what they changed in it. */
function judgedOn(store: Store, { record, machine }: Row): Pick<DeskRow, 'judgements' | 'corrections'> {
  const said = store.judgements(record.id);
  const nameOf = (id: string) => store.entity(id)?.name ?? id;
  return { judgements: shown(said), corrections: changes(machine, record, said, nameOf) };
}

/** The same with its sentence, in which cue, words and trigger are told apart. */
export function listRow(store: Store, row: Row): DeskRow {
  const text = store.text(row.document.id) ?? '';
  return { ...deskRow(store, row), sentence: sentenceOf(row.record, row.document, text) };
}

/** Every listed record of a document in text order. */
export function rowsOf(store: Store, document: Row['document']): readonly DeskRow[] {
  const records = store.recordsOf(document.id, LISTED) as readonly ListedRecord[];
  const byId = new Map(records.map((r) => [r.id, r]));
  const machines = new Map((store.machineRecords(document.id) as readonly ListedRecord[]).map((r) => [r.id, r]));
  return records
    .map((record) => {
      const machine = machines.get(record.id);
      const row: Row = { record, document, ...(machine ? { machine } : {}) };
      return {
        record,
        document,
        chain: chainOf(row, (id) => asAttribution(byId.get(id))),
        ...judgedOn(store, row),
      };
    })
    .sort((a, b) => start(a.record) - start(b.record));
}

/** Where a record's words begin. */
const start = (record: ListedRecord): number => Math.min(...spansOf(record).map((s) => s.from));

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
