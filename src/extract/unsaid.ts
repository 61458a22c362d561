import type { Sentence } from '../core/analysis.ts';
import type { Span } from '../core/span.ts';
import type { CueLexicon } from '../lexicon/cues.ts';
import { cueAt } from './cues.ts';
import { dependents } from './trees.ts';

const lower = (sentence: Sentence, index: number): string => sentence.words[index]!.form.toLowerCase();

const has = (sentence: Sentence, verb: number, relation: string, forms: RegExp): boolean =>
  dependents(sentence, verb, relation).some((i) => forms.test(lower(sentence, i)));

/** "It should tell the merchants that …": what ought to be said is not; "we must say that …" and "must have said" are. */
const isDue = (sentence: Sentence, verb: number): boolean =>
  has(sentence, verb, 'aux', /^(?:should|must|ought)$/u) &&
  !has(sentence, verb, 'aux', /^have$/u) &&
  !has(sentence, verb, 'nsubj', /^(?:i|we)$/u);

/** "He will decide on a war": nobody has decided yet. */
const isToCome = (sentence: Sentence, verb: number): boolean => has(sentence, verb, 'aux', /^(?:will|['’]ll|wo)$/u);

/** "Until Gondor admits the deed it will stay shut", "if Gondor says that …": what is waited for or supposed is not said yet. */
function isAwaited(sentence: Sentence, verb: number): boolean {
  const { deprel, head } = sentence.words[verb]!;
  if (deprel !== 'advcl' || head < 0) return false;
  if (has(sentence, verb, 'mark', /^(?:unless|lest)$/u)) return true;
  const isOpen = has(sentence, head, 'aux', /^(?:will|would|shall|can|could|may|might|must|should|['’]ll|['’]d|wo)$/u);
  return isOpen && has(sentence, verb, 'mark', /^(?:until|till|if|once)$/u);
}

/** "Recalled its ambassador", "called an election": with such an object the verb is a deed. */
const isDeed = (sentence: Sentence, verb: number, without: readonly string[]): boolean =>
  without.length > 0 &&
  dependents(sentence, verb, 'obj', 'nsubj:pass').some((i) => without.includes(sentence.words[i]!.lemma.toLowerCase()));

/** Cue verbs by which nobody has said or wanted anything: deeds, what ought to be said, what is waited for, what will be wanted. */
export const unsaidIn = (sentences: readonly Sentence[], cues: CueLexicon): readonly Span[] =>
  sentences.flatMap((sentence) =>
    sentence.words.filter((word, verb) => {
      const entry = word.upos === 'VERB' ? cueAt(cues, 'verb', sentence, verb)?.entry : undefined;
      if (!entry) return false;
      const isLater = entry.act !== 'statement' && entry.act !== 'belief' && isToCome(sentence, verb);
      const isUnmade = isDue(sentence, verb) || isAwaited(sentence, verb);
      return isUnmade || isLater || isDeed(sentence, verb, entry.without);
    }),
  );
