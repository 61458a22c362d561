import { type Run, runs, type Tagged, viterbi } from './decode.ts';
import { type EventRead, type FrameRead, WIDTH, type WordsRead } from './read.ts';
import { floats, type Graphs, real, whole } from './session.ts';
import { batches, inputs, type Window } from './windows.ts';

const FRAME_TAGS = ['O', 'B-SOURCE', 'I-SOURCE', 'B-CONTENT', 'I-CONTENT'] as const;
const PAIR_TAGS = ['O', 'B-ACTOR', 'I-ACTOR', 'B-RECIPIENT', 'I-RECIPIENT'] as const;
const MARK = { cue: 1n, actor: 2n, recipient: 3n } as const;
const OPENING = new Set('“«„');
const CLOSING = new Set('”»');
const MARKS = new Set(['"', "''", '``', ...OPENING, ...CLOSING]);
const ROWS = 32;
const BUDGET = 3072;
/** Probability of a cue that stands in no other frame; chosen on PolNeAR dev, which marks outermost frames only. */
const OUTER = 0.6;

/** One second reading: the words of `scope` with marks on a pivot. */
interface Job {
  readonly owner: number;
  readonly scope: Run;
  readonly marks: readonly { readonly run: Run; readonly mark: bigint }[];
  readonly cue: Tagged | null;
  readonly pair: readonly Tagged[];
}

interface Found {
  frames: FrameRead[];
  events: EventRead[];
}

/** Reads a frame for every cue and, where `hints` are asked for, an event for every sentence with an actor. */
export async function readMarked(
  graphs: Graphs,
  windows: readonly WordsRead[],
  hints: boolean,
): Promise<readonly Found[]> {
  const found: Found[] = windows.map(() => ({ frames: [], events: [] }));
  const jobs = windows.flatMap((w, owner) => [...cueJobs(w, owner), ...(hints ? pairJobs(w, owner) : [])]);
  const results: Found[] = [];
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
    found[job.owner]!.frames.push(...results[i]!.frames);
    found[job.owner]!.events.push(...results[i]!.events);
  });
  for (const f of found) f.frames = sure(f.frames);
  return found;
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
    return { owner, scope, marks: [{ run: cue, mark: MARK.cue }], cue, pair: [] };
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

function pairJobs(w: WordsRead, owner: number): Job[] {
  return w.sentences.flatMap((scope) => {
    const pair = pairOf(w, scope);
    if (!pair.some((p) => p.tag === 'ACTOR')) return [];
    const marks = pair.map((run) => ({ run, mark: run.tag === 'ACTOR' ? MARK.actor : MARK.recipient }));
    return [{ owner, scope, marks, cue: null, pair }];
  });
}

function pairOf(w: WordsRead, scope: Run): readonly Tagged[] {
  const k = PAIR_TAGS.length;
  const sequence: number[] = [];
  for (let word = scope.from; word < scope.to; word++) {
    const row = w.pairs.data.subarray(word * k, (word + 1) * k);
    sequence.push(row.indexOf(Math.max(...row)));
  }
  const joined = sequence.map((t, i) =>
    t % 2 === 1 && i > 0 && (sequence[i - 1] === t || sequence[i - 1] === t + 1) ? t + 1 : t,
  );
  const opened = joined.map((t, i) =>
    t > 0 && t % 2 === 0 && joined[i - 1] !== t && joined[i - 1] !== t - 1 ? t - 1 : t,
  );
  return runs(opened, PAIR_TAGS, scope.from, (word, tag) =>
    Math.max(w.pairs.data[word * k + tag]!, w.pairs.data[word * k + tag + (tag % 2 ? 1 : -1)]!),
  );
}

