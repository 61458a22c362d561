/**
 * Trains models/lines-en/page.json: the classifier of an HTML page's lines into body and furniture, with Readability's
 * opinion among its features.
 *
 *   node training/pages.ts            cross-validates by page and prints the figures
 *   node training/pages.ts --write    then trains on all pages and writes the model, its threshold the best of these
 *
 * Pages and their bodies come from pages/pages_dev.jsonl of the corpora folder (DRAGOMAN_DATA).
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Scores } from '../bench/fourgrams.ts';
import { bytesOf, type GoldPage, goldPages, isNewsLike } from '../bench/goldpages.ts';
import { elementLexicon } from '../src/lexicon/elements.ts';
import { LEXICON_DIR } from '../src/lexicon/load.ts';
import { FEATURES } from '../src/text/lines.ts';
import { byReadability, keptShares, parsePage, renderPage } from '../src/text/page.ts';
import { PAGE_FEATURES } from '../src/text/pagelines.ts';
import { bodyLines } from '../src/text/web.ts';
import { alignedLabels } from './alignment.ts';
import { crossValidate, FOLDS, foldOf, type Page, train } from './classifier.ts';

const ALL = [...FEATURES, ...PAGE_FEATURES];
const NAMES = elementLexicon([LEXICON_DIR]);
const SETTINGS = { trees: 240, rate: 0.07, columns: 0.2 };

/** Body lines a shortened page keeps, and lines around its body. */
const SHORT_BODY = 6;
const AROUND = 12;

/** Indices of a page cut to the length of a news brief: a few lines before the body, its beginning, a few after. */
function shortened(labels: readonly string[], salt: number): readonly number[] {
  const first = labels.indexOf('c');
  const last = labels.lastIndexOf('c');
  if (first < 0) return [];
  const wanted = 3 + (salt % SHORT_BODY);
  let body = 0;
  return labels.flatMap((label, i) => {
    if (i < first - AROUND || i > last + AROUND) return [];
    if (i < first || i > last) return [i];
    if (label === 'c') body++;
    return body <= wanted ? [i] : [];
  });
}

interface ReadPage {
  readonly gold: GoldPage;
  readonly page: Page;
}

function readPage(gold: GoldPage): ReadPage {
  const document = parsePage(bytesOf(gold).toString());
  const { text, lines, depth } = renderPage(document, NAMES);
  const texts = lines.map((line) => text.slice(line.from, line.to));
  const labels = alignedLabels(texts, gold.gold.text);
  const page = {
    id: gold.id,
    lines: texts.map((line, i) => [line, labels[i]!] as const),
    views: [[0, lines.length]] as const,
    html: { lines, kept: keptShares(texts, byReadability(document, depth, NAMES)) },
  };
  return { gold, page };
}

/** The page cut to the length of a brief, so that the length of the pages at hand does not decide what is body. */
function brief({ id, lines, html }: Page): Page {
  const cut = shortened(
    lines.map(([, label]) => label),
    Number(id.replace(/\D/gu, '')),
  );
  const of = <T>(values: readonly T[]) => cut.map((i) => values[i]!);
  return {
    id,
    lines: of(lines),
    views: [[0, cut.length]],
    html: { lines: of(html!.lines), kept: of(html!.kept) },
  };
}

const THRESHOLDS = [0.25, 0.3, 0.35, 0.4];

/** The body found on a page at each threshold by a model that has not seen it, and its F1. */
interface Found {
  readonly one: ReadPage;
  readonly bodies: readonly string[];
  readonly f1: readonly number[];
}

/** Which threshold gives the best mean F1. */
function bestOf(found: readonly Found[]): number {
  const sums = THRESHOLDS.map((_, t) => found.reduce((sum, { f1 }) => sum + f1[t]!, 0));
  return sums.indexOf(Math.max(...sums));
}

/** How many pages lost most are named. */
const WORST = 40;

/** Prints the pages on which most is lost, and the share of all loss that lies on them and those before. */
function printLosses(found: readonly Found[], threshold: number): void {
  const losses = found.map(({ one, f1 }) => ({ one, loss: 1 - f1[threshold]! })).sort((a, b) => b.loss - a.loss);
  const all = losses.reduce((sum, { loss }) => sum + loss, 0);
  let lost = 0;
  for (const { one, loss } of losses.slice(0, WORST)) {
    lost += loss;
    console.log(one.page.id, (1 - loss).toFixed(3), (lost / all).toFixed(2), one.gold.url);
  }
}

/** Prints the 4-gram scores of the body, of all pages and of those in the manner of news; gives the best threshold. */
function report(read: readonly ReadPage[]): number {
  const scores = new Scores();
  const count = (way: string, { gold }: ReadPage, found: string): number => {
    if (isNewsLike(gold)) scores.add(`news: ${way}`, found, gold.gold.text);
    return scores.add(way, found, gold.gold.text);
  };
  const textOf = ({ page }: ReadPage, keep: (i: number) => boolean) =>
    page.lines.flatMap(([line], i) => (keep(i) ? [line] : [])).join('\n');
  for (const one of read) {
    const { lines, html } = one.page;
    const ways: Record<string, (i: number) => boolean> = {
      'every line': () => true,
      'Readability, by lines': (i) => html!.kept[i]! > 0.5,
      'best possible by lines': (i) => lines[i]![1] === 'c',
    };
    for (const [way, keep] of Object.entries(ways)) count(way, one, textOf(one, keep));
  }
  const byPage = new Map(read.map((one) => [one.page, one]));
  const found: Found[] = [];
  const judge = (page: Page, _: number, probabilities: readonly number[]) => {
    const one = byPage.get(page);
    if (!one) return;
    const texts = page.lines.map(([line]) => line);
    const bodies = THRESHOLDS.map((threshold) => {
      const body = bodyLines(texts, probabilities, threshold);
      return textOf(one, (i) => body.has(i));
    });
    found.push({ one, bodies, f1: bodies.map((body, t) => count(`classifier ${THRESHOLDS[t]}`, one, body)) });
  };
  crossValidate(examples(read), ALL, judge, SETTINGS);
  printLosses(found, bestOf(found));
  for (let fold = 0; fold < FOLDS; fold++) {
    const here = ({ one }: Found) => foldOf(one.page) === fold;
    const best = bestOf(found.filter((page) => !here(page)));
    for (const { one, bodies } of found.filter(here)) count('threshold by the other folds', one, bodies[best]!);
  }
  scores.print();
  return THRESHOLDS[bestOf(found)]!;
}

const examples = (read: readonly ReadPage[]): readonly Page[] => read.flatMap(({ page }) => [page, brief(page)]);

const read = goldPages().map(readPage);
const threshold = report(read);
if (process.argv.includes('--write')) {
  const model = { version: '3', threshold, ...train(examples(read), ALL, SETTINGS) };
  writeFileSync(join(import.meta.dirname, '../models/lines-en/page.json'), JSON.stringify(model));
}
