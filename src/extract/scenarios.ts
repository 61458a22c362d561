import type { Sentence, Word } from '../core/analysis.ts';
import { contains, type Span } from '../core/span.ts';
import type { ModalityLexicon } from '../lexicon/modality.ts';
import { dependents, relation } from './trees.ts';

/** Words of a line that is a heading, at most. */
const HEADING = 12;

/**
 * Sentences that tell of a supposed world: "In this scenario, Rohan closes the pass. Gondor answers with sanctions.",
 * "Scenario 2: …", "Suppose that …". What opens it reaches to the end of its paragraph, from a heading over the paragraph
 * below. What is told there in the past stays history (`isToldAsFact`).
 */
export function supposedIn(
  sentences: readonly Sentence[],
  paragraphs: readonly Span[],
  words: ModalityLexicon,
): ReadonlySet<Sentence> {
  const found = new Set<Sentence>();
  let isOpen = false;
  for (const paragraph of paragraphs) {
    const inside = sentences.filter((s) => contains(paragraph, s));
    for (const sentence of inside) {
      isOpen ||= opens(sentence, sentence === inside[0], words);
      if (isOpen) found.add(sentence);
    }
    isOpen = isOpen && inside.length === 1 && isHeading(inside[0]!);
  }
  return found;
}

const isHeading = ({ words }: Sentence): boolean => words.length <= HEADING && !/^[.!?]$/u.test(words.at(-1)!.form);

const has = (words: ModalityLexicon, kind: 'setting' | 'supposing', { lemma }: Word): boolean =>
  words.find(kind, lemma.toLowerCase()).length > 0;

function opens(sentence: Sentence, isFirst: boolean, words: ModalityLexicon): boolean {
  const all = sentence.words;
  if (all[0] && has(words, 'supposing', all[0]) && all[0].form.toLowerCase() === all[0].lemma.toLowerCase())
    return dependents(sentence, 0, 'nsubj').every((i) => i > 0);
  return all.some(
    (word, i) => has(words, 'setting', word) && (isScene(sentence, i) || (isFirst && isLabel(sentence, i))),
  );
}

/** "In this scenario, …", "under the second scenario": a phrase of the main clause, before its subject. */
function isScene(sentence: Sentence, i: number): boolean {
  const word = sentence.words[i]!;
  const head = sentence.words[word.head];
  if (!head || relation(word) !== 'obl') return false;
  const cases = dependents(sentence, i, 'case').map((c) => sentence.words[c]!.form.toLowerCase());
  const subject = dependents(sentence, word.head, 'nsubj')[0] ?? word.head;
  return i < subject && cases.some((c) => /^(?:in|under|on)$/u.test(c));
}

const NUMBERED = /^(?:\d+|[A-Z]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive)$/u;

/** "Scenario one: the squeeze", "The second scenario is a blockade", "Worst-case scenario." at the head of a paragraph. */
function isLabel(sentence: Sentence, i: number): boolean {
  const before = sentence.words.slice(0, i);
  const isTitle = before.every((w) => /^(?:DET|ADJ|NUM|PUNCT|NOUN|ADV|SYM|X)$/u.test(w.upos)) && i <= 4;
  const [next = '', second = ''] = sentence.words.slice(i + 1, i + 3).map((w) => w.form);
  const isNamed = NUMBERED.test(next) || /^[:.]$/u.test(next) || second === ':';
  return isTitle && (isNamed || sentence.words[i + 1]?.lemma === 'be' || i === sentence.words.length - 1);
}

const PAST = /^(?:was|were|had|did)$/u;

/** True where the verb that carries a word stands in the past: history, also where a supposed world is told around it. */
export function isToldAsFact(sentence: Sentence, at: number): boolean {
  for (let i = at, steps = 0; i >= 0 && steps < sentence.words.length; i = sentence.words[i]!.head, steps++) {
    const { upos, form, lemma } = sentence.words[i]!;
    if (upos !== 'VERB') continue;
    const helpers = dependents(sentence, i, 'aux', 'cop').map((a) => sentence.words[a]!.form.toLowerCase());
    if (helpers.length > 0) return helpers.some((h) => PAST.test(h));
    if (dependents(sentence, i, 'nsubj').length === 0) continue;
    return form.toLowerCase() !== lemma.toLowerCase() && !/(?:s|ing)$/u.test(form);
  }
  return false;
}
