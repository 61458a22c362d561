/**
 * Heads of one sentence from arc scores: the best head of each word, repaired to one rooted tree by
 * Chu-Liu-Edmonds only where the greedy choice has a cycle or not exactly one root.
 * @param score score of word `d` hanging on word `h`; `h` −1 is the root
 * @returns head of each word, −1 for the root
 */
export function decodeTree(n: number, score: (d: number, h: number) => number): readonly number[] {
  const greedy = Array.from({ length: n }, (_, d) => best(n, d, score));
  if (greedy.filter((h) => h < 0).length === 1 && !cycle(greedy)) return greedy;
  const root = chooseRoot(n, score);
  const matrix = Array.from({ length: n }, (_, d) =>
    Float64Array.from({ length: n }, (_, h) => (d === root || d === h ? Number.NEGATIVE_INFINITY : score(d, h))),
  );
  return edmonds(matrix, root);
}

function best(n: number, d: number, score: (d: number, h: number) => number): number {
  let head = -1;
  for (let h = 0; h < n; h++) if (h !== d && score(d, h) > score(d, head)) head = h;
  return head;
}

/** The word that loses least by being the root. */
function chooseRoot(n: number, score: (d: number, h: number) => number): number {
  const gain = (d: number) => {
    let other = Number.NEGATIVE_INFINITY;
    for (let h = 0; h < n; h++) if (h !== d) other = Math.max(other, score(d, h));
    return n === 1 ? 0 : score(d, -1) - other;
  };
  let root = 0;
  for (let d = 1; d < n; d++) if (gain(d) > gain(root)) root = d;
  return root;
}

/** The nodes of one cycle among the heads, or null. */
function cycle(heads: readonly number[]): readonly number[] | null {
  const state = new Int32Array(heads.length);
  for (let start = 0; start < heads.length; start++) {
    const path: number[] = [];
    let at = start;
    while (at >= 0 && state[at] === 0) {
      state[at] = start + 1;
      path.push(at);
      at = heads[at]!;
    }
    if (at >= 0 && state[at] === start + 1 && path.includes(at)) return path.slice(path.indexOf(at));
  }
  return null;
}

/** Best tree below `root` in a dense score matrix `[dependent][head]`; contracts cycles until none is left. */
function edmonds(matrix: readonly Float64Array[], root: number): number[] {
  const n = matrix.length;
  const heads = Array.from({ length: n }, (_, d) => {
    if (d === root) return -1;
    let head = d === 0 ? 1 : 0;
    for (let h = 0; h < n; h++) if (h !== d && matrix[d]![h]! > matrix[d]![head]!) head = h;
    return head;
  });
  const ring = cycle(heads);
  if (!ring) return heads;
  const inRing = new Set(ring);
  const outside = heads.map((_, i) => i).filter((i) => !inRing.has(i));
  const into: number[] = []; // for each outside head, the ring node it would enter
  const from: number[] = []; // for each outside dependent, the ring node it would hang on
  const size = outside.length + 1;
  const small = Array.from({ length: size }, () => new Float64Array(size).fill(Number.NEGATIVE_INFINITY));
  outside.forEach((o, i) => {
    outside.forEach((p, j) => {
      if (i !== j) small[i]![j] = matrix[o]![p]!;
    });
    const hang = ring.reduce((b, r) => (matrix[o]![r]! > matrix[o]![b]! ? r : b));
    from[i] = hang;
    small[i]![size - 1] = matrix[o]![hang]!;
    const gain = (r: number) => matrix[r]![o]! - matrix[r]![heads[r]!]!;
    const enter = ring.reduce((b, r) => (gain(r) > gain(b) ? r : b));
    into[i] = enter;
    small[size - 1]![i] = gain(enter);
  });
  const solved = edmonds(small, outside.indexOf(root));
  outside.forEach((o, i) => {
    const h = solved[i]!;
    heads[o] = h < 0 ? -1 : h === size - 1 ? from[i]! : outside[h]!;
  });
  const entry = solved[size - 1]!;
  heads[into[entry]!] = outside[entry]!;
  return heads;
}
