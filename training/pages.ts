/**
 * Trains models/lines-en/page.json: the classifier of an HTML page's lines into body and furniture, with Readability's
 * opinion among its features.
 *
 *   node training/pages.ts            cross-validates by page and prints the figures
 *   node training/pages.ts --write    trains on all pages and writes the model
 *
 * Pages and their bodies come from pages/pages_dev.jsonl of the corpora folder (DRAGOMAN_DATA).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DATA, fourGramF1, wordsOf } from '../bench/fourgrams.ts';
import { FEATURES } from '../src/text/lines.ts';
import { byReadability, keptShares, parsePage, renderPage } from '../src/text/page.ts';
import { PAGE_FEATURES, pageFeatures } from '../src/text/pagelines.ts';
import { crossValidate, type Page, train } from './classifier.ts';

interface GoldPage {
  readonly id: string;
  readonly html: string;
  readonly gold: { readonly text: string };
}

const ALL = [...FEATURES, ...PAGE_FEATURES];

/** A line is body where most of its word 4-grams stand in the gold body; a short one where all its words do in a row. */
function labelsBy(gold: string): (line: string) => 'c' | 'b' {
  const words = wordsOf(gold);
  const grams = new Set(words.slice(3).map((_, i) => words.slice(i, i + 4).join(' ')));
  const joined = ` ${words.join(' ')} `;
  return (line) => {
    const own = wordsOf(line);
    if (own.length < 4) return own.length > 0 && joined.includes(` ${own.join(' ')} `) ? 'c' : 'b';
    const shared = own.slice(3).filter((_, i) => grams.has(own.slice(i, i + 4).join(' ')));
    return shared.length * 2 > own.length - 3 ? 'c' : 'b';
  };
}

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

function readPage(gold: GoldPage): { page: Page; short: Page; readability: string } {
  const document = parsePage(gunzipSync(readFileSync(join(DATA, 'pages', gold.html))).toString());
  const { text, lines, depth } = renderPage(document);
  const texts = lines.map((line) => text.slice(line.from, line.to));
  const readability = byReadability(document, depth);
  const label = labelsBy(gold.gold.text);
  const page = {
    id: gold.id,
    lines: texts.map((line) => [line, label(line)] as const),
    views: [[0, lines.length]] as const,
    extra: pageFeatures(lines, keptShares(texts, readability)),
  };
  const cut = shortened(page.lines.map(([, mark]) => mark), Number(gold.id.replace(/\D/gu, '')));
  const kept = keptShares(texts, readability);
  const short = {
    id: gold.id,
    lines: cut.map((i) => page.lines[i]!),
    views: [[0, cut.length]] as const,
    extra: pageFeatures(cut.map((i) => lines[i]!), cut.map((i) => kept[i]!)),
  };
  return { page, short, readability: readability.join('\n') };
}

const golds = readFileSync(join(DATA, 'pages/pages_dev.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as GoldPage);
const read = golds.map(readPage);
const pages = read.map(({ page }) => page);
const shorts = read.map(({ short }) => short);
const THRESHOLDS = [0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6];

function report(): void {
  const bodies = new Map(golds.map(({ id, gold }) => [id, gold.text]));
  const f1 = new Map<string, number>();
  const count = (way: string, found: string, id: string) => {
    f1.set(way, (f1.get(way) ?? 0) + fourGramF1(found, bodies.get(id)!) / pages.length);
  };
  for (const { page, readability } of read) {
    const join = (keep: (label: string) => boolean) =>
      page.lines.flatMap(([line, label]) => (keep(label) ? [line] : [])).join('\n');
    count('every line', join(() => true), page.id);
    count('Readability', readability, page.id);
    count('best possible by lines', join((label) => label === 'c'), page.id);
  }
  crossValidate([...pages, ...shorts], ALL, (page, _, probabilities) => {
    if (!pages.includes(page)) {
      const gold = page.lines.flatMap(([line, label]) => (label === 'c' ? [line] : [])).join('\n');
      for (const t of THRESHOLDS) {
        const kept = page.lines.flatMap(([line], i) => (probabilities[i]! >= t ? [line] : [])).join('\n');
        const way = `shortened ${t}`;
        f1.set(way, (f1.get(way) ?? 0) + fourGramF1(kept, gold) / shorts.length);
      }
      return;
    }
    for (const t of THRESHOLDS) {
      const kept = page.lines.flatMap(([line], i) => (probabilities[i]! >= t ? [line] : []));
      count(`classifier ${t}`, kept.join('\n'), page.id);
    }
  });
  console.log('4-gram F1 of the body, mean over pages');
  for (const [way, value] of f1) console.log(way.padEnd(24), value.toFixed(4));
}

if (process.argv.includes('--write')) {
  const model = { version: '1', threshold: Number(process.env.THRESHOLD ?? 0.4), ...train([...pages, ...shorts], ALL) };
  writeFileSync(join(import.meta.dirname, '../models/lines-en/page.json'), JSON.stringify(model));
} else report();
