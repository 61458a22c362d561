import { type LineModel, probability, wordScore, wordWeights } from '../src/text/forest.ts';
import { BUCKETS, lineFeatures, wordBuckets } from '../src/text/lines.ts';
import { furnitureLexicon } from '../src/lexicon/furniture.ts';
import { LEXICON_DIR } from '../src/lexicon/load.ts';
import { binned, boost, edgesOf, random, type Settings } from './boosting.ts';

/** A page's lines with their labels (c: body), the cuts it is read in, and features beyond those of the text. */
export interface Page {
  readonly id: string;
  readonly lines: readonly (readonly [string, string])[];
  readonly views: readonly (readonly [number, number])[];
  readonly extra?: readonly (readonly number[])[];
}

const SETTINGS: Settings = {
  trees: Number(process.env.TREES ?? 200),
  depth: Number(process.env.DEPTH ?? 5),
  rate: Number(process.env.RATE ?? 0.1),
  rows: 0.5,
  columns: 0.4,
  lambda: 1,
  minWeight: 2,
  seed: 7,
};

export const FOLDS = 5;
const lexicon = furnitureLexicon([LEXICON_DIR]);
const isBody = (label: string): number => (label === 'c' ? 1 : 0);

/** Folds by page: lines of one page never stand on both sides. */
export const foldOf = (page: Page, folds = FOLDS): number => Number(page.id.replace(/\D/gu, '')) % folds;

/** Logistic regression on word buckets by AdaGrad, every page weighing the same. */
function trainWords(pages: readonly Page[]): LineModel['words'] {
  const weights = new Float32Array(BUCKETS);
  const squares = new Float32Array(BUCKETS).fill(1);
  let bias = 0;
  const samples = pages.flatMap((page) =>
    page.lines.map(([text, label]) => ({ buckets: wordBuckets(text), y: isBody(label), w: 60 / page.lines.length })),
  );
  const draw = random(11);
  for (let k = 0; k < samples.length * 4; k++) {
    const { buckets, y, w } = samples[Math.floor(draw() * samples.length)]!;
    const error = (y - 1 / (1 + Math.exp(-wordScore(weights, bias, buckets)))) * Math.min(w, 3);
    bias += 0.002 * error;
    for (const bucket of buckets) {
      const step = error / Math.sqrt(buckets.length) - 0.0003 * weights[bucket]!;
      squares[bucket]! += step * step;
      weights[bucket]! += (0.3 * step) / Math.sqrt(squares[bucket]!);
    }
  }
  const scale = weights.reduce((top, w) => Math.max(top, Math.abs(w)), 0) / 127;
  const bytes = Int8Array.from(weights, (w) => Math.round(w / scale));
  return { bias, scale, weights: Buffer.from(bytes.buffer).toString('base64') };
}

function scoresBy(words: LineModel['words'], page: Page): readonly number[] {
  const weights = wordWeights(words);
  return page.lines.map(([text]) => wordScore(weights, words.bias, wordBuckets(text)));
}

/** Word scores of each training page by a model that has not seen it. */
function heldOutScores(pages: readonly Page[]): Map<string, readonly number[]> {
  const scores = new Map<string, readonly number[]>();
  for (let fold = 0; fold < 4; fold++) {
    const inner = (page: Page) => Math.floor(foldOf(page, FOLDS * 4) / FOLDS) === fold;
    const words = trainWords(pages.filter((page) => !inner(page)));
    for (const page of pages.filter(inner)) scores.set(page.id, scoresBy(words, page));
  }
  return scores;
}

function rowsOf(page: Page, [from, to]: readonly [number, number], scores: readonly number[]): readonly Float32Array[] {
  const texts = page.lines.slice(from, to).map(([text]) => text);
  const rows = lineFeatures(texts, lexicon, scores.slice(from, to));
  const { extra } = page;
  return extra ? rows.map((row, i) => Float32Array.from([...row, ...extra[from + i]!])) : rows;
}

/** Trains the word weights and the forest; every view of a page weighs the same, its longer lines more. */
export function train(pages: readonly Page[], features: readonly string[]): Omit<LineModel, 'version' | 'threshold'> {
  const scores = heldOutScores(pages);
  const rows: Float32Array[] = [];
  const target: number[] = [];
  const weight: number[] = [];
  for (const page of pages)
    for (const view of page.views) {
      const lines = page.lines.slice(...view);
      const mass = lines.map(([text]) => 1 + Math.min(100, text.split(' ').length) / 8);
      const sum = mass.reduce((a, b) => a + b, 0);
      for (const row of rowsOf(page, view, scores.get(page.id)!)) rows.push(row);
      for (const [, label] of lines) target.push(isBody(label));
      for (const m of mass) weight.push((60 * m) / sum);
    }
  const edges = edgesOf(rows);
  const columns = binned(rows, edges);
  const table = { columns, edges, target: Uint8Array.from(target), weight: Float32Array.from(weight) };
  return { features, ...boost(table, SETTINGS), words: trainWords(pages) };
}

/** Calls `judge` with the probabilities of each page's lines, view by view, by a model that has not seen the page. */
export function crossValidate(
  pages: readonly Page[],
  features: readonly string[],
  judge: (page: Page, view: number, probabilities: readonly number[]) => void,
): void {
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = train(pages.filter((page) => foldOf(page) !== fold), features);
    for (const page of pages.filter((page) => foldOf(page) === fold)) {
      const scores = scoresBy(model.words, page);
      page.views.forEach((view, v) => {
        judge(page, v, rowsOf(page, view, scores).map((row) => probability(model, row)));
      });
    }
    console.error(`fold ${fold + 1} of ${FOLDS} done`);
  }
}
