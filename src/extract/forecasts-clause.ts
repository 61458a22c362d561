import type { Sentence, Word } from '../core/analysis.ts';
import type { HedgesLexicon } from '../lexicon/hedges.ts';
import { dependents, relation } from './trees.ts';

const BE = new Set(['is', 'are', 'am', "'s", '’s', "'re", '’re', "'m", '’m', 'be', 'being', 'been', 'was', 'were']);
const PRESENT_BE = new Set(['is', 'are', 'am', "'s", '’s', "'re", '’re', "'m", '’m']);
const NEGATIONS = new Set(['not', "n't", 'n’t', 'never', 'no', 'nt']);

export const lower = (word: Word): string => word.form.toLowerCase();

/** The lemma, the form, and what regular endings leave of it: a lemma the model got wrong should not hide a word. */
export function stems(word: Word): readonly string[] {
  const known = stemsOf.get(word);
  if (known) return known;
  const form = lower(word);
  const bare = form.replace(/(?:ed|ing|es|s)$/u, '');
  const stems = [
    word.lemma.toLowerCase(),
    form,
    bare,
    `${bare}e`,
    bare.replace(/(.)\1$/u, '$1'),
    form.replace(/ied$|ies$/u, 'y'),
  ];
  stemsOf.set(word, stems);
  return stems;
}

const stemsOf = new WeakMap<Word, readonly string[]>();

export const auxiliaries = (s: Sentence, i: number): readonly number[] => dependents(s, i, 'aux', 'cop');

/** The auxiliary or copula "be" of a predicate, null where it has none. */
export const beOf = (s: Sentence, i: number): Word | null =>
  auxiliaries(s, i)
    .map((a) => s.words[a]!)
    .find((w) => BE.has(lower(w))) ?? null;

export const isBe = (word: Word): boolean => BE.has(lower(word));

export const isPresentBe = (word: Word): boolean => PRESENT_BE.has(lower(word));

/** True where a word beside the predicate denies it. */
export const isNegated = (s: Sentence, i: number): boolean =>
  dependents(s, i, 'advmod', 'det').some((c) => NEGATIONS.has(lower(s.words[c]!)));

/** The word's subject, its own or the one it shares as a conjunct; null where it has none. */
export function subjectOf(s: Sentence, i: number): number | null {
  for (let at = i, steps = 0; at >= 0 && steps < 8; steps++) {
    const own = dependents(s, at, 'nsubj', 'csubj').find((c) => relation(s.words[c]!) === 'nsubj');
    if (own !== undefined) return own;
    const word = s.words[at]!;
    if (!['conj', 'xcomp'].includes(relation(word))) return null;
    at = word.head;
  }
  return null;
}

/** True for a finite past form ("said", "planned"), and for a perfect ("has said"). */
export function isPast(s: Sentence, i: number): boolean {
  const word = s.words[i]!;
  const form = lower(word);
  const helpers = auxiliaries(s, i).map((a) => lower(s.words[a]!));
  if (helpers.some((h) => ['had', 'has', 'have', 'was', 'were', "'ve", '’ve'].includes(h))) return true;
  if (helpers.length > 0) return false;
  return /ed$/u.test(form) || (form !== word.lemma && !/(?:s|ing)$/u.test(form));
}

/** True where one of the auxiliaries is a form of "have": the clause looks back. */
export const isPerfect = (s: Sentence, i: number): boolean =>
  dependents(s, i, 'aux').some((a) => s.words[a]!.lemma === 'have');

/** True for "to go": an infinitive with its marker. */
export const isInfinitive = (s: Sentence, i: number): boolean =>
  dependents(s, i, 'mark').some((m) => lower(s.words[m]!) === 'to');

/** The words that open a clause ("so", "while", "when"). */
export const openings = (s: Sentence, at: number): readonly string[] =>
  dependents(s, at, 'mark', 'advmod')
    .filter((c) => c < at)
    .map((c) => lower(s.words[c]!));

/** ", so it will have to yield", "while Rohan will stay": a clause of its own, whatever the tree says; "so that" is none. */
export function isCoordinate(s: Sentence, at: number, lexicon: HedgesLexicon): boolean {
  if (relation(s.words[at]!) !== 'advcl') return false;
  const foretells = dependents(s, at, 'aux').some((a) => {
    const auxiliary = lexicon.auxiliary(s.words[a]!.form);
    return auxiliary?.class === 'categorical' && !auxiliary.reported;
  });
  const opening = openings(s, at).filter((m) => lexicon.has('subordinate', m));
  return foretells && opening.length > 0 && opening.every((m) => lexicon.has('coordinate', m));
}

/** Words from a clause's head to the sentence's root, the head itself first. */
export function upward(s: Sentence, i: number): readonly number[] {
  const path: number[] = [];
  for (let at = i; at >= 0 && path.length <= s.words.length; at = s.words[at]!.head) path.push(at);
  return path;
}

/** Relations that begin a clause of its own. */
export const isClausal = (word: Word): boolean =>
  ['ccomp', 'csubj', 'advcl', 'acl', 'parataxis'].includes(relation(word));
