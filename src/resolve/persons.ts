import { localId } from '../core/entry.ts';
import type { Role } from '../extract/mentions-draft.ts';
import { heldIn } from '../lexicon/holders.ts';
import { plain } from '../lexicon/pieces.ts';
import type { Member } from './cast.ts';
import { issue, type Scene, type Sighting, words } from './scene.ts';
import { type Called, type Titles, titlesBefore } from './titles.ts';

/** True where the name is more than one word (titles and initials aside). */
const isFull = (name: string): boolean =>
  plain(name)
    .split(/\s+/u)
    .filter((w) => w.replace(/\./gu, '').length > 1).length > 1;

const nameOf = (scene: Scene, s: Sighting): string => words(scene, s.draft.line, s.draft.core.from, s.draft.core.to);

/** Gives every personal name its entity: full names first, then surnames, then spellings. */
export function settlePersons(scene: Scene): void {
  const people = scene.sightings.filter((s) => s.draft.kind === 'person');
  const titled = new Map(people.map((s) => [s, titlesBefore(scene, scene.lines[s.draft.line]!, s.from)]));
  const bareKnown = (s: Sighting) => s.draft.use === 'alone' || s.draft.use === 'unsure';
  for (const s of people)
    if (s.draft.candidates.length === 1 && !bareKnown(s)) settle(s, scene.cast.known(s.draft.candidates[0]!));
  for (const s of people)
    if (s.entity === null && !bareKnown(s) && isFull(nameOf(scene, s))) settleFull(scene, s, titled.get(s)!);
  for (const s of people) if (bareKnown(s)) settleKnown(scene, s, titled.get(s)!);
  for (const s of people)
    if (s.entity === null && !s.isDropped && !bareKnown(s)) s.entity = bySurname(scene, s, titled.get(s)!)?.id ?? null;
  for (const s of people) record(scene, s, titled.get(s)!);
  for (const s of scene.sightings) if (s.draft.rule === 'model-ORG' && isSurname(scene, s)) s.isDropped = true;
  for (const s of scene.sightings) if (s.draft.kind === 'entity' && s.draft.to - s.draft.from === 1) doubt(scene, s);
}

/** "Kochetkov" after "Alexander Kochetkov", which the model takes for a body: left to the search for surnames. */
const isSurname = (scene: Scene, s: Sighting): boolean =>
  s.draft.to - s.draft.from === 1 &&
  scene.cast.surnamed(nameOf(scene, s)).filter((m) => isFull(m.name)).length === 1 &&
  scene.cast.surnamed(nameOf(scene, s)).length === 1;

/** "Jordan" after "Jim Jordan": the person where the model sees one, the place where it sees one, else open. */
function doubt(scene: Scene, s: Sighting): void {
  const bearers = scene.cast.surnamed(nameOf(scene, s)).filter((m) => m.entry === null && isFull(m.name));
  if (bearers.length === 0 || s.draft.use === 'adjective') return;
  const { pieces, names } = scene.lines[s.draft.line]!;
  const type = names.find((n) => n.from <= pieces[s.from]!.from && n.to >= pieces[s.from]!.to)?.type;
  if (type === 'GPE' || type === 'LOC') return;
  s.entity = type === 'PER' && bearers.length === 1 ? bearers[0]!.id : null;
  if (s.entity === null) s.issues.push(issue('ambiguous-name', `A power or ${bearers[0]!.name}: ${nameOf(scene, s)}.`));
}

function settle(s: Sighting, member: Member): void {
  s.entity = member.id;
}

function settleFull(scene: Scene, s: Sighting, titles: Titles): void {
  const name = nameOf(scene, s);
  const { member, isVariant } = scene.cast.full(name, titledHolders(scene, titles));
  settle(s, member);
  if (isVariant) s.issues.push(issue('spelling', `Taken for another spelling of ${member.name}: ${name}.`));
}

