import { issue, type Scene, type Sighting } from './scene.ts';

/** Settles plain names; where the lexicon offers several entities, the document decides or nobody does. */
export function settleNames(scene: Scene): void {
  const sure = new Set<string>();
  const open: Sighting[] = [];
  for (const s of scene.sightings) {
    if (s.draft.kind !== 'entity') continue;
    const [only, ...more] = s.draft.candidates;
    if (more.length > 0) open.push(s);
    else if (only) {
      s.entity = only;
      sure.add(only);
    }
  }
  if (open.length === 0) return;
  const choices = new Map<string, string | null>();
  for (const s of open) {
    const key = [...s.draft.candidates].sort().join(' ');
    if (!choices.has(key)) choices.set(key, choose(scene, s.draft.candidates, sure));
    s.entity = choices.get(key)!;
    if (s.entity === null)
      s.issues.push(issue('ambiguous-name', `The text does not tell which is meant: ${label(scene, s)}.`));
  }
}

const label = ({ actors }: Scene, s: Sighting): string =>
  s.draft.candidates.map((id) => actors.entities.get(id)?.name ?? id).join(' or ');

/** The one candidate that the document names otherwise or whose cues it has; null where none or several. */
function choose(scene: Scene, candidates: readonly string[], sure: ReadonlySet<string>): string | null {
  const supported = candidates.filter((id) => sure.has(id) || hasCue(scene, id, sure));
  return supported.length === 1 ? supported[0]! : null;
}

function hasCue({ actors, article }: Scene, id: string, sure: ReadonlySet<string>): boolean {
  const iso3 = actors.entities.get(id)?.codes.iso3;
  const type = actors.entities.get(id)?.type;
  const cues = actors.cues.get(id) ?? [];
  if (cues.some((cue) => new RegExp(`\\b${cue.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')}\\b`, 'u').test(article.text)))
    return true;
  return (
    type === 'state' &&
    [...sure].some(
      (other) =>
        other !== id && actors.entities.get(other)?.type !== 'state' && actors.entities.get(other)?.codes.iso3 === iso3,
    )
  );
}
