/**
 * Trains models/lines-en: the classifier of plain-text lines into body and furniture.
 *
 *   node training/lines.ts            cross-validates by page and prints the figures
 *   node training/lines.ts --write    trains on all pages and writes the model
 *
 * Labels come from pages/lines_dev.jsonl of the corpora folder (DRAGOMAN_DATA).
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATA, fourGramF1 } from '../bench/fourgrams.ts';
import { furnitureLexicon } from '../src/lexicon/furniture.ts';
import { LEXICON_DIR } from '../src/lexicon/load.ts';
import { type LineModel, probability, wordScore, wordWeights } from '../src/text/forest.ts';
import { BUCKETS, FEATURES, lineFeatures, wordBuckets } from '../src/text/lines.ts';
import { binned, boost, edgesOf, random, type Settings } from './boosting.ts';

interface Page {
  readonly id: string;
  readonly lines: readonly (readonly [string, string])[];
  readonly views: readonly (readonly [number, number])[];
}

const SETTINGS: Settings = {
  trees: Number(process.env.TREES ?? 200),
  depth: 5,
  rate: 0.1,
  rows: 0.5,
  columns: 0.5,
  lambda: 1,
  minWeight: 2,
  seed: 7,
};
const FOLDS = 5;

const lexicon = furnitureLexicon([LEXICON_DIR]);
const pages = readFileSync(join(DATA, 'pages/lines_dev.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Page);

/** The cuts a page is read in: tight body, its parent element, the whole page. */
const viewsOf = (page: Page): readonly (readonly [number, number])[] => [
  page.views[0]!,
  page.views[1] ?? [0, page.lines.length],
  [0, page.lines.length],
];

const isBody = (label: string): number => (label === 'c' ? 1 : 0);
const foldOf = (page: Page, folds: number): number => Number(page.id.replace(/\D/gu, '')) % folds;

/** Logistic regression on word buckets by AdaGrad, every page weighing the same. */
function trainWords(train: readonly Page[]): LineModel['words'] {
  const weights = new Float32Array(BUCKETS);
  const squares = new Float32Array(BUCKETS).fill(1);
  let bias = 0;
  const samples = train.flatMap((page) =>
    page.lines.map(([text, label]) => ({ buckets: wordBuckets(text), y: isBody(label), w: 60 / page.lines.length })),
  );
  const draw = random(11);
  for (let epoch = 0; epoch < 4; epoch++)
    for (let k = 0; k < samples.length; k++) {
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

const scoresBy = (words: LineModel['words'], page: Page): readonly number[] => {
  const weights = wordWeights(words);
  return page.lines.map(([text]) => wordScore(weights, words.bias, wordBuckets(text)));
};

/** Word scores of each training page by a model that has not seen it. */
function heldOutScores(train: readonly Page[]): Map<string, readonly number[]> {
  const scores = new Map<string, readonly number[]>();
  for (let fold = 0; fold < 4; fold++) {
    const inner = (page: Page) => Math.floor(foldOf(page, FOLDS * 4) / FOLDS) === fold;
    const words = trainWords(train.filter((page) => !inner(page)));
    for (const page of train.filter(inner)) scores.set(page.id, scoresBy(words, page));
  }
  return scores;
}

function rowsOf(page: Page, view: readonly [number, number], scores: readonly number[]): readonly Float32Array[] {
  const [from, to] = view;
  const texts = page.lines.slice(from, to).map(([text]) => text);
  return lineFeatures(texts, lexicon, scores.slice(from, to));
}

function train(pages: readonly Page[]): Omit<LineModel, 'version' | 'threshold'> {
  const scores = heldOutScores(pages);
  const rows: Float32Array[] = [];
  const target: number[] = [];
  const weight: number[] = [];
  for (const page of pages)
    for (const view of viewsOf(page)) {
      const lines = page.lines.slice(...view);
      const mass = lines.map(([text]) => 1 + Math.min(100, text.split(' ').length) / 8);
      const sum = mass.reduce((a, b) => a + b, 0);
      rows.push(...rowsOf(page, view, scores.get(page.id)!));
      target.push(...lines.map(([, label]) => isBody(label)));
      weight.push(...mass.map((m) => (60 * m) / sum));
    }
  const edges = edgesOf(rows);
  const table = {
    columns: binned(rows, edges),
    edges,
    target: Uint8Array.from(target),
    weight: Float32Array.from(weight),
  };
  return { features: FEATURES, ...boost(table, SETTINGS), words: trainWords(pages) };
}

const THRESHOLDS = [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5];

/** Mean 4-gram F1 of kept lines against body lines, a row for each threshold, a column for each view. */
function crossValidate(): void {
  const f1 = THRESHOLDS.map(() => [0, 0, 0]);
  const keepAll = [0, 0, 0];
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = train(pages.filter((page) => foldOf(page, FOLDS) !== fold));
    for (const page of pages.filter((page) => foldOf(page, FOLDS) === fold))
      viewsOf(page).forEach((view, v) => {
        const lines = page.lines.slice(...view);
        const p = rowsOf(page, view, scoresBy(model.words, page)).map((row) => probability(model, row));
        const text = (keep: (i: number) => boolean) =>
          lines.flatMap(([line], i) => (keep(i) ? [line] : [])).join('\n');
        const gold = text((i) => lines[i]![1] === 'c');
        keepAll[v]! += fourGramF1(text(() => true), gold) / pages.length;
        THRESHOLDS.forEach((threshold, t) => {
          f1[t]![v]! += fourGramF1(text((i) => p[i]! >= threshold), gold) / pages.length;
        });
      });
    console.error(`fold ${fold + 1} of ${FOLDS} done`);
  }
  const row = (name: string, values: readonly number[]) => console.log(name, ...values.map((x) => x.toFixed(4)));
  console.log('threshold tight parent whole (4-gram F1, mean over pages)');
  row('keep-all', keepAll);
  THRESHOLDS.forEach((threshold, t) => row(threshold.toFixed(2), f1[t]!));
}

if (process.argv.includes('--write')) {
  const model: LineModel = { version: '1', threshold: Number(process.env.THRESHOLD ?? 0.35), ...train(pages) };
  const folder = join(import.meta.dirname, '../models/lines-en');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'model.json'), JSON.stringify(model));
} else crossValidate();
