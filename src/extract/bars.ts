import type { Sentence } from '../core/analysis.ts';
import type { Rule } from '../core/rule.ts';
import { overlaps } from '../core/span.ts';
import type { CueLexicon } from '../lexicon/cues.ts';
import type { Candidate } from './candidate.ts';
import { cueAt } from './cues.ts';
import { sentenceAt } from './trees.ts';

/** What the bars look at beside the candidates. */
export interface Sentences {
  readonly sentences: readonly Sentence[];
  readonly cues: CueLexicon;
}

/** True where nobody says anything with the word at `verb`. */
export type Bar = (sentence: Sentence, verb: number, cues: CueLexicon) => boolean;

/** A rule by which a candidate goes whose cue holds such a verb of the lexicon. */
export const barred =
  (is: Bar): Rule<Candidate, Sentences>['does'] =>
  (candidate, _, { sentences, cues }) => {
    const { cue } = candidate;
    const sentence = cue && sentenceAt(sentences, cue.from);
    const isBarred =
      cue &&
      sentence?.words.some(
        (word, index) =>
          overlaps(word, cue) &&
          word.upos === 'VERB' &&
          cueAt(cues, 'verb', sentence, index) !== null &&
          is(sentence, index, cues),
      );
    return isBarred ? null : candidate;
  };
