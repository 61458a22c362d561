import type { Analysis, Sentence } from '../core/analysis.ts';
import type { Article } from '../core/reading.ts';
import { contains, overlaps, type Span, slice } from '../core/span.ts';
import type { CueLexicon } from '../lexicon/cues.ts';
import type { Candidate } from './candidate.ts';
import { labelOf } from './colons.ts';
import { dependents } from './trees.ts';

/** What one speaker of a transcript says until the next: the paragraphs, the first without its label. */
export interface Turn extends Span {
  /** The speaker's name as it stands before the colon; null for "Q". */
  readonly speaker: Span | null;
}

/** Labels that make a text a transcript; fewer are single remarks, each of one paragraph. */
const LEAST = 2;
const QUESTION = /^Q(?:[.:]|\s)/u;

/** The turns of a transcript; none where the text is no transcript. */
export function turnsOf(article: Article, analysis: Analysis, cues: CueLexicon): readonly Turn[] {
  const { paragraphs, text } = article;
  const labels = paragraphs.flatMap((paragraph, at) => {
    const speaker = labelOf(article, analysis, paragraph, cues);
    return speaker || QUESTION.test(slice(text, paragraph)) ? [{ at, speaker }] : [];
  });
  const names = labels.flatMap(({ speaker }) => (speaker ? [slice(text, speaker)] : []));
  const isShouted = names.filter((name) => !/\p{Ll}{2}/u.test(name)).length >= LEAST;
  if (!isShouted || new Set(labels.map(({ speaker }) => (speaker ? slice(text, speaker) : ''))).size < LEAST) return [];
  return labels.map(({ at, speaker }, i) => {
    const last = (labels[i + 1]?.at ?? paragraphs.length) - 1;
    return { from: speaker ? speaker.to + 1 : paragraphs[at]!.from + 1, to: paragraphs[last]!.to, speaker };
  });
}

/** Words of a claim, at least: shorter sentences greet, thank or hand over. */
const SHORTEST = 7;

/** Each sentence of a named turn that claims something and that no report of the speaker's own holds already. */
export function turnCandidates(
  text: string,
  sentences: readonly Sentence[],
  turns: readonly Turn[],
  found: readonly Candidate[],
): readonly Candidate[] {
  return turns.flatMap(({ speaker, from, to }) =>
    speaker === null
      ? []
      : sentences
          .filter((s) => contains({ from, to }, { from: Math.max(from, s.from), to: s.to }) && s.to > from)
          .map((s) => ({ sentence: s, span: { from: Math.max(from, s.from), to: s.to } }))
          .filter(({ sentence, span }) => claims(text, sentence, span) && !isToldAlready(sentence, found))
          .map(({ span }) => turn(text, speaker, span)),
  );
}

/** True for a sentence with a finite verb and a subject of its own that neither asks nor merely greets. */
function claims(text: string, sentence: Sentence, span: Span): boolean {
  const words = sentence.words.filter((w) => contains(span, w) && w.upos !== 'PUNCT');
  const root = sentence.words.findIndex((w) => w.head < 0);
  if (words.length < SHORTEST || root < 0 || /\?\s*["”]?$/u.test(slice(text, span))) return false;
  const { upos, lemma } = sentence.words[root]!;
  return (
    /^(?:VERB|AUX|ADJ|NOUN)$/u.test(upos) && lemma !== 'thank' && dependents(sentence, root, 'nsubj', 'expl').length > 0
  );
}

/** "I think that …": a report whose cue heads the sentence says it. */
function isToldAlready(sentence: Sentence, found: readonly Candidate[]): boolean {
  const root = sentence.words.find((w) => w.head < 0)!;
  return found.some((c) => c.cue !== null && overlaps(c.cue, root));
}

function turn(text: string, source: Span, span: Span): Candidate {
  const lead = /^[\s"“]*/u.exec(slice(text, span))![0].length;
  return {
    source,
    cue: null,
    content: [{ from: span.from + lead, to: span.to }],
    act: 'statement',
    polarity: '+',
    distance: false,
    addressee: null,
    medium: null,
    quotes: false,
    rule: 'turn',
    confidence: 0.6,
  };
}
