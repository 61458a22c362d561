import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Analysis, Analyzer } from '../core/analysis.ts';
import { LedgerError } from '../core/errors.ts';
import type { Span } from '../core/span.ts';

/** Analyses by the hash of their input; `model` is the hash of the model that made them all. */
interface Recording {
  readonly model: string;
  readonly analyses: Record<string, Analysis>;
}

/** The key of one input: the text and its paragraphs. */
export const recordingKey = (text: string, paragraphs: readonly Span[]): string =>
  createHash('sha256')
    .update(JSON.stringify([text, paragraphs.map((p) => [p.from, p.to])]))
    .digest('hex')
    .slice(0, 16);

/**
 * Replays recorded analyses, so that tests need no model.
 * @param file JSON written by `recordingAnalyzer`
 * @param model when given, the hash the recordings must carry
 * @throws LedgerError `model-mismatch` when another model made them, `not-found` for an input never recorded
 */
export function recordedAnalyzer(file: string, model?: string): Analyzer {
  const recording = load(file);
  if (model !== undefined && recording.model !== model)
    throw new LedgerError('model-mismatch', 'The recordings were made by another model', file, 'Make them again.');
  return {
    analyze(text, paragraphs) {
      const found = recording.analyses[recordingKey(text, paragraphs)];
      if (found) return Promise.resolve(found);
      const what = `No recording of "${text.slice(0, 40)}"`;
      return Promise.reject(new LedgerError('not-found', what, file, 'Make the recordings again.'));
    },
    close: () => Promise.resolve(),
  };
}

/** Passes inputs to `inner` and writes everything it said to `file` on close; a file of another model is begun anew. */
export function recordingAnalyzer(inner: Analyzer, file: string): Analyzer {
  let recording: Recording = existsSync(file) ? load(file) : { model: '', analyses: {} };
  return {
    async analyze(text, paragraphs) {
      const analysis = await inner.analyze(text, paragraphs);
      const model = analysis.reader.version;
      if (recording.model !== model) recording = { model, analyses: {} };
      recording.analyses[recordingKey(text, paragraphs)] = analysis;
      return analysis;
    },
    async close() {
      const sorted = Object.fromEntries(Object.entries(recording.analyses).sort(([a], [b]) => (a < b ? -1 : 1)));
      writeFileSync(file, `${JSON.stringify({ model: recording.model, analyses: sorted })}\n`);
      await inner.close();
    },
  };
}

const load = (file: string): Recording => JSON.parse(readFileSync(file, 'utf8')) as Recording;
