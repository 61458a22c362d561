import type { Span } from '../core/span.ts';

/** One step from the draft's words to the text's: the same, only in the draft, only in the text. */
export interface Step {
  readonly kind: 'same' | 'draft' | 'text';
  readonly words: string;
}

export interface Alignment {
  readonly steps: readonly Step[];
  /** Share of the draft's words that stand in the text, 0…1; neither case nor marks count. */
  readonly likeness: number;
  /** UTF-16 units of the text. */
  readonly span: Span;
}

interface Token extends Span {
  /** The word in lower case, or the mark. */
  readonly key: string;
  /** The word as it is written. */
  readonly form: string;
  readonly isWord: boolean;
}

/** Longest text compared, in words and marks: enough for any article, and a bound on the work. */
const MOST = 30_000;

const TOKEN = /[\p{L}\p{M}\p{N}]+(?:['’.,-][\p{L}\p{M}\p{N}]+)*|[.,;:!?%$€£…]/gu;

function tokens(text: string, most: number): readonly Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const form = match[0].replaceAll('’', "'");
    found.push({
      ...{ from: match.index, to: match.index + match[0].length, form },
      key: form.toLowerCase(),
      isWord: /[\p{L}\p{N}]/u.test(form),
    });
    if (found.length === most) break;
  }
  return found;
}

const [STOP, DIAGONAL, UP, LEFT] = [0, 1, 2, 3];

/** A word or mark as it is written counts most; a word in another case still is that word. */
const points = (a: Token, b: Token): number => (a.key !== b.key ? -2 : !a.isWord ? 1 : a.form === b.form ? 4 : 3);
const gap = ({ isWord }: Token): number => (isWord ? -2 : -1);

/**
 * The stretch of a text most like a quotation, word by word and mark by mark (Smith and Waterman's local alignment); null
 * where no word is shared. The case of the quotation's first letter does not count.
 */
export function align(quotation: string, text: string): Alignment | null {
  const [a, b] = [tokens(quotation, 500), tokens(text, MOST)];
  if (a.length === 0 || b.length === 0) return null;
  const width = b.length + 1;
  const moves = new Uint8Array((a.length + 1) * width);
  let row = new Int32Array(width);
  let best = { score: 0, i: 0, j: 0 };
  for (let i = 1; i <= a.length; i++) {
    const next = new Int32Array(width);
    const mine = a[i - 1]!;
    for (let j = 1; j < width; j++) {
      const diagonal = row[j - 1]! + points(mine, b[j - 1]!);
      const [up, left] = [row[j]! + gap(mine), next[j - 1]! + gap(b[j - 1]!)];
      const score = Math.max(0, diagonal, up, left);
      next[j] = score;
      moves[i * width + j] = score === 0 ? STOP : score === diagonal ? DIAGONAL : score === up ? UP : LEFT;
      if (score > best.score) best = { score, i, j };
    }
    row = next;
  }
  return best.score === 0 ? null : trace(quotation, text, { a, b, moves, width, end: best });
}

interface Trace {
  readonly a: readonly Token[];
  readonly b: readonly Token[];
  readonly moves: Uint8Array;
  readonly width: number;
  readonly end: { readonly i: number; readonly j: number };
}

function trace(quotation: string, text: string, { a, b, moves, width, end }: Trace): Alignment {
  const steps: Step[] = [];
  const word = (of: string, token: Token) => of.slice(token.from, token.to);
  const push = (kind: Step['kind'], of: string, token: Token) => steps.push({ kind, words: word(of, token) });
  const isSame = (i: number, j: number) => {
    const [mine, its] = [a[i]!, b[j]!];
    return mine.key === its.key && mine.form.slice(i === 0 ? 1 : 0) === its.form.slice(i === 0 ? 1 : 0);
  };
  for (const token of a.slice(end.i).reverse()) push('draft', quotation, token);
  let [i, j, shared] = [end.i, end.j, 0];
  for (let move = moves[i * width + j]; move !== STOP; move = moves[i * width + j]) {
    if (move === DIAGONAL && a[i - 1]!.key === b[j - 1]!.key && a[i - 1]!.isWord) shared++;
    if (move === DIAGONAL && isSame(i - 1, j - 1)) push('same', text, b[j - 1]!);
    else {
      if (move !== UP) push('text', text, b[j - 1]!);
      if (move !== LEFT) push('draft', quotation, a[i - 1]!);
    }
    if (move !== LEFT) i--;
    if (move !== UP) j--;
  }
  for (const token of a.slice(0, i).reverse()) push('draft', quotation, token);
  return {
    steps: merged(steps.reverse()),
    likeness: shared / Math.max(1, a.filter((t) => t.isWord).length),
    span: { from: b[j]!.from, to: b[end.j - 1]!.to },
  };
}

/** Neighbouring steps of one kind become one; a mark follows its word without a space. */
function merged(steps: readonly Step[]): readonly Step[] {
  const found: Step[] = [];
  for (const step of steps) {
    const last = found.at(-1);
    if (last?.kind !== step.kind) found.push(step);
    else
      found[found.length - 1] = {
        kind: step.kind,
        words: /^[.,;:!?%…]$/u.test(step.words) ? last.words + step.words : `${last.words} ${step.words}`,
      };
  }
  return found;
}

/** The comparison on one line: `we [-shall-] {+will+} not sign`. */
export const stepsText = (steps: readonly Step[]): string =>
  steps
    .map(({ kind, words }) => (kind === 'same' ? words : kind === 'draft' ? `[-${words}-]` : `{+${words}+}`))
    .join(' ');
