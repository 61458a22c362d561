import { localId } from '../core/entry.ts';
import type { Entity, EntityType } from '../core/record.ts';
import { plain } from '../lexicon/pieces.ts';
import { type Scene, type Sighting, words } from './scene.ts';

const TYPES: Readonly<Record<string, EntityType>> = {
  'model-ORG': 'organisation',
  'model-GPE': 'place',
  'model-LOC': 'place',
  'model-NORP': 'group',
};

/** Organisations and places the lexicon does not have, and bodies of a state, each with its local entity. */
export function settleThings(scene: Scene): ReadonlyMap<string, Entity> {
  const made = new Map<string, Entity>();
  for (const s of scene.sightings) {
    if (s.draft.kind !== 'thing' || s.isDropped) continue;
    const entity = s.draft.rule === 'body' ? bodyEntity(scene, s) : namedEntity(scene, s, made);
    const known = made.get(entity.id);
    made.set(entity.id, known ? { ...known, names: [...new Set([...known.names, ...entity.names])] } : entity);
    s.entity = entity.id;
  }
  return made;
}

/** "the Chinese Foreign Ministry": an organisation of its state, the same in every document. */
function bodyEntity(scene: Scene, s: Sighting): Entity {
  const { actors } = scene;
  const { of, words: body } = s.draft.role!;
  const owner = actors.power(of!);
  const entry = actors.bodies
    .longest(scene.lines[s.draft.line]!.pieces, s.draft.core.from)!
    .values.find((b) => b.body === body)!;
  const text = words(scene, s.draft.line, s.draft.from, s.draft.to);
  return {
    kind: 'entity',
    id: localId('n', ['body', of!, body]),
    name: `${owner?.name ?? of} ${entry.names[0]}`,
    type: 'organisation',
    codes: { iso3: owner?.codes.iso3 ?? null, cameo: owner?.codes.cameo ?? null, sector: entry.sector },
    names: [text],
  };
}

function namedEntity(scene: Scene, s: Sighting, made: ReadonlyMap<string, Entity>): Entity {
  const name = words(scene, s.draft.line, s.draft.from, s.draft.to).replace(/^the /iu, '');
  const type = TYPES[s.draft.rule] ?? 'unknown';
  const short = shortened(name, made);
  if (short) return { ...short, names: [name] };
  const inner = scene.sightings.find(
    (o) => o !== s && o.draft.line === s.draft.line && o.from >= s.from && o.to <= s.to && o.entity !== null,
  );
  const iso3 = inner ? (scene.actors.entities.get(inner.entity!)?.codes.iso3 ?? null) : null;
  return {
    kind: 'entity',
    id: localId('n', [type, plain(name).toLowerCase()]),
    name,
    type,
    codes: { iso3, cameo: null, sector: null },
    names: [name],
  };
}

/** "the Vezha Center" after "Vezha Center for Public Analytics", "VCPA" after its full name. */
function shortened(name: string, made: ReadonlyMap<string, Entity>): Entity | null {
  const fits = [...made.values()].filter(
    (e) => e.name.startsWith(`${name} `) || (/^\p{Lu}{3,}$/u.test(name) && initials(e.name) === name),
  );
  return fits.length === 1 ? fits[0]! : null;
}

const initials = (name: string): string =>
  name
    .split(/[\s-]+/u)
    .filter((w) => /^\p{Lu}/u.test(w))
    .map((w) => w[0])
    .join('');
