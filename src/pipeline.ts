import type { Article, LayerName, Reading } from './core/reading.ts';
import { movedSpans } from './core/span.ts';
import { type ReadingForm, readingForm } from './text/readingform.ts';

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
 * Composes stages, in the order given, into the reading of one article. Stages see its text in reading form (soft hyphens,
 * parted words and the like mended); the reading that is given back has every span in the fixed text.
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
    const form = readingForm(article.text);
    if (form) reading = { article: inForm(article, form), issues: [] };
    for (const stage of stages) {
      const start = onStage ? performance.now() : 0;
      reading = await stage.run(reading as never);
      onStage?.(stage.name, performance.now() - start);
    }
    if (!form) return reading;
    const { article: _, ...found } = reading;
    return { article, ...movedSpans(found, form.toText) };
  };
}

/** The article with its text in reading form; ids are still made of places in the fixed text. */
function inForm(article: Article, { text, toText, toForm }: ReadingForm): Article {
  const { record, headline, paragraphs, posts, blockQuotes, offsets } = article;
  return {
    ...movedSpans({ headline, paragraphs, ...(posts && { posts }), ...(blockQuotes && { blockQuotes }) }, toForm),
    record,
    text,
    offsets: {
      toCodePoint: (n) => offsets.toCodePoint(toText(n)),
      toUnit: (n) => toForm(offsets.toUnit(n)),
    },
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
