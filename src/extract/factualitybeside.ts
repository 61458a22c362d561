import type { Status } from '../core/record.ts';
import type { ModalityLexicon } from '../lexicon/modality.ts';
import { baseRel, caseOf, formAt, headOf, kids, lemmaAt, relAt, type Tree, uposAt } from './eventtree.ts';
import { effectsOf, isPurpose, mark, type Verdict } from './factualityverdict.ts';

/** Words beside a predicate or event noun: modals, negation, adverbs, adjectives, the mark of its clause. */
export function besideWords(tree: Tree, i: number, words: ModalityLexicon, start: Verdict, from = -1): Verdict {
  let v = start;
  const near = (tree.children[i] ?? []).filter((c) => c !== from);
  const said = near.filter((c) => isNegation(tree, c, words));
  const undone = effectsOf(words, 'undoing', lemmaAt(tree, i)).length > 0 || isUndone(tree, i);
  const negation = undone ? [] : said;
  const modal = modalOf(tree, near, words) ?? inheritedModal(tree, i, words);
  const conditional = openerOf(tree, i, near, words);
  if (negation.length > 0 && !(modal && ['may', 'might'].includes(lemmaAt(tree, modal.at))))
    v = { ...mark(v, 'denied', negation), negated: true };
  if (modal) v = withModal(tree, v, modal, negation.length > 0);
  for (const c of near) {
    if (!['advmod', 'amod', 'det'].includes(baseRel(tree, c))) continue;
    const kind = baseRel(tree, c) === 'advmod' ? 'adverb' : 'adjective';
    for (const e of effectsOf(words, kind, lemmaAt(tree, c), formAt(tree, c)))
      v = mark(v, e.makes, [c], e.makes === 'future' ? 'own' : null);
  }
  v = hearsay(tree, near, words, v);
  if (conditional) v = mark(v, conditional.makes, [conditional.at]);
  if (relAt(tree, i) === 'advcl' && isPurpose(tree, i))
    v = mark(
      v,
      'future',
      kids(tree, i, 'mark').filter((m) => formAt(tree, m) === 'to'),
      'own',
    );
  return v;
}

/** True where a second denial takes the first back: "never meet for nothing", "did not attack for nothing". */
function isUndone(tree: Tree, i: number): boolean {
  const below = (tree.children[i] ?? []).flatMap((c) => [c, ...(tree.children[c] ?? [])]);
  return below.some((c) => formAt(tree, c) === 'nothing' && caseOf(tree, c) === 'for');
}

function isNegation(tree: Tree, c: number, words: ModalityLexicon): boolean {
  const rel = baseRel(tree, c);
  if (rel === 'nsubj')
    return kids(tree, c, 'det')
      .concat(
        c,
        kids(tree, c, 'advmod').filter((d) => /^(?:an?|one)$/u.test(formAt(tree, d + 1))),
      )
      .some((d) => effectsOf(words, 'negation', formAt(tree, d)).length > 0);
  if (!['advmod', 'det', 'cc', 'mark', 'case', 'aux'].includes(rel)) return false;
  return effectsOf(words, 'negation', formAt(tree, c), lemmaAt(tree, c)).length > 0;
}

interface Modal {
  readonly at: number;
  readonly makes: Status;
}

function modalOf(tree: Tree, near: readonly number[], words: ModalityLexicon): Modal | null {
  for (const c of near) {
    if (baseRel(tree, c) !== 'aux' && uposAt(tree, c) !== 'AUX') continue;
    const effect = effectsOf(words, 'auxiliary', formAt(tree, c), lemmaAt(tree, c))[0];
    if (effect && !(formAt(tree, c).endsWith("'d") && hasHave(tree, near))) return { at: c, makes: effect.makes };
  }
  const be = near.find(
    (c) =>
      lemmaAt(tree, c) === 'be' &&
      (baseRel(tree, c) === 'aux' || (baseRel(tree, c) === 'cop' && uposAt(tree, headOf(tree, c)) === 'VERB')),
  );
  const to = near.some((c) => formAt(tree, c) === 'to' && ['mark', 'aux'].includes(baseRel(tree, c)));
  return be !== undefined && to ? { at: be, makes: 'future' } : null;
}

