import type { Actors } from '../lexicon/actors.ts';
import type { BodyEntry } from '../lexicon/offices.ts';
import type { Found } from '../lexicon/phrases.ts';
import { isCapital } from '../lexicon/pieces.ts';
import type { Draft, Role } from './mentions-draft.ts';
import { describedAt, describedBefore, type Line, lower, mayBeNoun, possessiveBefore } from './mentions-lines.ts';

/** A power, body or person at a place of the line, seen as the owner of an office. */
interface Owner {
  readonly from: number;
  readonly to: number;
  /** ISO3 or organisation key. */
  readonly key: string;
  readonly body: BodyEntry | null;
  /** True where "the head of" it is the leader of the power (the Kremlin, the organisation itself). */
  readonly isSeat: boolean;
  readonly person: string | null;
  /** "Russian" owns what follows it, and never what stands before an "of". */
  readonly isAdjective: boolean;
}

/** A body of a state: "the Chinese Foreign Ministry", "Rohan's parliament", "the Ministry of Defence of Gondor". */
export function bodies(actors: Actors, line: Line, names: readonly Draft[]): readonly Draft[] {
  const all = powers(actors, line, names);
  const owners = all.filter((o) => o.person === null);
  const found: Draft[] = [];
  for (const hit of actors.bodies.all(line.pieces)) {
    const owner =
      before(actors, line, owners, hit.from).owner ??
      after(actors, line, owners, hit.to, names) ??
      leaderBefore(actors, line, all, hit);
    if (!owner || names.some((d) => d.from <= hit.from && d.to >= hit.to)) continue;
    const [from, to] = [Math.min(owner.from, hit.from), Math.max(owner.to, hit.to)];
    const role: Role = {
      offices: [hit.values[0]!.body],
      of: owner.key,
      tense: 'today' as const,
      words: hit.values[0]!.body,
    };
    found.push(
      made(line, from, to, { kind: 'thing', form: 'name', rule: 'body', role, core: { from: hit.from, to: hit.to } }),
    );
  }
  return found;
}

/** "The Biden administration", "Sunak's government": the power that its leader leads. */
function leaderBefore(actors: Actors, line: Line, owners: readonly Owner[], hit: Found<BodyEntry>): Owner | null {
  const owner = hit.values[0]!.body === 'government' ? before(actors, line, owners, hit.from).owner : null;
  const key = owner?.person ? stateOf(actors, owner.person) : null;
  return owner && key ? { ...owner, key } : null;
}

const made = (line: Line, from: number, to: number, parts: Partial<Draft>): Draft => ({
  line: line.sentence,
  from,
  to,
  core: { from, to },
  kind: 'role',
  candidates: [],
  use: null,
  form: 'role',
  rule: 'role',
  confidence: 0.85,
  issues: [],
  ...parts,
});

function powers(actors: Actors, line: Line, names: readonly Draft[]): readonly Owner[] {
  return names.flatMap((d): Owner[] => {
    const at = { from: d.from, to: d.to, key: '', body: null, isSeat: false, person: null, isAdjective: false };
    if (d.rule === 'body' && d.role?.of)
      return [{ ...at, key: d.role.of, body: bodyOf(actors, d.role.offices[0]!, line, d), isSeat: true }];
    const id = d.candidates.length === 1 ? d.candidates[0]! : null;
    if (id === null) return [];
    if (d.kind === 'person') return [{ ...at, person: id }];
    const iso3 = d.rule === 'capital-place' ? (actors.entities.get(id)?.codes.iso3 ?? null) : null;
    const key = actors.keyOf(id) ?? iso3;
    if (key === null) return [];
    const isSeat = d.use === 'metonym' || actors.power(key)?.type !== 'state';
    return [{ ...at, key, isSeat, isAdjective: d.use === 'adjective' || d.use === 'people' }];
  });
}

const bodyOf = (actors: Actors, body: string, line: Line, d: Draft): BodyEntry | null =>
  actors.bodies.longest(line.pieces, d.core.from)?.values.find((b) => b.body === body) ?? null;

/** The owner just before a title, past words such as "former" and "new", and whether they change who is meant. */
function before(actors: Actors, line: Line, owners: readonly Owner[], at: number) {
  let tense: Role['tense'] = 'today';
  let i = at;
  for (let turn = 0; turn < 6; turn++) {
    const skipped = describedBefore(actors, line, i, ['neutral', 'past', 'other']);
    const value = skipped?.values[0];
    if (value?.kind === 'past') tense = 'past';
    if (value?.kind === 'other') tense = 'other';
    if (skipped) i = skipped.from;
    else if (line.pieces[i - 1]?.form === '-') i--;
    else break;
  }
  const owner = owners.find((o) => o.to === i || o.to === i - possessiveBefore(line, i)) ?? null;
  const from = owner ? owner.from : i;
  const outer = describedBefore(actors, line, from, ['past', 'other']);
  if (!outer || !owner || owner.person !== null) return { owner, from, tense };
  return { owner, from: outer.from, tense: outer.values[0]!.kind === 'past' ? ('past' as const) : ('other' as const) };
}

