import type { Sentence } from '../core/analysis.ts';
import type { Attribution } from '../core/record.ts';
import { contains, cover, type Span } from '../core/span.ts';
import type { HedgesLexicon } from '../lexicon/hedges.ts';
import { isCoordinate, subjectOf } from './forecasts-clause.ts';
import type { Wording } from './forecasts-wording.ts';
import { dependents, relation, runs, subtree } from './trees.ts';

/** A claim in its sentence: what contents and conditions are cut from. */
type Claim = Pick<Wording, 'sentence' | 'predicate' | 'scope' | 'words'>;

/** A condition: its words, and the index of its head. */
export interface Condition {
  readonly span: Span;
  readonly head: number;
}

/** The clause that must come true first ("if Rohan closes the fords"); null where nothing is said. */
export function conditionOf({ sentence: s, scope, predicate }: Claim, lexicon: HedgesLexicon): Condition | null {
  const heads = [predicate, scope, ...(relation(s.words[scope]!) === 'conj' ? [s.words[scope]!.head] : [])];
  for (const head of heads.flatMap((h) => dependents(s, h, 'advcl'))) {
    const indices = subtree(s, head);
    const spans = runs(s, indices);
    if (spans.length === 0) continue;
    const span = cover(spans);
    const from = openingOf(s, indices[0]!, lexicon);
    if (from !== null) return { span: { from: s.words[from]!.from, to: span.to }, head };
  }
  return openedAfter(s, predicate, lexicon);
}

/** A condition that only its opening of several words shows ("as soon as"), up to the next comma. */
function openedAfter(s: Sentence, predicate: number, lexicon: HedgesLexicon): Condition | null {
  for (let from = predicate + 1; from < s.words.length - 3; from++)
    for (const size of [3, 2]) {
      const opening = s.words.slice(from, from + size).map((w) => w.form.toLowerCase());
      if (!lexicon.has('condition', opening.join(' '))) continue;
      const stop = s.words.findIndex(
        (w, i) => i > from && (w.form === ',' || (w.upos === 'PUNCT' && i === s.words.length - 1)),
      );
      const last = s.words[stop < 0 ? s.words.length - 1 : stop - 1]!;
      return { span: { from: s.words[from]!.from, to: last.to }, head: from };
    }
  return null;
}

/** Index of the first word of the condition's opening ("if", "as soon as"), which may begin before the clause; null where there is none. */
function openingOf(s: Sentence, first: number, lexicon: HedgesLexicon): number | null {
  for (let from = Math.max(0, first - 2); from <= first; from++)
    for (let size = 1; size <= 4; size++) {
      const words = s.words.slice(from, from + size).map((w) => w.form.toLowerCase());
      if (from + size > first && lexicon.has('condition', words.join(' '))) return from;
    }
  return null;
}

/** What is foretold: the clause without its condition, without clauses set beside it, and within the words of its source. */
export function contentOf(
  { sentence: s, scope, predicate, words }: Claim,
  condition: Condition | null,
  saying: Attribution | null,
  lexicon: HedgesLexicon,
): readonly Span[] {
  const beside = [scope, predicate].flatMap((i) => dependents(s, i, 'parataxis', 'conj', 'advcl'));
  const aside = beside.filter((c) => isAside(s, c, lexicon));
  const except = new Set([
    ...aside,
    ...aside.flatMap((c) => dependents(s, c, 'cc')),
    ...(condition ? [condition.head] : []),
  ]);
  const openers = new Set(
    dependents(s, scope, 'mark', 'cc', 'advmod').filter(
      (c) => c < predicate && (relation(s.words[c]!) !== 'advmod' || lexicon.has('coordinate', s.words[c]!.form)),
    ),
  );
  const kept = subtree(s, scope, except).filter(
    (i) => !openers.has(i) && (!condition || !contains(condition.span, s.words[i]!)),
  );
  const spans = runs(s, kept).filter((span) => span.to - span.from > 1);
  const said = words.every((i) => within(saying, s.words[i]!)) ? saying!.content : [];
  const inside = spans.flatMap((span) => said.flatMap((c) => common(span, c)));
  return inside.some((c) => contains(c, s.words[predicate]!)) ? inside : spans;
}

const within = (saying: Attribution | null, span: Span): boolean =>
  saying?.content.some((c) => contains(c, span)) ?? false;

function common(a: Span, b: Span): readonly Span[] {
  const span = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
  return span.to - span.from > 1 ? [span] : [];
}

/** A clause set beside the one that foretells. */
function isAside(s: Sentence, c: number, lexicon: HedgesLexicon): boolean {
  const clause = relation(s.words[c]!);
  if (clause === 'advcl') return isCoordinate(s, c, lexicon);
  return clause === 'parataxis' || isClauseOfItsOwn(s, c);
}

const isClauseOfItsOwn = (s: Sentence, index: number): boolean =>
  dependents(s, index, 'aux').length > 0 || (subjectOf(s, index) !== null && dependents(s, index, 'nsubj').length > 0);
