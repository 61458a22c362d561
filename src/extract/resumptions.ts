import type { Analysis, Sentence, Word } from '../core/analysis.ts';
import type { Article } from '../core/reading.ts';
import { applyRules, type Rule, type Rules } from '../core/rule.ts';
import { contains, type Span, slice } from '../core/span.ts';
import type { Complement, CueLexicon } from '../lexicon/cues.ts';
import type { Candidate } from './candidate.ts';
import { type CueMatch, cueAt, cueSpan } from './cues.ts';
import { sourceSpan, speakerOf } from './speakers.ts';
import { dependents, relation } from './trees.ts';
import { addresseeOf, mediumOf } from './venues.ts';

const CLAUSE = ['ccomp', 'xcomp', 'csubj'];

/** "this", "such", "his", "the": the word that ties a noun to what was just said; the noun's own form where none does. */
function tieOf(sentence: Sentence, index: number): string {
  const lower = (i: number) => sentence.words[i]!.form.toLowerCase();
  const before = dependents(sentence, index, 'det', 'det:predet', 'amod', 'nmod:poss').filter((i) => i < index);
  if (before.some((i) => lower(i) === 'such')) return 'such';
  const tie = before.find((i) => sentence.words[i]!.upos !== 'ADJ');
  return tie === undefined ? lower(index) : lower(tie) === 'that' ? 'this' : lower(tie);
}

/** "this opinion", "such an unexpected statement", "it": the words that take up what was just said; null elsewhere. */
function resumedBy(sentence: Sentence, index: number, cues: CueLexicon): CueMatch | null {
  const head = sentence.words[index]!;
  const tie = tieOf(sentence, index);
  const entry = cues
    .starting('resume', tie)
    .find((e) => [head.form, head.lemma].some((w) => e.cue.split(' ').at(-1) === w.toLowerCase()));
  return entry ? { entry, first: index, last: index } : null;
}

/** A verb that carries it ("was expressed by", "made", "wrote about", "said"); not "described it as", "believes it". */
function carries(sentence: Sentence, verb: number, pronoun: boolean, cues: CueLexicon): CueMatch | null {
  const said = cueAt(cues, 'verb', sentence, verb);
  const takes = (c: Complement) => said?.entry.takes.includes(c) ?? false;
  const tells = said?.entry.act === 'statement' && (takes('that') || takes('about'));
  if (takes('quote') && said?.entry.polarity === '+' && (tells || !pronoun)) return said;
  return pronoun ? null : cueAt(cues, 'light', sentence, verb);
}

/** Sentences of a paragraph that "this opinion" may take up together. */
const LONGEST = 5;

/** What is taken up: the sentence before; the whole paragraph before where the sentence opens its own. */
function contentBefore(article: Article, analysis: Analysis, at: number): readonly Span[] {
  const sentence = analysis.sentences[at]!;
  const index = article.paragraphs.findIndex((p) => contains(p, { from: sentence.from, to: sentence.from + 1 }));
  const own = article.paragraphs[index];
  const paragraph = own && sentence.from - own.from < 3 ? article.paragraphs[index - 1] : own;
  const before = analysis.sentences
    .slice(Math.max(0, at - LONGEST), at)
    .filter((s) => paragraph && contains(paragraph, s));
  if (!paragraph || before.length === 0) return [];
  const whole = paragraph !== own && paragraph.from >= before[0]!.from;
  const taken = whole ? before : before.slice(-1);
  return taken.map((s) => ({
    from: s.from,
    to: /[.!?]$/u.test(slice(article.text, s)) ? s.to - 1 : s.to,
  }));
}

