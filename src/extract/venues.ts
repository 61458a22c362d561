import type { Sentence } from '../core/analysis.ts';
import type { Span } from '../core/span.ts';
import type { CueLexicon } from '../lexicon/cues.ts';
import type { CueMatch } from './cues.ts';
import { isPassive } from './speakers.ts';
import { dependents, phrase } from './trees.ts';

const caseOf = (sentence: Sentence, index: number): string =>
  dependents(sentence, index, 'case')
    .map((c) => sentence.words[c]!.form.toLowerCase())
    .join(' ');

const nominal = (sentence: Sentence, index: number): boolean =>
  ['NOUN', 'PROPN', 'PRON'].includes(sentence.words[index]!.upos);

/** The phrase without the preposition before it. */
const bare = (sentence: Sentence, index: number): Span =>
  phrase(sentence, index, new Set(dependents(sentence, index, 'case', 'punct')));

/** To whom it is said: the object of "tell", the subject of "was told", the words after "to"; null where none is named. */
export function addresseeOf(sentence: Sentence, { entry, first }: CueMatch, taken: readonly number[]): Span | null {
  const free = (i: number) => !taken.includes(i) && nominal(sentence, i);
  if (entry.told) {
    const relations = isPassive(sentence, first) ? ['nsubj'] : ['iobj', 'obj'];
    const told = dependents(sentence, first, ...relations).find(free);
    if (told !== undefined) return bare(sentence, told);
  }
  // "spoke with Channel 7", "shared with the agency": a companion in talk, where the verb has words "about" something
  const companion = entry.form === 'light' || entry.takes.includes('about') ? /^(?:to|with)$/u : /^to$/u;
  // "praised the paper to the skies", "called for attention to this idea": only who is told something can be told it
  const tells = entry.form === 'light' || entry.takes.some((c) => c === 'that' || c === 'quote');
  const isSomebody = (i: number) => tells || sentence.words[i]!.upos !== 'NOUN';
  const to = dependents(sentence, first, 'obl').find(
    (i) => free(i) && companion.test(caseOf(sentence, i)) && isSomebody(i),
  );
  return to === undefined ? null : bare(sentence, to);
}

/** Where it is said: "in an interview with the Gazette", "on his channel", "at a briefing"; null where nothing says so. */
export function mediumOf(sentence: Sentence, verb: number, taken: readonly number[], cues: CueLexicon): Span | null {
  const place = dependents(sentence, verb, 'obl').find((i) => {
    const word = sentence.words[i]!;
    if (taken.includes(i) || !/^(?:in|on|at|during|via|through|for)$/u.test(caseOf(sentence, i))) return false;
    return [word.lemma, word.form].some((w) => cues.starting('medium', w.toLowerCase()).length > 0);
  });
  return place === undefined ? null : bare(sentence, place);
}
