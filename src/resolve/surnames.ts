import { isCapital, isWord, type Piece } from '../lexicon/pieces.ts';
import { onLine, type Scene, type Sighting, sight } from './scene.ts';

const SHOUTED = /^\p{Lu}{4,}$/u;

/**
 * Surnames of the document's people that nothing else has found: those the reader model overlooked, and shouted ones before
 * a colon ("HALYCH:"). At the start of a sentence an ordinary capital proves nothing, unless the trees call it a name.
 */
export function settleSurnames(scene: Scene): readonly Sighting[] {
  const bearers = surnames(scene);
  if (bearers.size === 0) return [];
  return scene.lines.flatMap((line) =>
    line.pieces.flatMap((piece, at) => {
      const people = isCapital(piece) && isWord(piece) ? bearers.get(piece.form.toLowerCase()) : undefined;
      if (people?.size !== 1 || !isName(piece, at, line.tags)) return [];
      if (onLine(scene, line.sentence).some((s) => s.from <= at && at < s.to)) return [];
      return [found(line.sentence, at, [...people][0]!)];
    }),
  );
}

function surnames(scene: Scene): ReadonlyMap<string, ReadonlySet<string>> {
  const bearers = new Map<string, Set<string>>();
  for (const member of scene.cast.members.values())
    for (const surname of member.name.includes(' ') ? scene.cast.surnames(member) : []) {
      const key = surname.toLowerCase();
      bearers.set(key, (bearers.get(key) ?? new Set()).add(member.id));
    }
  return bearers;
}

const isName = (piece: Piece, at: number, tags: readonly string[]): boolean =>
  SHOUTED.test(piece.form) || (tags[at] ? tags[at] === 'PROPN' : at > 0);

function found(line: number, at: number, entity: string): Sighting {
  const draft = { line, from: at, to: at + 1, core: { from: at, to: at + 1 }, kind: 'person', candidates: [] } as const;
  const s = sight({ ...draft, use: null, form: 'name', rule: 'surname', confidence: 0.75, issues: [] });
  s.entity = entity;
  return s;
}
