import levenshtein from 'fastest-levenshtein';
import type { Entity } from '../src/core/record.ts';
import type { Candidate } from '../src/extract/partyfeatures.ts';

const fold = (s: string): string =>
  s
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/gu, '');

const ALIASES: Readonly<Record<string, string>> = {
  unitedstatesofamerica: 'unitedstates',
  us: 'unitedstates',
  usa: 'unitedstates',
  america: 'unitedstates',
  washington: 'unitedstates',
  uk: 'unitedkingdom',
  britain: 'unitedkingdom',
  eu: 'europeanunion',
  un: 'unitednations',
  palestinianauthority: 'palestine',
  palestinians: 'palestine',
  dprk: 'northkorea',
  kyiv: 'ukraine',
  kiev: 'ukraine',
  moscow: 'russia',
  kremlin: 'russia',
  beijing: 'china',
};
const plain = (name: string): string => ALIASES[fold(name)] ?? fold(name);

/** Whether a phrase stands for a party that an annotation names; `states` gives the names of a country by its code. */
export function standsFor(
  { party, type }: Candidate,
  text: string,
  want: string,
  entity: Entity | undefined,
  states: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  const wanted = plain(want);
  const ofState = type === null || type === 'state' || type === 'organisation' || type === 'place';
  if (party.country && ofState && states.get(party.country)?.has(wanted)) return true;
  const last = fold(want.trim().split(/[\s-]/u).at(-1) ?? '');
  for (const name of entity ? [entity.name, ...entity.names] : []) {
    const known = plain(name);
    if (known === wanted) return true;
    if (known.length > 4 && wanted.length > 4 && (known.includes(wanted) || wanted.includes(known))) return true;
    if (type === 'person' && last.length > 3 && known.endsWith(last)) return true;
    const close = 1 - levenshtein.distance(known, wanted) / Math.max(known.length, wanted.length);
    if (type !== 'state' && known.length > 5 && close >= 0.85) return true;
  }
  if (party.entity !== null) return false;
  const quote = fold(text.replace(/^(?:the|a|an|some|several|many)\s+/iu, ''));
  return quote.length > 3 && (quote.includes(wanted) || wanted.includes(quote));
}

/** Names of states by their codes, as the entities of readings give them. */
export function namesOfStates(entities: Iterable<Entity>): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { type, codes, name, names } of entities)
    if (type === 'state' && codes.iso3)
      found.set(codes.iso3, new Set([...(found.get(codes.iso3) ?? []), ...[name, ...names].map(plain)]));
  return found;
}
