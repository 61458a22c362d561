/** A boosted forest of small regression trees over binned features, and the word weights beside it. */
export interface LineModel {
  readonly version: string;
  readonly features: readonly string[];
  /** Lines whose probability of being body is below this are furniture. */
  readonly threshold: number;
  readonly bias: number;
  /** A tree as parallel lists, children of node i at `left[i]` and `left[i] + 1`; a leaf has feature −1. */
  readonly trees: readonly Tree[];
  /** Log-odds a word bucket adds, and the intercept. */
  readonly words: Words;
  /** The same of the words that name the elements around a page's line; absent from the classifier of plain text. */
  readonly names?: Words;
}

/** A logistic regression on hashed words: signed bytes in base64, times the scale. */
export interface Words {
  readonly bias: number;
  readonly scale: number;
  readonly weights: string;
}

export interface Tree {
  readonly feature: readonly number[];
  /** Go left where the feature is at most this; at a leaf, the value added. */
  readonly value: readonly number[];
  readonly left: readonly number[];
}

/** Probability that a line is body, from its features. */
export function probability(model: Pick<LineModel, 'bias' | 'trees'>, row: Float32Array): number {
  let sum = model.bias;
  for (const { feature, value, left } of model.trees) {
    let node = 0;
    while (feature[node]! >= 0) node = left[node]! + (row[feature[node]!]! <= value[node]! ? 0 : 1);
    sum += value[node]!;
  }
  return 1 / (1 + Math.exp(-sum));
}

/** Decodes word weights from base64 of signed bytes. */
export function wordWeights(words: Words): Float32Array {
  const bytes = Buffer.from(words.weights, 'base64');
  return Float32Array.from(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length), (byte) => byte * words.scale);
}

/** Log-odds of body by words alone. */
export function wordScore(weights: Float32Array, bias: number, buckets: readonly number[]): number {
  let sum = bias;
  for (const bucket of buckets) sum += weights[bucket]!;
  return sum;
}
