import type { Sentence } from '../core/analysis.ts';
import { type Bar, barred } from './bars.ts';
import { cueAt } from './cues.ts';
import { agentOf, isPassive } from './speakers.ts';
import { dependents } from './trees.ts';

const lower = (sentence: Sentence, index: number): string => sentence.words[index]!.form.toLowerCase();

const has = (sentence: Sentence, verb: number, relation: string, forms: RegExp): boolean =>
  dependents(sentence, verb, relation).some((i) => forms.test(lower(sentence, i)));

/** Auxiliaries that are no modals. */
const TENSE = new Set(['be', 'have', 'do', 'get']);

/** "it", or nothing at all, as subject. */
const isImpersonal = (sentence: Sentence, verb: number): boolean =>
  dependents(sentence, verb, 'nsubj', 'expl', 'csubj').every((i) => lower(sentence, i) === 'it');

/** A passive with a modal verb, of which nobody is the subject. */
const isNobodys: Bar = (sentence, verb) =>
  isPassive(sentence, verb) &&
  isImpersonal(sentence, verb) &&
  agentOf(sentence, verb) === null &&
  dependents(sentence, verb, 'aux').some((i) => !TENSE.has(sentence.words[i]!.lemma.toLowerCase()));

const isUnsaid: Bar = (sentence, verb) =>
  has(sentence, verb, 'aux', /^(?:should|must|ought)$/u) &&
  !has(sentence, verb, 'aux', /^have$/u) &&
  !has(sentence, verb, 'nsubj', /^(?:i|we)$/u);

const isAwaited: Bar = (sentence, verb) => {
  const { deprel, head } = sentence.words[verb]!;
  if (deprel !== 'advcl' || head < 0) return false;
  if (has(sentence, verb, 'mark', /^(?:unless|lest)$/u)) return true;
  const isOpen = has(sentence, head, 'aux', /^(?:will|would|shall|can|could|may|might|must|should|['’]ll|['’]d|wo)$/u);
  return isOpen && has(sentence, verb, 'mark', /^(?:until|till|if|once)$/u);
};

/** Wanting, deciding or asking that has not begun. */
const isLater: Bar = (sentence, verb, cues) => {
  const act = cueAt(cues, 'verb', sentence, verb)?.entry.act;
  return act !== 'statement' && act !== 'belief' && has(sentence, verb, 'aux', /^(?:will|['’]ll|wo)$/u);
};

const isDeed: Bar = (sentence, verb, cues) => {
  const without = cueAt(cues, 'verb', sentence, verb)?.entry.without ?? [];
  return dependents(sentence, verb, 'obj', 'nsubj:pass').some((i) =>
    without.includes(sentence.words[i]!.lemma.toLowerCase()),
  );
};

/** Cue verbs by which nobody has said or wanted anything. */
export const UNSAID = [
  {
    id: 'nobodys-due',
    because:
      '"It should be noted that …", "more than can be said of the king": a passive that nobody is the subject of, with a modal',
    gold: 'rules.gold#More than that can be said',
    does: barred(isNobodys),
  },
  {
    id: 'unsaid-due',
    because:
      '"It should tell the merchants that …": what ought to be said is not; "we must say" and "must have said" are',
    gold: 'negative.gold#Rohan should tell the merchants',
    does: barred(isUnsaid),
  },
  {
    id: 'unsaid-awaited',
    because:
      '"Until Gondor admits the deed it will stay shut", "if Gondor says that …": waited for or supposed, not said yet',
    gold: 'negative.gold#The premier said the pass would stay shut',
    does: barred(isAwaited),
  },
  {
    id: 'unsaid-later',
    because: '"He will decide on a war": nobody has decided yet (rare, but a decision nobody has made is no statement)',
    gold: 'negative.gold#The council will ask Sylvania',
    does: barred(isLater),
  },
  {
    id: 'unsaid-deed',
    because: '"Recalled its ambassador", "called an election": with such an object the verb is a deed',
    gold: 'negative.gold#Gondor has recalled its ambassador',
    does: barred(isDeed),
  },
] as const;
