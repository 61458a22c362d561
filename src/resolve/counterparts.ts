import { possessiveBefore } from '../extract/mentions-lines.ts';
import { issue, onLine, type Scene, type Sighting } from './scene.ts';

/** "his Chinese counterpart", "Putin's Chinese counterpart": who holds the same office there; open where that is nobody. */
export function settleCounterparts(scene: Scene, pronouns: readonly Sighting[]): void {
  for (const s of scene.sightings) {
    if (s.isDropped || s.draft.role?.words !== 'counterpart' || s.draft.role.of === null) continue;
    const owner = possessor(scene, s, pronouns);
    const holders = owner ? counterparts(scene, owner, s.draft.role.of) : [];
    if (holders.length === 1) {
      s.entity = holders[0]!;
      scene.cast.known(holders[0]!);
    } else s.issues.push(issue('counterpart-open', 'The text does not tell for certain whose counterpart is meant.'));
  }
}

function possessor(scene: Scene, s: Sighting, pronouns: readonly Sighting[]): string | null {
  const line = scene.lines[s.draft.line]!;
  const end = s.from - possessiveBefore(line, s.from);
  const all = [...onLine(scene, s.draft.line), ...pronouns.filter((p) => p.draft.line === s.draft.line)];
  return all.find((o) => o.to === end && o.draft.kind === 'person')?.entity ?? null;
}

function counterparts({ actors, published }: Scene, owner: string, of: string): readonly string[] {
  const entry = actors.people.get(owner);
  if (!entry || !published) return [];
  const own = entry.offices.filter((t) =>
    actors.holders.at(t.office, t.of ?? entry.state ?? '', published).includes(owner),
  );
  const isLeader = own.some((t) => actors.leaderOf(t.of ?? entry.state ?? '') === t.office);
  const offices = new Set(own.map((t) => t.office));
  const leader = actors.leaderOf(of);
  if (isLeader && leader) offices.add(leader);
  return [...new Set([...offices].flatMap((office) => actors.holders.at(office, of, published)))];
}
