import type { Slot, SlotTest, WordTest } from '../lexicon/events.ts';
import { lightVerb, occurrence, RELATIVE } from './eventcarriers.ts';
import {
  baseRel,
  caseOf,
  formAt,
  headOf,
  isIn,
  isPassive,
  keysAt,
  kids,
  lemmaAt,
  relAt,
  type Tree,
  uposAt,
} from './eventtree.ts';

const isPassiveSubject = (tree: Tree, c: number): boolean => /^[nc]subj:pass$/u.test(relAt(tree, c));

/** A relative pronoun stands for the noun its clause hangs on. */
function antecedent(tree: Tree, clause: number, subject: number): number {
  if (!RELATIVE.has(formAt(tree, subject))) return subject;
  for (let n = clause, steps = 0; n >= 0 && steps < 20; n = headOf(tree, n), steps++)
    if (relAt(tree, n) === 'acl:relcl') return headOf(tree, n);
  return subject;
}

/** The noun that stands before the verb, active or passive, borrowed from the clause above where it is left out. */
export function surfaceSubject(tree: Tree, i: number, depth = 0): number | null {
  const subjects = kids(tree, i, 'nsubj', 'csubj', 'nsubj:pass', 'csubj:pass');
  // "my guess is that Gondor will attack": the guess is the subject of the whole, not of the verb
  const own = subjects.find((s) => relAt(tree, s) !== 'nsubj:outer') ?? subjects[0];
  if (own !== undefined) return antecedent(tree, i, own);
  if (depth > 8) return null;
  const head = headOf(tree, i);
  if (head < 0) return null;
  if (relAt(tree, i) === 'acl:relcl') return head;
  switch (baseRel(tree, i)) {
    case 'conj':
      return ['VERB', 'ADJ', 'AUX'].includes(uposAt(tree, head)) || kids(tree, head, 'nsubj').length > 0
        ? surfaceSubject(tree, head, depth + 1)
        : null;
    case 'xcomp':
    case 'ccomp':
      return objectControl(tree, i, head) ?? controller(tree, i, head, depth);
    case 'advcl':
    case 'obl':
      if (isLoose(tree, i, head)) return null;
      return objectControl(tree, i, head) ?? surfaceSubject(tree, head, depth + 1);
    case 'acl':
      return infinitive(tree, i) || uposAt(tree, i) !== 'VERB' ? nounSubject(tree, head, depth) : head;
    default:
      return null;
  }
}

/** "Twelve were killed, wounding Rohan's pride": who did it stands nowhere. */
const isLoose = (tree: Tree, i: number, head: number): boolean =>
  /ing$/u.test(formAt(tree, i)) && kids(tree, i, 'mark', 'case').length === 0 && i > head && isPassive(tree, head);

const infinitive = (tree: Tree, i: number): boolean => kids(tree, i, 'mark').some((m) => formAt(tree, m) === 'to');

/** "Accused Rohan of attacking", "barred Rohan from entering": the object acts. */
function objectControl(tree: Tree, i: number, head: number): number | null {
  const mark = [...kids(tree, i, 'mark', 'case')].map((m) => formAt(tree, m))[0];
  if (!mark || !/^(of|from|into|for|over)$/u.test(mark)) return null;
  return kids(tree, head, 'obj', 'nsubj:pass')[0] ?? null;
}

/** Who carries out an open complement: the object where there is one ("urged Rohan to leave"), else the subject. */
function controller(tree: Tree, i: number, head: number, depth: number): number | null {
  if (baseRel(tree, i) === 'ccomp' && !infinitive(tree, i)) return null;
  const object = kids(tree, head, 'obj', 'iobj', 'nsubj').find((c) => c > head && c < i);
  if (object !== undefined && infinitive(tree, i) && !isIn(tree, head, 'subject-control')) return object;
  const asked = isIn(tree, head, 'appeal') ? bySlot(tree, head, 'on')[0] : undefined;
  return asked ?? surfaceSubject(tree, head, depth + 1);
}

