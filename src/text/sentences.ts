import type { Span } from '../core/span.ts';
import type { Abbreviations } from './abbreviations.ts';
import { type Chunk, chunksOf, Known, Mark, Shape } from './chunks.ts';
import { courseOf, endBuckets, endFeatures, type Place, possible } from './ends.ts';
import { probability, wordScore } from './forest.ts';

/**
 * Cuts one paragraph into sentences: what the lexicon says of abbreviations first, then a classifier trained on the
 * treebanks' sentence ends (models/sentences-en) at every place where one may end. Spans are in the units of `text`,
 * trimmed, in order, never overlapping; none spans a blank line.
 */
export function sentences(text: string, paragraph: Span, known: Abbreviations): readonly Span[] {
  const chunks = chunksOf(text, paragraph, known);
  const course = courseOf(chunks);
  const found: Span[] = [];
  let [start, last] = [0, 0];
  for (let at = 1; at <= chunks.length; at++) {
    const isLong = chunks[at - 1]!.to - chunks[start]!.from > LONGEST;
    if (at < chunks.length && !isLong && !isEnd({ course, at, start, last }, known)) continue;
    found.push({ from: chunks[start]!.from, to: chunks[at - 1]!.to });
    [last, start] = [start, at];
  }
  return found;
}

/** Characters after which a sentence ends wherever it stands: no prose has such, and reading one takes the square of its length. */
const LONGEST = 3000;

/** Log-odds of the words alone below which the forest need not be asked. */
const HOPELESS = -3;

function isEnd(place: Place, { ends }: Abbreviations): boolean {
  const sure = byRule(place);
  if (sure !== undefined) return sure;
  if (!possible(place.course, place.at)) return false;
  const words = wordScore(ends.weights, ends.words.bias, endBuckets(place));
  if (words < HOPELESS) return false;
  return probability(ends, endFeatures(place, words)) > ends.thresholds[thresholdOf(place)];
}

/** A line of capitalised words alone may be a headline: it is cut on stronger evidence. */
function thresholdOf({ course, at, start }: Place): 'mark' | 'bare' | 'headline' {
  const [left, right] = [course.chunks[at - 1]!, course.chunks[at]!];
  if (left.mark >= Mark.stop) return 'mark';
  const small = course.lower[at + course.ahead[at]!]! - course.lower[start]!;
  return small === 0 && left.mark === Mark.none && right.shape === Shape.title ? 'headline' : 'bare';
}

const NUMBERING = /^["'(]?\d{1,2}[.)]$/u;

/** What needs no weighing; undefined where the classifier decides. */
function byRule({ course, at, start }: Place): boolean | undefined {
  const [left, right] = [course.chunks[at - 1]!, course.chunks[at]!];
  if (right.after === 'blank' || right.after === 'stop') return true;
  const small = right.shape === Shape.lower;
  if (right.after === 'line' && !small) return at - start > 1 || !NUMBERING.test(left.lead + left.word + left.tail);
  if (small && goesOn(left)) return false;
  if (left.mark === Mark.colon && (course.lower[at]! > course.lower[start]! || /^["']/u.test(right.lead))) return false;
  if (left.mark === Mark.closer && !left.tail.endsWith(']')) return false;
  const before = at - 2 >= start ? course.chunks[at - 2] : undefined;
  return left.mark === Mark.stop ? afterStop(left, right, before) : undefined;
}

/** Does a small letter after `left` go on with its sentence: after a closing quotation, "(R-Roh.) voted"? */
const goesOn = ({ tail, shape }: Chunk): boolean =>
  /["']$/u.test(tail) || (shape !== Shape.lower && /[)\]]$/u.test(tail));

/** May the sentence end after an abbreviation, an initial, a number ("on Jan. 5.") and its full stop? */
function afterStop(left: Chunk, right: Chunk, before: Chunk | undefined): boolean | undefined {
  if (left.tail !== '.') return undefined;
  if (left.shape === Shape.number)
    return before?.known === Known.number && right.shape !== Shape.lower ? true : undefined;
  if (left.known === Known.before) return false;
  if (left.known === Known.number && right.shape === Shape.number) return false;
  if (left.shape === Shape.capital) return right.starter ? undefined : false;
  if (left.known !== Known.nothing && right.starter) return true;
  return left.known === Known.dotted && left.shape !== Shape.lower ? false : undefined;
}
