import type { Sentence, Word } from '../core/analysis.ts';
import type { Span } from '../core/span.ts';
import { relation } from './trees.ts';

/** One sentence as a tree, with the few relations the event finder asks for. */
export interface Tree {
  readonly sentence: Sentence;
  readonly words: readonly Word[];
  /** Heads; −1 for a root, and for a word in a loop of heads. */
  readonly heads: readonly number[];
  readonly children: readonly (readonly number[])[];
  /** Type of the name that covers each word, null elsewhere. */
  readonly names: readonly (string | null)[];
  /** Word classes of the event lexicon. */
  readonly set: (name: string) => ReadonlySet<string>;
  /** Parts of speech, with the tagger's slips on predicates mended. */
  readonly upos: readonly string[];
  /** Relations without their subtypes. */
  readonly rels: readonly string[];
  /** Lower-case forms, and lower-case lemmas as the lexicon knows them. */
  readonly forms: readonly string[];
  readonly lemmas: readonly string[];
  /** The keys under which a lexicon may have each word. */
  readonly keys: readonly (readonly string[])[];
}

/** What the tree takes from the lexicon: word classes, and lemmas of forms. */
export interface Grammar {
  readonly set: Tree['set'];
  readonly lemma: (form: string, lemma: string, verb: boolean) => string;
}

const lemmaOf = (word: Word, form: string, upos: string, grammar: Grammar): string =>
  grammar.lemma(form, word.lemma.toLowerCase(), upos === 'VERB' || upos === 'AUX');

/** A particle or unknown word with a subject, object or auxiliary of its own is a verb. */
const mendedUpos = ({ words }: Sentence, word: Word, children: readonly number[]): string =>
  ['PART', 'X', 'INTJ'].includes(word.upos) &&
  word.to - word.from > 3 &&
  children.some((c) => /^(nsubj|obj|aux)/u.test(words[c]!.deprel))
    ? 'VERB'
    : word.upos;

/** False inside a loop of heads, which a parser may leave in a broken sentence. */
function reachesRoot({ words }: Sentence, index: number): boolean {
  let at = index;
  for (let steps = 0; at >= 0 && steps <= words.length; steps++) at = words[at]?.head ?? -1;
  return at < 0;
}

/** Builds the tree; `nameAt` gives the type of the name over a word. */
export function makeTree(sentence: Sentence, nameAt: (word: Word) => string | null, grammar: Grammar): Tree {
  const children: number[][] = sentence.words.map(() => []);
  const resolved = sentence.words.map((_, index) => resolveBefore(sentence, index, grammar));
  const heads = sentence.words.map((word, index) => resolved[index] ?? (reachesRoot(sentence, index) ? word.head : -1));
  heads.forEach((head, index) => {
    children[head]?.push(index);
  });
  const upos = sentence.words.map((w, i) => mendedUpos(sentence, w, children[i] ?? []));
  const forms = sentence.words.map((w) => w.form.toLowerCase());
  const lemmas = sentence.words.map((w, i) => lemmaOf(w, forms[i]!, upos[i]!, grammar));
  return {
    sentence,
    words: sentence.words,
    heads,
    children,
    upos,
    names: sentence.words.map(nameAt),
    set: grammar.set,
    rels: sentence.words.map((word, index) => (resolved[index] === null ? relation(word) : 'acl')),
    forms,
    lemmas,
    keys: lemmas.map((_, i) => keysOf(forms, lemmas, i)),
  };
}

/**
 * "Uncovered a plot to attack Rohan": the noun of resolve right before "to", where the parser hangs the infinitive on the
 * verb above as its purpose; null elsewhere.
 */
function resolveBefore(sentence: Sentence, index: number, grammar: Grammar): number | null {
  const { deprel, head } = sentence.words[index]!;
  if (deprel !== 'advcl' && deprel !== 'xcomp') return null;
  const to = sentence.words.findIndex((w, i) => w.head === index && i < index && w.form.toLowerCase() === 'to');
  const noun = sentence.words[to - 1];
  if (noun?.upos !== 'NOUN' || noun.head !== head || noun.deprel !== 'obj') return null;
  return grammar.set('resolve').has(noun.lemma.toLowerCase()) ? to - 1 : null;
}

/** Lower-case lemma of a word, '' where there is none. */
export const lemmaAt = (t: Tree, i: number): string => t.lemmas[i] ?? '';

