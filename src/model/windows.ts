import { CLS, type Pieces, SEP, shape } from './wordpiece.ts';
import type { Token } from './words.ts';

/** A token with what the model is told of it beside its form. */
export interface Reading extends Token {
  /** Space before the word: 0 none, 1 some, 2 start of a paragraph. */
  readonly space: 0 | 1 | 2;
  /** Number of its sentence in the document. */
  readonly sentence: number;
}

/** Words the model reads together: whole sentences of one paragraph, or a part of one long sentence. */
export interface Window {
  readonly words: readonly Reading[];
  readonly pieces: readonly (readonly number[])[];
  readonly size: number;
}

/** Packs a paragraph's sentences into windows of at most `limit` pieces, about equally full; cuts a longer sentence hard. */
export function windowsOf(words: readonly Reading[], cut: Pieces, limit: number): readonly Window[] {
  const pieces = words.map((w) => cut(w.form));
  const total = pieces.reduce((sum, p) => sum + p.length, 0);
  if (total === 0) return [];
  const share = total / Math.ceil(total / limit);
  const found: Window[] = [];
  let from = 0;
  let size = 0;
  const close = (to: number) => {
    if (to > from) {
      const inside = pieces.slice(from, to);
      found.push({ words: words.slice(from, to), pieces: inside, size: inside.reduce((s, p) => s + p.length, 0) });
    }
    from = to;
    size = 0;
  };
  for (const [start, end] of sentenceBounds(words)) {
    let length = 0;
    for (let i = start; i < end; i++) length += pieces[i]!.length;
    if (size > 0 && (size + length > limit || size + length / 2 > share)) close(start);
    for (let i = start; i < end; i++) {
      if (size + pieces[i]!.length > limit) close(i);
      size += pieces[i]!.length;
    }
  }
  close(words.length);
  return found;
}

function* sentenceBounds(words: readonly Reading[]): Generator<readonly [number, number]> {
  for (let from = 0, i = 1; i <= words.length; i++) {
    if (i < words.length && words[i]!.sentence === words[from]!.sentence) continue;
    yield [from, i];
    from = i;
  }
}

/** Share of padding a batch may carry before a new one is opened. */
const WASTE = 0.05;

/**
 * Indices in batches by size, so that padding stays small: a pure function of the sizes, hence of the document.
 * @param most rows of a batch; `budget` its padded cells
 */
export function batches(sizes: readonly number[], most = 16, budget = 2048): readonly (readonly number[])[] {
  const order = sizes.map((_, i) => i).sort((a, b) => sizes[a]! - sizes[b]! || a - b);
  const found: number[][] = [];
  let filled = 0;
  for (const i of order) {
    const last = found.at(-1);
    const cells = ((last?.length ?? 0) + 1) * sizes[i]!;
    if (last && last.length < most && cells <= budget && cells - filled - sizes[i]! <= WASTE * cells) {
      last.push(i);
      filled += sizes[i]!;
    } else {
      found.push([i]);
      filled = sizes[i]!;
    }
  }
  return found;
}

/** The model's input: row-major tables of one batch, padded. */
export interface Inputs {
  readonly rows: number;
  readonly pieces: number;
  readonly words: number;
  readonly ids: BigInt64Array;
  readonly shape: BigInt64Array;
  readonly space: BigInt64Array;
  readonly real: BigInt64Array;
  readonly first: BigInt64Array;
  readonly last: BigInt64Array;
}

const PAD_SHAPE = 6n;
const INSIDE = 3n;

/** Lays windows out as padded tables (see training/pieces.py, which must agree). */
export function inputs(windows: readonly Window[]): Inputs {
  const rows = windows.length;
  const pieces = Math.max(...windows.map((w) => w.size)) + 2;
  const words = Math.max(...windows.map((w) => w.words.length));
  const table = (width: number, fill: bigint) => new BigInt64Array(rows * width).fill(fill);
  const t: Inputs = {
    rows,
    pieces,
    words,
    ids: table(pieces, 0n),
    shape: table(pieces, PAD_SHAPE),
    space: table(pieces, 0n),
    real: table(pieces, 0n),
    first: table(words, 0n),
    last: table(words, 0n),
  };
  windows.forEach((window, row) => {
    layRow(t, window, row);
  });
  return t;
}

function layRow(t: Inputs, window: Window, row: number): void {
  let at = row * t.pieces;
  const put = (id: number, shaped: bigint, space: bigint) => {
    t.ids[at] = BigInt(id);
    t.shape[at] = shaped;
    t.space[at] = space;
    t.real[at] = 1n;
    at++;
  };
  put(CLS, PAD_SHAPE, 2n);
  window.words.forEach((word, i) => {
    const form = BigInt(shape(word.form));
    const cell = row * t.words + i;
    t.first[cell] = BigInt(at - row * t.pieces);
    window.pieces[i]!.forEach((id, k) => {
      put(id, k ? 8n + form : form, k ? INSIDE : BigInt(word.space));
    });
    t.last[cell] = BigInt(at - 1 - row * t.pieces);
  });
  put(SEP, PAD_SHAPE, 0n);
}