/** A second verb under one modal ("will attack and occupy"). */
function inheritedModal(tree: Tree, i: number, words: ModalityLexicon): Modal | null {
  if (baseRel(tree, i) !== 'conj' || kids(tree, i, 'aux', 'nsubj', 'mark').length > 0) return null;
  const first = headOf(tree, i);
  return uposAt(tree, first) === uposAt(tree, i) ? modalOf(tree, tree.children[first] ?? [], words) : null;
}

const hasHave = (tree: Tree, near: readonly number[]): boolean =>
  near.some((c) => baseRel(tree, c) === 'aux' && lemmaAt(tree, c) === 'have');

/** "Cannot" and "will not" deny, "may not" doubts, "should not" and "would have" suppose. */
function withModal(tree: Tree, v: Verdict, modal: Modal, negated: boolean): Verdict {
  if (modal.makes === 'possible' && negated && v.status === 'denied') {
    const may = ['may', 'might'].includes(lemmaAt(tree, modal.at));
    return may ? mark(v, 'possible', [modal.at]) : { ...v, words: [...v.words, modal.at] };
  }
  if (modal.makes === 'future' && v.status === 'denied')
    return { ...v, outlook: 'bare', words: [...v.words, modal.at] };
  const made = mark(v, modal.makes, [modal.at], 'bare');
  const would =
    /^(would|['’]d)$/u.test(formAt(tree, modal.at)) && !hasHave(tree, kids(tree, headOf(tree, modal.at), 'aux'));
  return would ? { ...made, outlook: 'bare' } : made;
}

/** "Until the army leaves", "has left": not yet so; "until it left" and "before leaving" tell of the past. */
function isPresent(tree: Tree, i: number): boolean {
  const helpers = kids(tree, i, 'aux', 'aux:pass', 'cop').map((a) => formAt(tree, a));
  if (helpers.length > 0) return helpers.every((h) => /^(?:has|have|is|are|been|being|['’]s|['’]ve|do|does)$/u.test(h));
  return uposAt(tree, i) === 'VERB' && /(?:^|s)$/u.test(formAt(tree, i).replace(lemmaAt(tree, i), ''));
}

/** The mark that opens the clause, or the condition that hangs on it. */
function openerOf(tree: Tree, i: number, near: readonly number[], words: ModalityLexicon): Modal | null {
  for (const c of near) {
    if (baseRel(tree, c) === 'mark') {
      const effect = effectsOf(words, 'mark', formAt(tree, c)).find((e) => !e.present || isPresent(tree, i));
      if (effect && !(formAt(tree, c) === 'if' && relAt(tree, i) === 'ccomp')) return { at: c, makes: effect.makes };
      if (effect) return { at: c, makes: 'possible' };
    }
    if (relAt(tree, c) !== 'advcl') continue;
    const condition = kids(tree, c, 'mark').find((m) =>
      effectsOf(words, 'mark', formAt(tree, m)).some((e) => e.makes === 'hypothetical' && !e.present),
    );
    const open = modalOf(tree, near, words)?.makes;
    if (condition !== undefined && (open === 'future' || open === 'hypothetical'))
      return { at: condition, makes: 'hypothetical' };
  }
  return null;
}

/** "According to an unconfirmed report": a doubted noun in a phrase of the clause. */
function hearsay(tree: Tree, near: readonly number[], words: ModalityLexicon, v: Verdict): Verdict {
  for (const c of near) {
    if (baseRel(tree, c) !== 'obl' || !/^(according to|per|amid|in|by|from)$/u.test(caseOf(tree, c) || 'in')) continue;
    const doubt = kids(tree, c, 'amod').find((a) =>
      effectsOf(words, 'adjective', lemmaAt(tree, a)).some((e) => e.makes === 'possible'),
    );
    const rumour = effectsOf(words, 'governor', lemmaAt(tree, c)).some((e) => e.makes === 'possible');
    if (doubt !== undefined && (rumour || caseOf(tree, c) === 'according to')) return mark(v, 'possible', [doubt]);
    if (caseOf(tree, c) === 'according to' && rumour) return mark(v, 'possible', [c]);
  }
  return v;
}
