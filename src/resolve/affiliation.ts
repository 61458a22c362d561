import type { Interval } from '../core/date.ts';
import type { Entity } from '../core/record.ts';
import type { Actors } from '../lexicon/actors.ts';
import { heldIn } from '../lexicon/holders.ts';

/**
 * Codes of the power for which an entity acts at the article's date. A person of the lexicon acts for the office held
 * then, so that a minister who went to lead NATO no longer acts for his country; one who has left office is `ELI` (CAMEO's
 * rule for former officials). Anything else keeps its codes.
 */
export function codesAt(actors: Actors, entity: Entity, published: Interval | null): Entity['codes'] {
  const offices = actors.people.get(entity.id)?.offices ?? [];
  const { codes } = entity;
  if (offices.length === 0 || !published) return codes;
  const held = offices.find((t) => heldIn(t, published));
  if (held) {
    const power = held.of ? actors.power(held.of)?.codes : codes;
    return { iso3: power?.iso3 ?? null, cameo: power?.cameo ?? null, sector: actors.sectorOf(held.office) };
  }
  const isOver = offices.every((t) => t.to !== null && t.to < published.from);
  return isOver && !actors.people.get(entity.id)?.sector ? { ...codes, sector: 'ELI' } : codes;
}
