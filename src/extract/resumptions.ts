import type { Analysis, Sentence } from '../core/analysis.ts';
import type { Article } from '../core/reading.ts';
import { contains, type Span, slice } from '../core/span.ts';
import type { CueLexicon } from '../lexicon/cues.ts';
import type { Candidate } from './candidate.ts';
import { type CueMatch, cueAt, cueSpan } from './cues.ts';
import { sourceSpan, speakerOf } from './speakers.ts';
import { dependents } from './trees.ts';
import { addresseeOf, mediumOf } from './venues.ts';

const CLAUSE = ['ccomp', 'xcomp', 'csubj'];

/** "this opinion", "such an unexpected statement", "it": the words that take up what was just said; null elsewhere. */
function resumedBy(sentence: Sentence, index: number, cues: CueLexicon): CueMatch | null {
  const head = sentence.words[index]!;
  const determiner = dependents(sentence, index, 'det').find((d) =>
    ['this', 'such', 'that'].includes(sentence.words[d]!.form.toLowerCase()),
  );
  const predeterminer = dependents(sentence, index, 'det:predet', 'amod').find(
    (d) => sentence.words[d]!.form.toLowerCase() === 'such',
  );
  const such = predeterminer !== undefined ? 'such a' : determiner === undefined ? '' : 'this';
  const start = such ? cues.starting('resume', such.split(' ')[0]!) : cues.starting('resume', head.form.toLowerCase());
  const entry = start.find((e) => e.cue.split(' ').at(-1) === (such ? head.lemma : head.form).toLowerCase());
  return entry ? { entry, first: index, last: index } : null;
}

/** A verb that carries it ("was expressed by", "made", "wrote about", "said"). */
function carries(sentence: Sentence, verb: number, pronoun: boolean, cues: CueLexicon): CueMatch | null {
  const said = cueAt(cues, 'verb', sentence, verb);
  if (said?.entry.takes.includes('quote') && said.entry.polarity === '+') return said;
  return pronoun ? null : cueAt(cues, 'light', sentence, verb);
}

/** What is taken up: the sentence before; the whole paragraph before where the sentence opens its own. */
function contentBefore(article: Article, analysis: Analysis, at: number): readonly Span[] {
  const sentence = analysis.sentences[at]!;
  const index = article.paragraphs.findIndex((p) => contains(p, { from: sentence.from, to: sentence.from + 1 }));
  const own = article.paragraphs[index];
  const paragraph = own && sentence.from - own.from < 3 ? article.paragraphs[index - 1] : own;
  const before = analysis.sentences.slice(Math.max(0, at - 3), at).filter((s) => paragraph && contains(paragraph, s));
  if (!paragraph || before.length === 0) return [];
  const whole = paragraph !== own && before.length <= 2 && paragraph.from >= before[0]!.from;
  const taken = whole ? before : before.slice(-1);
  return taken.map((s) => ({ from: s.from, to: /[.!?]$/u.test(slice(article.text, s)) ? s.to - 1 : s.to }));
}

/** "This opinion was expressed to Channel 4 by an expert": the content stands in the sentence or paragraph before. */
export function resumptions(article: Article, analysis: Analysis, cues: CueLexicon): readonly Candidate[] {
  return analysis.sentences.flatMap((sentence, at) =>
    sentence.words.flatMap((word, index) => {
      const resumed = at > 0 && ['NOUN', 'PRON', 'DET'].includes(word.upos) ? resumedBy(sentence, index, cues) : null;
      const pronoun = word.upos !== 'NOUN';
      if (!resumed || word.head < 0 || !['obj', 'nsubj', 'obl'].includes(word.deprel.split(':')[0]!)) return [];
      const verb = carries(sentence, word.head, pronoun, cues);
      // "as she put it": the pronoun is part of the cue
      if (verb && index >= verb.first && index <= verb.last) return [];
      if (!verb || dependents(sentence, verb.first, ...CLAUSE).length > 0) return [];
      const speaker = speakerOf(sentence, verb.first);
      if (speaker === 'unknown' || speaker.head === index) return [];
      if (speaker.head !== null && /^(?:I|we|you)$/iu.test(sentence.words[speaker.head]!.form)) return [];
      if (word.deprel === 'nsubj') return [];
      if (
        pronoun &&
        sentence.words[index + 1]?.upos === 'PUNCT' &&
        /["“]/u.test(article.text.slice(word.to, word.to + 4))
      )
        return [];
      const content = contentBefore(article, analysis, at);
      if (content.length === 0) return [];
      return [
        {
          source: speaker.head === null ? null : sourceSpan(sentence, speaker.head, [verb.first]),
          cue: cueSpan(sentence, verb, cues),
          content,
          act: resumed.entry.act,
          polarity: '+' as const,
          distance: resumed.entry.distance,
          addressee: addresseeOf(sentence, verb, [index]),
          medium: mediumOf(sentence, verb.first, [index], cues),
          resumes: speaker.head !== null && sentence.words[speaker.head]!.upos === 'PRON',
          quotes: false,
          rule: 'resumed',
          confidence: 0.6,
        },
      ];
    }),
  );
}
