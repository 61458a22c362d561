import type { Tree } from '../src/text/forest.ts';

/** Rows of features already sorted into bins, with targets and weights. */
export interface Table {
  readonly columns: readonly Uint8Array[];
  /** Upper edge of each bin of each column. */
  readonly edges: readonly Float64Array[];
  readonly target: Uint8Array;
  readonly weight: Float32Array;
}

export interface Settings {
  readonly trees: number;
  /** Most leaves of a tree. */
  readonly leaves: number;
  readonly rate: number;
  /** Shares of the rows and of the columns that a tree sees. */
  readonly rows: number;
  readonly columns: number;
  readonly lambda: number;
  readonly minWeight: number;
  readonly seed: number;
}

/** Most bins a feature is sorted into. */
const BINS = 64;

/** Mulberry32: a small seeded generator, so that training gives the same model every time. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Bin edges of each feature, at quantiles of a sample; a value that many rows share takes one bin, not most of them. */
export function edgesOf(rows: readonly Float32Array[]): readonly Float64Array[] {
  const step = Math.max(1, Math.floor(rows.length / 20_000));
  const sample = rows.filter((_, i) => i % step === 0);
  return Array.from(rows[0]!, (_, column) => {
    const counts = new Map<number, number>();
    for (const value of Float32Array.from(sample, (row) => row[column]!).sort())
      counts.set(value, (counts.get(value) ?? 0) + 1);
    const capped = [...counts].map(([value, count]) => [value, Math.min(count, sample.length / BINS)] as const);
    const share = capped.reduce((sum, [, count]) => sum + count, 0) / BINS;
    const cuts: number[] = [];
    let filled = 0;
    for (const [value, count] of capped.slice(0, -1)) {
      filled += count;
      if (filled < share || cuts.length >= BINS - 1) continue;
      cuts.push(roundedUp(value));
      filled = 0;
    }
    return Float64Array.from(cuts);
  });
}

/** The next number of at most seven digits: rows are parted in learning by the very number the model file will hold. */
function roundedUp(value: number): number {
  const near = Number(value.toPrecision(7));
  return near >= value ? near : Number((value + Math.abs(value) * 1e-6).toPrecision(7));
}

