import type { Sentence } from '../core/analysis.ts';
import type { ReadingWith } from '../core/reading.ts';
import type { Entity, Mention } from '../core/record.ts';
import type { AssessmentsLexicon } from '../lexicon/assessments.ts';
import { lower, stems } from './forecasts-clause.ts';
import { dependents, subtree } from './trees.ts';

/** A power as an assessment names it: the entity, and the code directions are written in. */
export interface Power {
  readonly entity: string;
  readonly code: string;
}

/** Finds the powers that stand at a word of a sentence. */
export interface PowerFinder {
  /** At the word itself, its conjuncts, and through what stands for a power ("Gondor's economy"). */
  readonly at: (s: Sentence, index: number, direct?: boolean) => readonly Power[];
  /** Anywhere below the word. */
  readonly below: (s: Sentence, index: number) => readonly Power[];
}

/** A state, an alliance or bloc, or a person who governs one: he counts with his state. */
function powerOf(entity: Entity, states: ReadonlyMap<string, Entity>): Power | null {
  const { iso3, cameo, sector } = entity.codes;
  const governs = entity.type === 'person' && (sector === 'GOV' || sector === 'MIL');
  if (iso3 && (entity.type === 'state' || governs || entity.type === 'office'))
    return { entity: states.get(iso3)?.id ?? entity.id, code: iso3 };
  if (iso3 && entity.type === 'organisation' && (sector === 'GOV' || sector === 'MIL'))
    return { entity: states.get(iso3)?.id ?? entity.id, code: iso3 };
  const isBloc = (entity.type === 'organisation' && cameo?.startsWith('IGO')) || entity.type === 'group';
  return isBloc ? { entity: entity.id, code: entity.id } : null;
}

/** Builds the finder for one reading. */
export function powerFinder(reading: ReadingWith<'mentions' | 'entities'>, lexicon: AssessmentsLexicon): PowerFinder {
  const states = new Map(
    reading.entities.flatMap((e) => (e.type === 'state' && e.codes.iso3 ? [[e.codes.iso3, e]] : [])),
  );
  const powers = new Map(reading.entities.flatMap((e) => entry(e.id, powerOf(e, states))));
  const mentions = reading.mentions.toSorted((a, b) => a.span.from - b.span.from);
  const over = (s: Sentence, index: number): readonly Mention[] => {
    const { from, to } = s.words[index]!;
    return mentions.filter((m) => m.span.from <= from && to <= m.span.to);
  };
  const named = (s: Sentence, index: number, outside?: number): Power | 'nobody' | null => {
    const head = outside === undefined ? [] : over(s, outside);
    const own = over(s, index).filter((m) => !head.includes(m));
    const longest = own.toSorted((a, b) => b.span.to - b.span.from - (a.span.to - a.span.from))[0];
    if (!longest) return null;
    return (longest.entity && powers.get(longest.entity)) || 'nobody';
  };
  const single = (s: Sentence, index: number, direct: boolean): readonly Power[] => {
    const own = named(s, index);
    if (own && own !== 'nobody') return [own];
    if (direct || !lexicon.has('stands', stems(s.words[index]!))) return [];
    return owners(s, index)
      .flatMap((i) => named(s, i, index) ?? [])
      .filter((p) => p !== 'nobody');
  };
  const at = (s: Sentence, index: number, direct = false): readonly Power[] =>
    unique([index, ...dependents(s, index, 'conj')].flatMap((i) => single(s, i, direct)));
  return {
    at,
    below: (s, index) =>
      unique(
        subtree(s, index)
          .flatMap((i) => named(s, i) ?? [])
          .filter((p) => p !== 'nobody'),
      ),
  };
}

const entry = (id: string, power: Power | null): readonly (readonly [string, Power])[] => (power ? [[id, power]] : []);

/** Who owns a noun: possessive, adjective of a nation, or "of". */
export const owners = (s: Sentence, index: number): readonly number[] =>
  dependents(s, index, 'nmod', 'amod', 'compound').filter((c) => {
    const word = s.words[c]!;
    if (word.deprel !== 'nmod') return true;
    return dependents(s, c, 'case').some((k) => ['of', 'from'].includes(lower(s.words[k]!)));
  });

export const unique = (powers: readonly Power[]): readonly Power[] => [
  ...new Map(powers.map((p) => [p.code, p])).values(),
];
