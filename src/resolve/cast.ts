import type { Actors } from '../lexicon/actors.ts';
import { nameId } from '../lexicon/actors.ts';
import type { PersonEntry } from '../lexicon/people.ts';
import { plain } from '../lexicon/pieces.ts';
import { similar, similarNames, skeleton } from '../lexicon/spelling.ts';

/** A person of this document: known to the lexicon, or introduced by the text. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly entry: PersonEntry | null;
  gender: 'm' | 'f' | null;
  readonly spellings: Set<string>;
  /** The text's own words for the person, in order. */
  readonly descriptions: string[];
  /** Head words of descriptions, lower case: "expert", "prime minister". */
  readonly titles: Set<string>;
  /** Offices the text gives, as `office of`. */
  readonly offices: Set<string>;
  country: string | null;
  sector: string | null;
}

const bare = (name: string): readonly string[] =>
  plain(name)
    .split(/[\s]+/u)
    .filter((w) => w.replace(/\./gu, '').length > 1);

/** So many people make no article; spellings are then compared no more, since the cost grows with the square. */
const CROWD = 500;

const put = <V>(map: Map<string, Set<V>>, key: string, value: V): void => {
  map.set(key, (map.get(key) ?? new Set<V>()).add(value));
};

/** Persons of one document, found by full name, surname or a spelling close to one. */
export class Cast {
  readonly #actors: Actors;
  readonly members = new Map<string, Member>();
  /** Members by the skeleton of each of their surnames, and of their given name. */
  readonly #bySurname = new Map<string, Set<Member>>();
  readonly #byGiven = new Map<string, Set<Member>>();

  constructor(actors: Actors) {
    this.#actors = actors;
  }

  /** The member of a lexicon id, entered on first sight. */
  known(id: string): Member {
    const entry = this.#actors.people.get(id) ?? null;
    return this.#enter(id, this.#actors.entities.get(id)?.name ?? id, entry);
  }

  #enter(id: string, name: string, entry: PersonEntry | null): Member {
    const existing = this.members.get(id);
    if (existing) return existing;
    const gender = entry?.gender ?? this.#givenGender(name);
    const codes = this.#actors.entities.get(id)?.codes;
    const member: Member = {
      id,
      name,
      entry,
      gender,
      spellings: new Set(),
      descriptions: [],
      titles: new Set(),
      offices: new Set(),
      country: codes?.iso3 ?? null,
      sector: codes?.sector ?? null,
    };
    this.members.set(id, member);
    for (const surname of this.surnames(member)) put(this.#bySurname, skeleton(surname), member);
    if (bare(name).length > 1) put(this.#byGiven, skeleton(bare(name)[0]!), member);
    return member;
  }

  #givenGender(name: string): 'm' | 'f' | null {
    const given = this.#actors.descriptions.get(name.split(/\s+/u)[0]!).find((d) => d.kind === 'given');
    return given?.kind === 'given' ? given.gender : null;
  }

  /** The member of a full name: known by its transliteration, one of the document under another spelling, or new. */
  full(name: string, likely: readonly string[]): { member: Member; isVariant: boolean } {
    const sure = this.#actors.spelled.get(skeleton(bare(name).join(' ')));
    if (sure) return { member: this.known(sure), isVariant: false };
    const holder = likely.filter((id) => this.#isSpelling(id, name));
    if (holder.length === 1) return { member: this.known(holder[0]!), isVariant: true };
    const id = nameId(name);
    const same = this.members.get(id);
    if (same) return { member: same, isVariant: false };
    const close = this.members.size > CROWD ? [] : [...this.members.values()].filter((m) => this.#isClose(m, name));
    if (close.length === 1) return { member: close[0]!, isVariant: true };
    return { member: this.#enter(id, name, null), isVariant: false };
  }

  #isSpelling(id: string, name: string): boolean {
    const entity = this.#actors.entities.get(id);
    return entity?.names.some((n) => similarNames(bare(n).join(' '), bare(name).join(' '))) ?? false;
  }

  #isClose(member: Member, name: string): boolean {
    const gender = this.#givenGender(name);
    if (gender && member.gender && gender !== member.gender) return false;
    return [member.name, ...member.spellings].some((n) => similarNames(bare(n).join(' '), bare(name).join(' ')));
  }

  /** Members that a bare surname may mean. */
  surnamed(surname: string): readonly Member[] {
    return [...(this.#bySurname.get(skeleton(surname)) ?? [])];
  }

  /** Members whose surname is a spelling away; only where exactly the same is not there. */
  nearly(surname: string): readonly Member[] {
    if (this.members.size > CROWD) return [];
    return [...this.members.values()].filter((m) => this.surnames(m).some((s) => similar(s, surname)));
  }

  /** Members of that given name. */
  givenNamed(name: string): readonly Member[] {
    return [...(this.#byGiven.get(skeleton(name)) ?? [])];
  }

  surnames(member: Member): readonly string[] {
    if (member.entry?.surname) return [member.entry.surname, ...member.entry.alone];
    const words = bare(member.name).filter((w) => !/^(jr|sr|ii|iii)\.?$/iu.test(w));
    const last = words.at(-1) ?? member.name;
    const isEastern =
      words.length > 1 && words.length < 4 && this.#givenGender(words[0]!) === null && member.entry === null;
    return [last, ...(isEastern ? [words[0]!] : []), ...(member.entry?.alone ?? [])];
  }

  /** A person of whom the text gives a surname alone: known within this document only. */
  local(id: string, name: string): Member {
    return this.#enter(id, name, null);
  }
}