/** Sorts rows into bins: bin b holds values up to edge b, the last bin the rest. */
export function binned(rows: readonly Float32Array[], edges: readonly Float64Array[]): readonly Uint8Array[] {
  return edges.map((cuts, column) =>
    Uint8Array.from(rows, (row) => {
      let [low, high] = [0, cuts.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (row[column]! <= cuts[middle]!) high = middle;
        else low = middle + 1;
      }
      return low;
    }),
  );
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Gradient boosting with logistic loss (Friedman 2001) on histograms, best leaf first (LightGBM, Ke et al. 2017). */
export function boost(table: Table, settings: Settings): { bias: number; trees: Tree[] } {
  const n = table.target.length;
  const draw = random(settings.seed);
  const positive = table.target.reduce((sum, y, i) => sum + y * table.weight[i]!, 0);
  const all = table.weight.reduce((sum, w) => sum + w, 0);
  const bias = Math.log(positive / (all - positive));
  const score = new Float32Array(n).fill(bias);
  const slopes = { gradient: new Float32Array(n), hessian: new Float32Array(n) };
  const trees: Tree[] = [];
  for (let t = 0; t < settings.trees; t++) {
    for (let i = 0; i < n; i++) {
      const p = sigmoid(score[i]!);
      slopes.gradient[i] = (p - table.target[i]!) * table.weight[i]!;
      slopes.hessian[i] = p * (1 - p) * table.weight[i]!;
    }
    const rows = Int32Array.from({ length: n }, (_, i) => i).filter(() => draw() < settings.rows);
    const columns = table.columns.map((_, c) => c).filter(() => draw() < settings.columns);
    const growth = new Growth(table, columns, slopes, settings);
    growth.grow(rows);
    for (let i = 0; i < n; i++) score[i]! += growth.valueOf(i);
    trees.push(growth.tree);
  }
  return { bias, trees };
}

/** First and second derivatives of the loss, row by row. */
interface Slopes {
  readonly gradient: Float32Array;
  readonly hessian: Float32Array;
}

interface Split {
  readonly column: number;
  readonly bin: number;
  readonly gain: number;
}

/** A leaf that can be split. */
interface Leaf {
  readonly node: number;
  readonly rows: Int32Array;
  readonly histogram: Float64Array;
  readonly split: Split;
}

/** Grows one tree on a sample of rows and columns. A histogram holds gradient and hessian of each bin of each column. */
class Growth {
  readonly tree = { feature: [] as number[], value: [] as number[], left: [] as number[] };
  /** Bin up to which rows go left, by node. */
  private readonly bins: number[] = [];
  private readonly table: Table;
  private readonly columns: readonly number[];
  private readonly slopes: Slopes;
  private readonly settings: Settings;

  constructor(table: Table, columns: readonly number[], slopes: Slopes, settings: Settings) {
    this.table = table;
    this.columns = columns;
    this.slopes = slopes;
    this.settings = settings;
  }

  grow(rows: Int32Array): void {
    const open = this.leaf(rows, this.histogram(rows));
    for (let leaves = 1; open.length > 0 && leaves < this.settings.leaves; leaves++) {
      const best = open.reduce((top, leaf) => (leaf.split.gain > top.split.gain ? leaf : top));
      open.splice(open.indexOf(best), 1, ...this.parts(best));
    }
  }

  /** What the tree adds to the score of a row. */
  valueOf(row: number): number {
    const { feature, value, left } = this.tree;
    let node = 0;
    while (feature[node]! >= 0)
      node = left[node]! + (this.table.columns[feature[node]!]![row]! <= this.bins[node]! ? 0 : 1);
    return value[node]!;
  }

  /** Places a leaf with its value; empty where it cannot be split. */
  private leaf(rows: Int32Array, histogram: Float64Array): Leaf[] {
    const { feature, value, left } = this.tree;
    const node = feature.push(-1) - 1;
    left.push(0);
    this.bins.push(0);
    let [g, h] = [0, 0];
    for (const i of rows) {
      g += this.slopes.gradient[i]!;
      h += this.slopes.hessian[i]!;
    }
    value.push(Number(((-g / (h + this.settings.lambda)) * this.settings.rate).toFixed(4)));
    const split = this.bestSplit(histogram, g, h);
    return split ? [{ node, rows, histogram, split }] : [];
  }

  private parts({ node, rows, histogram, split }: Leaf): Leaf[] {
    const values = this.table.columns[split.column]!;
    const near = rows.filter((i) => values[i]! <= split.bin);
    const far = rows.filter((i) => values[i]! > split.bin);
    this.tree.feature[node] = split.column;
    this.tree.value[node] = this.table.edges[split.column]![split.bin]!;
    this.tree.left[node] = this.tree.feature.length;
    this.bins[node] = split.bin;
    // The larger side's histogram is what the smaller one leaves of the whole.
    const few = this.histogram(near.length < far.length ? near : far);
    const many = histogram.map((sum, k) => sum - few[k]!);
    const [a, b] = near.length < far.length ? [few, many] : [many, few];
    return [...this.leaf(near, a), ...this.leaf(far, b)];
  }

  private histogram(rows: Int32Array): Float64Array {
    const sums = new Float64Array(this.columns.length * BINS * 2);
    const gradient = Float64Array.from(rows, (i) => this.slopes.gradient[i]!);
    const hessian = Float64Array.from(rows, (i) => this.slopes.hessian[i]!);
    this.columns.forEach((column, c) => {
      const values = this.table.columns[column]!;
      for (let k = 0; k < rows.length; k++) {
        const at = (c * BINS + values[rows[k]!]!) * 2;
        sums[at]! += gradient[k]!;
        sums[at + 1]! += hessian[k]!;
      }
    });
    return sums;
  }

  private bestSplit(histogram: Float64Array, g: number, h: number): Split | null {
    const { lambda, minWeight } = this.settings;
    let best: Split | null = null;
    this.columns.forEach((column, c) => {
      let [leftG, leftH] = [0, 0];
      for (let bin = 0; bin < this.table.edges[column]!.length; bin++) {
        leftG += histogram[(c * BINS + bin) * 2]!;
        leftH += histogram[(c * BINS + bin) * 2 + 1]!;
        if (leftH < minWeight || h - leftH < minWeight) continue;
        const gain = leftG ** 2 / (leftH + lambda) + (g - leftG) ** 2 / (h - leftH + lambda) - g ** 2 / (h + lambda);
        if (gain > (best?.gain ?? 1e-6)) best = { column, bin, gain };
      }
    });
    return best;
  }
}
