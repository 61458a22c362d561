import './offline.ts';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { LedgerError } from '../core/errors.ts';
import { bioRules, type Transitions } from './decode.ts';
import { type Lemmas, loadLemmas } from './lemmas.ts';
import { type Pieces, piecesOf, readVocabulary } from './wordpiece.ts';

/** What `reader.json` says of the graphs beside it. */
export interface Settings {
  readonly profile: string;
  readonly steps: number;
  readonly sha256: string;
  readonly labels: readonly string[];
  readonly scripts: readonly string[];
  readonly upos: readonly string[];
  readonly names: readonly string[];
  readonly acts: readonly string[];
  readonly statuses: readonly string[];
  readonly foretold: readonly string[];
  readonly claims: readonly string[];
  readonly maxPieces: number;
  readonly window: number;
  readonly transition: readonly (readonly number[])[];
  readonly start: readonly number[];
}

/** The three graphs of a reader model (training/export.py). */
export interface Graphs {
  readonly settings: Settings;
  readonly lemmas: Lemmas;
  readonly pieces: Pieces;
  /** What may follow what among name tags, and how well among frame tags. */
  readonly nameRules: Transitions;
  readonly frameRules: Transitions;
  readonly reader: InferenceSession;
  readonly labels: InferenceSession;
  readonly marked: InferenceSession;
}

const FILES = ['reader.onnx', 'labels.onnx', 'marked.onnx', 'vocab.txt', 'lemmas.json'] as const;

/**
 * Reads the settings of the model in `dir` and checks its files against the hash they carry.
 * @throws LedgerError `model-missing` when a file is absent, `model-mismatch` when the hash differs
 */
export function checkModel(dir: string): Settings {
  for (const file of ['reader.json', ...FILES]) {
    if (!existsSync(join(dir, file)))
      throw new LedgerError(
        'model-missing',
        `The reader model lacks ${file}`,
        dir,
        'Restore models/reader-en, or train it (training/README.md).',
      );
  }
  const settings = JSON.parse(readFileSync(join(dir, 'reader.json'), 'utf8')) as Settings;
  const digest = createHash('sha256');
  for (const file of FILES) digest.update(readFileSync(join(dir, file)));
  if (digest.digest('hex') !== settings.sha256)
    throw new LedgerError(
      'model-mismatch',
      'The reader model is not the one its settings describe',
      dir,
      'Restore models/reader-en.',
    );
  return settings;
}

/** Opens the graphs, one thread each: reading is spread over documents, not within one. */
export async function openModel(dir: string): Promise<Graphs> {
  const settings = checkModel(dir);
  const open = (name: string) =>
    InferenceSession.create(join(dir, name), {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
      logSeverityLevel: 3,
    });
  const [reader, labels, marked] = await Promise.all([open('reader.onnx'), open('labels.onnx'), open('marked.onnx')]);
  const vocabulary = readVocabulary(join(dir, 'vocab.txt'));
  const lemmas = loadLemmas(dir, settings.scripts, vocabulary);
  const pieces = piecesOf(vocabulary, settings.maxPieces);
  const frameRules = { start: Float64Array.from(settings.start), next: Float64Array.from(settings.transition.flat()) };
  return { settings, lemmas, pieces, nameRules: bioRules(settings.names), frameRules, reader, labels, marked };
}

/** An int64 input. */
export const whole = (data: BigInt64Array, ...dims: number[]): Tensor => new Tensor('int64', data, dims);
/** A float input. */
export const real = (data: Float32Array, ...dims: number[]): Tensor => new Tensor('float32', data, dims);
/** A float output's numbers. */
export const floats = (tensor: Tensor | undefined): Float32Array => tensor!.data as Float32Array;
/** An int64 output's numbers. */
export const longs = (tensor: Tensor | undefined): BigInt64Array => tensor!.data as BigInt64Array;
