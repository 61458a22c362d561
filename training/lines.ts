/**
 * Trains models/lines-en/text.json: the classifier of plain-text lines into body and furniture.
 *
 *   node training/lines.ts            cross-validates by page and prints the figures
 *   node training/lines.ts --write    trains on all pages and writes the model
 *
 * Labels come from pages/lines_dev.jsonl of the corpora folder (DRAGOMAN_DATA).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATA, fourGramF1 } from '../bench/fourgrams.ts';
import { furnitureLexicon } from '../src/lexicon/furniture.ts';
import { LEXICON_DIR } from '../src/lexicon/load.ts';
import { FEATURES } from '../src/text/lines.ts';
import { listedLines } from '../src/text/listed.ts';
import { crossValidate, type Page, train } from './classifier.ts';

const lexicon = furnitureLexicon([LEXICON_DIR]);

/** Each page in three cuts: tight body, its parent element, the whole page. */
const pages = readFileSync(join(DATA, 'pages/lines_dev.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Page)
  .map(({ id, lines, views }): Page => {
    const whole = [0, lines.length] as const;
    return { id, lines, views: [views[0]!, views[1] ?? whole, whole] };
  });

/** The shipped one, and others to compare. */
const THRESHOLD = 0.25;
const THRESHOLDS = [THRESHOLD, 0.3, 0.35];

/** Prints mean 4-gram F1 of kept lines against body lines, a row for each threshold, a column for each cut. */
function report(): void {
  const ways = ['keep all', ...THRESHOLDS.flatMap((t) => [t.toFixed(2), `${t.toFixed(2)} lists`])];
  const f1 = ways.map(() => [0, 0, 0]);
  crossValidate(pages, FEATURES, (page, view, probabilities) => {
    const lines = page.lines.slice(...page.views[view]!);
    const listed = listedLines(
      lines.map(([line]) => line),
      lexicon,
    );
    const text = (keep: (i: number) => boolean) => lines.flatMap(([line], i) => (keep(i) ? [line] : [])).join('\n');
    const gold = text((i) => lines[i]![1] === 'c');
    const keeps = [
      () => true,
      ...THRESHOLDS.flatMap((t) => [
        (i: number) => probabilities[i]! >= t,
        (i: number) => probabilities[i]! >= t && !listed.has(i),
      ]),
    ];
    keeps.forEach((keep, way) => {
      f1[way]![view]! += fourGramF1(text(keep), gold) / pages.length;
    });
  });
  console.log('4-gram F1, mean over pages: tight parent whole');
  for (const [k, way] of ways.entries()) console.log(way.padEnd(10), ...f1[k]!.map((x) => x.toFixed(4)));
}

if (process.argv.includes('--write')) {
  const model = { version: '1', threshold: THRESHOLD, ...train(pages, FEATURES) };
  writeFileSync(join(import.meta.dirname, '../models/lines-en/text.json'), JSON.stringify(model));
} else report();
