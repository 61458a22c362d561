import { cueRuns, type Run, runs, type Table, type Tagged, viterbi } from './decode.ts';
import { readMarked } from './marked.ts';
import { pressOf } from './press.ts';
import { WIDTH, type WindowRead, type WordsRead } from './read.ts';
import { floats, type Graphs, longs, real, whole } from './session.ts';
import { decodeTree } from './trees.ts';
import { settleVerbs } from './verbs.ts';
import { batches, inputs, type Window } from './windows.ts';

/** Probability of a cue above which a frame is read, and of the words at its edge (bench/reader.ts). */
export const CUE_THRESHOLD = 0.5;
const CUE_EXTEND = 0.5;

/** Reads windows in the batches that `batches` makes of them; the result is in the windows' order. */
export async function readWindows(graphs: Graphs, windows: readonly Window[]): Promise<readonly WindowRead[]> {
  const read: WordsRead[] = [];
  for (const batch of batches(windows.map((w) => w.size + 2))) {
    const part = await readBatch(
      graphs,
      batch.map((i) => windows[i]!),
    );
    batch.forEach((i, k) => {
      read[i] = part[k]!;
    });
  }
  const frames = await readMarked(graphs, read);
  return read.map(({ states: _, cues: __, sentences: ___, ...words }, i) => ({ ...words, frames: frames[i]! }));
}

async function readBatch(graphs: Graphs, windows: readonly Window[]): Promise<WordsRead[]> {
  const t = inputs(windows);
  const out = await graphs.reader.run({
    ids: whole(t.ids, t.rows, t.pieces),
    shape: whole(t.shape, t.rows, t.pieces),
    space: whole(t.space, t.rows, t.pieces),
    real: whole(t.real, t.rows, t.pieces),
    first: whole(t.first, t.rows, t.words),
    last: whole(t.last, t.rows, t.words),
  });
  const states = floats(out.words);
  const arcs = floats(out.arcs);
  const [tags, script] = [longs(out.upos), longs(out.lemma)];
  const { scripts } = graphs.settings;
  const all = windows.map((window, row) => {
    const n = window.words.length;
    const part = (data: Float32Array, width: number) =>
      data.subarray(row * t.words * width, (row * t.words + n) * width);
    const sentences = sentenceRuns(window);
    const score = part(arcs, t.words + 1);
    const upos = Array.from({ length: n }, (_, i) => graphs.settings.upos[Number(tags[row * t.words + i])]!);
    return {
      window,
      sentences,
      states: part(states, WIDTH),
      heads: sentences.flatMap((s) => treeOf(score, t.words + 1, s)),
      upos,
      scripts: window.words.map((_, i) => scripts[Number(script[row * t.words + i])]!),
      factuality: Array.from(part(floats(out.fact), 1)),
      names: namesOf(
        graphs,
        { data: part(floats(out.names), graphs.settings.names.length), width: graphs.settings.names.length },
        sentences,
      ),
      cues: sentences.flatMap((s) =>
        cueRuns({ data: part(floats(out.cue), 3), width: 3 }, s.from, s.to, CUE_THRESHOLD, CUE_EXTEND),
      ),
      ...pressOf(graphs.settings, out, row, t.words, n),
    };
  });
  const deprels = await labels(
    graphs,
    states,
    t.rows * t.words,
    all.map((w) => w.heads),
    t.words,
  );
  return all.map(({ scripts, ...w }, i) => {
    const upos = settleVerbs(w.upos, w.heads, deprels[i]!);
    const lemmas = w.window.words.map(({ form }, k) => graphs.lemmas(form, upos[k]!, scripts[k]!));
    return { ...w, upos, lemmas, deprels: deprels[i]! };
  });
}

function sentenceRuns(window: Window): readonly Run[] {
  const found: { from: number; to: number }[] = [];
  window.words.forEach((word, i) => {
    const last = found.at(-1);
    if (last && window.words[last.from]!.sentence === word.sentence) last.to = i + 1;
    else found.push({ from: i, to: i + 1 });
  });
  return found;
}

function treeOf(score: Float32Array, width: number, s: Run): readonly number[] {
  const heads = decodeTree(s.to - s.from, (d, h) => score[(s.from + d) * width + (h < 0 ? 0 : s.from + h + 1)]!);
  return heads.map((h) => (h < 0 ? -1 : s.from + h));
}

function namesOf(graphs: Graphs, table: Table, sentences: readonly Run[]): readonly Tagged[] {
  const probability = (word: number, tag: number) => Math.exp(table.data[word * table.width + tag]!);
  return sentences.flatMap((s) =>
    runs(viterbi(table, s.from, s.to, graphs.nameRules), graphs.settings.names, s.from, probability),
  );
}

/** Relation of every word to its head, for all windows of a batch at once. */
async function labels(
  graphs: Graphs,
  states: Float32Array,
  rows: number,
  heads: readonly (readonly number[])[],
  width: number,
): Promise<readonly (readonly string[])[]> {
  const dep = heads.flatMap((window, w) => window.map((_, i) => BigInt(w * width + i)));
  const head = heads.flatMap((window, w) => window.map((h) => BigInt(h < 0 ? 0 : w * width + h + 1)));
  const out = await graphs.labels.run({
    words: real(states, rows, WIDTH),
    dep: whole(BigInt64Array.from(dep), dep.length),
    head: whole(BigInt64Array.from(head), head.length),
  });
  const label = longs(out.label);
  let at = 0;
  return heads.map((window) =>
    window.map((h) => {
      const name = graphs.settings.labels[Number(label[at++])]!;
      if (h < 0) return 'root';
      return name === 'root' ? 'dep' : name;
    }),
  );
}