/**
 * The owner after "of (the)", unless it begins a longer name ("of the Ukraine Paralympic Committee"); an ambassador "to" or an envoy
 * "for" a power is somebody else's.
 */
function after(
  actors: Actors,
  line: Line,
  owners: readonly Owner[],
  at: number,
  names: readonly Draft[],
): Owner | null {
  if (lower(line.pieces[at]) !== 'of') return null;
  let i = at + 1;
  for (let turn = 0; turn < 3; turn++) {
    if (lower(line.pieces[i]) === 'the') i++;
    const skipped = describedAt(actors, line, i, ['neutral']);
    if (skipped) i = skipped.to;
  }
  const starting = owners.filter((o) => o.from === i && o.person === null && !o.isAdjective);
  const longest = starting.sort((a, b) => b.to - a.to)[0] ?? null;
  if (!longest || /^['-]$/u.test(line.pieces[longest.to]?.form ?? '')) return null;
  const isLonger = i > at + 1 && longest.body === null && isCapital(line.pieces[longest.to]);
  return isLonger && !names.some((d) => d.kind === 'person' && d.from === longest.to) ? null : longest;
}

/** Role descriptions of one line: every title, with its power where the words beside it name one. */
export function roles(actors: Actors, line: Line, names: readonly Draft[]): readonly Draft[] {
  const owners = powers(actors, line, names);
  const found: Draft[] = [];
  for (let i = 0; i < line.pieces.length; i++) {
    const role = roleAt(actors, line, owners, i, names);
    if (!role) continue;
    if (!names.some((d) => d.kind !== 'role' && d.from <= i && d.to >= role.core.to && d.rule !== 'model-PER'))
      found.push(role);
    i = role.core.to - 1;
  }
  return found;
}

function roleAt(
  actors: Actors,
  line: Line,
  owners: readonly Owner[],
  at: number,
  names: readonly Draft[],
): Draft | null {
  const title = actors.titles.longest(line.pieces, at);
  const word = describedAt(actors, line, at, ['leader', 'head', 'counterpart']);
  const to = Math.max(title?.to ?? 0, word?.to ?? 0);
  if (
    to === 0 ||
    !mayBeNoun(line, to - 1) ||
    owners.some((o) => o.from <= at && (o.to >= to || (o.body === null && at < o.to)))
  )
    return null;
  const left = before(actors, line, owners, at);
  const right = left.owner ? null : after(actors, line, owners, to, names);
  const owner = left.owner ?? right;
  const kinds = word && word.to === to ? word.values.map((v) => v.kind) : [];
  const titles = title && title.to === to ? title.values : [];
  const key = owner?.person ? stateOf(actors, owner.person) : (owner?.key ?? null);
  const offices = new Set(titles.filter((t) => t.of === null || t.of === key).map((t) => t.office));
  if (owner && key) for (const office of headed(actors, owner, kinds, key, right !== null)) offices.add(office);
  const implied = !owner && titles.length === 1 && titles[0]!.of !== null ? titles[0]!.of : null;
  if (implied) offices.add(titles[0]!.office);
  if (kinds.includes('counterpart')) offices.clear();
  const from = Math.min(left.from, at);
  const words = line.pieces
    .slice(at, to)
    .map((p) => p.form)
    .join(' ')
    .toLowerCase();
  const role: Role = {
    offices: [...offices],
    of: key ?? implied,
    tense: left.tense,
    words: kinds.includes('counterpart') ? 'counterpart' : words,
  };
  return made(line, from, right ? right.to : to, { role, core: { from: at, to } });
}

/** What "leader", "head" and "chief" mean of this owner. */
function headed(
  actors: Actors,
  owner: Owner,
  kinds: readonly string[],
  key: string,
  isAfter: boolean,
): readonly string[] {
  if (owner.body) return kinds.includes('head') && owner.body.head ? [owner.body.head] : [];
  const leader = actors.leaderOf(key);
  const isOrganisation = actors.power(key)?.type !== 'state';
  if (!leader || owner.person) return [];
  if (kinds.includes('leader') || (kinds.includes('head') && (owner.isSeat || isOrganisation || isAfter)))
    return [leader];
  return [];
}

function stateOf(actors: Actors, person: string): string | null {
  const entry = actors.people.get(person);
  return entry?.offices.at(-1)?.of ?? entry?.state ?? null;
}
