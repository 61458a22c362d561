import type { Contradicting } from '../lexicon/opposites.ts';

interface Stretch {
  readonly low: number;
  readonly high: number;
}

/** A figure as a stretch of what it may stand for, and what it counts. */
export interface Figure extends Stretch {
  /** The words that state it. */
  readonly quote: string;
  /** Stems of the words that follow: what is counted; a currency alone. */
  readonly units: readonly string[];
  /** Index of its first word, and of the first word after it. */
  readonly at: number;
  readonly end: number;
}

/** A word of a sentence; `before` is what stands between it and the word before. */
export interface Spoken {
  readonly word: string;
  readonly stem: string;
  readonly before: string;
}

const DIGITS = /^\d[\d,]*(?:\.\d+)?(?:k|m|bn)?$/u;
const CURRENCY = /(?:\p{Lu}{1,3})?[$€£¥₽₴]\s*$/u;
const SHORT: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, bn: 1e9 };
const MOST_UNITS = 3;
/** Whole numbers from here to there without a unit are years. */
const YEARS = [1800, 2100] as const;
const NEAR = 0.15;
const MORE = 1.5;
const ROUNDING = 0.05;

const numberIn = (word: string, words: Contradicting): number | null => {
  if (!DIGITS.test(word)) return words.count.get(word) ?? null;
  const short = /(?:k|m|bn)$/u.exec(word)?.[0];
  return Number(word.replace(/,|[kmbn]+$/gu, '')) * (short ? SHORT[short]! : 1);
};

/** The figures of a sentence: in digits or words, "tens of thousands of files", with what they count. */
export function figuresIn(sentence: readonly Spoken[], words: Contradicting): readonly Figure[] {
  const found: Figure[] = [];
  for (let i = 0; i < sentence.length; i++) {
    const figure = figureAt(sentence, i, words);
    if (!figure) continue;
    found.push(figure);
    i = figure.end - 1;
  }
  return found;
}

function figureAt(sentence: readonly Spoken[], at: number, words: Contradicting): Figure | null {
  const low = (i: number) => sentence[i]?.word.toLowerCase() ?? '';
  const vague = /^(?:tens|dozens|scores|hundreds|thousands|millions|billions)$/u.test(low(at));
  let value = vague ? (low(at) === 'tens' ? 10 : (words.scale.get(low(at)) ?? 20)) : numberIn(low(at), words);
  if (value === null) return null;
  let end = at + 1;
  while (words.scale.has(low(end)) || (vague && low(end) === 'of' && words.scale.has(low(end + 1)))) {
    if (low(end) === 'of') end++;
    value *= words.scale.get(low(end))!;
    end++;
  }
  const currency = CURRENCY.exec(sentence[at]!.before)?.[0].trim() ?? null;
  if (/^(?:percent|per|%)$/iu.test(sentence[end]?.word ?? '') || /^\s*%/u.test(sentence[end]?.before ?? ''))
    return null;
  const units = currency ? [currency] : (harmed(sentence, at, end, words) ?? unitsAfter(sentence, end));
  const isYear = end === at + 1 && !/,/u.test(low(at)) && value >= YEARS[0] && value <= YEARS[1];
  if (units.length === 0 || (isYear && !currency)) return null;
  const quote = `${currency ?? ''}${sentence
    .slice(at, end)
    .map((t) => t.word)
    .join(' ')}`;
  const first = /^(?:to|and|or)$/u.test(low(at - 1)) ? numberIn(low(at - 2), words) : null;
  const stretch = stretchOf(value, vague, low(at - 1), words);
  return { ...stretch, low: Math.min(first ?? stretch.low, stretch.low), quote, units, at, end };
}

function stretchOf(value: number, vague: boolean, before: string, { about }: Contradicting) {
  if (vague) return { low: value * 2, high: value * 10 - 1 };
  if (about.more(before)) return { low: value, high: value * MORE };
  if (about.less(before)) return { low: value / MORE, high: value };
  const slack = about.near(before) ? NEAR : value >= 1000 ? ROUNDING / 2 : 0;
  return { low: value * (1 - slack), high: value * (1 + slack) };
}

const STOPS =
  /^(?:in|on|at|to|from|by|for|with|and|or|as|than|that|which|who|were|was|are|is|have|has|had|after|since|during)$/u;

const [BEFORE, AFTER] = [3, 11];

/** What befell those a number counts, and who they are; null where it counts nobody harmed. */
function harmed(sentence: readonly Spoken[], at: number, end: number, words: Contradicting): readonly string[] | null {
  const around = [...sentence.slice(Math.max(0, at - BEFORE), at), ...sentence.slice(end, end + AFTER)];
  const low = around.map((t) => t.word.toLowerCase());
  const harm = words.harm.find(([, test]) => low.some(test));
  if (!harm) return null;
  const [who] = words.class.find(([, test]) => test(sentence[end]?.word.toLowerCase() ?? '')) ?? ['people'];
  return [`${harm[0]}/${who}`];
}

function unitsAfter(sentence: readonly Spoken[], end: number): readonly string[] {
  const found: string[] = [];
  for (let i = end; i < sentence.length && found.length < MOST_UNITS; i++) {
    const { word, stem, before } = sentence[i]!;
    if (/[,.;:!?()"“”]/u.test(before) || STOPS.test(word.toLowerCase())) break;
    if (/^(?:of|the|other|more|people|new)$/iu.test(word)) continue;
    if (/^\d/u.test(word)) break;
    found.push(stem);
  }
  return found;
}

/** True where two figures of one thing cannot both be right. */
export const differ = (a: Stretch, b: Stretch): boolean => a.high < b.low || b.high < a.low;
