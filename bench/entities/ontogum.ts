import type { Analyzer } from '../../src/core/analysis.ts';
import type { Mention } from '../../src/core/record.ts';
import type { Span } from '../../src/core/span.ts';
import { mentions } from '../../src/extract/mentions.ts';
import type { Actors } from '../../src/lexicon/actors.ts';
import { readCues, speakerClause } from '../../src/lexicon/cues.ts';
import { makeArticle } from '../../src/text/article.ts';
import { quotations } from '../../src/text/quotations.ts';
import { type Chained, chainOf, chainsOf, ontogumFiles } from './chains.ts';
import { type Document, treebank } from './treebank.ts';

const PERSONAL = /^(he|him|his|himself|she|her|hers|herself)$/iu;
const IMPERSONAL = /^(it|its|itself|they|their)$/iu;

interface Score {
  right: number;
  wrong: number;
  open: number;
}

/** True where another mention of the same entity stands in the same gold chain. */
function isRight(m: Mention, all: readonly Mention[], gold: readonly Chained[]): boolean {
  const chain = chainOf(m.span, gold);
  const others = all.filter((o) => o !== m && o.entity === m.entity && o.form === 'name');
  return chain !== null && others.some((o) => chainOf(o.span, gold) === chain);
}

/** True where OntoGUM has a mention of these words; it has none for appositions and predicates. */
const isMarked = (span: Span, gold: readonly Chained[]): boolean =>
  gold.some((g) => g.to === span.to && Math.abs(g.from - span.from) < 6);

/**
 * Reads OntoGUM, end to end or (without an analyzer) from gold trees and names, and prints how often a linked pronoun or description shares a chain with a name of its entity.
 */
export async function ontogum(
  actors: Actors,
  analyzer: Analyzer | null,
  genre: string,
  isTold: boolean,
): Promise<void> {
  const bank = treebank();
  const scores = new Map<string, Score>();
  const stage = mentions(actors);
  const quoting = quotations(speakerClause(readCues()));
  for (const { id, file } of ontogumFiles(genre)) {
    const document = bank.get(id)!;
    const gold = chainsOf(file, document.tokens);
    const article = makeArticle({ text: document.text, location: file, paragraphs: document.paragraphs });
    const analysis = analyzer ? await analyzer.analyze(article.text, article.paragraphs) : document.analysis;
    const quoted = await quoting.run({ article, issues: [], analysis });
    const reading = await stage.run({ ...quoted, analysis });
    for (const m of reading.mentions) {
      const words = article.text.slice(m.span.from, m.span.to);
      if (m.form === 'name' || (m.form === 'pronoun' && chainOf(m.span, gold) === null)) continue;
      if (m.form !== 'pronoun' && !isMarked(m.span, gold)) continue;
      const genre = /_(news|interview|speech)_/u.test(file) ? 'news, interviews, speeches' : 'other prose';
      const kind = IMPERSONAL.test(words) ? 'it, they' : PERSONAL.test(words) ? 'he, she' : m.form;
      const key = `${kind} (${genre})`;
      const score = scores.get(key) ?? { right: 0, wrong: 0, open: 0 };
      scores.set(key, score);
      if (m.entity === null) score.open++;
      else if (isRight(m, reading.mentions, gold)) score.right++;
      else {
        score.wrong++;
        if (isTold) tell(document, m, reading.entities.find((e) => e.id === m.entity)?.name ?? '?');
      }
    }
  }
  for (const [form, { right, wrong, open }] of scores)
    console.log(
      `OntoGUM ${form}: ${right + wrong + open} met, ${right} right, ${wrong} wrong, ${open} open; accuracy of links ${(right / (right + wrong || 1)).toFixed(3)}, answered ${(right / (right + wrong + open)).toFixed(3)}`,
    );
}

function tell({ id, text }: Document, m: Mention, name: string): void {
  const before = text.slice(Math.max(0, m.span.from - 160), m.span.from).replace(/\s+/gu, ' ');
  console.log(`  ${id}: …${before}[${text.slice(m.span.from, m.span.to)}] → ${name}`);
}