/** "Putin", "Biden": the one the press means, unless the text introduced somebody else of that surname. */
function settleKnown(scene: Scene, s: Sighting, titles: Titles): void {
  const id = s.draft.candidates[0]!;
  const name = nameOf(scene, s);
  const others = scene.cast.surnamed(name).filter((m) => m.id !== id);
  const isThere = scene.cast.members.has(id);
  const hasRole = titledHolders(scene, titles).includes(id);
  if (s.draft.use === 'unsure' && !isThere && !hasRole) s.isDropped = true;
  else if (others.length === 0 || hasRole) settle(s, scene.cast.known(id));
  else if (others.length === 1 && !isThere) settle(s, others[0]!);
  else
    s.issues.push(
      issue(
        'namesake',
        `More than one person of that name: ${[...new Set([id, ...others.map((m) => m.id)])].map((m) => scene.actors.entities.get(m)?.name ?? scene.cast.members.get(m)?.name).join(' or ')}.`,
      ),
    );
}

/** Whom a surname without introduction means: a person of the document, an office-holder, or someone known here only. */
function bySurname(scene: Scene, s: Sighting, titles: Titles): Member | null {
  const name = nameOf(scene, s);
  const exact = scene.cast.surnamed(name);
  if (exact.length === 1) return exact[0]!;
  if (exact.length > 1) {
    s.issues.push(issue('namesake', `More than one person of that name: ${exact.map((m) => m.name).join(' or ')}.`));
    return null;
  }
  const holders = titledHolders(scene, titles).filter((id) =>
    scene.actors.people.get(id)?.name.split(' ').includes(plain(name)),
  );
  if (holders.length === 1) return scene.cast.known(holders[0]!);
  const acting = actingHolders(scene, titles, name);
  if (acting.length === 1) return scene.cast.known(acting[0]!);
  const near = name.length > 4 ? scene.cast.nearly(name) : [];
  if (near.length === 1) {
    s.issues.push(issue('spelling', `Taken for another spelling of ${near[0]!.name}: ${name}.`));
    return near[0]!;
  }
  const given = scene.cast.givenNamed(name);
  if (given.length === 1) return given[0]!;
  return scene.cast.local(localId('n', [scene.article.record.id, plain(name).toLowerCase()]), name);
}

/** "Prime Minister Johnson": people of that surname who hold such an office anywhere at the article's date. */
function actingHolders({ actors, published }: Scene, titles: Titles, surname: string): readonly string[] {
  const offices = titles.roles.filter((r) => r.of === null && r.tense === 'today').flatMap((r) => r.offices);
  if (!published || offices.length === 0) return [];
  const bearers = actors.surnamed.get(plain(surname).toLowerCase()) ?? [];
  const terms = (id: string) => actors.people.get(id)?.offices ?? [];
  return bearers.filter((id) => terms(id).some((t) => offices.includes(t.office) && heldIn(t, published)));
}

/** Everyone who ever held an office that the titles name. */
const titledHolders = ({ actors }: Scene, titles: Titles): readonly string[] => [
  ...new Set(titles.roles.flatMap(({ of, offices }) => (of ? offices.flatMap((o) => actors.holders.ever(o, of)) : []))),
];

/** Notes what the text says of the person, and widens the sighting over the titles. */
function record(scene: Scene, s: Sighting, titles: Titles): void {
  const member = s.entity ? scene.cast.members.get(s.entity) : undefined;
  if (titles.from < s.from) {
    const text = words(scene, s.draft.line, titles.from, s.from);
    if (member && titles.isDescribed && !member.descriptions.includes(text)) member.descriptions.push(text);
    s.from = titles.from;
  }
  if (!member) return;
  member.spellings.add(nameOf(scene, s));
  for (const word of titles.called) describe(member, word);
  for (const role of titles.roles) take(scene, member, role);
}

/** Adds a description's head word, gender and sector to a person. */
export function describe(member: Member, word: Called): void {
  member.titles.add(word.words);
  if (member.entry) return;
  member.gender ??= word.gender;
  member.sector ??= word.sector;
}

/** Adds an office that the text gives to a person. */
export function take(scene: Scene, member: Member, role: Role): void {
  member.titles.add(role.words);
  if (role.of) for (const office of role.offices) member.offices.add(`${office} ${role.of}`);
  if (member.entry) return;
  member.sector ??= role.offices[0] ? scene.actors.sectorOf(role.offices[0]) : null;
  const power = role.of ? scene.actors.power(role.of) : null;
  if (power && role.tense === 'today') member.country ??= power.codes.iso3;
}
