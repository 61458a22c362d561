/**
 * Intake against the development pages: body, title, day, author, and processor time a page.
 *
 *   node bench/pages.ts [--every N] [--errors]     every Nth page (default 1)
 *
 * Title, day and author are read by rule. The body classifier was trained on these very pages, so its figure here shows
 * only that the shipped model works; the figure to believe is the cross-validated one that `node training/pages.ts` and
 * `node training/lines.ts` print (models/lines-en/README.md).
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { slice } from '../src/core/span.ts';
import { articleTools, toArticle } from '../src/intake/articles.ts';
import { DATA, fourGramF1 } from './fourgrams.ts';

interface GoldPage {
  readonly id: string;
  readonly url: string;
  readonly html: string;
  readonly gold: {
    readonly text: string;
    readonly title: string;
    readonly date: string | null;
    readonly author: string | null;
  };
}

const { values } = parseArgs({ options: { every: { type: 'string', default: '1' }, errors: { type: 'boolean' } } });
const golds = readFileSync(join(DATA, 'pages/pages_dev.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .filter((_, i) => i % Number(values.every) === 0)
  .map((line) => JSON.parse(line) as GoldPage);

/** Titles are compared letter by letter, but for the shape of quotation marks. */
const straight = (title: string | null): string => (title ?? '').replace(/[‘’]/gu, "'").replace(/[“”]/gu, '"').trim();

const scores = new Map<string, number[]>();
const add = (measure: string, score: number | boolean): boolean => {
  scores.set(measure, [...(scores.get(measure) ?? []), Number(score)]);
  return Boolean(score);
};

const tools = articleTools();
const before = process.cpuUsage();
for (const { id, url, html, gold } of golds) {
  const bytes = gunzipSync(readFileSync(join(DATA, 'pages', html)));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const source = { location: url, bytes, sha256, retrieved: '', contentType: 'text/html', finalUrl: url, known: {} };
  const { record, text } = await toArticle(source, tools).catch((error: Error) => {
    console.log(`${id} ${error.message}`);
    return { record: null, text: '' };
  });
  const body = record?.body.map((span) => slice(text, span)).join('\n') ?? '';
  add('body, 4-gram F1 (pages seen in training)', fourGramF1(body, gold.text));
  if (!add('title, exact', straight(record?.title ?? null) === straight(gold.title)) && values.errors)
    console.log(`${id} title\n  gold  ${gold.title}\n  found ${record?.title}`);
  if (gold.date) {
    const right = record?.published?.from === gold.date && record.published.to === gold.date;
    if (!add('day of publication, exact', right) && values.errors)
      console.log(`${id} day  gold ${gold.date}  found ${record?.published?.from ?? null}  ${url}`);
  } else add('no day given, none found', !record?.published);
  if (gold.author) add('author, one of them', record?.authors.some((name) => gold.author!.includes(name)) ?? false);
}
const { user, system } = process.cpuUsage(before);

for (const [measure, all] of scores) {
  const mean = all.reduce((sum, one) => sum + one, 0) / all.length;
  console.log(measure.padEnd(44), mean.toFixed(4), `of ${all.length}`);
}
console.log('processor time a page'.padEnd(44), `${Math.round((user + system) / 1000 / golds.length)} ms`);
