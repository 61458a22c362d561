import type { Analyzer } from './core/analysis.ts';
import type { Stage } from './core/reading.ts';
import type { RuleOptions } from './core/rule.ts';
import { readerVersion } from './defaults/version.ts';
import { assessments } from './extract/assessments.ts';
import { attributions } from './extract/attributions.ts';
import { events } from './extract/events.ts';
import { loadEventWords } from './extract/eventscenes.ts';
import { forecasts } from './extract/forecasts.ts';
import { mentions } from './extract/mentions.ts';
import { times } from './extract/times.ts';
import { articleTools, toArticle } from './intake/articles.ts';
import { readActors } from './lexicon/actors.ts';
import { readAssessments } from './lexicon/assessments.ts';
import { readCues, speakerClause } from './lexicon/cues.ts';
import { readHedges } from './lexicon/hedges.ts';
import { LEXICON_DIR } from './lexicon/load.ts';
import { readTimesLexicon } from './lexicon/times.ts';
import { createReader } from './model/onnx.ts';
import type { Reader } from './pipeline/worker.ts';
import { type AnyStage, compose, type PipelineOptions } from './pipeline.ts';
import { quotations } from './text/quotations.ts';

export interface ReaderOptions extends PipelineOptions {
  /** The analyst's own lexicon folders, read after the project's. */
  readonly lexicon?: readonly string[];
  /** Folder of the reader model (default: the one shipped). */
  readonly modelDir?: string;
  /** Only the stages of these names. */
  readonly only?: readonly string[];
}

/**
 * Wires the reader: lexicons, model and stages in their order.
 * @throws LedgerError `model-missing`, `model-mismatch`, `lexicon-invalid`
 */
export async function openReader({ lexicon = [], only, modelDir, ...options }: ReaderOptions = {}): Promise<Reader> {
  const dirs = [LEXICON_DIR, ...lexicon];
  const tools = articleTools(dirs);
  const analyzer = await createReader(modelDir === undefined ? {} : { modelDir });
  const stages = stagesOf(analyzer, dirs).filter(({ name }) => !only || only.includes(name));
  return {
    version: readerVersion(dirs),
    toArticle: (source) => toArticle(source, tools),
    readArticle: compose(stages, options),
    close: () => analyzer.close(),
  };
}

/**
 * The stages of a reading in their order; `analyzer` is the reader model, or its recordings in tests; `rules` is how a
 * bench looks at rules.
 */
export function stagesOf(
  analyzer: Analyzer,
  dirs: readonly string[] = [LEXICON_DIR],
  rules: RuleOptions = {},
): readonly AnyStage[] {
  const cues = readCues(dirs);
  const hedges = readHedges(dirs);
  const eventWords = loadEventWords(dirs);
  return [
    analysis(analyzer),
    quotations(speakerClause(cues)),
    times(readTimesLexicon(dirs)),
    mentions(readActors(dirs)),
    attributions(cues, rules),
    events(eventWords),
    forecasts(hedges, eventWords.modality),
    assessments(readAssessments(dirs), hedges),
  ];
}

/** Has the reader model read headline and body. */
const analysis = (analyzer: Analyzer): Stage<never, 'analysis'> => ({
  name: 'analysis',
  needs: [],
  gives: ['analysis'],
  run: async (reading) => {
    const { text, headline, paragraphs } = reading.article;
    const parts = [...(headline ? [headline] : []), ...paragraphs].sort((a, b) => a.from - b.from);
    return { ...reading, analysis: await analyzer.analyze(text, parts) };
  },
});
