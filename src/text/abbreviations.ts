import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { LedgerError } from '../core/errors.ts';
import { LEXICON_DIR, readEntries } from '../lexicon/load.ts';
import { END_FEATURES } from './ends.ts';
import { type LineModel, wordWeights } from './forest.ts';
import { loadWordForms, type WordForms } from './wordforms.ts';

const abbreviation = z.object({
  form: z.string().min(1),
  kind: z.enum(['before', 'number', 'either']),
  apart: z.literal(true).optional(),
  example: z.string().min(1),
});
const starter = z.object({ form: z.string().min(1), example: z.string().min(1) });

/** Full stops that end no sentence, and words that open one. Forms carry no final stop. */
export interface Stops {
  readonly kind: ReadonlyMap<string, 'before' | 'number' | 'either'>;
  readonly starters: ReadonlySet<string>;
  /** Abbreviations whose stop is a word of its own at the end of a sentence. */
  readonly apart: ReadonlySet<string>;
}

/** What the splitter and the tokenizer know. */
export interface Abbreviations extends Stops {
  readonly ends: EndModel;
  readonly forms: WordForms;
}

/** The classifier of sentence ends: word weights and a forest over them and the features of `END_FEATURES`. */
export interface EndModel extends Omit<LineModel, 'threshold' | 'names'> {
  /** Probability above which a sentence ends: after a sentence's mark, where none stands, and there among capitalised words. */
  readonly thresholds: Readonly<Record<'mark' | 'bare' | 'headline', number>>;
  readonly weights: Float32Array;
}

/** The file of the classifier, made by training/ends.ts. */
export const ENDS_FILE = join(import.meta.dirname, '../../models/sentences-en/ends.json');

/**
 * Reads `abbreviations.yaml`, `sentence-starters.yaml`, `tokens.yaml` and the classifier of sentence ends.
 * @throws LedgerError `model-missing`, `model-mismatch`
 */
export function loadAbbreviations(dirs: readonly string[] = [LEXICON_DIR]): Abbreviations {
  return { ...loadStops(dirs), ends: readEnds(ENDS_FILE), forms: loadWordForms(dirs) };
}

/** The lexicon's part alone. */
export function loadStops(dirs: readonly string[] = [LEXICON_DIR]): Stops {
  const entries = readEntries(dirs, 'abbreviations', abbreviation);
  return {
    kind: new Map(entries.map((e) => [e.form, e.kind])),
    apart: new Set(entries.filter((e) => e.apart).map((e) => e.form)),
    starters: new Set(readEntries(dirs, 'sentence-starters', starter).map((e) => e.form)),
  };
}

function readEnds(path: string): EndModel {
  let model: Omit<EndModel, 'weights'>;
  try {
    model = JSON.parse(readFileSync(path, 'utf8')) as EndModel;
  } catch {
    throw new LedgerError(
      'model-missing',
      'The classifier of sentence ends cannot be read',
      path,
      'Install the project anew.',
    );
  }
  if (model.features.join() !== END_FEATURES.join())
    throw new LedgerError(
      'model-mismatch',
      'The classifier of sentence ends knows other features',
      path,
      'Train it anew: training/ends.ts.',
    );
  return { ...model, weights: wordWeights(model.words) };
}
