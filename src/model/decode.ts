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

/** Best tag sequence of rows `from`..`to` under transition scores `[previous][next]` (Viterbi). */
export function viterbi(
  scores: Table,
  from: number,
  to: number,
  start: ArrayLike<number>,
  transition: readonly ArrayLike<number>[],
): readonly number[] {
  const k = scores.width;
  const back: Int32Array[] = [];
  let best = Float64Array.from({ length: k }, (_, j) => start[j]! + scores.data[from * k + j]!);
  for (let row = from + 1; row < to; row++) {
    const pointers = new Int32Array(k);
    const next = new Float64Array(k);
    for (let j = 0; j < k; j++) {
      let top = 0;
      for (let i = 1; i < k; i++) if (best[i]! + transition[i]![j]! > best[top]! + transition[top]![j]!) top = i;
      pointers[j] = top;
      next[j] = best[top]! + transition[top]![j]! + scores.data[row * k + j]!;
    }
    back.push(pointers);
    best = next;
  }
  let tag = best.indexOf(Math.max(...best));
  const tags = [tag];
  for (let row = back.length - 1; row >= 0; row--) {
    tag = back[row]![tag]!;
    tags.push(tag);
  }
  return tags.reverse();
}

/** Transition scores that forbid `I-X` after anything but `B-X` and `I-X`. */
export function bioRules(tags: readonly string[]): { start: number[]; transition: number[][] } {
  const forbidden = -1e9;
  const follows = (a: string, b: string) => !b.startsWith('I-') || a.slice(1) === b.slice(1);
  return {
    start: tags.map((t) => (t.startsWith('I-') ? forbidden : 0)),
    transition: tags.map((a) => tags.map((b) => (follows(a, b) ? 0 : forbidden))),
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
