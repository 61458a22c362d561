import type { Status } from '../core/record.ts';
import type { Effect, ModalityKind, ModalityLexicon } from '../lexicon/modality.ts';
import { formAt, kids, type Tree } from './eventtree.ts';

/** Whose future it is: a bare "will", the party's own undertaking, or somebody's prediction. */
export type Outlook = 'bare' | 'own' | 'predicted';

/** What the tree says became of an event, with the words that decided it. */
export interface Verdict {
  readonly status: Status;
  readonly outlook: Outlook | null;
  /** The trigger itself is negated, whatever modal stands over the negation. */
  readonly negated: boolean;
  /** Indices of the deciding words. */
  readonly words: readonly number[];
  /** Heads passed on the way up, the trigger first. */
  readonly path: readonly number[];
}
/** How two statuses on the way up combine; the outer one is the effect. */
export function combine(inner: Status, outer: Status): Status {
  if (outer === 'asserted' || inner === 'hypothetical') return inner;
  if (outer === 'hypothetical') return 'hypothetical';
  if (outer === 'possible') return 'possible';
  if (outer === 'future') return inner === 'asserted' ? 'future' : inner;
  return inner === 'denied' ? 'possible' : 'denied';
}

/** The verdict with an outer status laid over it by some words. */
export const mark = (v: Verdict, outer: Status, by: readonly number[], outlook: Outlook | null = null): Verdict => ({
  ...v,
  status: combine(v.status, outer),
  outlook: outer === 'future' ? outlook : v.outlook,
  words: [...v.words, ...by],
});

/** Effects of a word under the first key the lexicon has. */
export const effectsOf = (
  words: ModalityLexicon,
  kind: ModalityKind,
  ...keys: readonly string[]
): readonly Effect[] => {
  for (const key of keys) {
    const found = words.find(kind, key);
    if (found.length > 0) return found;
  }
  return [];
};
/** "To attack": a clause of purpose. */
export const isPurpose = (tree: Tree, i: number): boolean =>
  kids(tree, i, 'mark').some((m) => formAt(tree, m) === 'to') && kids(tree, i, 'nsubj', 'aux').length === 0;
