import type { DatabaseSync } from 'node:sqlite';
import type { AnyExtracted, Contract, DocumentRecord, Entity, Judgement } from '../core/record.ts';
import { FIELDS, isCorrection } from '../ledger/corrections.ts';
import { effective } from '../ledger/effective.ts';
import { entity } from './entities.ts';
import { fold } from './fold.ts';
import { keeping, type Prepare, setListed } from './versions.ts';
import { documentColumns, replacing } from './writing.ts';

/** Verdicts that change what the ledger says, as a list in SQL. */
export const CORRECTIONS = Object.keys(FIELDS)
  .map((field) => `'${field}'`)
  .join(', ');

/** Lets a judgement that was just made or withdrawn count: what it corrects is written anew, and views take it up. */
export function takeUp(db: DatabaseSync, judgement: Judgement): void {
  const { on, verdict, note } = judgement;
  const prepare = keeping(db);
  if (on.kind === 'entity' && isCorrection(verdict)) {
    if (verdict === 'name' && note !== null)
      prepare('INSERT OR IGNORE INTO entity_names (folded, entity) VALUES (?, ?)').run(fold(note), on.record);
    for (const key of naming(prepare, on.record)) correct(db, prepare, key);
  } else if (on.document !== null && isCorrection(verdict)) {
    const key = prepare('SELECT key FROM documents WHERE id = ?').get(on.document)?.key;
    if (key !== undefined) correct(db, prepare, Number(key));
  } else if (on.document !== null && (verdict === 'wrong' || verdict === 'right')) forget(prepare, on.document);
}

/** Views take the document up as if it were read anew. */
const forget = (prepare: Prepare, document: string): void => {
  prepare('UPDATE viewed SET reading = -1 WHERE document = ?').run(document);
};

/** Documents whose current reading names an entity. */
const naming = (prepare: Prepare, id: string): readonly number[] =>
  prepare(
    `SELECT d.key FROM documents d JOIN appearances a ON a.reading = d.reading JOIN entities e ON e.key = a.entity
     WHERE e.id = ? ORDER BY d.key`,
  )
    .all(id)
    .map((row) => Number(row.key));

/** Corrections in force on a document and its records, and on entities of the whole ledger. */
const correctionsOf = (prepare: Prepare, document: string): readonly Judgement[] =>
  prepare(
    `SELECT json FROM judgements WHERE withdrawn IS NULL AND verdict IN (${CORRECTIONS})
     AND (document = ? OR kind = 'entity') ORDER BY at, id`,
  )
    .all(document)
    .map((row) => JSON.parse(row.json as string) as Judgement);

/** Corrects a document that was just read, where people corrected it, its records or its entities before. */
export function correctFresh(db: DatabaseSync, prepare: Prepare, key: number): void {
  const { id } = prepare('SELECT id FROM documents WHERE key = ?').get(key)!;
  if (correctionsOf(prepare, id as string).length > 0) correct(db, prepare, key);
}

/** Writes what the ledger says of a document in place of what stands there; the machine's reading is kept beside it. */
function correct(db: DatabaseSync, prepare: Prepare, key: number): void {
  const stored = prepare('SELECT id, record, machine, text, reading, superseded_by FROM documents WHERE key = ?').get(
    key,
  )!;
  const rows = prepare(
    `SELECT r.key, b.json, b.machine FROM records r JOIN bodies b ON b.key = r.key WHERE r.reading = ? ORDER BY r.key`,
  ).all(stored.reading!);
  const machine = {
    document: JSON.parse((stored.machine ?? stored.record) as string) as Contract<DocumentRecord>,
    text: stored.text as string,
    records: rows.map((row) => JSON.parse((row.machine ?? row.json) as string) as Contract<AnyExtracted>),
  };
  const known = new Map<string, Entity | null>();
  const entityOf = (id: string): Entity | null => {
    const found = known.has(id) ? known.get(id)! : entity(db, id);
    known.set(id, found);
    return found;
  };
  const judgements = correctionsOf(prepare, stored.id as string);
  const now = effective(machine, judgements, entityOf);
  const isOut = judgements.some((j) => j.verdict === 'out' && j.on.record === stored.id);
  prepare('UPDATE documents SET machine = ?, out = ? WHERE key = ?').run(
    now.document === machine.document ? null : JSON.stringify(machine.document),
    isOut ? 1 : 0,
    key,
  );
  documentColumns(prepare, key, now.document);
  const write = replacing(db, prepare, { document: now.document, text: machine.text, records: now.records, entityOf });
  now.records.forEach((record, i) => {
    write(Number(rows[i]!.key), record, record === machine.records[i] ? null : machine.records[i]!);
  });
  setListed(prepare, Number(stored.reading), stored.superseded_by === null && !isOut);
  forget(prepare, stored.id as string);
}
