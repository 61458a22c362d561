import { localId } from '../core/entry.ts';
import type { Entity, EntityType } from '../core/record.ts';
import { Holders } from './holders.ts';
import { LEXICON_DIR } from './load.ts';
import { type BodyEntry, type DescriptionEntry, readBodies, readDescriptions, readOffices } from './offices.ts';
import { type OrganisationEntry, type PlaceEntry, readMedia, readOrganisations, readPlaces } from './organisations.ts';
import { type PersonEntry, readPeople } from './people.ts';
import { Phrases } from './phrases.ts';
import { plain } from './pieces.ts';
import { skeleton } from './spelling.ts';
import { readStates, type StateEntry } from './states.ts';

/** How a phrase of the lexicon names its entity. */
export type Use =
  | 'name'
  | 'adjective'
  | 'people'
  | 'capital'
  | 'metonym'
  | 'alone'
  | 'shared'
  | 'unsure'
  | 'weak'
  | 'rival';

export interface NameUse {
  readonly entity: string;
  readonly use: Use;
  /** Of a capital: the state whose government it may stand for. */
  readonly state?: string;
}

/** An office as a title names it: `of` limits it to one power or organisation. */
export interface TitleUse {
  readonly office: string;
  readonly of: string | null;
}

/** Everything the lexicon knows of powers, people, organisations and their offices, with its look-ups. */
export interface Actors {
  readonly entities: ReadonlyMap<string, Entity>;
  readonly names: Phrases<NameUse>;
  readonly titles: Phrases<TitleUse>;
  readonly bodies: Phrases<BodyEntry>;
  readonly descriptions: Phrases<DescriptionEntry>;
  readonly holders: Holders;
  readonly people: ReadonlyMap<string, PersonEntry>;
  /** Id of the person whose full name has this skeleton; people who share one are absent. */
  readonly spelled: ReadonlyMap<string, string>;
  /** People by surname, lower case and without diacritics. */
  readonly surnamed: ReadonlyMap<string, readonly string[]>;
  /** Names that speak for an entity with a namesake. */
  readonly cues: ReadonlyMap<string, readonly string[]>;
  /** The entity of an ISO3 code or an organisation's key; null where the lexicon has none. */
  readonly power: (key: string) => Entity | null;
  /** ISO3 or key of a power, by entity id; null for anything else. */
  readonly keyOf: (entity: string) => string | null;
  /** The office "its leader" means; null where it means nobody in particular. */
  readonly leaderOf: (key: string) => string | null;
  readonly sectorOf: (office: string) => string | null;
  /** Titles of an office that are in use everywhere, lower case. */
  readonly titlesOf: (office: string) => readonly string[];
  /** The entity of exactly this name (a publisher's, say); null where the lexicon has none or several. */
  readonly named: (name: string) => Entity | null;
  /** The publisher of a site such as `reuters.com`; null where the lexicon has none. */
  readonly publisherAt: (host: string) => Entity | null;
}

/** Id of a person or thing that has no QID: its full name, whatever the diacritics and case. */
export const nameId = (name: string): string => localId('n', [plain(name).toLowerCase().replace(/\s+/gu, ' ').trim()]);

class Builder {
  readonly entities = new Map<string, Entity>();
  readonly names = new Phrases<NameUse>();
  readonly holders = new Holders();
  readonly people = new Map<string, PersonEntry>();
  readonly cues = new Map<string, readonly string[]>();
  readonly powers = new Map<string, string>();
  readonly keys = new Map<string, string>();
  readonly leaders = new Map<string, string>();
  readonly sites = new Map<string, string>();

