import { readerVersion } from './defaults/version.ts';
import { articleTools, toArticle } from './intake/articles.ts';
import { LEXICON_DIR } from './lexicon/load.ts';
import type { Reader } from './pipeline/worker.ts';
import { type AnyStage, compose, type PipelineOptions } from './pipeline.ts';

export interface ReaderOptions extends PipelineOptions {
  /** The analyst's own lexicon folders, read after the project's. */
  readonly lexicon?: readonly string[];
}

/**
 * Wires the reader: lexicons, model and stages in their order.
 * @throws LedgerError `model-missing`, `model-mismatch`, `lexicon-invalid`
 */
export async function openReader({ lexicon = [], ...options }: ReaderOptions = {}): Promise<Reader> {
  const dirs = [LEXICON_DIR, ...lexicon];
  const tools = articleTools(dirs);
  const stages: readonly AnyStage[] = [];
  return {
    version: readerVersion(dirs, ''),
    toArticle: (source) => toArticle(source, tools),
    readArticle: compose(stages, options),
    close: async () => {},
  };
}
