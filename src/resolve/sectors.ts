import type { Interval } from '../core/date.ts';
import type { Actors } from '../lexicon/actors.ts';
import { heldIn } from '../lexicon/holders.ts';

/** Country (ISO3) and PLOVER sector for which somebody acts; null where nothing tells. */
export interface Affiliation {
  readonly country: string | null;
  readonly sector: string | null;
}

/**
 * For whom a person of the lexicon acts at the article's date: by the office held then, so that a minister who went to
 * lead NATO no longer acts for his country; `ELI` for one who has left office (CAMEO's rule for former officials).
 * Null for anybody whom the lexicon does not have.
 */
export function affiliation(actors: Actors, person: string, published: Interval | null): Affiliation | null {
  const entry = actors.people.get(person);
  if (!entry) return null;
  const country = actors.entities.get(person)?.codes.iso3 ?? null;
  const own = { country, sector: entry.sector ?? null };
  if (entry.offices.length === 0) return own;
  const held = published ? entry.offices.find((t) => heldIn(t, published)) : entry.offices[0]!;
  if (held) {
    const of = held.of ? (actors.power(held.of)?.codes.iso3 ?? null) : country;
    return { country: of, sector: actors.sectorOf(held.office) };
  }
  const isOver = entry.offices.every((t) => t.to !== null && t.to < published!.from);
  return isOver && !own.sector ? { country, sector: 'ELI' } : own;
}
