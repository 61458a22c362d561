import type { Actors, NameUse } from '../lexicon/actors.ts';
import type { Found } from '../lexicon/phrases.ts';
import { describedAt, describedBefore, type Line, lower } from './mentions-lines.ts';

type Hit = Found<NameUse>;

/** True where the capital is a place here and not the government that sits in it. */
export function isPlace(actors: Actors, line: Line, hit: Hit): boolean {
  const { pieces: list } = line;
  const end = lower(list[hit.to]) === 's' || list[hit.to]?.form === "'" ? hit.to + 2 : hit.to;
  if (describedAt(actors, line, end, ['place-after'])) return true;
  if (list[hit.to]?.form === ',' && line.hits.some((h) => h.from === hit.to + 1 && sameState(actors, hit, h)))
    return true;
  if (list[hit.to]?.form === '-' && /^(based|born|installed|area)$/u.test(lower(list[hit.to + 1]))) return true;
  if (describedBefore(actors, line, hit.from, ['place-before'])) return true;
  if (hit.from === 0 && isDateline(line, hit)) return true;
  const before = lower(list[hit.from - 1]);
  if (before !== 'to' && before !== 'from' && before !== 'for') return false;
  for (let i = hit.from - 2; i >= Math.max(0, hit.from - 6); i--)
    if (describedAt(actors, line, i, ['travel'])) return true;
  return false;
}

/** "KYIV (Reuters)", "KYIV, March 3": where the report was written. */
function isDateline({ pieces: list }: Line, hit: Hit): boolean {
  const next = list[hit.to]?.form ?? '';
  return /^[(–:-]$/u.test(next) || (next === ',' && /^\p{Lu}{3,}$/u.test(list[hit.to - 1]!.form));
}

const sameState = (actors: Actors, hit: Hit, other: Hit): boolean =>
  other.values.some((v) => actors.keyOf(v.entity) === actors.entities.get(hit.values[0]!.entity)?.codes.iso3);
