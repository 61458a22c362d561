/** A row-major table of scores. */
export interface Table {
  readonly data: Float32Array;
  readonly width: number;
}

/** Words `from` (inclusive) to `to` (exclusive) of a window. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** A run with its tag and its mean probability. */
export interface Tagged extends Run {
  readonly tag: string;
  readonly confidence: number;
}

/** Scores of a tag sequence's first tag, and of each tag after each other, `[previous * width + next]`. */
export interface Transitions {
  readonly start: Float64Array;
  readonly next: Float64Array;
}

/** Best tag sequence of rows `from`..`to` under transition scores (Viterbi 1967). */
export function viterbi(scores: Table, from: number, to: number, { start, next }: Transitions): readonly number[] {
  const k = scores.width;
  const back = new Uint8Array((to - from) * k);
  let best = start.map((score, j) => score + scores.data[from * k + j]!);
  let after = new Float64Array(k);
  for (let row = from + 1; row < to; row++) {
    for (let j = 0; j < k; j++) {
      let top = 0;
      let most = -Infinity;
      for (let i = 0; i < k; i++) {
        const score = best[i]! + next[i * k + j]!;
        if (score > most) [most, top] = [score, i];
      }
      back[(row - from) * k + j] = top;
      after[j] = most + scores.data[row * k + j]!;
    }
    [best, after] = [after, best];
  }
  let tag = best.indexOf(Math.max(...best));
  const tags = [tag];
  for (let row = to - from - 1; row > 0; row--) {
    tag = back[row * k + tag]!;
    tags.push(tag);
  }
  return tags.reverse();
}

/** Transition scores that forbid `I-X` after anything but `B-X` and `I-X`. */
export function bioRules(tags: readonly string[]): Transitions {
  const forbidden = -1e9;
  const follows = (a: string, b: string) => !b.startsWith('I-') || a.slice(1) === b.slice(1);
  return {
    start: Float64Array.from(tags, (t) => (t.startsWith('I-') ? forbidden : 0)),
    next: Float64Array.from(tags.flatMap((a) => tags.map((b) => (follows(a, b) ? 0 : forbidden)))),
  };
}

/** Runs of a BIO sequence; `offset` is the word the sequence starts at, `probability(word, tag)` gives the confidence. */
export function runs(
  sequence: readonly number[],
  tags: readonly string[],
  offset: number,
  probability: (word: number, tag: number) => number,
): readonly Tagged[] {
  const found: Tagged[] = [];
  for (let i = 0; i < sequence.length; ) {
    const tag = tags[sequence[i]!]!;
    const kind = tag.slice(2);
    let end = i + 1;
    if (tag !== 'O') while (end < sequence.length && tags[sequence[end]!] === `I-${kind}`) end++;
    if (tag !== 'O') {
      let sum = 0;
      for (let w = i; w < end; w++) sum += probability(offset + w, sequence[w]!);
      found.push({ from: offset + i, to: offset + end, tag: kind, confidence: sum / (end - i) });
    }
    i = end;
  }
  return found;
}

/** Cue runs: neighbouring words whose B + I probability passes `extend`, of which one passes `threshold`. */
export function cueRuns(cue: Table, from: number, to: number, threshold: number, extend: number): readonly Tagged[] {
  const found: { from: number; to: number; tag: string; confidence: number }[] = [];
  for (let w = from; w < to; w++) {
    const probability = cue.data[w * 3 + 1]! + cue.data[w * 3 + 2]!;
    if (probability <= extend) continue;
    const last = found.at(-1);
    if (last && last.to === w) {
      last.confidence = Math.max(last.confidence, probability);
      last.to++;
    } else found.push({ from: w, to: w + 1, tag: 'CUE', confidence: probability });
  }
  return found.filter((run) => run.confidence > threshold);
}

/** Lemma by edit script: `l2:y` lower-cases, drops two letters and adds "y"; `k` keeps the case (training/lemmas.py). */
export function applyScript(script: string, form: string): string {
  const base = script[0] === 'l' ? form.toLowerCase() : form;
  const colon = script.indexOf(':');
  return base.slice(0, Math.max(0, base.length - Number(script.slice(1, colon)))) + script.slice(colon + 1) || form;
}
