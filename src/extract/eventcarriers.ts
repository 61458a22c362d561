import { baseRel, caseOf, formAt, headOf, isIn, isPassive, kids, relAt, type Tree, uposAt } from './eventtree.ts';

/** Pronouns that open a relative clause. */
export const RELATIVE = new Set(['who', 'which', 'that', 'whom', 'whose']);

/** The verb that carries an event noun ("launched" of "launched an attack"), null where there is none. */
export function lightVerb(tree: Tree, i: number): number | null {
  const head = headOf(tree, i);
  const rel = relAt(tree, i);
  if (head < 0) return null;
  if (rel === 'conj') return lightVerb(tree, head);
  if (uposAt(tree, head) === 'NOUN' && rel === 'nmod' && isIn(tree, head, 'round')) return lightVerb(tree, head);
  if (uposAt(tree, head) === 'NOUN' && rel === 'compound' && isIn(tree, head, 'effort')) return lightVerb(tree, head);
  const carried =
    ['obj', 'nsubj:pass', 'ccomp'].includes(rel) &&
    uposAt(tree, i) === 'NOUN' &&
    isIn(tree, head, 'light') &&
    !isJudged(tree, i, head);
  const joined = rel === 'obl' && /^(for|in|at|to|into|with|on)$/u.test(caseOf(tree, i)) && isIn(tree, head, 'gather');
  return carried || joined ? head : relativeVerb(tree, i);
}

/** "Considers the attack a crime", "declared the war a success": the act is judged, not carried out or planned. */
export const isJudged = (tree: Tree, i: number, verb: number): boolean =>
  baseRel(tree, i) === 'obj' && kids(tree, verb, 'xcomp', 'ccomp').some((c) => c > i && uposAt(tree, c) === 'NOUN');

/** "The war that Gondor launched", "the attack launched by Gondor": the clause that says who carried the act out. */
export function relativeVerb(tree: Tree, i: number): number | null {
  const found = kids(tree, i, 'acl').find((c) => {
    if (!isIn(tree, c, 'light')) return false;
    if (isPassive(tree, c)) return true;
    const subject = kids(tree, c, 'nsubj')[0];
    const objects = kids(tree, c, 'obj');
    return (
      subject !== undefined &&
      !RELATIVE.has(formAt(tree, subject)) &&
      objects.every((o) => RELATIVE.has(formAt(tree, o)))
    );
  });
  return found ?? null;
}

/** The verb that only says that the act occurs ("talks took place between"), null where the noun is no subject of one. */
export const occurrence = (tree: Tree, i: number): number | null =>
  baseRel(tree, i) === 'nsubj' && isIn(tree, headOf(tree, i), 'occurring') ? headOf(tree, i) : null;
