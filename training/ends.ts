/**
 * Trains models/sentences-en/ends.json, the classifier of sentence ends, on the treebanks with an open licence:
 *
 *   node training/ends.ts            trains and prints F1 of sentences on the dev sets
 *   node training/ends.ts --write    the same, and writes the model
 *
 * Paragraphs are the treebanks' sentences joined by spaces (DRAGOMAN_DATA). The earlier ends that a place sees are
 * true ones in training (some without a mark left out), the found ones in measuring.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Abbreviations, ENDS_FILE, type EndModel, loadStops } from '../src/text/abbreviations.ts';
import { chunksOf, Mark } from '../src/text/chunks.ts';
import {
  courseOf,
  END_BUCKETS,
  END_FEATURES,
  endBuckets,
  endFeatures,
  type Place,
  possible,
} from '../src/text/ends.ts';
import { type Words, wordScore, wordWeights } from '../src/text/forest.ts';
import { sentences } from '../src/text/sentences.ts';
import { loadWordForms } from '../src/text/wordforms.ts';
import { binned, boost, edgesOf, random } from './boosting.ts';

const DATA = process.env.DRAGOMAN_DATA ?? join(import.meta.dirname, '../../shared/data');
const FOLDS = 5;
const EPOCHS = 8;
const DECAY = 0.0003;
const FOREST = { trees: 160, leaves: 32, rate: 0.1, rows: 0.5, columns: 0.5, lambda: 1, minWeight: 5, seed: 7 };
const THRESHOLDS = { mark: 0.4, bare: 0.6, headline: 0.8 };
const stops = loadStops();
/** Share of the ends without a mark that later places of a paragraph do not see in training, as reading may miss them. */
const MISSED = 0.6;
const draw = random(5);

/** The sentences of one paragraph and the number of its document. */
interface Paragraph {
  readonly document: number;
  readonly sentences: readonly string[];
}

function paragraphs(set: string): Paragraph[] {
  const found: { document: number; sentences: string[] }[] = [];
  let document = 0;
  for (const block of readFileSync(join(DATA, 'syntax', `${set}.conllu`), 'utf8').split('\n\n')) {
    const text = /^# text = (.*)$/mu.exec(block)?.[1];
    if (text === undefined) continue;
    if (/^# newdoc/mu.test(block)) document++;
    if (found.length === 0 || /^# new(?:doc|par)/mu.test(block)) found.push({ document, sentences: [] });
    found.at(-1)!.sentences.push(text);
  }
  return found;
}

interface Sample {
  readonly place: Place;
  readonly buckets: readonly number[];
  readonly fold: number;
  readonly end: 0 | 1;
}

/** Every place of a paragraph where a sentence may end. */
function samples({ document, sentences }: Paragraph): Sample[] {
  const text = sentences.join(' ');
  const course = courseOf(chunksOf(text, { from: 0, to: text.length }, stops));
  const begins = new Set<number>();
  sentences.reduce((at, sentence) => {
    begins.add(at);
    return at + sentence.length + 1;
  }, 0);
  const found: Sample[] = [];
  let [start, last] = [0, 0];
  for (let at = 1; at < course.chunks.length; at++) {
    const end = begins.has(course.chunks[at]!.from) ? 1 : 0;
    const place = { course, at, start, last };
    if (possible(course, at)) found.push({ place, buckets: endBuckets(place), fold: document % FOLDS, end });
    const seen = course.chunks[at - 1]!.mark >= Mark.stop || draw() >= MISSED;
    if (end && seen) [last, start] = [start, at];
  }
  return found;
}

/** Logistic regression on hashed words by AdaGrad. */
function trainWords(all: readonly Sample[]): Words {
  const weights = new Float32Array(END_BUCKETS);
  const squares = new Float32Array(END_BUCKETS).fill(1);
  let bias = 0;
  const draw = random(11);
  for (let k = 0; k < all.length * EPOCHS; k++) {
    const { buckets, end } = all[Math.floor(draw() * all.length)]!;
    const error = end - 1 / (1 + Math.exp(-wordScore(weights, bias, buckets)));
    bias += 0.002 * error;
    for (const bucket of buckets) {
      const step = error / Math.sqrt(buckets.length) - DECAY * weights[bucket]!;
      squares[bucket]! += step * step;
      weights[bucket]! += (0.3 * step) / Math.sqrt(squares[bucket]!);
    }
  }
  const scale = weights.reduce((top, w) => Math.max(top, Math.abs(w)), 0) / 127;
  const bytes = Int8Array.from(weights, (w) => Math.round(w / scale));
  return { bias, scale, weights: Buffer.from(bytes.buffer).toString('base64') };
}

/** Features of every sample; the words' score comes from documents of the other folds. */
function rowsOf(all: readonly Sample[]): Float32Array[] {
  const scorers = Array.from({ length: FOLDS }, (_, fold) => {
    const words = trainWords(all.filter((sample) => sample.fold !== fold));
    const weights = wordWeights(words);
    return (buckets: readonly number[]) => wordScore(weights, words.bias, buckets);
  });
  return all.map(({ place, buckets, fold }) => endFeatures(place, scorers[fold]!(buckets)));
}

function train(all: readonly Sample[]): Omit<EndModel, 'weights'> {
  const rows = rowsOf(all);
  const edges = edgesOf(rows);
  const target = Uint8Array.from(all, (sample) => sample.end);
  const table = { columns: binned(rows, edges), edges, target, weight: new Float32Array(all.length).fill(1) };
  return {
    version: '1',
    thresholds: THRESHOLDS,
    features: END_FEATURES,
    ...boost(table, FOREST),
    words: trainWords(all),
  };
}

/** Prints F1 of whole sentences. */
function report(set: string, known: Abbreviations): void {
  let [gold, found, hit] = [0, 0, 0];
  for (const { sentences: parts } of paragraphs(set)) {
    const text = parts.join(' ');
    let at = 0;
    const spans = parts.map((part) => {
      at += part.length + 1;
      return `${at - part.length - 1}-${at - 1}`;
    });
    const got = new Set(sentences(text, { from: 0, to: text.length }, known).map((s) => `${s.from}-${s.to}`));
    gold += spans.length;
    found += got.size;
    hit += spans.filter((span) => got.has(span)).length;
  }
  const percent = (part: number, all: number) => ((100 * part) / all).toFixed(2);
  console.log(
    `${set}: P ${percent(hit, found)} R ${percent(hit, gold)} F1 ${percent(2 * hit, gold + found)} (n ${gold})`,
  );
}

const model = train([...paragraphs('ewt_train'), ...paragraphs('gumopen_train')].flatMap(samples));
for (const set of ['ewt_dev', 'gumopen_dev'])
  report(set, { ...stops, forms: loadWordForms(), ends: { ...model, weights: wordWeights(model.words) } });
if (process.argv.includes('--write')) {
  mkdirSync(dirname(ENDS_FILE), { recursive: true });
  writeFileSync(ENDS_FILE, `${JSON.stringify(model)}\n`);
}
