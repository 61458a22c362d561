import type { Sentence } from '../core/analysis.ts';
import type { Span } from '../core/span.ts';
import type { CueLexicon } from '../lexicon/cues.ts';
import type { Candidate } from './candidate.ts';
import { type CueMatch, cueAt } from './cues.ts';
import { isNegated, sourceSpan, speakerOf } from './speakers.ts';
import { dependents, phrase, relation, runs, subtree } from './trees.ts';

type Finder = (sentence: Sentence, index: number, cues: CueLexicon) => Candidate | null;

const word = (sentence: Sentence, index: number): string => sentence.words[index]!.form.toLowerCase();
const spanFrom = (sentence: Sentence, first: number, last: number): Span => ({
  from: sentence.words[first]!.from,
  to: sentence.words[last]!.to,
});

const PLAIN = { polarity: '+', addressee: null, medium: null, quotes: false } as const;

const make = (
  { entry }: CueMatch,
  rule: string,
  confidence: number,
  spans: Pick<Candidate, 'source' | 'cue' | 'content'> & Partial<Candidate>,
): Candidate => ({ ...PLAIN, act: entry.act, distance: entry.distance, rule, confidence, ...spans });

const CLAUSE_ENDS = ['ccomp', 'advcl', 'acl', 'parataxis', 'csubj'];

/** The predicate of the clause a phrase belongs to: the nearest verb above, past conjuncts only where the phrase begins or ends the sentence. */
function predicateAbove(sentence: Sentence, index: number): number {
  const own = subtree(sentence, index);
  const lettered = sentence.words.flatMap((w, i) => (w.upos === 'PUNCT' ? [] : [i]));
  const atEdge = own.includes(lettered[0]!) || own.includes(lettered.at(-1)!);
  let at = sentence.words[index]!.head;
  for (let steps = 0; at >= 0 && steps < sentence.words.length; steps++) {
    const w = sentence.words[at]!;
    if (w.head < 0) return at;
    const clausal = w.upos === 'VERB' || dependents(sentence, at, 'nsubj', 'cop').length > 0;
    if (clausal && CLAUSE_ENDS.includes(relation(w)) && !(atEdge && relation(w) === 'advcl')) return at;
    if (clausal && relation(w) === 'conj' && !atEdge) return at;
    at = w.head;
  }
  return Math.max(at, 0);
}

/** The clause around a phrase, without the phrase. */
const clauseWithout = (sentence: Sentence, phraseHead: number): readonly Span[] =>
  runs(sentence, subtree(sentence, predicateAbove(sentence, phraseHead), new Set([phraseHead]))).filter(
    (s) => s.to - s.from > 2,
  );

/** "According to the general, …": the noun phrase is the source, the clause around it the content. */
const preposition: Finder = (sentence, index, cues) => {
  const match = cueAt(cues, 'preposition', sentence, index);
  const last = sentence.words[match?.last ?? 0];
  if (!match || !last) return null;
  const head = sentence.words.findIndex(
    (w, i) =>
      i > match.last && sentence.words[index]!.head === i && ['NOUN', 'PROPN', 'PRON', 'NUM', 'ADJ'].includes(w.upos),
  );
  if (head < 0) return null;
  const inner = dependents(sentence, head, 'case', 'fixed');
  return make(match, 'cue-preposition', 0.85, {
    source: sourceSpan(sentence, head, inner),
    certain: true,
    cue: spanFrom(sentence, match.first, match.last),
    content: clauseWithout(sentence, head),
  });
};

/** "In his opinion, …", "in the general's words": the possessor is the source. */
const possessive: Finder = (sentence, index, cues) => {
  const match = cueAt(cues, 'possessive', sentence, index);
  if (!match || !dependents(sentence, index, 'case').some((c) => word(sentence, c) === 'in')) return null;
  const owner =
    dependents(sentence, index, 'nmod:poss')[0] ??
    dependents(sentence, index, 'nmod').find((i) =>
      dependents(sentence, i, 'case').some((c) => word(sentence, c) === 'of'),
    );
  if (owner === undefined || !['obl', 'nmod', 'advmod', 'dislocated'].includes(relation(sentence.words[index]!)))
    return null;
  return make(match, 'cue-possessive', 0.8, {
    source: sourceSpan(sentence, owner, []),
    cue: spanFrom(sentence, index, index),
    content: clauseWithout(sentence, index),
  });
};

