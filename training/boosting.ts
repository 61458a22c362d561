import type { Tree } from '../src/text/forest.ts';

/** Rows of features already sorted into at most 256 bins, with targets and weights. */
export interface Table {
  readonly columns: readonly Uint8Array[];
  /** Upper edge of each bin of each column. */
  readonly edges: readonly Float32Array[];
  readonly target: Uint8Array;
  readonly weight: Float32Array;
}

export interface Settings {
  readonly trees: number;
  readonly depth: number;
  readonly rate: number;
  readonly rows: number;
  readonly columns: number;
  readonly lambda: number;
  readonly minWeight: number;
  readonly seed: number;
}

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

/** Bin edges at quantiles of a sample of each feature. */
export function edgesOf(rows: readonly Float32Array[], bins = 64): readonly Float32Array[] {
  const step = Math.max(1, Math.floor(rows.length / 20_000));
  const sample = rows.filter((_, i) => i % step === 0);
  return Array.from(rows[0]!, (_, column) => {
    const values = Float32Array.from(sample, (row) => row[column]!).sort();
    const cuts = new Set<number>();
    for (let b = 1; b < bins; b++) cuts.add(values[Math.floor((b * values.length) / bins)]!);
    return Float32Array.from([...cuts].sort((a, b) => a - b));
  });
}

/** Sorts rows into bins: bin b holds values up to edge b, the last bin the rest. */
export function binned(rows: readonly Float32Array[], edges: readonly Float32Array[]): readonly Uint8Array[] {
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

/** Gradient boosting with logistic loss on histograms (Friedman 2001; histograms as in LightGBM, Ke et al. 2017). */
export function boost(table: Table, settings: Settings): { bias: number; trees: Tree[] } {
  const n = table.target.length;
  const draw = random(settings.seed);
  const positive = table.target.reduce((sum, y, i) => sum + y * table.weight[i]!, 0);
  const all = table.weight.reduce((sum, w) => sum + w, 0);
  const bias = Math.log(positive / (all - positive));
  const score = new Float32Array(n).fill(bias);
  const gradient = new Float32Array(n);
  const hessian = new Float32Array(n);
  const trees: Tree[] = [];
  for (let t = 0; t < settings.trees; t++) {
    for (let i = 0; i < n; i++) {
      const p = sigmoid(score[i]!);
      gradient[i] = (p - table.target[i]!) * table.weight[i]!;
      hessian[i] = p * (1 - p) * table.weight[i]!;
    }
    const rows = Int32Array.from({ length: n }, (_, i) => i).filter(() => draw() < settings.rows);
    const columns = table.columns.map((_, c) => c).filter(() => draw() < settings.columns);
    const tree = grow(table, rows, columns, gradient, hessian, settings);
    for (let i = 0; i < n; i++) score[i]! += leafOf(tree, table, i);
    trees.push(tree);
  }
  return { bias, trees };
}

interface Growing {
  feature: number[];
  value: number[];
  left: number[];
}

function leafOf(tree: Tree, table: Table, row: number): number {
  let node = 0;
  while (tree.feature[node]! >= 0) {
    const column = tree.feature[node]!;
    const edge = table.edges[column]![table.columns[column]![row]!] ?? Number.POSITIVE_INFINITY;
    node = tree.left[node]! + (edge <= tree.value[node]! ? 0 : 1);
  }
  return tree.value[node]!;
}

function grow(
  table: Table,
  rows: Int32Array,
  columns: readonly number[],
  gradient: Float32Array,
  hessian: Float32Array,
  settings: Settings,
): Tree {
  const tree: Growing = { feature: [], value: [], left: [] };
  const place = () => tree.feature.push(-1) - 1;
  const split = (node: number, members: Int32Array, depth: number): void => {
    let [g, h] = [0, 0];
    for (const i of members) {
      g += gradient[i]!;
      h += hessian[i]!;
    }
    tree.value[node] = Number(((-g / (h + settings.lambda)) * settings.rate).toFixed(4));
    tree.left[node] = 0;
    if (depth === 0) return;
    const best = bestSplit(table, members, columns, gradient, hessian, g, h, settings);
    if (!best) return;
    const values = table.columns[best.column]!;
    const near = members.filter((i) => values[i]! <= best.bin);
    const far = members.filter((i) => values[i]! > best.bin);
    if (near.length === 0 || far.length === 0) return;
    const left = place();
    const right = place();
    tree.feature[node] = best.column;
    tree.value[node] = Number(table.edges[best.column]![best.bin]!.toPrecision(7));
    tree.left[node] = left;
    split(left, near, depth - 1);
    split(right, far, depth - 1);
  };
  split(place(), rows, settings.depth);
  return tree;
}

function bestSplit(
  table: Table,
  members: Int32Array,
  columns: readonly number[],
  gradient: Float32Array,
  hessian: Float32Array,
  g: number,
  h: number,
  { lambda, minWeight }: Settings,
): { column: number; bin: number } | null {
  let best: { column: number; bin: number } | null = null;
  let bestGain = 1e-6;
  const sumG = new Float64Array(256);
  const sumH = new Float64Array(256);
  for (const column of columns) {
    const values = table.columns[column]!;
    const bins = table.edges[column]!.length;
    sumG.fill(0);
    sumH.fill(0);
    for (const i of members) {
      const bin = values[i]!;
      sumG[bin]! += gradient[i]!;
      sumH[bin]! += hessian[i]!;
    }
    let [leftG, leftH] = [0, 0];
    for (let bin = 0; bin < bins; bin++) {
      leftG += sumG[bin]!;
      leftH += sumH[bin]!;
      if (leftH < minWeight || h - leftH < minWeight) continue;
      const gain = leftG ** 2 / (leftH + lambda) + (g - leftG) ** 2 / (h - leftH + lambda) - g ** 2 / (h + lambda);
      if (gain > bestGain) [best, bestGain] = [{ column, bin }, gain];
    }
  }
  return best;
}
