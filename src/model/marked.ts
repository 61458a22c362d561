import { type Run, runs, type Tagged, viterbi } from './decode.ts';
import { type FrameRead, WIDTH, type WordsRead } from './read.ts';
import { floats, type Graphs, real, whole } from './session.ts';
import { batches } from './windows.ts';

const FRAME_TAGS = ['O', 'B-SOURCE', 'I-SOURCE', 'B-CONTENT', 'I-CONTENT'] as const;
const CUE = 1n;
const OPENING = new Set('“«„');
const CLOSING = new Set('”»');
const MARKS = new Set(['"', "''", '``', ...OPENING, ...CLOSING]);
const ROWS = 32;
const BUDGET = 3072;
/** Probability of a cue that stands in no other frame; chosen on PolNeAR dev, which marks outermost frames only. */
const OUTER = 0.6;

/** One second reading: the words of `scope` with a mark on the cue. */
interface Job {
  readonly owner: number;
  readonly scope: Run;
  readonly cue: Tagged;
}

/** Reads a frame for every cue. */
export async function readMarked(graphs: Graphs, windows: readonly WordsRead[]): Promise<readonly FrameRead[][]> {
  const found: FrameRead[][] = windows.map(() => []);
  const jobs = windows.flatMap(cueJobs);
  const results: FrameRead[] = [];
  for (const batch of batches(
    jobs.map((j) => j.scope.to - j.scope.from),
    ROWS,
    BUDGET,
  )) {
    const read = await readJobs(
      graphs,
      windows,
      batch.map((i) => jobs[i]!),
    );
    batch.forEach((i, k) => {
      results[i] = read[k]!;
    });
  }
  jobs.forEach((job, i) => {
    found[job.owner]!.push(results[i]!);
  });
  return found.map(sure);
}

/** Frames that stand on a sure cue, those inside the content of one, and those whose content holds one. */
function sure(frames: readonly FrameRead[]): FrameRead[] {
  const certain = frames.filter((f) => f.confidence > OUTER);
  const holds = (outer: FrameRead, inner: FrameRead) =>
    outer.content.some((c) => inner.cue.some((cue) => c.from <= cue.from && cue.to <= c.to));
  return frames.filter((f) => f.confidence > OUTER || certain.some((s) => holds(s, f) || holds(f, s)));
}

function cueJobs(w: WordsRead, owner: number): Job[] {
  const forms = w.window.words.map((word) => word.form);
  const quoted = insideQuotation(forms);
  return w.cues.map((cue) => {
    const scope = frameScope(w.sentences, forms, quoted, cue);
    return { owner, scope, cue };
  });
}

/** Where a cue's frame is sought: its sentence, and those a quotation joins to it (`scope` in training/pieces.py). */
function frameScope(sentences: readonly Run[], forms: readonly string[], quoted: readonly boolean[], cue: Run): Run {
  let first = sentences.findIndex((s) => cue.from < s.to);
  let last = sentences.findIndex((s) => cue.to <= s.to);
  const joined = (at: number, mark: number) => quoted[at]! || MARKS.has(forms[mark]!);
  while (last + 1 < sentences.length && joined(sentences[last]!.to, sentences[last]!.to)) last++;
  while (first > 0 && joined(sentences[first]!.from, sentences[first]!.from - 1)) first--;
  return { from: sentences[first]!.from, to: sentences[last]!.to };
}

/** For each word, whether a quotation is open before it. */
function insideQuotation(forms: readonly string[]): readonly boolean[] {
  let open = false;
  return forms.map((form) => {
    const before = open;
    if (OPENING.has(form)) open = true;
    else if (CLOSING.has(form)) open = false;
    else if (MARKS.has(form)) open = !open;
    return before;
  });
}

async function readJobs(graphs: Graphs, windows: readonly WordsRead[], jobs: readonly Job[]): Promise<FrameRead[]> {
  const n = jobs.length;
  const width = Math.max(...jobs.map((j) => j.scope.to - j.scope.from));
  const words = new Float32Array(n * width * WIDTH);
  const mark = new BigInt64Array(n * width);
  const live = new BigInt64Array(n * width);
  const pivot = new BigInt64Array(n);
  jobs.forEach(({ owner, scope, cue }, row) => {
    words.set(windows[owner]!.states.subarray(scope.from * WIDTH, scope.to * WIDTH), row * width * WIDTH);
    live.fill(1n, row * width, row * width + scope.to - scope.from);
    mark.fill(CUE, row * width + cue.from - scope.from, row * width + cue.to - scope.from);
    pivot[row] = BigInt(cue.from - scope.from);
  });
  const out = await graphs.marked.run({
    words: real(words, n, width, WIDTH),
    mark: whole(mark, n, width),
    pivot: whole(pivot, n),
    real: whole(live, n, width),
  });
  return jobs.map((job, row) => {
    const cells = <T extends Float32Array>(data: T, k: number) => data.subarray(row * width * k, (row + 1) * width * k);
    return frameOf(graphs, job, cells(floats(out.frame), FRAME_TAGS.length));
  });
}

function frameOf(graphs: Graphs, { scope: { from, to }, cue }: Job, scores: Float32Array): FrameRead {
  const tags = viterbi({ data: scores, width: FRAME_TAGS.length }, 0, to - from, graphs.frameRules);
  const free = tags.map((t, i) => (from + i >= cue.from && from + i < cue.to ? 0 : t));
  const opened = free.map((t, i) => (t > 0 && t % 2 === 0 && free[i - 1] !== t && free[i - 1] !== t - 1 ? t - 1 : t));
  const parts = runs(opened, FRAME_TAGS, from, () => 1);
  const plain = (tag: string) => parts.filter((p) => p.tag === tag).map(({ from, to }) => ({ from, to }));
  return {
    cue: [{ from: cue.from, to: cue.to }],
    source: plain('SOURCE'),
    content: plain('CONTENT'),
    confidence: cue.confidence,
  };
}