/** The party behind "plan to attack": possessor, or the subject of the verb that has the noun. */
function nounSubject(tree: Tree, noun: number, depth: number): number | null {
  const owner =
    kids(tree, noun, 'nmod:poss')[0] ??
    bySlot(tree, noun, 'by')[0] ??
    (isIn(tree, noun, 'resolve') ? bySlot(tree, noun, 'of')[0] : undefined) ??
    bySlot(tree, noun, 'comp').find((c) => tree.names[c] != null);
  if (owner !== undefined) return owner;
  const verb = headOf(tree, noun);
  return baseRel(tree, noun) === 'obj' && verb >= 0 ? surfaceSubject(tree, verb, depth + 1) : null;
}

/** Who does it: the active subject, or the "by" phrase of a passive. */
function doerOf(tree: Tree, i: number): readonly number[] {
  if (!isPassive(tree, i)) {
    const subject = surfaceSubject(tree, i);
    return subject === null || isPassiveConjunct(tree, i, subject) ? [] : [subject];
  }
  const agent = kids(tree, i, 'obl:agent', 'obl').find((c) => caseOf(tree, c) === 'by');
  return agent === undefined ? [] : [agent];
}

const isPassiveConjunct = (tree: Tree, i: number, subject: number): boolean =>
  baseRel(tree, i) === 'conj' &&
  isPassiveSubject(tree, subject) &&
  !/ing$/u.test(formAt(tree, i)) &&
  participle(tree, i);
const participle = (tree: Tree, i: number): boolean => kids(tree, i, 'aux', 'obj').length === 0;

/** The object, or where the parser names none, the bare noun after the verb that it took for something else. */
function directObject(tree: Tree, i: number): readonly number[] {
  const object = kids(tree, i, 'obj').filter((c) => caseOf(tree, c) === '');
  if (object.length > 0) return object;
  const bare = (c: number) =>
    c > i && caseOf(tree, c) === '' && ['NOUN', 'PROPN'].includes(uposAt(tree, c)) && tree.names[c] !== 'DATE';
  return kids(tree, i, 'iobj', 'obl', 'xcomp')
    .filter((c) => !relAt(tree, c).includes(':') && bare(c) && kids(tree, c, 'mark', 'cop').length === 0)
    .slice(0, 1);
}

/** Whom it is done to: the object, or the subject of a passive. */
function objectOf(tree: Tree, i: number): readonly number[] {
  if (isPassive(tree, i)) {
    const subject = surfaceSubject(tree, i);
    const second = kids(tree, i, 'obj');
    return subject === null ? second : [subject, ...second];
  }
  const object = directObject(tree, i);
  const gap =
    relAt(tree, i) === 'acl:relcl' &&
    object.length === 0 &&
    !RELATIVE.has(formAt(tree, kids(tree, i, 'nsubj')[0] ?? -1));
  return gap ? [headOf(tree, i)] : object.map((o) => antecedent(tree, i, o));
}

const VERBAL = new Set(['obl', 'nmod', 'advcl', 'acl', 'obj']);

/** The words in one slot of `i`, in text order; unknown names are read as prepositions. */
export function bySlot(tree: Tree, i: number, slot: string): readonly number[] {
  switch (slot) {
    case 'subj':
      return doerOf(tree, i);
    case 'obj':
      return objectOf(tree, i);
    case 'iobj':
      return kids(tree, i, 'iobj');
    case 'poss':
      return kids(tree, i, 'nmod:poss');
    case 'comp':
      return kids(tree, i, 'compound', 'amod', 'nmod').filter(
        (c) => c < i && caseOf(tree, c) === '' && baseRel(tree, c) !== 'punct' && relAt(tree, c) !== 'nmod:poss',
      );
    case 'cop':
      return kids(tree, i, 'cop').length > 0 ? kids(tree, i, 'nsubj') : [];
    case 'light': {
      const verb = lightVerb(tree, i);
      return verb === null ? [] : doerOf(tree, verb);
    }
    case 'xcomp':
    case 'ccomp':
    case 'advcl':
    case 'acl':
    case 'mark':
    case 'conj':
      return kids(tree, i, slot);
    case 'amod':
      return kids(tree, i, 'amod');
    case 'prt':
      return kids(tree, i, 'compound:prt');
    case 'advmod':
      return kids(tree, i, 'advmod');
    case 'obl':
      return kids(tree, i, 'obl', 'nmod');
    default:
      return byPreposition(tree, i, slot);
  }
}

