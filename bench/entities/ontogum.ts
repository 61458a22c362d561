import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Analyzer } from '../../src/core/analysis.ts';
import type { Mention } from '../../src/core/record.ts';
import { overlaps, type Span } from '../../src/core/span.ts';
import { mentions } from '../../src/extract/mentions.ts';
import type { Actors } from '../../src/lexicon/actors.ts';
import { readCues, speakerClause } from '../../src/lexicon/cues.ts';
import { makeArticle } from '../../src/text/article.ts';
import { quotations } from '../../src/text/quotations.ts';
import { DATA } from '../reader/corpora.ts';
import { type Document, treebank } from './treebank.ts';

/** A gold mention: its words and the number of its chain. */
interface Chained extends Span {
  readonly chain: number;
}

/** Genres of edited prose about the world; the others are talk, fiction and instructions. */
const GENRES = /^GUM_(news|bio|interview|speech|court|textbook|academic|voyage)_/u;
const PERSONAL = /^(he|him|his|himself|she|her|hers|herself)$/iu;
const IMPERSONAL = /^(it|its|itself|they|their)$/iu;

/** Chains of an OntoGUM file as spans of the rebuilt text. */
function chains(path: string, tokens: readonly Span[]): readonly Chained[] {
  const found: Chained[] = [];
  const open = new Map<number, number[]>();
  const rows = readFileSync(path, 'utf8')
    .split('\n')
    .filter((l) => /^\d+\t/u.test(l));
  rows.forEach((row, i) => {
    for (const [mark] of row.split('\t')[2]!.matchAll(/\(?\d+\)?/gu)) {
      const number = Number(/\d+/u.exec(mark)?.[0]);
      if (mark.startsWith('(')) open.set(number, [...(open.get(number) ?? []), i]);
      if (!mark.endsWith(')')) continue;
      const from = open.get(number)?.pop();
      if (from !== undefined) found.push({ from: tokens[from]!.from, to: tokens[i]!.to, chain: number });
    }
  });
  return found;
}

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

/** The chain of the smallest gold mention that shares the span's last character. */
function chainOf(span: Span, gold: readonly Chained[]): number | null {
  const last = { from: span.to - 1, to: span.to };
  const over = gold.filter((g) => overlaps(g, last) && g.from <= span.from + 40 && g.to - g.from < 120);
  return (
    over.sort(
      (a, b) =>
        Math.abs(a.from - span.from) +
        Math.abs(a.to - span.to) -
        (Math.abs(b.from - span.from) + Math.abs(b.to - span.to)),
    )[0]?.chain ?? null
  );
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
  const files = globSync(join(DATA, 'coreference', '*.conll'))
    .filter((f) => GENRES.test(basename(f)))
    .filter((f) => basename(f).startsWith(`GUM_${genre}`))
    .sort();
  for (const file of files) {
    const document = bank.get(basename(file, '.conll'))!;
    const gold = chains(file, document.tokens);
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