/** "About this reported the ministry": who stands after the verb is the source, as in the languages translated word by word. */
function inverted(article: Article, analysis: Analysis, at: number, cues: CueLexicon): readonly Candidate[] {
  const sentence = analysis.sentences[at]!;
  const [about, this_] = sentence.words.map((w) => w.form.toLowerCase());
  const verb = cueAt(cues, 'verb', sentence, 2);
  if (about !== 'about' || !verb || verb.entry.act !== 'statement') return [];
  const taken = this_ && cues.starting('resume', this_)[0];
  const head = sentence.words.findIndex(
    (w, i) => i > verb.last && w.head === verb.first && /^(?:NOUN|PROPN)$/u.test(w.upos),
  );
  const content = contentBefore(article, analysis, at);
  if (!taken || head < 0 || content.length === 0) return [];
  return [
    {
      source: sourceSpan(sentence, head, [verb.first]),
      cue: cueSpan(sentence, verb, cues),
      content,
      act: 'statement',
      polarity: '+',
      distance: verb.entry.distance,
      addressee: null,
      medium: mediumOf(sentence, verb.first, [head], cues),
      quotes: false,
      certain: true,
      rule: 'resumed',
      confidence: 0.6,
    },
  ];
}

/** An object, or the subject of a passive. */
const mayResume = (word: Word): boolean =>
  ['NOUN', 'PRON', 'DET'].includes(word.upos) &&
  word.head >= 0 &&
  word.deprel !== 'nsubj' &&
  ['obj', 'nsubj', 'obl'].includes(relation(word));

/** What the rules look at beside a statement that takes up what was said. */
interface Around {
  readonly sentence: Sentence;
  readonly verb: CueMatch;
  /** Head word of the source; null where none is named. */
  readonly speaker: number | null;
}

/** What does not take up what was said, though its words look so. */
export const RESUMING: readonly Rule<Candidate, Around>[] = [
  {
    id: 'resumes-own-clause',
    because: '"He said of it that …": a verb with a clause of its own takes nothing up',
    gold: 'rules.gold#The treaty was signed in May. The premier wrote',
    does: (c, _, { sentence, verb }) => (dependents(sentence, verb.first, ...CLAUSE).length > 0 ? null : c),
  },
  {
    id: 'resumes-own-words',
    because: '"I said it", "we wrote about this": who speaks here is not a source of the text',
    gold: 'rules.gold#The bridge was closed in May. We told',
    does: (c, _, { sentence, speaker }) =>
      speaker !== null && /^(?:I|we|you)$/iu.test(sentence.words[speaker]!.form) ? null : c,
  },
];

/** "This opinion was expressed to Channel 4 by an expert": the content stands in the sentence or paragraph before. */
export function resumptions(
  article: Article,
  analysis: Analysis,
  cues: CueLexicon,
  rules: Rules<Candidate>,
): readonly Candidate[] {
  return analysis.sentences.flatMap((sentence, at) => {
    if (at === 0) return [];
    const turned = inverted(article, analysis, at, cues);
    if (turned.length > 0) return turned;
    return sentence.words.flatMap((word, index) => {
      const resumed = mayResume(word) ? resumedBy(sentence, index, cues) : null;
      const verb = resumed && carries(sentence, word.head, word.upos !== 'NOUN', cues);
      const speaker = verb ? speakerOf(sentence, verb.first) : 'unknown';
      if (!resumed || !verb || speaker === 'unknown' || speaker.head === index) return [];
      const content = contentBefore(article, analysis, at);
      if (content.length === 0) return [];
      const found: Candidate = {
        source: speaker.head === null ? null : sourceSpan(sentence, speaker.head, [verb.first]),
        cue: cueSpan(sentence, verb, cues),
        content,
        act: resumed.entry.act,
        polarity: '+',
        distance: resumed.entry.distance,
        addressee: addresseeOf(sentence, verb, [index]),
        medium: mediumOf(sentence, verb.first, [index], cues),
        resumes: speaker.head !== null && sentence.words[speaker.head]!.upos === 'PRON',
        quotes: false,
        rule: 'resumed',
        confidence: 0.6,
      };
      const around = { sentence, verb, speaker: speaker.head };
      return applyRules(RESUMING, [found], around, rules);
    });
  });
}
