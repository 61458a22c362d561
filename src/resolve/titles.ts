import type { Role } from '../extract/mentions-draft.ts';
import { describedBefore, type Line, lower, possessiveBefore } from '../extract/mentions-lines.ts';
import type { DescriptionEntry } from '../lexicon/offices.ts';
import { isWord } from '../lexicon/pieces.ts';
import { onLine, type Scene, type Sighting } from './scene.ts';

/** A word for a person with what it tells. */
export interface Called {
  readonly words: string;
  readonly gender: 'm' | 'f' | null;
  readonly sector: string | null;
}

/** What stands before a name: its titles in order, and the roles among them. */
export interface Titles {
  readonly from: number;
  readonly roles: readonly Role[];
  readonly called: readonly Called[];
  /** True where more than "Mr" or "Dr" stands there. */
  readonly isDescribed: boolean;
}

/** What a person description or honorific tells of its bearer. */
export function called(line: Line, hit: { from: number; to: number; values: readonly DescriptionEntry[] }): Called {
  const value = hit.values[0]!;
  const forms = line.pieces.slice(hit.from, hit.to).map((p) => p.form);
  return {
    words: forms.join(' ').toLowerCase(),
    gender: value.kind === 'person' || value.kind === 'honorific' ? (value.gender ?? null) : null,
    sector: value.kind === 'person' ? value.sector : null,
  };
}

/** Takes "Russian President", "political scientist", "head of the Vezha Center" into the name that follows at a piece. */
export function titlesBefore(scene: Scene, line: Line, at: number): Titles {
  const roles: Role[] = [];
  const words: Called[] = [];
  let from = at;
  let isDescribed = false;
  for (let turn = 0; turn < 6; turn++) {
    const end = from;
    const role = onLine(scene, line.sentence).find((s) => s.draft.kind === 'role' && s.to === end);
    const hit = describedBefore(scene.actors, line, from, ['person', 'counterpart', 'honorific']);
    const isLower = role !== undefined && isBelow(scene, role.draft.role!);
    if (hit && !isLower && (hit.values[0]!.kind !== 'honorific' || !role)) words.push(called(line, hit));
    if (role && (!hit || role.from <= hit.from)) {
      roles.push(role.draft.role!);
      role.isDropped = true;
      from = role.from;
    } else if (hit) from = hit.from;
    else {
      const start = ownerStart(scene, line, from, isDescribed);
      if (start === null) break;
      from = start;
    }
    isDescribed ||= role !== undefined || hit?.values[0]?.kind !== 'honorific';
  }
  return { from, roles, called: words, isDescribed };
}

/** "deputy foreign minister": nobody calls that one "the minister". */
export const isBelow = ({ actors }: Scene, { words, tense }: Pick<Role, 'words' | 'tense'>): boolean =>
  tense === 'other' || actors.descriptions.get(words.split(' ')[0]!).some(({ kind }) => kind === 'other');

/** The start of "Ukrainian" in "Ukrainian political scientist N", of "head of the X Center" in "head of the X Center N". */
function ownerStart(scene: Scene, line: Line, at: number, hasTitle: boolean): number | null {
  const owner = ownerBefore(scene, line, at - possessiveBefore(line, at));
  if (!owner) return hasTitle ? adjectiveStart(scene, line, at) : null;
  let i = owner.from;
  if (lower(line.pieces[i - 1]) === 'the') i--;
  if (/^(of|at|for|with|to)$/u.test(lower(line.pieces[i - 1])) && isTitle(scene, line, i - 1)) return i - 1;
  return hasTitle ? owner.from : null;
}

/** True where a title or a word for a person ends at a piece. */
const isTitle = (scene: Scene, line: Line, at: number): boolean =>
  describedBefore(scene.actors, line, at, ['person']) !== null ||
  onLine(scene, line.sentence).some((s) => s.draft.kind === 'role' && s.to === at);

/** The power or thing that ends at a piece; one in quotation marks with the one before it (Research Center "Vezha"). */
function ownerBefore(scene: Scene, line: Line, end: number): { readonly from: number } | null {
  const isThing = (s: Sighting) => s.draft.kind !== 'person' && s.draft.kind !== 'role';
  const at = (to: number) => onLine(scene, line.sentence).find((s) => s.to === to && isThing(s)) ?? null;
  if (!isMark(line, end - 1)) return at(end);
  const quoted = at(end - 1);
  return quoted && isMark(line, quoted.from - 1) ? (at(quoted.from - 1) ?? { from: quoted.from - 1 }) : null;
}

const isMark = (line: Line, at: number): boolean => /^["“”«»]$/u.test(line.pieces[at]?.form ?? '');

/** "former", "then", and the first half of "Kyiv-based": words before a title that belong to it. */
function adjectiveStart({ actors }: Scene, line: Line, at: number): number | null {
  const word = describedBefore(actors, line, at, ['neutral', 'past', 'other']);
  if (word) return word.from;
  return line.pieces[at - 1]?.form === '-' && isWord(line.pieces[at - 2]) ? at - 2 : null;
}