/** Phrases after a preposition that hang on the word itself. */
const phrasesAfter = (tree: Tree, i: number, preposition: string): readonly number[] =>
  (tree.children[i] ?? []).filter(
    (c) =>
      VERBAL.has(baseRel(tree, c)) &&
      relAt(tree, c) !== 'nmod:poss' &&
      tree.names[c] !== 'DATE' &&
      (caseOf(tree, c) === preposition || caseOf(tree, c) === `out ${preposition}`),
  );

/** Phrases after a preposition, on the word itself, else on the verb that carries it or the noun it takes. */
function byPreposition(tree: Tree, i: number, slot: string): readonly number[] {
  const wanted = slot.replaceAll('_', ' ');
  const verbal = uposAt(tree, i) !== 'NOUN';
  const own = phrasesAfter(tree, i, wanted).filter((c) => !(verbal && relAt(tree, c) === 'obl:agent'));
  if (own.length > 0) return own;
  if (verbal)
    return wanted === 'of' || wanted === 'by' ? [] : kids(tree, i, 'obj').flatMap((o) => phrasesAfter(tree, o, wanted));
  const verb = wanted === 'between' ? (lightVerb(tree, i) ?? occurrence(tree, i)) : lightVerb(tree, i);
  return verb === null || (wanted === 'by' && isPassive(tree, verb)) ? [] : phrasesAfter(tree, verb, wanted);
}

/** The words at the end of a path of slots. */
export function follow(tree: Tree, i: number, slot: Slot): readonly number[] {
  let at: readonly number[] = [i];
  for (const step of slot) at = at.flatMap((n) => bySlot(tree, n, step));
  return at;
}

function fits(tree: Tree, i: number, test: WordTest): boolean {
  const keys = keysAt(tree, i);
  if (keys.some((key) => test.not.has(key))) return false;
  if (test.any || keys.some((key) => test.words.has(key))) return true;
  if (test.names.has(tree.names[i] ?? '')) return true;
  if (kids(tree, i, 'aux').some((a) => test.auxiliaries.has(lemmaAt(tree, a)))) return true;
  return kids(tree, i, 'amod', 'compound', 'flat', 'nmod:poss').some((c) => test.names.has(tree.names[c] ?? ''));
}

/** True when one of the slots holds a word of the test; `light` tests the carrying verb itself. */
export function holds(tree: Tree, i: number, test: SlotTest): boolean {
  return test.slots.some((slot) => {
    if (slot.length === 1 && slot[0] === 'light') {
      const verb = lightVerb(tree, i);
      return verb !== null && fits(tree, verb, test.test);
    }
    const found = follow(tree, i, slot);
    const all = found.flatMap((n) => [n, ...kids(tree, n, 'conj')]);
    return all.some((n) => fits(tree, n, test.test) || headNouns(tree, n).some((d) => fits(tree, d, test.test)));
  });
}

/** Nouns that a word of number or kind only measures ("hundreds of soldiers", "a group of rebels"). */
function headNouns(tree: Tree, i: number): readonly number[] {
  if (!isIn(tree, i, 'measure')) return [];
  return kids(tree, i, 'nmod', 'obl').filter((c) => ['of', 'from'].includes(caseOf(tree, c)));
}