  #entity(
    type: EntityType,
    entry: { name: string; qid?: string | undefined },
    codes: Entity['codes'],
    names: readonly string[],
  ): string {
    const id =
      entry.qid ?? (type === 'person' ? nameId(entry.name) : localId('n', [type, codes.iso3 ?? '', entry.name]));
    const known = this.entities.get(id)?.names ?? [];
    this.entities.set(id, {
      kind: 'entity',
      id,
      name: entry.name,
      type,
      codes,
      names: [...new Set([entry.name, ...known, ...names])],
    });
    return id;
  }

  #use(phrases: readonly string[], use: NameUse): void {
    for (const phrase of phrases.map((p) => p.replace(/^the /u, ''))) {
      const known = this.names.get(phrase);
      if (!known.some((k) => k.entity === use.entity)) this.names.add(phrase, use);
    }
  }

  state(entry: StateEntry): void {
    const codes = { iso3: entry.iso3, cameo: entry.iso3, sector: null };
    const id = this.#entity('state', entry, codes, [...entry.names, ...entry.former]);
    this.powers.set(entry.iso3, id);
    this.keys.set(id, entry.iso3);
    if (entry.leader) this.leaders.set(entry.iso3, entry.leader);
    if (entry.cues.length > 0) this.cues.set(id, entry.cues);
    this.#use([entry.name, ...entry.names, ...entry.former], { entity: id, use: 'name' });
    this.#use(entry.metonyms, { entity: id, use: 'metonym' });
    this.#use(entry.adjectives, { entity: id, use: 'adjective' });
    this.#use(entry.people, { entity: id, use: 'people' });
    this.#use(entry.shared, { entity: id, use: 'shared' });
    this.#capital(entry, id);
    for (const rival of entry.rivals) {
      const other = this.#entity('place', rival, { iso3: rival.iso3, cameo: rival.iso3 }, [entry.name]);
      this.cues.set(other, rival.cues);
      this.#use([entry.name], { entity: other, use: 'rival' });
    }
  }

  #capital({ capital, iso3 }: StateEntry, state: string): void {
    if (!capital) return;
    const id = this.#entity('place', capital, { iso3, cameo: iso3 }, capital.names);
    this.#use([capital.name, ...capital.names], { entity: id, use: 'capital', state });
  }

  organisation(entry: OrganisationEntry, type: EntityType): void {
    const id = this.#entity(type, entry, { iso3: entry.iso3, cameo: entry.cameo, sector: entry.sector }, entry.names);
    const key = entry.key ?? entry.name;
    this.powers.set(key, id);
    this.keys.set(id, key);
    if (entry.leader) this.leaders.set(key, entry.leader);
    if (entry.site) this.sites.set(entry.site, id);
    if (entry.cues.length > 0) this.cues.set(id, entry.cues);
    const isWeak = entry.weak.includes(entry.name);
    this.#use(isWeak ? entry.names : [entry.name, ...entry.names], { entity: id, use: 'name' });
    this.#use(entry.weak, { entity: id, use: 'weak' });
    this.#use(entry.shared, { entity: id, use: 'shared' });
    this.#use(entry.adjectives, { entity: id, use: 'adjective' });
  }

  place(entry: PlaceEntry): void {
    const id = this.#entity(entry.type, entry, { iso3: entry.iso3, cameo: entry.iso3 }, entry.names);
    this.#use([entry.name, ...entry.names], { entity: id, use: 'name' });
    this.#use(entry.adjectives, { entity: id, use: 'adjective' });
    this.#use(entry.people, { entity: id, use: 'people' });
  }

  person(entry: PersonEntry, sectorOf: (office: string) => string | null): void {
    const office = entry.offices[0]?.office;
    const sector = entry.sector ?? (office ? sectorOf(office) : null);
    const iso3 = entry.state && /^[A-Z]{3}$/u.test(entry.state) && this.#isState(entry.state) ? entry.state : null;
    const id = this.#entity('person', entry, { iso3, cameo: iso3, sector }, [...entry.names, ...entry.alone]);
    this.people.set(id, entry);
    this.holders.add(id, entry);
    this.#use([entry.name, ...entry.names], { entity: id, use: 'name' });
    this.#use(entry.alone, { entity: id, use: 'alone' });
    this.#use(entry.unsure, { entity: id, use: 'unsure' });
  }

  #isState(key: string): boolean {
    return this.entities.get(this.powers.get(key) ?? '')?.type === 'state';
  }
}

function readTitles(dirs: readonly string[]) {
  const titles = new Phrases<TitleUse>(true);
  const sectors = new Map<string, string>();
  const words = new Map<string, readonly string[]>();
  for (const { office, titles: common, special, sector } of readOffices(dirs)) {
    sectors.set(office, sector);
    words.set(office, [...(words.get(office) ?? []), ...common.map((title) => title.toLowerCase())]);
    for (const title of common) titles.add(title, { office, of: null });
    for (const [of, own] of Object.entries(special)) for (const title of own) titles.add(title, { office, of });
  }
  return {
    titles,
    sectorOf: (office: string) => sectors.get(office) ?? null,
    titlesOf: (office: string) => words.get(office) ?? [],
  };
}

function folded<E>(entries: readonly E[], words: (entry: E) => readonly string[]): Phrases<E> {
  const phrases = new Phrases<E>(true);
  for (const entry of entries) for (const word of words(entry)) phrases.add(word, entry);
  return phrases;
}

const surnameOf = ({ name, surname }: PersonEntry): string => plain(surname ?? name.split(' ').at(-1)!).toLowerCase();

function spellings(people: ReadonlyMap<string, PersonEntry>): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const shared = new Set<string>();
  for (const [id, entry] of people)
    for (const name of [entry.name, ...entry.names].filter((n) => n.includes(' '))) {
      const shape = skeleton(name);
      if ((ids.get(shape) ?? id) !== id) shared.add(shape);
      ids.set(shape, id);
    }
  for (const shape of shared) ids.delete(shape);
  return ids;
}

/**
 * Reads the actors of each lexicon folder in turn, an analyst's own folder after the project's.
 * @throws LedgerError `lexicon-invalid`
 */
export function readActors(dirs: readonly string[] = [LEXICON_DIR]): Actors {
  const built = new Builder();
  const { titles, sectorOf, titlesOf } = readTitles(dirs);
  for (const entry of readStates(dirs)) built.state(entry);
  for (const entry of readPlaces(dirs)) built.place(entry);
  for (const entry of readOrganisations(dirs)) built.organisation(entry, 'organisation');
  for (const entry of readMedia(dirs)) built.organisation(entry, 'media');
  for (const entry of readPeople(dirs)) built.person(entry, sectorOf);
  const { entities, names, holders, people, cues } = built;
  const entity = (id: string | undefined): Entity | null => entities.get(id ?? '') ?? null;
  return {
    entities,
    names,
    holders,
    people,
    spelled: spellings(people),
    surnamed: Map.groupBy(people.keys(), (id) => surnameOf(people.get(id)!)),
    cues,
    titles,
    sectorOf,
    titlesOf,
    bodies: folded(readBodies(dirs), (b) => b.names),
    descriptions: folded(readDescriptions(dirs), (d) => d.words),
    power: (key) => entity(built.powers.get(key)),
    keyOf: (id) => built.keys.get(id) ?? null,
    leaderOf: (key) => built.leaders.get(key) ?? null,
    named: (name) => {
      const ids = new Set(names.get(name).map((n) => n.entity));
      return ids.size === 1 ? entity([...ids][0]) : null;
    },
    publisherAt: (host) => entity(built.sites.get(host.replace(/^www\./u, ''))),
  };
}
