import type { Entity } from '../../src/core/record.ts';
import type { Actors } from '../../src/lexicon/actors.ts';
import { plain } from '../../src/lexicon/pieces.ts';
import type { Anaphor } from '../../src/resolve/anaphors.ts';
import type { Choice } from '../../src/resolve/antecedentfeatures.ts';

const fold = (name: string): string =>
  plain(name)
    .toLowerCase()
    .replace(/[^a-z0-9]/gu, '');

/** Names that the annotation and the lexicon write differently. */
const ALIAS: Readonly<Record<string, string>> = {
  unitedstatesofamerica: 'unitedstates',
  us: 'unitedstates',
  usa: 'unitedstates',
  uk: 'unitedkingdom',
  eu: 'europeanunion',
  un: 'unitednations',
  downingstreet: 'unitedkingdom',
};
const same = (name: string): string => ALIAS[fold(name)] ?? fold(name);

/** True where an annotation's name is that of a choice: of a state by any of its names, of a person by the surname. */
export function means(actors: Actors, anaphor: Anaphor, choice: Choice, who: string, text: string): boolean {
  const entity = actors.entities.get(choice.entity);
  const spelled = choice.seen.map((s) => text.slice(s.span.from, s.span.to));
  const names = [...(entity?.names ?? []), ...spelled.filter((s) => /\p{Lu}/u.test(s))];
  if (anaphor.kind === 'organ' && entity?.type === 'state') return isOrganOf(entity, anaphor, who);
  const want = same(who);
  return names.some((name) => {
    const own = same(name.replace(/^the /iu, ''));
    if (own === want) return true;
    if (entity?.type === 'state') return false;
    return own.length > 4 && (want.endsWith(own) || own.endsWith(want) || own.startsWith(want));
  });
}

/** "the government" is the state's, "the energy ministry" its ministry. */
function isOrganOf(state: Entity, { organ }: Anaphor, who: string): boolean {
  const want = same(who);
  return state.names.some((name) => {
    const own = same(name);
    return want === own || (want.startsWith(own.slice(0, 5)) && organ!.names.some((n) => want.endsWith(fold(n))));
  });
}
