import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LedgerError } from '../core/errors.ts';
import type { FurnitureLexicon } from '../lexicon/furniture.ts';
import { type LineModel, probability, type Words, wordScore, wordWeights } from './forest.ts';
import { FEATURES, lineFeatures, wordBuckets, wordsOf } from './lines.ts';
import { allFeatures, PAGE_FEATURES, type PageLines } from './pagelines.ts';

/** Tells body lines from furniture: of plain texts, and of HTML pages, whose lines have further features. */
export interface LineReader {
  readonly version: string;
  readonly text: LineClassifier;
  readonly page: LineClassifier;
}

export interface LineClassifier {
  /** Lines less likely than this to be body are furniture. */
  readonly threshold: number;
  /** Probability of each line to be body; `page` tells what the lines of an HTML page show beyond their text. */
  readonly bodyness: (lines: readonly string[], page?: PageLines) => readonly number[];
}

const MODELS = join(import.meta.dirname, '../../models/lines-en');

/**
 * Opens the trained line classifiers.
 * @throws LedgerError `model-missing`, `model-mismatch`
 */
export function lineReader(lexicon: FurnitureLexicon, folder: string = MODELS): LineReader {
  const text = readModel(join(folder, 'text.json'), FEATURES);
  const page = readModel(join(folder, 'page.json'), [...FEATURES, ...PAGE_FEATURES]);
  return {
    version: `${text.version}/${page.version}`,
    text: classifier(text, lexicon),
    page: classifier(page, lexicon),
  };
}

function classifier(model: LineModel, lexicon: FurnitureLexicon): LineClassifier {
  const words = scorer(model.words);
  const names = model.names && scorer(model.names);
  const bodyness = (lines: readonly string[], page?: PageLines) => {
    const written = lines.map(wordsOf);
    const scores = {
      words: written.map((line) => words(wordBuckets(line))),
      names: names && page ? page.lines.map((line) => names(line.names)) : [],
    };
    const looks = lineFeatures(lines, written, lexicon);
    const rows = allFeatures(looks, lines, scores, page);
    return rows.map((row) => probability(model, row));
  };
  return { threshold: model.threshold, bodyness };
}

function scorer(words: Words): (buckets: readonly number[]) => number {
  const weights = wordWeights(words);
  return (buckets) => wordScore(weights, words.bias, buckets);
}

function readModel(path: string, features: readonly string[]): LineModel {
  let model: LineModel;
  try {
    model = JSON.parse(readFileSync(path, 'utf8')) as LineModel;
  } catch {
    throw new LedgerError('model-missing', 'The line classifier cannot be read', path, 'Install the project anew.');
  }
  if (model.features.join() !== features.join())
    throw new LedgerError(
      'model-mismatch',
      'The line classifier knows other features',
      path,
      'Train it anew: training/lines.ts and training/pages.ts.',
    );
  return model;
}
