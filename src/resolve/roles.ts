import type { Role } from '../extract/mentions-draft.ts';
import { describedAt, type Line, lower } from '../extract/mentions-lines.ts';
import type { Member } from './cast.ts';
import { holderOf } from './offices.ts';
import { describe, take } from './persons.ts';
import { issue, onLine, type Scene, type Sighting, words } from './scene.ts';
import { called } from './titles.ts';

/** Gives role descriptions their holders: the person beside them, the office-holder of the day, or nobody. */
export function settleRoles(scene: Scene): void {
  const present = new Set(scene.cast.members.keys());
  const roles = scene.sightings.filter((s) => s.draft.kind === 'role' && !s.isDropped);
  for (const s of roles) {
    if (s.draft.role!.words === 'counterpart') continue;
    const { person, issue: open } = holderOf(scene.actors, s.draft.role!, scene.published, present);
    s.entity = person;
    if (open && s.draft.role!.of !== null) s.issues.push(open);
  }
  for (const s of scene.sightings) if (s.draft.kind === 'person' && s.entity && !s.isDropped) apposition(scene, s);
  for (const s of roles) {
    if (s.entity) scene.cast.known(s.entity);
    if (s.entity === null && s.draft.role!.of === null && s.draft.role!.words !== 'counterpart') byTitle(scene, s);
  }
}

/** "N, head of the X Center," and "N, the Prime Minister of Hungary,": the words after the comma describe N. */
function apposition(scene: Scene, s: Sighting): void {
  const line = scene.lines[s.draft.line]!;
  const member = scene.cast.members.get(s.entity!);
  if (!member || line.pieces[s.to]?.form !== ',') return;
  let i = s.to + 1;
  if (/^(the|a|an|who|is|was)$/u.test(lower(line.pieces[i]))) i++;
  const role = onLine(scene, line.sentence).find((r) => r.draft.kind === 'role' && r.from >= i && r.from <= i + 1);
  const described =
    describedAt(scene.actors, line, role?.draft.core.from ?? i, ['person']) ??
    describedAt(scene.actors, line, i + 1, ['person']);
  if (!role && !described) return;
  if (isList(line, role ? role.to : described!.to)) return;
  if (described) describe(member, called(line, described));
  const end = clauseEnd(line, role ? role.to : described!.to);
  const text = words(scene, s.draft.line, i, end);
  if (!member.descriptions.includes(text)) member.descriptions.push(text);
  if (role && (role.entity === null || role.entity === member.id)) join(scene, role, member);
}

function join(scene: Scene, role: Sighting, member: Member): void {
  role.entity = member.id;
  role.issues.length = 0;
  take(scene, member, role.draft.role as Role);
}

/** True for "Putin, the Chinese leader and N": a list, where nothing describes anything. */
const isList = (line: Line, at: number): boolean => /^(and|or)$/u.test(lower(line.pieces[at]));

function clauseEnd(line: Line, at: number): number {
  let i = at;
  while (i < line.pieces.length && i < at + 12 && !/^[,.;:()–"”]$/u.test(line.pieces[i]!.form)) i++;
  return i;
}

/** "the president", "the minister" without a power: the one person of the document who bears the title. */
function byTitle(scene: Scene, s: Sighting): void {
  const role = s.draft.role!;
  if (!/^(the|this|that)$/u.test(lower(scene.lines[s.draft.line]!.pieces[s.from - 1])) || role.tense !== 'today') {
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

function bears(scene: Scene, member: Member, role: Role): boolean {
  if (member.titles.has(role.words)) return true;
  if (role.offices.some((office) => [...member.offices].some((o) => o.startsWith(`${office} `)))) return true;
  const { published } = scene;
  if (!member.entry || !published) return false;
  const keys = member.entry.offices.map((t) => t.of ?? member.entry!.state ?? '');
  return role.offices.some((office) =>
    keys.some((key) => scene.actors.holders.at(office, key, published).includes(member.id)),
  );
}
