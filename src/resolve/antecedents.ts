import type { Sentence, Word } from '../core/analysis.ts';
import type { Quotation } from '../core/reading.ts';
import { contains, overlaps, type Span } from '../core/span.ts';
import { spanOf } from '../extract/mentions-lines.ts';
import type { Actors } from '../lexicon/actors.ts';
import type { Member } from './cast.ts';
import type { Scene, Sighting } from './scene.ts';
import { headIn, isSubject } from './sentencetree.ts';

/** Somebody a pronoun may refer to; `entity` is null for one without a name ("the driver", an open pronoun). */
export interface Antecedent {
  readonly entity: string | null;
  readonly gender: 'm' | 'f' | null;
  readonly sentence: number;
  readonly span: Span;
  readonly isSubject: boolean;
}

/** People of one sentence: those with a name or role, and the nameless among its subjects. */
export function antecedents(scene: Scene, sentence: Sentence, index: number): readonly Antecedent[] {
  const sighted = scene.byLine[index]!.filter((s) => !s.isDropped && isPerson(scene, s)).map((s) => {
    const span = spanOf(scene.lines[index]!, s.from, s.to);
    const member = s.entity ? scene.cast.members.get(s.entity) : undefined;
    return {
      entity: member && isIntroduced(member) ? member.id : null,
      gender: member?.gender ?? null,
      sentence: index,
      span,
      isSubject: isSubject(sentence.words[headIn(sentence, span)]),
    };
  });
  const nameless = sentence.words
    .filter((w) => isSubject(w) && w.upos === 'NOUN' && !sighted.some((s) => overlaps(s.span, w)))
    .map((w) => ({ word: w, human: humanOf(scene.actors, w) }))
    .filter(({ human }) => human !== null)
    .map(({ word, human }) => ({ entity: null, gender: human!.gender, sentence: index, span: word, isSubject: true }));
  return [...sighted, ...nameless].sort((a, b) => a.span.from - b.span.from);
}

/** One bare word with nothing beside it may be an organisation that the model took for a person. */
const isIntroduced = ({ entry, name, gender, titles }: Member): boolean =>
  entry !== null || name.includes(' ') || gender !== null || titles.size > 0;

const isPerson = (scene: Scene, s: Sighting): boolean =>
  s.draft.kind === 'role' || (s.entity === null ? s.draft.kind === 'person' : scene.cast.members.has(s.entity));

/** What a common noun tells of its human bearer; null for a noun of things. */
function humanOf(actors: Actors, word: Word): { readonly gender: 'm' | 'f' | null } | null {
  for (const value of actors.descriptions.get(word.lemma))
    if (value.kind === 'human' || value.kind === 'person') return { gender: value.gender ?? null };
  return actors.titles.get(word.lemma).length > 0 ? { gender: null } : null;
}

/** True where the two genders may be one person's. */
export const agree = (a: 'm' | 'f' | null, b: 'm' | 'f' | null): boolean => a === null || b === null || a === b;

/** True where both spans stand in the same quotation, or both in none. */
export function sameVoice(quotations: readonly Quotation[], a: Span, b: Span): boolean {
  const around = (span: Span) => quotations.find((q) => contains(q, span)) ?? null;
  return around(a) === around(b);
}
