import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LedgerError } from '../core/errors.ts';
import type { FurnitureLexicon } from '../lexicon/furniture.ts';
import { type LineModel, probability, wordScore, wordWeights } from './forest.ts';
import { FEATURES, lineFeatures, wordBuckets } from './lines.ts';

/** Tells body lines from furniture. */
export interface LineReader {
  readonly version: string;
  readonly threshold: number;
  /** Probability of each line to be body. */
  readonly bodyness: (lines: readonly string[]) => readonly number[];
}

const MODEL = join(import.meta.dirname, '../../models/lines-en/model.json');

/**
 * Opens the trained line classifier.
 * @throws LedgerError `model-missing`, `model-mismatch`
 */
export function lineReader(lexicon: FurnitureLexicon, path: string = MODEL): LineReader {
  const model = readModel(path);
  const weights = wordWeights(model.words);
  const bodyness = (lines: readonly string[]) => {
    const scores = lines.map((line) => wordScore(weights, model.words.bias, wordBuckets(line)));
    return lineFeatures(lines, lexicon, scores).map((row) => probability(model, row));
  };
  return { version: model.version, threshold: model.threshold, bodyness };
}

function readModel(path: string): LineModel {
  let model: LineModel;
  try {
    model = JSON.parse(readFileSync(path, 'utf8')) as LineModel;
  } catch {
    throw new LedgerError('model-missing', 'The line classifier cannot be read', path, 'Install the project anew.');
  }
  if (model.features.join() !== FEATURES.join())
    throw new LedgerError(
      'model-mismatch',
      'The line classifier knows other features',
      path,
      'Train it anew: training/lines.ts.',
    );
  return model;
}
