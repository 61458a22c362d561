import type { Analysis, Sentence, Word } from '../core/analysis.ts';
import type { Article, Quotation, Stage } from '../core/reading.ts';
import { bySpan, contains, type Span, slice } from '../core/span.ts';
import type { SpeakerClause } from '../lexicon/cues.ts';
import { type Elided, readElisions } from '../lexicon/elisions.ts';
import { markedStretches } from './quotemarks.ts';

const LOWER_START = /^\p{Ll}/u;
const LETTERED = /\p{L}/u;

/** Every word of four letters or more begins with a capital: a title, a slogan, the name of a programme. */
const isTitle = (words: readonly Word[]): boolean => {
  const lettered = words.filter((w) => LETTERED.test(w.form));
  return lettered.length > 1 && lettered.every((w) => w.form.length < 4 || !LOWER_START.test(w.form));
};

/** The marks stand where somebody's sentence begins: at a line's start, after a colon, a comma or a full stop. */
const startsSentence = (article: Article, q: Quotation): boolean =>
  /(?:^|\n|[.!?:,;—–])\s*$/u.test(article.text.slice(Math.max(0, q.from - 3), q.from));

/**
 * Tells quoted speech from scare quotes, titles and nicknames: speech has a verb or five words, or closes with a comma,
 * an exclamation or question mark of its own; a title has capitals and no end.
 */
function isSpeech(article: Article, q: Quotation, words: readonly Word[], saying: SpeakerClause): boolean {
  const inner = slice(article.text, q.inner).trim();
  const count = words.filter((w) => LETTERED.test(w.form)).length;
  const ended = /[,!?…]$/u.test(inner) || (/\.$/u.test(inner) && startsSentence(article, q));
  const named = saying(article.text.slice(q.to, q.to + 60));
  if ((ended || named) && startsSentence(article, q) && count > 0) return true;
  if (isTitle(words)) return false;
  if (count >= 3 && words.some((w) => w.upos === 'VERB' || w.upos === 'AUX')) return true;
  return count >= 5;
}

/** First sentence that ends after an offset, by bisection. */
function firstAfter(sentences: readonly Sentence[], offset: number): number {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sentences[middle]!.to <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function wordsIn({ sentences }: Analysis, q: Quotation): readonly Word[] {
  const found: Word[] = [];
  for (let i = firstAfter(sentences, q.from); i < sentences.length && sentences[i]!.from < q.to; i++)
    found.push(...sentences[i]!.words.filter((w) => contains(q.inner, w)));
  return found;
}

/** What a block quotation says: all of it, or what stands between marks that enclose the whole. */
const innerOf = (block: Span, marked: readonly Quotation[]): Span =>
  marked.find((q) => q.from === block.from && q.to === block.to)?.inner ?? { from: block.from, to: block.to };

/**
 * Finds direct quotations, set as blocks or between marks, repaired where a mark is missing or wrong.
 * `saying` tells a speaker's clause ("Bard said"), from the lexicon of cues.
 */
export const quotations = (
  saying: SpeakerClause = () => false,
  elided: Elided = readElisions(),
): Stage<'analysis', 'quotations'> => ({
  name: 'quotations',
  needs: ['analysis'],
  gives: ['quotations'],
  run: (reading) => {
    const { article, analysis } = reading;
    const marked = markedStretches(article.text, article.paragraphs, { saying, elided });
    const spoken = marked.filter((q) => isSpeech(article, q, wordsIn(analysis, q), saying));
    const set = (article.blockQuotes ?? []).map(({ from, to }) => ({
      from,
      to,
      inner: innerOf({ from, to }, spoken),
      repaired: false,
    }));
    const whole = (q: Span) => set.some((block) => q.from === block.from && q.to === block.to);
    return { ...reading, quotations: [...set, ...spoken.filter((q) => !whole(q))].sort(bySpan) };
  },
});
