import { furnitureLexicon } from '../src/lexicon/furniture.ts';
import { LEXICON_DIR } from '../src/lexicon/load.ts';
import { type LineModel, probability, type Words, wordScore, wordWeights } from '../src/text/forest.ts';
import { BUCKETS, lineFeatures, wordBuckets, wordsOf } from '../src/text/lines.ts';
import { type PageLines, pageFeatures } from '../src/text/pagelines.ts';
import { binned, boost, edgesOf, random, type Settings } from './boosting.ts';

/** A page's lines with their labels (c: body), the cuts it is read in, and for HTML what its elements show. */
export interface Page {
  readonly id: string;
  readonly lines: readonly (readonly [string, string])[];
  readonly views: readonly (readonly [number, number])[];
  readonly html?: PageLines;
}

/** How forests are grown; a trainer may say otherwise of single settings. */
const SETTINGS: Settings = {
  trees: 200,
  depth: 5,
  rate: 0.1,
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

/** The buckets of each line of a page: of its words, or of the names of the elements around it. */
type Buckets = (page: Page) => readonly (readonly number[])[];
const byWords: Buckets = (page) => page.lines.map(([text]) => wordBuckets(wordsOf(text)));
const byNames: Buckets = (page) => page.html?.lines.map((line) => line.names) ?? [];

/** Logistic regression on buckets by AdaGrad, every page weighing the same. */
function trainWords(pages: readonly Page[], bucketsOf: Buckets): Words {
  const weights = new Float32Array(BUCKETS);
  const squares = new Float32Array(BUCKETS).fill(1);
  let bias = 0;
  const samples = pages.flatMap((page) =>
    bucketsOf(page).map((buckets, i) => ({ buckets, y: isBody(page.lines[i]![1]), w: 60 / page.lines.length })),
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

function scoresBy(words: Words, page: Page, bucketsOf: Buckets): readonly number[] {
  const weights = wordWeights(words);
  return bucketsOf(page).map((buckets) => wordScore(weights, words.bias, buckets));
}

/** Scores of each training page by a model that has not seen it. */
function heldOutScores(pages: readonly Page[], bucketsOf: Buckets): Map<Page, readonly number[]> {
  const scores = new Map<Page, readonly number[]>();
  for (let fold = 0; fold < 4; fold++) {
    const inner = (page: Page) => Math.floor(foldOf(page, FOLDS * 4) / FOLDS) === fold;
    const words = trainWords(
      pages.filter((page) => !inner(page)),
      bucketsOf,
    );
    for (const page of pages.filter(inner)) scores.set(page, scoresBy(words, page, bucketsOf));
  }
  return scores;
}

function rowsOf(
  page: Page,
  [from, to]: readonly [number, number],
  scores: readonly number[],
  names: readonly number[],
): readonly Float32Array[] {
  const texts = page.lines.slice(from, to).map(([text]) => text);
  const rows = lineFeatures(texts, texts.map(wordsOf), lexicon, scores.slice(from, to));
  const extra = page.html && pageFeatures(page.html, names);
  return extra ? rows.map((row, i) => Float32Array.from([...row, ...extra[from + i]!])) : rows;
}

/** Trains the word weights and the forest; every view of a page weighs the same, its longer lines more. */
export function train(
  pages: readonly Page[],
  features: readonly string[],
  settings: Partial<Settings> = {},
): Omit<LineModel, 'version' | 'threshold'> {
  const scores = heldOutScores(pages, byWords);
  const names = heldOutScores(pages, byNames);
  const rows: Float32Array[] = [];
  const target: number[] = [];
  const weight: number[] = [];
  for (const page of pages)
    for (const view of page.views) {
      const lines = page.lines.slice(...view);
      const mass = lines.map(([text]) => 1 + Math.min(100, text.split(' ').length) / 8);
      const sum = mass.reduce((a, b) => a + b, 0);
      for (const row of rowsOf(page, view, scores.get(page)!, names.get(page)!)) rows.push(row);
      for (const [, label] of lines) target.push(isBody(label));
      for (const m of mass) weight.push((60 * m) / sum);
    }
  const edges = edgesOf(rows);
  const columns = binned(rows, edges);
  const table = { columns, edges, target: Uint8Array.from(target), weight: Float32Array.from(weight) };
  const forest = boost(table, { ...SETTINGS, ...settings });
  const words = trainWords(pages, byWords);
  return { features, ...forest, words, ...(pages[0]?.html ? { names: trainWords(pages, byNames) } : {}) };
}

/** Calls `judge` with the probabilities of each page's lines, view by view, by a model that has not seen the page. */
export function crossValidate(
  pages: readonly Page[],
  features: readonly string[],
  judge: (page: Page, view: number, probabilities: readonly number[]) => void,
  settings: Partial<Settings> = {},
): void {
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = train(
      pages.filter((page) => foldOf(page) !== fold),
      features,
      settings,
    );
    for (const page of pages.filter((page) => foldOf(page) === fold)) {
      const scores = scoresBy(model.words, page, byWords);
      const names = model.names ? scoresBy(model.names, page, byNames) : [];
      page.views.forEach((view, v) => {
        judge(
          page,
          v,
          rowsOf(page, view, scores, names).map((row) => probability(model, row)),
        );
      });
    }
    console.error(`fold ${fold + 1} of ${FOLDS} done`);
  }
}
