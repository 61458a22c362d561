import type { Sentence } from '../core/analysis.ts';
import type { Attribution } from '../core/record.ts';
import { contains, cover, overlaps, type Span } from '../core/span.ts';
import type { HedgesLexicon } from '../lexicon/hedges.ts';
import { subjectOf } from './forecasts-clause.ts';
import type { Wording } from './forecasts-wordings.ts';
import { dependents, relation, runs, subtree } from './trees.ts';

/** A condition: its words, and the index of its head. */
export interface Condition {
  readonly span: Span;
  readonly head: number;
}

/** The clause that must come true first ("if Rohan closes the fords"); null where nothing is said. */
export function conditionOf(text: string, { sentence: s, scope, predicate }: Wording, lexicon: HedgesLexicon): Condition | null {
  const heads = [predicate, scope, ...(relation(s.words[scope]!) === 'conj' ? [s.words[scope]!.head] : [])];
  for (const head of heads.flatMap((h) => dependents(s, h, 'advcl'))) {
    const indices = subtree(s, head);
    const spans = runs(s, indices);
    if (spans.length === 0) continue;
    const span = cover(spans);
    const opening = text.slice(span.from, span.from + 30).toLowerCase().split(/\s+/u);
    if ([1, 2, 3, 4].some((n) => lexicon.has('condition', opening.slice(0, n).join(' ')))) return { span, head };
  }
  return null;
}

/** What is foretold: the clause without its condition, without clauses set beside it, and within the words of its source. */
export function contentOf({ sentence: s, scope, predicate }: Wording, condition: Condition | null, saying: Attribution | null): readonly Span[] {
  const top = relation(s.words[predicate]!) === 'xcomp' || predicate === scope ? scope : scope;
  const aside = [...dependents(s, top, 'parataxis', 'conj'), ...dependents(s, predicate, 'parataxis', 'conj')].filter(
    (c) => relation(s.words[c]!) === 'parataxis' || isClauseOfItsOwn(s, c),
  );
  const except = new Set([...aside, ...aside.flatMap((c) => dependents(s, c, 'cc')), ...(condition ? [condition.head] : [])]);
  const spans = runs(s, subtree(s, top, except)).filter((span) => span.to - span.from > 1);
  const within = saying?.content ?? [];
  const inside = spans.filter((span) => within.some((c) => contains(c, span) || overlaps(c, span)));
  return inside.length > 0 ? inside : spans;
}

const isClauseOfItsOwn = (s: Sentence, index: number): boolean =>
  dependents(s, index, 'aux').length > 0 || (subjectOf(s, index) !== null && dependents(s, index, 'nsubj').length > 0);
