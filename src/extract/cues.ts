import type { Sentence } from '../core/analysis.ts';
import type { Span } from '../core/span.ts';
import type { Cue, CueForm, CueLexicon } from '../lexicon/cues.ts';
import type { Candidate } from './candidate.ts';
import { contentOf } from './complements.ts';
import { isNegated, isRefused, type Speaker, sourceSpan, speakerOf } from './speakers.ts';
import { dependents, relation } from './trees.ts';
import { addresseeOf, mediumOf } from './venues.ts';

/** A cue of the lexicon where it stands: its first and last word. */
export interface CueMatch {
  readonly entry: Cue;
  readonly first: number;
  readonly last: number;
}

/** The entry of `form` that begins at a word, by lemma or by the word as written; the longest phrase wins. */
export function cueAt(cues: CueLexicon, form: CueForm, sentence: Sentence, index: number): CueMatch | null {
  const word = sentence.words[index];
  if (!word) return null;
  const lemma = word.lemma.toLowerCase();
  const written = word.form.toLowerCase();
  return (
    longest(cues.starting(form, lemma), sentence, index) ??
    (written === lemma ? null : longest(cues.starting(form, written), sentence, index))
  );
}

function longest(entries: readonly Cue[], sentence: Sentence, index: number): CueMatch | null {
  for (const entry of entries) {
    const rest = entry.cue.split(' ').slice(1);
    const matches = rest.every((part, i) => {
      const next = sentence.words[index + 1 + i];
      return next !== undefined && (next.form.toLowerCase() === part || next.lemma.toLowerCase() === part);
    });
    if (matches) return { entry, first: index, last: index + rest.length };
  }
  return null;
}

const BESIDE = ['aux', 'advmod', 'cop', 'compound'];
const form = (sentence: Sentence, index: number): string => sentence.words[index]!.form.toLowerCase();

/** First word of the cue with its auxiliaries, negation and adverbs: "has also said", "did not mention", "declined to say". */
function cueStart(sentence: Sentence, verb: number, cues: CueLexicon): number {
  let from = verb;
  const beside = (w: number) =>
    sentence.words[w]!.head === verb &&
    (BESIDE.includes(relation(sentence.words[w]!)) || form(sentence, w) === 'to') &&
    !['as', 'how', 'when', 'why', 'where'].includes(form(sentence, w));
  while (from > 0 && beside(from - 1)) from--;
  const { head } = sentence.words[verb]!;
  if (
    relation(sentence.words[verb]!) === 'xcomp' &&
    head >= 0 &&
    head === from - 1 &&
    cueAt(cues, 'refusal', sentence, head)
  )
    return cueStart(sentence, head, cues);
  return form(sentence, from) === 'to' && from < verb ? from + 1 : from;
}

export function cueSpan(sentence: Sentence, { first, last }: CueMatch, cues: CueLexicon): Span {
  const particle = sentence.words[last + 1]?.head === first && sentence.words[last + 1]!.deprel === 'compound:prt';
  return {
    from: sentence.words[cueStart(sentence, first, cues)]!.from,
    to: sentence.words[particle ? last + 1 : last]!.to,
  };
}

/** Reads one cue verb or adjective; null where nothing hangs on it or its source cannot be told from the tree. */
function readCue(sentence: Sentence, match: CueMatch, cues: CueLexicon): Candidate | null {
  const { entry, first } = match;
  const speaker: Speaker = speakerOf(sentence, first, entry.form === 'adjective');
  const content = contentOf(sentence, match);
  if (!content || content.spans.length === 0 || speaker === 'unknown') return null;
  const cue = cueSpan(sentence, match, cues);
  const turned = isNegated(sentence, first, cues) || isRefused(sentence, first, cues);
  const except = [first, ...content.heads];
  return {
    source: speaker.head === null ? null : sourceSpan(sentence, speaker.head, except),
    cue: content.preposition === undefined ? cue : { from: cue.from, to: sentence.words[content.preposition]!.to },
    content: content.spans,
    act: entry.act,
    polarity: turned === (entry.polarity === '-') ? '+' : '-',
    distance: entry.distance,
    addressee: addresseeOf(sentence, match, content.heads),
    medium: mediumOf(sentence, first, content.heads, cues),
    quotes: entry.takes.includes('quote'),
    certain: speaker.certain ?? false,
    above: speaker.above === undefined ? null : sentence.words[speaker.above]!,
    rule: 'cue-verb',
    confidence: content.confidence - (speaker.shared ? 0.1 : 0),
  };
}

/** The verb or, with "be", the adjective of the lexicon at a word ("is convinced" before "convinced"). */
export function predicateAt(cues: CueLexicon, sentence: Sentence, index: number): CueMatch | null {
  const copular = dependents(sentence, index, 'cop', 'aux').some((i) => sentence.words[i]!.deprel !== 'aux');
  const adjective = copular ? cueAt(cues, 'adjective', sentence, index) : null;
  const { upos } = sentence.words[index]!;
  return adjective ?? (upos === 'VERB' || upos === 'AUX' ? cueAt(cues, 'verb', sentence, index) : null);
}

/** Attributions whose cue is a verb or a predicate adjective of the lexicon, from the tree of one sentence. */
export function verbCandidates(sentence: Sentence, cues: CueLexicon): readonly Candidate[] {
  return sentence.words.flatMap((_, index) => {
    const match = predicateAt(cues, sentence, index);
    const found = match && readCue(sentence, match, cues);
    return found ? [found] : [];
  });
}
