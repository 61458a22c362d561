import { lower } from '../extract/mentions-lines.ts';
import { holderOf } from './offices.ts';
import type { Scene, Sighting } from './scene.ts';

/** Gives a role its holder of the day, where the text names the power. */
export function settleHolders(scene: Scene): void {
  const present = new Set(scene.cast.members.keys());
  for (const s of rolesOf(scene)) {
    const { person, issue: open } = holderOf(scene.actors, s.draft.role!, scene.published, present);
    s.entity = person;
    if (open && s.draft.role!.of !== null) s.issues.push(open);
  }
}

/**
 * Enters the holders into the cast and drops bare titles that stand for nobody in particular ("a minister"); those with
 * "the" are left to be settled by what went before.
 */
export function dropBareTitles(scene: Scene): void {
  for (const s of rolesOf(scene)) {
    if (s.entity) scene.cast.known(s.entity);
    else if (s.draft.role!.of === null && !isDefinite(scene, s)) s.isDropped = true;
  }
}

const isDefinite = (scene: Scene, { draft, from }: Sighting): boolean =>
  draft.role!.tense !== 'other' && /^(the|this|that)$/u.test(lower(scene.lines[draft.line]!.pieces[from - 1]));

const rolesOf = (scene: Scene): readonly Sighting[] =>
  scene.sightings.filter((s) => s.draft.kind === 'role' && !s.isDropped && s.draft.role!.words !== 'counterpart');
