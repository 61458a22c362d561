/**
 * Trains models/lines-en/page.json: the classifier of an HTML page's lines into body and furniture, with Readability's
 * opinion among its features.
 *
 *   node training/pages.ts            cross-validates by page and prints the figures
 *   node training/pages.ts --write    trains on all pages and writes the model before that
 *
 * Pages and their bodies come from pages/pages_dev.jsonl of the corpora folder (DRAGOMAN_DATA).
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Scores } from '../bench/fourgrams.ts';
import { bytesOf, type GoldPage, goldPages, isNewsLike } from '../bench/goldpages.ts';
import { FEATURES } from '../src/text/lines.ts';
import { byReadability, keptShares, parsePage, renderPage } from '../src/text/page.ts';
import { PAGE_FEATURES } from '../src/text/pagelines.ts';
import { bodyLines } from '../src/text/web.ts';
import { alignedLabels } from './alignment.ts';
import { crossValidate, type Page, train } from './classifier.ts';

const ALL = [...FEATURES, ...PAGE_FEATURES];
const SETTINGS = { trees: 100, rate: 0.15, columns: 0.25 };

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
  readonly readability: readonly string[];
}

function readPage(gold: GoldPage): ReadPage {
  const document = parsePage(bytesOf(gold).toString());
  const { text, lines, depth } = renderPage(document);
  const texts = lines.map((line) => text.slice(line.from, line.to));
  const labels = alignedLabels(texts, gold.gold.text);
  const readability = byReadability(document, depth);
  const page = {
    id: gold.id,
    lines: texts.map((line, i) => [line, labels[i]!] as const),
    views: [[0, lines.length]] as const,
    html: { lines, kept: keptShares(texts, readability) },
  };
  return { gold, page, readability };
}

/** The page cut to the length of a brief, so that the length of the pages at hand does not decide what is body. */
function brief({ id, lines, html }: Page): Page {
  const cut = shortened(
    lines.map(([, label]) => label),
    Number(id.replace(/\D/gu, '')),
  );
  return {
    id,
    lines: cut.map((i) => lines[i]!),
    views: [[0, cut.length]],
    html: { lines: cut.map((i) => html!.lines[i]!), kept: cut.map((i) => html!.kept[i]!) },
  };
}

const THRESHOLDS = [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5];

/** Prints the 4-gram scores of the body, of all pages and of those in the manner of news. */
function report(read: readonly ReadPage[]): void {
  const scores = new Scores();
  const count = (way: string, { page, gold }: ReadPage, keep: (i: number) => boolean) => {
    const found = page.lines.flatMap(([line], i) => (keep(i) ? [line] : [])).join('\n');
    scores.add(way, found, gold.gold.text);
    if (isNewsLike(gold)) scores.add(`news: ${way}`, found, gold.gold.text);
  };
  for (const one of read) {
    count('every line', one, () => true);
    scores.add('Readability', one.readability.join('\n'), one.gold.gold.text);
    if (isNewsLike(one.gold)) scores.add('news: Readability', one.readability.join('\n'), one.gold.gold.text);
    count('best possible by lines', one, (i) => one.page.lines[i]![1] === 'c');
  }
  const byId = new Map(read.map((one) => [one.page.id, one]));
  crossValidate(
    examples(read),
    ALL,
    (page, _, probabilities) => {
      const one = byId.get(page.id)!;
      if (one.page !== page) return;
      const texts = page.lines.map(([line]) => line);
      for (const threshold of THRESHOLDS) {
        const body = bodyLines(texts, probabilities, threshold);
        count(`classifier ${threshold}`, one, (i) => body.has(i));
      }
    },
    SETTINGS,
  );
  scores.print();
}

const examples = (read: readonly ReadPage[]): readonly Page[] => read.flatMap(({ page }) => [page, brief(page)]);

const read = goldPages().map(readPage);
if (process.argv.includes('--write')) {
  const threshold = Number(process.env.THRESHOLD ?? 0.3);
  const model = { version: '2', threshold, ...train(examples(read), ALL, SETTINGS) };
  writeFileSync(join(import.meta.dirname, '../models/lines-en/page.json'), JSON.stringify(model));
}
report(read);
