import type { Sentence } from '../core/analysis.ts';
import type { Span } from '../core/span.ts';
import type { CueLexicon } from '../lexicon/cues.ts';
import { cueAt } from './cues.ts';
import { agentOf, isPassive } from './speakers.ts';
import { dependents, relation } from './trees.ts';

/** Auxiliaries that are no modals. */
const TENSE = new Set(['be', 'have', 'do', 'get']);
const PREDICATES = ['ADJ', 'NOUN', 'VERB'];

const lower = (sentence: Sentence, index: number): string => sentence.words[index]!.form.toLowerCase();

/** "it", or nothing at all, as subject. */
const isImpersonal = (sentence: Sentence, verb: number): boolean =>
  dependents(sentence, verb, 'nsubj', 'expl', 'csubj').every((i) => lower(sentence, i) === 'it');

/** "It should be noted that …": a passive with a modal verb, of which nobody is the subject. */
const isDue = (sentence: Sentence, verb: number): boolean =>
  isPassive(sentence, verb) &&
  isImpersonal(sentence, verb) &&
  agentOf(sentence, verb) === null &&
  dependents(sentence, verb, 'aux').some((i) => !TENSE.has(sentence.words[i]!.lemma.toLowerCase()));

/** "Recall that …", "Note that …": an imperative at the beginning of its sentence. */
function isTold(sentence: Sentence, verb: number): boolean {
  const word = sentence.words[verb]!;
  const first = sentence.words.findIndex((w) => w.upos !== 'PUNCT');
  if (verb !== first || word.head >= 0 || word.form.toLowerCase() !== word.lemma.toLowerCase()) return false;
  return (
    dependents(sentence, verb, 'nsubj', 'expl', 'aux').length === 0 && dependents(sentence, verb, 'ccomp').length > 0
  );
}

/** "It is worth noting that …", "it is important to note that …": the verb hangs on a predicate that nobody is the subject of. */
function isWorth(sentence: Sentence, verb: number): boolean {
  const { head } = sentence.words[verb]!;
  if (head < 0 || dependents(sentence, verb, 'nsubj').length > 0 || dependents(sentence, verb, 'ccomp').length === 0)
    return false;
  if (!['csubj', 'ccomp', 'xcomp', 'advcl', 'acl'].includes(relation(sentence.words[verb]!))) return false;
  const above = sentence.words[head]!;
  const told = dependents(sentence, verb, 'mark').some((i) => lower(sentence, i) === 'to');
  return (
    (told || lower(sentence, verb).endsWith('ing')) &&
    PREDICATES.includes(above.upos) &&
    dependents(sentence, head, 'cop').length > 0 &&
    dependents(sentence, head, 'nsubj', 'expl').some((i) => lower(sentence, i) === 'it') &&
    isImpersonal(sentence, head)
  );
}

/** "We remind that …", "Let us recall that …" at the beginning of its sentence. */
function isOurs(sentence: Sentence, verb: number, cues: CueLexicon): boolean {
  if (cueAt(cues, 'aside', sentence, verb) === null) return false;
  const before = sentence.words.slice(0, verb).map((w) => w.form.toLowerCase());
  return cues.starting('opening', before[0] ?? '').some(({ cue }) => cue === before.join(' '));
}

/** "N explained why prices rise: watch the video": a line without a full stop that leads to a picture reports nothing. */
const isTeaser = (sentence: Sentence, cues: CueLexicon): boolean =>
  !/[.!?]/u.test(sentence.words.at(-1)!.form) &&
  sentence.words.some((_, index) => (cueAt(cues, 'caption', sentence, index)?.last ?? index) > index);

/**
 * Cue verbs by which the writer speaks to the reader ("it should be noted that", "recall that", "we remind that"):
 * what follows is the article's own, and nobody else's words. So is "who asked not to be named". Teasers for a video or photograph report nothing at all.
 */
export const asidesIn = (sentences: readonly Sentence[], cues: CueLexicon): readonly Span[] =>
  sentences.flatMap((sentence): readonly Span[] => {
    if (isTeaser(sentence, cues)) return [sentence];
    return sentence.words.filter(
      (word, index) =>
        word.upos === 'VERB' &&
        cueAt(cues, 'verb', sentence, index) !== null &&
        (cueAt(cues, 'anonymous', sentence, index + 1) !== null ||
          isOurs(sentence, index, cues) ||
          [isDue, isTold, isWorth].some((is) => is(sentence, index))),
    );
  });
