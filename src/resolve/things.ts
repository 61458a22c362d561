import { localId } from '../core/entry.ts';
import type { Entity, EntityType } from '../core/record.ts';
import type { BodyEntry } from '../lexicon/offices.ts';
import { plain } from '../lexicon/pieces.ts';
import { type Scene, type Sighting, words } from './scene.ts';

const TYPES: Readonly<Record<string, EntityType>> = {
  'model-ORG': 'organisation',
  'model-GPE': 'place',
  'model-LOC': 'place',
  'model-NORP': 'group',
};

/** Organisations and places the lexicon does not have, and bodies of a state, each with its local entity. */
export function settleThings(scene: Scene): Map<string, Entity> {
  const made = new Map<string, Entity>();
  const types = typesByName(scene);
  for (const s of scene.sightings) {
    if (s.draft.kind !== 'thing' || s.isDropped) continue;
    const entity = s.draft.rule === 'body' ? bodyEntity(scene, s) : namedEntity(scene, s, types, made);
    const known = made.get(entity.id);
    made.set(entity.id, known ? { ...known, names: [...new Set([...known.names, ...entity.names])] } : entity);
    s.entity = entity.id;
  }
  return made;
}

/** The type of every name: what the model takes it for most surely over the whole document, so that one name is one thing. */
function typesByName(scene: Scene): ReadonlyMap<string, EntityType> {
  const votes = new Map<string, Map<EntityType, number>>();
  for (const s of scene.sightings) {
    const type = TYPES[s.draft.rule];
    if (s.draft.kind !== 'thing' || s.isDropped || !type) continue;
    const key = keyOf(nameOf(scene, s));
    const own = votes.get(key) ?? new Map<EntityType, number>();
    votes.set(key, own.set(type, (own.get(type) ?? 0) + s.draft.confidence));
  }
  return new Map([...votes].map(([key, own]) => [key, [...own].sort((a, b) => b[1] - a[1])[0]![0]]));
}

const nameOf = (scene: Scene, s: Sighting): string =>
  words(scene, s.draft.line, s.draft.from, s.draft.to).replace(/^the /iu, '');
const keyOf = (name: string): string => plain(name).toLowerCase();

const bodyEntry = ({ actors, lines }: Scene, { draft }: Sighting): BodyEntry =>
  actors.bodies.longest(lines[draft.line]!.pieces, draft.core.from)!.values.find((b) => b.body === draft.role!.words)!;

/** "the Chinese Foreign Ministry": an organisation of its state, the same in every document. */
export function bodyEntity(scene: Scene, s: Sighting): Entity {
  const { actors } = scene;
  const { of, words: body } = s.draft.role!;
  const owner = actors.power(of!);
  const entry = bodyEntry(scene, s);
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

function namedEntity(
  scene: Scene,
  s: Sighting,
  types: ReadonlyMap<string, EntityType>,
  made: ReadonlyMap<string, Entity>,
): Entity {
  const name = nameOf(scene, s);
  const type = types.get(keyOf(name)) ?? 'unknown';
  const short = shortened(name, made);
  if (short) return { ...short, names: [name] };
  const inner = scene.sightings.find(
    (o) => o !== s && o.draft.line === s.draft.line && o.from >= s.from && o.to <= s.to && o.entity !== null,
  );
  const iso3 = inner ? (scene.actors.entities.get(inner.entity!)?.codes.iso3 ?? null) : null;
  return {
    kind: 'entity',
    id: localId('n', [type, keyOf(name)]),
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
