import { globSync } from 'node:fs';
import type { Analysis, Analyzer } from '../../src/core/analysis.ts';
import type { Article, ReadingWith } from '../../src/core/reading.ts';
import type { Attribution } from '../../src/core/record.ts';
import type { RuleOptions } from '../../src/core/rule.ts';
import { attributions } from '../../src/extract/attributions.ts';
import { readCues, speakerClause } from '../../src/lexicon/cues.ts';
import { makeArticle } from '../../src/text/article.ts';
import { quotations } from '../../src/text/quotations.ts';
import { type Passage, readGold } from '../support/gold.ts';

/** The passages of gold/attributions. */
export const statementPassages = (): readonly Passage[] =>
  globSync('gold/attributions/*.gold')
    .sort()
    .flatMap((file) => readGold(file));

/** Reads passages up to their statements, each passage is analysed once. */
export function statementReader(
  analyzer: Analyzer,
): (passage: Passage, rules?: RuleOptions) => Promise<readonly Attribution[]> {
  const cues = readCues();
  const quoting = quotations(speakerClause(cues));
  const analysed = new Map<string, Promise<{ article: Article; analysis: Analysis }>>();
  const analyse = async ({ text, file }: Passage) => {
    const article = makeArticle({ text, location: file });
    return { article, analysis: await analyzer.analyze(text, article.paragraphs) };
  };
  return async (passage, rules) => {
    const known = analysed.get(passage.text) ?? analyse(passage);
    analysed.set(passage.text, known);
    const { article, analysis } = await known;
    const start = { article, issues: [], analysis, times: [], mentions: [], entities: [] };
    const quoted = (await quoting.run(start)) as typeof start & ReadingWith<'quotations'>;
    return (await attributions(cues, rules).run(quoted)).attributions;
  };
}