/** Its lemma, its form, its singular ("troops" may be a lemma), and with a hyphen the word it ends ("cease-fire"). */
function keysOf(forms: readonly string[], lemmas: readonly string[], i: number): readonly string[] {
  const lemma = lemmas[i]!;
  const joined = forms[i - 1] === '-' ? [`${forms[i - 2] ?? ''}-${lemma}`] : [];
  return [...joined, lemma, forms[i]!, ...(lemma.endsWith('s') ? [lemma.slice(0, -1)] : [])];
}

/** The keys under which a lexicon may have the word, none where there is no word. */
export const keysAt = (t: Tree, i: number): readonly string[] => t.keys[i] ?? [];

/** True when the word belongs to a named class of the lexicon. */
export const isIn = (t: Tree, i: number, set: string): boolean => keysAt(t, i).some((key) => t.set(set).has(key));

export const formAt = (t: Tree, i: number): string => t.forms[i] ?? '';
export const relAt = (t: Tree, i: number): string => t.words[i]?.deprel ?? '';
/** Relation without its subtype. */
export const baseRel = (t: Tree, i: number): string => t.rels[i] ?? '';
export const headOf = (t: Tree, i: number): number => t.heads[i] ?? -1;
export const uposAt = (t: Tree, i: number): string => t.upos[i] ?? '';

/** Children of `i` with one of the relations (a bare name also matches its subtypes). */
export const kids = (t: Tree, i: number, ...rels: readonly string[]): readonly number[] =>
  (t.children[i] ?? []).filter((c) => rels.includes(relAt(t, c)) || rels.includes(baseRel(t, c)));

/** The preposition(s) of a phrase, joined by a space; '' where it has none. */
export function caseOf(t: Tree, i: number): string {
  const marks = kids(t, i, 'case').filter((c) => !/^['’]s?$/u.test(formAt(t, c)));
  return marks
    .flatMap((c) => [c, ...kids(t, c, 'fixed')])
    .map((c) => formAt(t, c))
    .join(' ');
}

/** The particle of a phrasal verb ("off" of "called off"), null where there is none. */
export function particleOf(t: Tree, i: number): string | null {
  const particle = kids(t, i, 'compound:prt')[0];
  return particle === undefined ? null : formAt(t, particle);
}

const PARTICLES = new Set(['up', 'off', 'out', 'down', 'back', 'over', 'away', 'on', 'in', 'for']);

/** True when the word right after (or a particle, adverb or preposition under it) is `particle`. */
export function hasParticle(t: Tree, i: number, particle: string): boolean {
  if (particleOf(t, i) === particle) return true;
  if (!PARTICLES.has(particle)) return false;
  if (kids(t, i, 'advmod', 'obl', 'case').some((c) => formAt(t, c) === particle)) return true;
  return formAt(t, i + 1) === particle;
}

/** True for a passive predicate. */
export const isPassive = (t: Tree, i: number): boolean =>
  kids(t, i, 'nsubj:pass', 'aux:pass', 'csubj:pass', 'obl:agent').length > 0 || passiveParticiple(t, i);

/** A reduced relative in the passive ("prisoners released by Gondor"). */
const passiveParticiple = (t: Tree, i: number): boolean =>
  relAt(t, i) === 'acl' &&
  uposAt(t, i) === 'VERB' &&
  !/ing$/u.test(formAt(t, i)) &&
  kids(t, i, 'mark', 'nsubj', 'obj').length === 0 &&
  formAt(t, i) !== lemmaAt(t, i);

/** The words under `i`, itself included, in text order. */
export function subtree(t: Tree, i: number, skip: (child: number) => boolean = () => false): readonly number[] {
  const found: number[] = [];
  const walk = (n: number): void => {
    found.push(n);
    for (const c of t.children[n] ?? []) if (!skip(c)) walk(c);
  };
  walk(i);
  return found.sort((a, b) => a - b);
}

/** True when `i` stands under `above` (or is it). */
export function isUnder(t: Tree, i: number, above: number): boolean {
  for (let n = i, steps = 0; n >= 0 && steps < 200; n = headOf(t, n), steps++) if (n === above) return true;
  return false;
}

/** The span of several words of the sentence. */
export function wordsSpan(t: Tree, indices: readonly number[]): Span {
  const picked = indices.map((i) => t.words[i]!);
  return { from: Math.min(...picked.map((w) => w.from)), to: Math.max(...picked.map((w) => w.to)) };
}
