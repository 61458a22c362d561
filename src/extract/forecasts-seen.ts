import type { Analysis, Foretold, Sentence } from '../core/analysis.ts';
import type { WordingClass } from '../core/record.ts';
import type { Wording } from './forecasts-wording.ts';
import { dependents } from './trees.ts';

/** Chance above which what the model alone sees foretold is a forecast (bench/press.ts). */
const ALONE = 0.5;

/** What the model sees foretold, by sentence. */
export function foretoldBy({ sentences, foretold }: Analysis): ReadonlyMap<Sentence, readonly Foretold[]> {
  const found = new Map<Sentence, Foretold[]>();
  for (const f of foretold) {
    const s = sentences[f.sentence]!;
    found.set(s, [...(found.get(s) ?? []), f]);
  }
  return found;
}

/** The wordings of a sentence, and what the model alone is sure of, under the verb that carries it. */
export function withSeen(
  wordings: readonly Wording[],
  sentence: Sentence,
  seen: readonly Foretold[],
): readonly Wording[] {
  const taken = new Set(wordings.flatMap((w) => [w.predicate, w.scope, ...w.words]));
  const fresh = seen.filter((f) => f.confidence >= ALONE && !taken.has(f.word)).map((f) => seenAlone(sentence, f));
  return [...wordings, ...fresh].sort((a, b) => a.words[0]! - b.words[0]!);
}

const seenAlone = (sentence: Sentence, { word, class: said }: Foretold): Wording => ({
  sentence,
  predicate: word,
  scope: word,
  words: [dependents(sentence, word, 'aux')[0] ?? word],
  class: said as WordingClass,
  term: null,
  rule: 'seen',
});