async function readJobs(graphs: Graphs, windows: readonly WordsRead[], jobs: readonly Job[]): Promise<Found[]> {
  const n = jobs.length;
  const width = Math.max(...jobs.map((j) => j.scope.to - j.scope.from));
  const words = new Float32Array(n * width * WIDTH);
  const mark = new BigInt64Array(n * width);
  const live = new BigInt64Array(n * width);
  const pivot = new BigInt64Array(n);
  jobs.forEach(({ owner, scope, marks }, row) => {
    words.set(windows[owner]!.states.subarray(scope.from * WIDTH, scope.to * WIDTH), row * width * WIDTH);
    live.fill(1n, row * width, row * width + scope.to - scope.from);
    for (const { run, mark: m } of marks)
      mark.fill(m, row * width + run.from - scope.from, row * width + run.to - scope.from);
    const first = marks.find((m) => m.mark !== MARK.recipient) ?? marks[0]!;
    pivot[row] = BigInt(first.run.from - scope.from);
  });
  const out = await graphs.marked.run({
    words: real(words, n, width, WIDTH),
    mark: whole(mark, n, width),
    pivot: whole(pivot, n),
    real: whole(live, n, width),
  });
  return jobs.map((job, row) => {
    const cells = <T extends Float32Array>(data: T, k: number) => data.subarray(row * width * k, (row + 1) * width * k);
    if (job.cue)
      return { frames: [frameOf(graphs, job, job.cue, cells(floats(out.frame), FRAME_TAGS.length))], events: [] };
    const types = floats(out.type).subarray(
      row * graphs.settings.types.length,
      (row + 1) * graphs.settings.types.length,
    );
    return { frames: [], events: [eventOf(graphs, windows[job.owner]!, job, types, cells(floats(out.attention), 1))] };
  });
}

function frameOf(graphs: Graphs, job: Job, cue: Tagged, scores: Float32Array): FrameRead {
  const { from, to } = job.scope;
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

function eventOf(graphs: Graphs, w: WordsRead, job: Job, types: Float32Array, attention: Float32Array): EventRead {
  const top = types.indexOf(Math.max(...types));
  const plain = (tag: string) => job.pair.filter((p) => p.tag === tag).map(({ from, to }) => ({ from, to }));
  const taken = (word: number) => job.pair.some((p) => word >= p.from && word < p.to);
  let trigger: number | null = null;
  for (let i = job.scope.from; i < job.scope.to; i++) {
    if (taken(i) || !/^(?:VERB|NOUN)$/u.test(w.upos[i]!)) continue;
    if (trigger === null || attention[i - job.scope.from]! > attention[trigger - job.scope.from]!) trigger = i;
  }
  const pair = job.pair.reduce((sum, p) => sum + p.confidence, 0) / job.pair.length;
  return {
    sentence: job.scope,
    type: graphs.settings.types[top]!,
    confidence: types[top]! * pair,
    actor: plain('ACTOR'),
    recipient: plain('RECIPIENT'),
    trigger,
  };
}

/** The event type of a window whose actor and recipient words are given (bench/reader.ts). */
export async function typeOfPair(
  graphs: Graphs,
  window: Window,
  actor: readonly number[],
  recipient: readonly number[],
): Promise<string> {
  const t = inputs([window]);
  const n = t.words;
  const out = await graphs.reader.run({
    ids: whole(t.ids, 1, t.pieces),
    shape: whole(t.shape, 1, t.pieces),
    space: whole(t.space, 1, t.pieces),
    real: whole(t.real, 1, t.pieces),
    first: whole(t.first, 1, n),
    last: whole(t.last, 1, n),
  });
  const mark = new BigInt64Array(n);
  for (const i of actor) mark[i] = MARK.actor;
  for (const i of recipient) mark[i] = MARK.recipient;
  const marked = await graphs.marked.run({
    words: real(floats(out.words), 1, n, WIDTH),
    mark: whole(mark, 1, n),
    pivot: whole(BigInt64Array.of(BigInt(actor[0] ?? recipient[0] ?? 0)), 1),
    real: whole(new BigInt64Array(n).fill(1n), 1, n),
  });
  const types = floats(marked.type);
  return graphs.settings.types[types.indexOf(Math.max(...types))]!;
}
