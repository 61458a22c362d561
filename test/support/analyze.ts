import type { Analyzer } from '../../src/core/analysis.ts';
import { createReader, MODEL_DIR } from '../../src/model/onnx.ts';

let opened: Promise<Analyzer> | null = null;

/**
 * The analyzer behind tests that need sentences, trees, names and frames; opened once a process.
 * `DRAGOMAN_MODEL` names another model folder to try.
 */
export function analyzerForTests(): Promise<Analyzer> {
  opened ??= createReader({ modelDir: process.env.DRAGOMAN_MODEL ?? MODEL_DIR });
  return opened;
}
