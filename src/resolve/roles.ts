import type { Role } from '../extract/mentions-draft.ts';
import { lower } from '../extract/mentions-lines.ts';
import type { Member } from './cast.ts';
import { holderOf } from './offices.ts';
import { issue, type Scene, type Sighting } from './scene.ts';

/** Gives a role its holder of the day, where the text names the power. */
export function settleHolders(scene: Scene): void {
  const present = new Set(scene.cast.members.keys());
  for (const s of rolesOf(scene)) {
    const { person, issue: open } = holderOf(scene.actors, s.draft.role!, scene.published, present);
    s.entity = person;
    if (open && s.draft.role!.of !== null) s.issues.push(open);
  }
}

/** Gives a bare title the one person of the document who bears it; drops titles that stand for nobody in particular. */
export function settleTitles(scene: Scene): void {
  for (const s of rolesOf(scene)) {
    if (s.entity) scene.cast.known(s.entity);
    else if (s.draft.role!.of === null) byTitle(scene, s);
  }
}

const rolesOf = (scene: Scene): readonly Sighting[] =>
  scene.sightings.filter((s) => s.draft.kind === 'role' && !s.isDropped && s.draft.role!.words !== 'counterpart');

/** "the president", "the minister" without a power: the one person of the document who bears the title. */
function byTitle(scene: Scene, s: Sighting): void {
  const role = s.draft.role!;
  if (!/^(the|this|that)$/u.test(lower(scene.lines[s.draft.line]!.pieces[s.from - 1])) || role.tense === 'other') {
    s.isDropped = true;
    return;
  }
  const bearers = [...scene.cast.members.values()].filter((m) => bears(scene, m, role));
  if (bearers.length === 1) s.entity = bearers[0]!.id;
  else
    s.issues.push(
      issue(
        'role-open',
        bearers.length === 0
          ? `Nobody the text names bears this title: "${role.words}".`
          : `More than one person may be meant: ${bearers.map((m) => m.name).join(' or ')}.`,
      ),
    );
}

/** "the former president": one who held such an office and holds it no more. */
function bore({ actors, published }: Scene, member: Member, role: Role): boolean {
  const terms = member.entry?.offices.filter((t) => role.offices.includes(t.office)) ?? [];
  const holds = (key: string, office: string) =>
    published && actors.holders.at(office, key, published).includes(member.id);
  return terms.length > 0 && !terms.some((t) => holds(t.of ?? member.entry!.state ?? '', t.office));
}

function bears(scene: Scene, member: Member, role: Role): boolean {
  if (role.tense === 'past') return bore(scene, member, role);
  if (member.titles.has(role.words)) return true;
  if (role.offices.some((office) => [...member.offices].some((o) => o.startsWith(`${office} `)))) return true;
  const { published } = scene;
  if (!member.entry || !published) return false;
  const keys = member.entry.offices.map((t) => t.of ?? member.entry!.state ?? '');
  return role.offices.some((office) =>
    keys.some((key) => scene.actors.holders.at(office, key, published).includes(member.id)),
  );
}
