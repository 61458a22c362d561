import { furnitureLexicon } from '../src/lexicon/furniture.ts';
import { LEXICON_DIR } from '../src/lexicon/load.ts';
import { type LineModel, probability, type Words, wordScore, wordWeights } from '../src/text/forest.ts';
import { BUCKETS, lineFeatures, wordBuckets, wordsOf } from '../src/text/lines.ts';
import { allFeatures, type LineScores, type PageLines } from '../src/text/pagelines.ts';
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
  leaves: 24,
  rate: 0.1,
  rows: 0.6,
  columns: 0.3,
  lambda: 1,
  minWeight: 2,
  seed: 7,
};

export const FOLDS = 5;
/** Folds within the training pages, by which words and names are scored for the forest to learn from. */
const INNER = 5;
const lexicon = furnitureLexicon([LEXICON_DIR]);
const isBody = (label: string): number => (label === 'c' ? 1 : 0);

/** Folds by page: lines of one page never stand on both sides. */
export const foldOf = (page: Page, folds = FOLDS): number => Number(page.id.replace(/\D/gu, '')) % folds;

/** Tells something of a page once: it is the same for every fold. */
function once<T>(of: (page: Page) => T): (page: Page) => T {
  const known = new WeakMap<Page, { readonly told: T }>();
  return (page) => {
    const one = known.get(page) ?? { told: of(page) };
    known.set(page, one);
    return one.told;
  };
}

/** The buckets of each line of a page: of its words, or of the names of the elements around it. */
type Buckets = (page: Page) => readonly (readonly number[])[];
const byWords: Buckets = once((page) => page.lines.map(([text]) => wordBuckets(wordsOf(text))));
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
  for (let fold = 0; fold < INNER; fold++) {
    const inner = (page: Page) => Math.floor(foldOf(page, FOLDS * INNER) / FOLDS) === fold;
    const words = trainWords(
      pages.filter((page) => !inner(page)),
      bucketsOf,
    );
    for (const page of pages.filter(inner)) scores.set(page, scoresBy(words, page, bucketsOf));
  }
  return scores;
}

/** What the lines of a page show, cut by cut. */
const looksOf = once(({ lines, views }) =>
  views.map((view) => {
    const texts = lines.slice(...view).map(([text]) => text);
    return lineFeatures(texts, texts.map(wordsOf), lexicon);
  }),
);

/** The features of each line of a page, cut by cut. */
function rowsOf(page: Page, { words, names }: LineScores): readonly (readonly Float32Array[])[] {
  return page.views.map((view, v) => {
    const texts = page.lines.slice(...view).map(([text]) => text);
    return allFeatures(looksOf(page)[v]!, texts, { words: words.slice(...view), names }, page.html);
  });
}

/** Trains the word weights and the forest; every view of a page weighs the same, its longer lines more. */
export function train(
  pages: readonly Page[],
  features: readonly string[],
  settings: Partial<Settings> = {},
): Omit<LineModel, 'version' | 'threshold'> {
  const words = heldOutScores(pages, byWords);
  const names = heldOutScores(pages, byNames);
  const rows: Float32Array[] = [];
  const target: number[] = [];
  const weight: number[] = [];
  for (const page of pages)
    rowsOf(page, { words: words.get(page)!, names: names.get(page)! }).forEach((cut, v) => {
      const lines = page.lines.slice(...page.views[v]!);
      const mass = lines.map(([text]) => 1 + Math.min(100, text.split(' ').length) / 8);
      const sum = mass.reduce((a, b) => a + b, 0);
      for (const row of cut) rows.push(row);
      for (const [, label] of lines) target.push(isBody(label));
      for (const m of mass) weight.push((60 * m) / sum);
    });
  const edges = edgesOf(rows);
  const columns = binned(rows, edges);
  const table = { columns, edges, target: Uint8Array.from(target), weight: Float32Array.from(weight) };
  const forest = boost(table, { ...SETTINGS, ...settings });
  const known = { words: trainWords(pages, byWords), ...(pages[0]?.html && { names: trainWords(pages, byNames) }) };
  return { features, ...forest, ...known };
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
      const words = scoresBy(model.words, page, byWords);
      const names = model.names ? scoresBy(model.names, page, byNames) : [];
      rowsOf(page, { words, names }).forEach((rows, view) => {
        judge(
          page,
          view,
          rows.map((row) => probability(model, row)),
        );
      });
    }
    console.error(`fold ${fold + 1} of ${FOLDS} done`);
  }
}
