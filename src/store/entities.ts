import type { DatabaseSync } from 'node:sqlite';
import type { Entity, Judgement } from '../core/record.ts';
import { correctedEntity, fixesOf } from '../ledger/corrections.ts';
import { bareName, fold } from './fold.ts';

/** The versions of entities that a current reading has. */
export const CURRENT = `SELECT e.json FROM entities e WHERE EXISTS (
  SELECT 1 FROM appearances a JOIN documents d ON d.reading = a.reading WHERE a.entity = e.key AND d.out = 0)`;

/**
 * One entity from its versions in several articles, given in the order of their JSON: the first, with every spelling and
 * description of any of them, sorted, so that the order of reading does not show. Null where there is no version.
 */
function merged(versions: readonly Entity[]): Entity | null {
  const [first, ...rest] = versions;
  if (!first || rest.length === 0) return first ?? null;
  const union = (pick: (e: Entity) => readonly string[]) => [...new Set(versions.flatMap((v) => pick(v)))].sort();
  const descriptions = union((e) => e.descriptions ?? []);
  const names = union((e) => e.names);
  return { ...first, names, ...(descriptions.length > 0 ? { descriptions } : {}) };
}

const parsed = (rows: readonly Record<string, unknown>[]): readonly Entity[] =>
  rows.map((row) => JSON.parse(row.json as string) as Entity);

/** The entity of an id from the current readings, as people corrected it; null where none of them has it. */
export function entity(db: DatabaseSync, id: string): Entity | null {
  const found = merged(parsed(db.prepare(`${CURRENT} AND e.id = ? ORDER BY e.json`).all(id)));
  return found && corrected(db, found);
}

/** An entity under the name and of the power that people gave it. */
function corrected(db: DatabaseSync, found: Entity): Entity {
  const said = db
    .prepare("SELECT json FROM judgements WHERE record = ? AND kind = 'entity' AND withdrawn IS NULL ORDER BY at, id")
    .all(found.id)
    .map((row) => JSON.parse(row.json as string) as Judgement);
  if (said.length === 0) return found;
  const powerOf = (id: string) => (id === found.id ? null : (entity(db, id)?.codes.iso3 ?? null));
  return correctedEntity(found, fixesOf(said).get(found.id), powerOf);
}

/** ISO 3166 code of the state a name means, a code in small letters too; null where it means none or several. */
export function codeOf(db: DatabaseSync, name: string): string | null {
  const states = idsNamed(db, name)
    .map((id) => entity(db, id))
    .filter((e) => e?.type === 'state' && e.codes.iso3 !== null);
  const codes = new Set(states.map((e) => e!.codes.iso3!));
  return codes.size === 1 ? [...codes][0]! : null;
}

/** Ids of the entities a name means: the id itself, else those that bear exactly that name. */
export function idsNamed(db: DatabaseSync, name: string): readonly string[] {
  const direct = db.prepare('SELECT id FROM entities WHERE id = ? LIMIT 1').get(name);
  if (direct) return [name];
  return db
    .prepare('SELECT DISTINCT entity FROM entity_names WHERE folded IN (?, ?) ORDER BY entity')
    .all(fold(name), bareName(name))
    .map((row) => row.entity as string);
}

/** Ids of the entities whose name holds the words ("Holt" of "Mira Holt"), at most 20. */
export function idsHolding(db: DatabaseSync, words: string): readonly string[] {
  return db
    .prepare("SELECT DISTINCT entity FROM entity_names WHERE (' ' || folded || ' ') LIKE ? ORDER BY entity LIMIT 20")
    .all(`% ${fold(words)} %`)
    .map((row) => row.entity as string);
}

/** Entities of that id or name; else those with the words inside a longer name. */
export function entitiesNamed(db: DatabaseSync, name: string): readonly Entity[] {
  const exact = idsNamed(db, name);
  const ids = exact.length > 0 ? exact : idsHolding(db, name);
  return ids.flatMap((id) => entity(db, id) ?? []);
}

/** Names of entities that begin so, or have a word that does; those that begin so first. */
export function namesLike(db: DatabaseSync, start: string, limit: number): readonly string[] {
  const folded = fold(start).replace(/[\\%_]/gu, '\\$&');
  if (folded === '') return [];
  const ids = db
    .prepare(
      `SELECT entity FROM entity_names WHERE folded LIKE ? ESCAPE '\\' OR folded LIKE ? ESCAPE '\\'
       GROUP BY entity ORDER BY min(folded NOT LIKE ? ESCAPE '\\'), min(length(folded)), entity LIMIT ?`,
    )
    .all(`${folded}%`, `% ${folded}%`, `${folded}%`, limit);
  return [...new Set(ids.flatMap((row) => entity(db, row.entity as string)?.name ?? []))];
}

/** What the ledger calls each state, by ISO 3166 code. */
export function stateNames(db: DatabaseSync): ReadonlyMap<string, string> {
  const states = parsed(db.prepare(`SELECT json FROM entities WHERE json LIKE '%"type":"state"%' ORDER BY id`).all());
  return new Map(
    states.flatMap(({ type, codes, name }) => (type === 'state' && codes.iso3 ? [[codes.iso3, name]] : [])),
  );
}

/** Every entity of the current readings, by id. */
export function* entities(db: DatabaseSync): IterableIterator<Entity> {
  let versions: Entity[] = [];
  for (const row of db.prepare(`${CURRENT} ORDER BY e.id, e.json`).iterate()) {
    const next = JSON.parse(row.json as string) as Entity;
    if (versions[0] && versions[0].id !== next.id) {
      yield corrected(db, merged(versions)!);
      versions = [];
    }
    versions.push(next);
  }
  const last = merged(versions);
  if (last) yield corrected(db, last);
}
