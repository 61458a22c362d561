import { describedAt, describedBefore, isSubjectAt, type Line, lower, mayBeNoun } from '../extract/mentions-lines.ts';
import type { Member } from './cast.ts';
import { describe, take } from './persons.ts';
import { onLine, type Scene, type Sighting, sight, words } from './scene.ts';
import { called } from './titles.ts';

/**
 * Joins to a person what stands after the name between commas: "N, head of the X Center,", "N, the Prime Minister of
 * Hungary,". Roles become the person's; plain descriptions come back as mentions of their own. The subject of a clause
 * describes nobody ("According to N, the prime minister lied").
 */
export function settleAppositions(scene: Scene): readonly Sighting[] {
  return scene.sightings
    .filter((s) => s.draft.kind === 'person' && s.entity !== null && !s.isDropped)
    .flatMap((s) => {
      before(scene, s);
      return apposition(scene, s);
    });
}

/** "the Wagner chief, N," and "a political expert, head of the X Center N": what stands before the name and a comma. */
function before(scene: Scene, s: Sighting): void {
  const line = scene.lines[s.draft.line]!;
  const member = scene.cast.members.get(s.entity!);
  const end = s.from - 1;
  if (!member || line.pieces[end]?.form !== ',' || !/^[,.)]?$/u.test(line.pieces[s.to]?.form ?? '')) return;
  const described = describedBefore(scene.actors, line, end, ['person']);
  if (described) describe(member, called(line, described));
  const role = onLine(scene, line.sentence).find(
    (r) => r.draft.kind === 'role' && (r.to === end || isSpeltOut(line, r.to, s)),
  );
  const isOneOf = /^(the|a|an)$/u.test(lower(line.pieces[(role?.from ?? 0) - 1]));
  if (role?.entity === null && (isOneOf || role.draft.role!.of !== null)) join(scene, role, member);
}

/** "the commander of the southern group, General N": the tree ties the name to the title past what hangs on it. */
const isSpeltOut = (line: Line, titleEnd: number, name: Sighting): boolean =>
  titleEnd < name.from &&
  /^(of|at|for|in)$/u.test(lower(line.pieces[titleEnd])) &&
  !line.pieces.slice(titleEnd, name.from - 1).some((p) => /^[,.;:()–"“”]$/u.test(p.form)) &&
  line.relations.slice(name.from, name.to).includes('appos');

function join(scene: Scene, role: Sighting, member: Member): void {
  role.entity = member.id;
  role.issues.length = 0;
  take(scene, member, role.draft.role!);
}

function apposition(scene: Scene, s: Sighting): readonly Sighting[] {
  const line = scene.lines[s.draft.line]!;
  const member = scene.cast.members.get(s.entity!);
  if (!member || line.pieces[s.to]?.form !== ',') return [];
  let i = s.to + 1;
  if (/^(the|a|an|who|is|was)$/u.test(lower(line.pieces[i]))) i++;
  const role = onLine(scene, line.sentence).find((r) => r.draft.kind === 'role' && r.from >= i && r.from <= i + 1);
  const described = descriptionFrom(scene, line, role?.draft.core.from ?? i);
  if (onLine(scene, line.sentence).some((o) => o.draft.kind === 'person' && o.from <= i + 1 && o.to > i)) return [];
  const end = role?.to ?? described?.to;
  if (end === undefined || isList(line, end) || !mayBeNoun(line, end - 1)) return [];
  if (isSubjectAt(line, (role?.draft.core.to ?? end) - 1)) return [];
  if (described) describe(member, called(line, described));
  note(member, words(scene, s.draft.line, i, clauseEnd(line, end)));
  if (!role) return [nominal(scene, line, described!, member)];
  if (role.entity === null || role.entity === member.id) join(scene, role, member);
  return [];
}

/** A description at a piece, or after one adjective or power there ("Ukrainian political scientist"). */
function descriptionFrom(scene: Scene, line: Line, at: number) {
  const power = onLine(scene, line.sentence).find((s) => s.from === at && s.draft.kind === 'entity');
  const after = power ? power.to : at + 1;
  return describedAt(scene.actors, line, at, ['person']) ?? describedAt(scene.actors, line, after, ['person']);
}

function note(member: Member, text: string): void {
  if (!member.descriptions.includes(text)) member.descriptions.push(text);
}

/** True for "Putin, the Chinese leader and N": a list, where nothing describes anything. */
const isList = (line: Line, at: number): boolean => /^(and|or)$/u.test(lower(line.pieces[at]));

function clauseEnd(line: Line, at: number): number {
  let i = at;
  while (i < line.pieces.length && i < at + 12 && !/^[,.;:()–"”]$/u.test(line.pieces[i]!.form)) i++;
  return i;
}

/** "director of the Harbour Institute in Stockholm": the description with the names that hang on it. */
function nominal(scene: Scene, line: Line, at: { from: number; to: number }, member: Member): Sighting {
  let to = at.to;
  for (let turn = 0; turn < 3; turn++) {
    let i = to;
    if (!/^(of|at|for|in|with)$/u.test(lower(line.pieces[i]))) break;
    i += lower(line.pieces[i + 1]) === 'the' ? 2 : 1;
    const name = onLine(scene, line.sentence).find((s) => s.from === i && s.draft.kind !== 'person');
    if (!name) break;
    to = name.to;
  }
  const place = { line: line.sentence, from: at.from, to, core: at };
  const s = sight({
    ...place,
    kind: 'person',
    candidates: [],
    use: null,
    form: 'nominal',
    rule: 'apposition',
    confidence: 0.85,
    issues: [],
  });
  s.entity = member.id;
  return s;
}
