import type { Quotation } from '../core/reading.ts';
import { type Span, slice } from '../core/span.ts';
import type { SpeakerClause } from '../lexicon/cues.ts';
import type { Elided } from '../lexicon/elisions.ts';

/** The words by which a mark is told from an apostrophe, and an end from a beginning. */
export interface MarkWords {
  /** Tells a speaker's clause at the beginning of a text ("Bard said", "said Bard"). */
  readonly saying: SpeakerClause;
  /** Tells a word that begins with an apostrophe of its own ('tis, 'em). */
  readonly elided: Elided;
}

/** A quotation mark as written; runs such as `""` or `''` count as one mark. */
interface Mark extends Span {
  readonly single: boolean;
  /** Cost of reading the mark as opening, as closing, and as no quotation mark at all (apostrophe, inch, stray). */
  readonly open: number;
  readonly close: number;
  readonly skip: number;
  /** Index of the paragraph. */
  readonly paragraph: number;
}

const MARKS = /["“”„‟«»＂″]+|''|``|['‘’‚‹›`´]/gu;
const SINGLE = /^['‘’‚‹›`´]$/u;
const OPENING = /^[“„«‘‚‹`]/u;
const CLOSING = /^[”»’›´]/u;
const LETTER = /[\p{L}\p{N}]/u;
const BEFORE_OPEN = /[\s([{—–\-/:]/u;
const AFTER_CLOSE = /[\s)\]},.;:!?—–\-/…]/u;
/** Of a year: '90s. */
const TWO_DIGITS = /^\d\ds?\b/iu;
/** Characters after a mark in which words are looked for: a speaker's clause, a word without its beginning. */
const [CLAUSE, ELISION] = [60, 12];

/** Costs from a mark's own shape and its neighbours; a curly mark mostly says itself which it is. */
function weigh(
  text: string,
  span: Span,
  single: boolean,
  { saying, elided }: MarkWords,
): Pick<Mark, 'open' | 'close' | 'skip'> {
  const written = slice(text, span);
  const before = text[span.from - 1] ?? '\n';
  const after = text[span.to] ?? '\n';
  const next = text[span.to + 1] ?? '';
  const openish = BEFORE_OPEN.test(before) && !/\s/u.test(after);
  const closish = !/\s/u.test(before) && AFTER_CLOSE.test(after);
  let open = openish ? 0 : /\s/u.test(before) ? 0.4 : 1.5;
  let close = closish ? 0 : AFTER_CLOSE.test(after) ? 0.4 : 1.2;
  if (openish && /[,.!?]\s$/u.test(text.slice(Math.max(0, span.from - 2), span.from))) close = Math.min(close, 0.7);
  // `…is not enough, "Bard said`: the clause that names the speaker stands outside the marks
  if (!single && saying(text.slice(span.to, span.to + CLAUSE))) {
    open += 1.2;
    close = Math.min(close, 0.2);
  }
  if (OPENING.test(written)) close += 2;
  else if (CLOSING.test(written) && !(single && written === '’' && openish)) open += 2;
  if (!single) return { open, close, skip: 2.5 };
  if (LETTER.test(before) && LETTER.test(after)) return { open: 9, close: 9, skip: 0 };
  const ahead = text.slice(span.to, span.to + ELISION);
  const isWord = openish && (TWO_DIGITS.test(ahead) || elided(ahead));
  if (!openish) open += 2;
  else if (isWord) open += 1.5;
  if (!LETTER.test(after) && openish && after !== '"') open += 0.5;
  // "the workers' rights": a possessive, unless punctuation stands before or after the mark
  if (/[sz]/iu.test(before) && after === ' ' && LETTER.test(next)) close += 1.2;
  if (!closish) close += 2;
  const plainApostrophe = written === "'" || written === '’' ? 0.3 : 1.6;
  return { open, close, skip: openish && !isWord ? 1.2 : plainApostrophe };
}

function marksOf(text: string, paragraphs: readonly Span[], words: MarkWords): readonly Mark[] {
  return paragraphs.flatMap((p, paragraph) =>
    [...slice(text, p).matchAll(MARKS)].map((m) => {
      const span = { from: p.from + m.index, to: p.from + m.index + m[0].length };
      const single = SINGLE.test(m[0]);
      return { ...span, single, ...weigh(text, span, single, words), paragraph };
    }),
  );
}

/**
 * States while reading: the stack of open marks, two deep at most.
 * 0 none, 1 double, 2 single, 3 double in double, 4 single in double, 5 double in single.
 */
const STATES = 6;
const DEPTH: readonly number[] = [0, 1, 1, 2, 2, 2];
const SINGLE_OUTSIDE: readonly boolean[] = [false, false, true, false, false, true];
const OPENED: Readonly<Record<'double' | 'single', readonly number[]>> = {
  double: [1, 3, 5, -1, -1, -1],
  single: [2, 4, -1, -1, -1, -1],
};
const CLOSED: Readonly<Record<'double' | 'single', readonly number[]>> = {
  double: [-1, 0, -1, 1, -1, 2],
  single: [-1, -1, 0, -1, 1, -1],
};
const NESTING: readonly number[] = [0, 0, 0, 1.8, 0, 0.2];

/** What may happen at a mark or at a paragraph's end. */
const SKIP = 0;
const OPEN = 1;
const CLOSE = 2;
/** A paragraph of a longer quotation begins with an opening mark again. */
const REOPEN = 3;
/** A closing mark whose opening mark is lost. */
const IMPLIED = 4;
/** A paragraph ends, the quotation (if any) goes on. */
const STAY = 5;
/** A paragraph ends, the closing mark is missing. */
const DROP = 6;

type Visit = (to: number, cost: number, step: number) => void;

function atMark(mark: Mark, state: number, first: boolean, visit: Visit): void {
  const kind = mark.single ? 'single' : 'double';
  visit(state, mark.skip, SKIP);
  const opened = OPENED[kind][state]!;
  if (opened >= 0) visit(opened, mark.open + NESTING[opened]!, OPEN);
  const closed = CLOSED[kind][state]!;
  if (closed >= 0) visit(closed, mark.close, CLOSE);
  if (first && closed >= 0) visit(state, mark.open, REOPEN);
  if (state === 0 && !mark.single) visit(0, mark.close + 2, IMPLIED);
}

/** An open quotation goes on (dear where the next paragraph does not begin with a mark) or lost its closing mark. */
function atBreak(state: number, reopens: boolean, visit: Visit): void {
  if (state === 0) {
    visit(0, 0, STAY);
    return;
  }
  const single = SINGLE_OUTSIDE[state]!;
  visit(state, single ? 5 : reopens ? 0.2 : 1, STAY);
  visit(0, (single ? 2.5 : 1.4) * DEPTH[state]!, DROP);
}

/** A mark, or the end of a paragraph. */
interface Point {
  readonly mark: Mark | null;
  /** The mark opens its paragraph. */
  readonly first: boolean;
  readonly paragraph: number;
  /** The next paragraph begins with a mark. */
  readonly reopens: boolean;
}

function pointsOf(text: string, paragraphs: readonly Span[], words: MarkWords): readonly Point[] {
  const marks = marksOf(text, paragraphs, words);
  const points: Point[] = [];
  let next = 0;
  paragraphs.forEach((p, paragraph) => {
    for (; next < marks.length && marks[next]!.paragraph === paragraph; next++) {
      const mark = marks[next]!;
      points.push({ mark, first: mark.from === p.from, paragraph, reopens: false });
    }
    const after = paragraphs[paragraph + 1];
    points.push({
      mark: null,
      first: false,
      paragraph,
      reopens: after !== undefined && /["“'‘]/u.test(text[after.from]!),
    });
  });
  return points;
}

/** The cheapest reading of all marks (Viterbi): the step taken at each point. */
function cheapest(points: readonly Point[]): Uint8Array {
  let costs = [0, ...Array<number>(STATES - 1).fill(Infinity)];
  const came = new Uint8Array(points.length * STATES);
  points.forEach((point, index) => {
    const next = Array<number>(STATES).fill(Infinity);
    costs.forEach((cost, state) => {
      if (cost === Infinity) return;
      const visit: Visit = (to, extra, step) => {
        if (cost + extra >= next[to]!) return;
        next[to] = cost + extra;
        came[index * STATES + to] = state * 8 + step;
      };
      if (point.mark) atMark(point.mark, state, point.first, visit);
      else atBreak(state, point.reopens, visit);
    });
    costs = next;
  });
  const steps = new Uint8Array(points.length);
  let state = 0; // every stack is empty at the end: the last break closes what is open
  for (let index = points.length - 1; index >= 0; index--) {
    const code = came[index * STATES + state]!;
    steps[index] = code % 8;
    state = code >> 3;
  }
  return steps;
}

const pair = (open: Span, close: Span, repaired: boolean): Quotation => ({
  from: open.from,
  to: close.to,
  inner: { from: open.to, to: close.from },
  repaired,
});

/** White space between a mark and the words inside it, or a mark written twice, is a translator's damage. */
const damaged = (text: string, open: Span, close: Span): boolean =>
  /\s/u.test(text[open.to] ?? '') ||
  /\s/u.test(text[close.from - 1] ?? '') ||
  /["“”]{2}/u.test(slice(text, open) + slice(text, close).slice(1));

/**
 * Every stretch between quotation marks, nested ones included, in text order. Marks are paired over the whole text at the least
 * cost, so a missing, misplaced or doubled mark damages its own paragraph only; `repaired` says an end was inferred:
 * at the paragraph's beginning (or after the quotation before it), or at its end. Linear in the length of the text.
 */
export function markedStretches(text: string, paragraphs: readonly Span[], words: MarkWords): readonly Quotation[] {
  const points = pointsOf(text, paragraphs, words);
  const steps = cheapest(points);
  const found: Quotation[] = [];
  let open: Mark[] = [];
  let lastClose = 0;
  points.forEach(({ mark, paragraph }, index) => {
    const step = steps[index];
    const bounds = paragraphs[paragraph]!;
    if (mark && step === OPEN) open.push(mark);
    else if (mark && step === CLOSE) {
      const start = open.pop()!;
      found.push(pair(start, mark, damaged(text, start, mark)));
      lastClose = mark.to;
    } else if (mark && step === IMPLIED) {
      const from = afterSpace(text, Math.max(bounds.from, lastClose));
      found.push(pair({ from, to: from }, mark, true));
      lastClose = mark.to;
    } else if (step === DROP) {
      for (const start of open) found.push(pair(start, { from: bounds.to, to: bounds.to }, true));
      open = [];
    }
  });
  return found.filter((q) => q.inner.to > q.inner.from).sort((a, b) => a.from - b.from || b.to - a.to);
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (/[\s,.;]/u.test(text[at] ?? 'x')) at++;
  return at;
}