/** "reportedly": words of nobody in particular. */
const adverb: Finder = (sentence, index, cues) => {
  const match = sentence.words[index]!.upos === 'ADV' ? cueAt(cues, 'adverb', sentence, index) : null;
  if (!match) return null;
  return make(match, 'cue-adverb', 0.7, {
    source: null,
    cue: spanFrom(sentence, index, index),
    content: clauseWithout(sentence, index),
  });
};

const isThat = (sentence: Sentence, clause: number): boolean =>
  dependents(sentence, clause, 'mark').some((m) => ['that', 'whether'].includes(word(sentence, m)));

/** The verb that only carries the noun: "made a claim that", "expressed hope that"; null where the noun has another part. */
function carrierOf(sentence: Sentence, noun: number, cues: CueLexicon): number | null {
  const { head } = sentence.words[noun]!;
  if (head < 0 || relation(sentence.words[noun]!) !== 'obj') return null;
  return cueAt(cues, 'light', sentence, head) ? head : null;
}

/** Who makes the claim: its possessor, "by …", or the subject of the verb that carries it. */
function nounSource(sentence: Sentence, noun: number, clause: number, carrier: number | null): Span | null {
  const owner =
    dependents(sentence, noun, 'nmod:poss')[0] ??
    dependents(sentence, noun, 'nmod').find(
      (i) => i < clause && dependents(sentence, i, 'case').some((c) => ['by', 'from'].includes(word(sentence, c))),
    );
  if (owner !== undefined) return sourceSpan(sentence, owner, dependents(sentence, owner, 'case'));
  if (carrier === null) return null;
  const speaker = speakerOf(sentence, carrier);
  return speaker === 'unknown' || speaker.head === null ? null : sourceSpan(sentence, speaker.head, []);
}

/** "The claim that …", "there is evidence that …", "expressed hope that …". */
const noun: Finder = (sentence, index, cues) => {
  const match = sentence.words[index]!.upos === 'NOUN' ? cueAt(cues, 'noun', sentence, index) : null;
  const clause = match
    ? dependents(sentence, index, 'acl', 'ccomp').find((i) => i > index && isThat(sentence, i))
    : undefined;
  if (!match || clause === undefined) return null;
  const carrier = carrierOf(sentence, index, cues);
  const governor = carrier ?? sentence.words[index]!.head;
  const near = carrier !== null && carrier < index && index - carrier <= 4;
  // "does not believe the rumours that …": the verb is a cue of its own, and the rumours are told
  const told = governor >= 0 && carrier === null && cueAt(cues, 'verb', sentence, governor) !== null;
  const negated =
    dependents(sentence, index, 'det').some((d) => cues.starting('negation', word(sentence, d)).length > 0) ||
    (governor >= 0 && !told && isNegated(sentence, governor, cues));
  return make(match, 'cue-noun', 0.65, {
    source: nounSource(sentence, index, clause, carrier),
    cue: spanFrom(sentence, near ? carrier : index, index),
    content: runs(sentence, subtree(sentence, clause)),
    polarity: negated === (match.entry.polarity === '-') ? '+' : '-',
  });
};

/** Attributions of one sentence whose cue is no verb: prepositions, nouns, possessives and adverbs of the lexicon. */
export function phraseCandidates(sentence: Sentence, cues: CueLexicon): readonly Candidate[] {
  return sentence.words.flatMap((_, index) =>
    [preposition, possessive, adverb, noun]
      .map((find) => find(sentence, index, cues))
      .filter((c): c is Candidate => c !== null && c.content.length > 0),
  );
}

/** The noun phrase of a word without its preposition; shared with the rules over neighbouring sentences. */
export const nounPhrase = (sentence: Sentence, index: number): Span =>
  phrase(sentence, index, new Set(dependents(sentence, index, 'case', 'punct')));
