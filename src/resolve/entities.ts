import type { Entity } from '../core/record.ts';
import { codesAt } from './affiliation.ts';
import type { Scene, Sighting } from './scene.ts';

/**
 * The entities a document mentions: the lexicon's with the codes they have at its date, the text's own with their
 * descriptions, every spelling kept.
 */
export function collectEntities(
  scene: Scene,
  sightings: readonly Sighting[],
  things: ReadonlyMap<string, Entity>,
): readonly Entity[] {
  const used = new Set(sightings.filter((s) => !s.isDropped && s.entity).map((s) => s.entity!));
  return [...used].sort().map((id) => entityOf(scene, things, id));
}

function entityOf(scene: Scene, things: ReadonlyMap<string, Entity>, id: string): Entity {
  const { actors, cast } = scene;
  const member = cast.members.get(id);
  const known = actors.entities.get(id) ?? things.get(id);
  if (known && !member) return known;
  if (known && member) {
    const names = [...new Set([...known.names, ...member.spellings])];
    return { ...known, codes: codesAt(actors, known, scene.published), names };
  }
  const names = [...new Set([member!.name, ...member!.spellings])];
  return {
    kind: 'entity',
    id,
    name: member!.name,
    type: 'person',
    codes: { iso3: member!.country, cameo: member!.country, sector: member!.sector },
    names,
    descriptions: [...member!.descriptions],
  };
}
