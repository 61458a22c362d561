import type { Article, LayerName, Reading } from './core/reading.ts';

/** Any stage, as the pipeline sees it: what it needs, what it gives, and the act. */
export interface AnyStage {
  readonly name: string;
  readonly needs: readonly LayerName[];
  readonly gives: readonly LayerName[];
  readonly run: (reading: never) => Promise<Reading> | Reading;
}

export interface PipelineOptions {
  /** Languages (ISO 639-1) that are read; an article of another is kept with its issue, unread. */
  readonly languages?: readonly string[];
  /** Told what each stage took, in milliseconds. */
  readonly onStage?: (name: string, milliseconds: number) => void;
}

/**
 * Composes stages, in the order given, into the reading of one article.
 * @throws Error where a stage needs a layer that none before it gives, or gives one that is there already: a fault of
 * the program, found when it starts.
 * @example const readArticle = compose([analysis(analyzer), quotations(), times(words)]);
 */
export function compose(
  stages: readonly AnyStage[],
  { languages = ['en'], onStage }: PipelineOptions = {},
): (article: Article) => Promise<Reading> {
  checkOrder(stages);
  return async (article) => {
    let reading: Reading = { article, issues: [] };
    if (article.record.language !== null && !languages.includes(article.record.language)) return reading;
    for (const stage of stages) {
      const start = onStage ? performance.now() : 0;
      reading = await stage.run(reading as never);
      onStage?.(stage.name, performance.now() - start);
    }
    return reading;
  };
}

function checkOrder(stages: readonly AnyStage[]): void {
  const given = new Set<LayerName>();
  for (const { name, needs, gives } of stages) {
    const missing = needs.filter((layer) => !given.has(layer));
    if (missing.length > 0)
      throw new Error(`Stage "${name}" needs ${missing.join(', ')}, which no stage before it gives`);
    const twice = gives.filter((layer) => given.has(layer));
    if (twice.length > 0) throw new Error(`Stage "${name}" gives ${twice.join(', ')} a second time`);
    for (const layer of gives) given.add(layer);
  }
}
