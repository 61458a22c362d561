import type { Span } from '../core/span.ts';

/** One step from the draft's words to the text's: the same, only in the draft, only in the text. */
export interface Step {
  readonly kind: 'same' | 'draft' | 'text';
  readonly words: string;
}

export interface Alignment {
  readonly steps: readonly Step[];
  /** Share of the draft's words that stand in the text, 0…1. */
  readonly likeness: number;
  /** UTF-16 units of the text. */
  readonly span: Span;
}

interface Token extends Span {
  readonly key: string;
}

/** Longest text compared, in words: enough for any article, and a bound on the work. */
const MOST = 30_000;

function tokens(text: string): readonly Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu)) {
    found.push({
      from: match.index,
      to: match.index + match[0].length,
      key: match[0].replaceAll('’', "'").toLowerCase(),
    });
    if (found.length === MOST) break;
  }
  return found;
}

const [STOP, DIAGONAL, UP, LEFT] = [0, 1, 2, 3];

/**
 * The stretch of a text most like a quotation, word by word (Smith and Waterman's local alignment: a match counts 2,
 * a change or gap −1); null where no word is shared.
 */
export function align(quotation: string, text: string): Alignment | null {
  const [a, b] = [tokens(quotation).slice(0, 400), tokens(text)];
  if (a.length === 0 || b.length === 0) return null;
  const width = b.length + 1;
  const moves = new Uint8Array((a.length + 1) * width);
  let row = new Int32Array(width);
  let best = { score: 0, i: 0, j: 0 };
  for (let i = 1; i <= a.length; i++) {
    const next = new Int32Array(width);
    for (let j = 1; j < width; j++) {
      const diagonal = row[j - 1]! + (a[i - 1]!.key === b[j - 1]!.key ? 2 : -1);
      const [up, left] = [row[j]! - 1, next[j - 1]! - 1];
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
  for (const token of a.slice(end.i).reverse()) push('draft', quotation, token);
  let [i, j, same] = [end.i, end.j, 0];
  for (let move = moves[i * width + j]; move !== STOP; move = moves[i * width + j]) {
    if (move === DIAGONAL && a[i - 1]!.key === b[j - 1]!.key) {
      push('same', text, b[j - 1]!);
      same++;
    } else {
      if (move !== UP) push('text', text, b[j - 1]!);
      if (move !== LEFT) push('draft', quotation, a[i - 1]!);
    }
    if (move !== LEFT) i--;
    if (move !== UP) j--;
  }
  for (const token of a.slice(0, i).reverse()) push('draft', quotation, token);
  return {
    steps: merged(steps.reverse()),
    likeness: same / a.length,
    span: { from: b[j]!.from, to: b[end.j - 1]!.to },
  };
}

/** Neighbouring steps of one kind become one. */
function merged(steps: readonly Step[]): readonly Step[] {
  const found: Step[] = [];
  for (const step of steps) {
    const last = found.at(-1);
    if (last?.kind === step.kind) found[found.length - 1] = { kind: step.kind, words: `${last.words} ${step.words}` };
    else found.push(step);
  }
  return found;
}

/** The comparison on one line: `we [-shall-] {+will+} not sign`. */
export const stepsText = (steps: readonly Step[]): string =>
  steps
    .map(({ kind, words }) => (kind === 'same' ? words : kind === 'draft' ? `[-${words}-]` : `{+${words}+}`))
    .join(' ');
