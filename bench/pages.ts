/**
 * Intake against the development pages: body, title, day, author, and processor time a page. Status 1 where
 * all pages are read and a figure lies below its floor.
 *
 *   node bench/pages.ts [--every N] [--errors]     every Nth page (default 1)
 *
 * Title, day and author are read by rule. The body classifier was trained on these very pages, so its figure here shows
 * only that the shipped model works; the figure to believe is the cross-validated one that `node training/pages.ts` and
 * `node training/lines.ts` print (models/lines-en/README.md). The body is given of all pages and of those in the manner
 * of news, as mean F1 and as the article-extraction benchmark counts: F1 of mean precision and mean recall.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { slice } from '../src/core/span.ts';
import { articleTools, toArticle } from '../src/intake/articles.ts';
import { Scores } from './fourgrams.ts';
import { bytesOf, goldPages, isNewsLike } from './goldpages.ts';

const { values } = parseArgs({ options: { every: { type: 'string', default: '1' }, errors: { type: 'boolean' } } });
const golds = goldPages(Number(values.every));

/** Titles are compared letter by letter, but for the shape of quotation marks. */
const straight = (title: string | null): string => (title ?? '').replace(/[‘’]/gu, "'").replace(/[“”]/gu, '"').trim();

const scores = new Map<string, number[]>();
const add = (measure: string, score: number | boolean): boolean => {
  scores.set(measure, [...(scores.get(measure) ?? []), Number(score)]);
  return Boolean(score);
};

const bodies = new Scores();
const tools = articleTools();
let spent = 0;
for (const page of golds) {
  const { id, url, gold } = page;
  const bytes = bytesOf(page);
  const before = process.cpuUsage();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const source = { location: url, bytes, sha256, retrieved: '', contentType: 'text/html', finalUrl: url, known: {} };
  const { record, text } = await toArticle(source, tools).catch((error: Error) => {
    console.log(`${id} ${error.message}`);
    return { record: null, text: '' };
  });
  const { user, system } = process.cpuUsage(before);
  spent += user + system;
  const body = record?.body.map((span) => slice(text, span)).join('\n') ?? '';
  bodies.add('body (pages seen in training)', body, gold.text);
  if (isNewsLike(page)) bodies.add('body, pages in the manner of news', body, gold.text);
  if (!add('title, exact', straight(record?.title ?? null) === straight(gold.title)) && values.errors)
    console.log(`${id} title\n  gold  ${gold.title}\n  found ${record?.title}`);
  if (gold.date) {
    const right = record?.published?.from === gold.date && record.published.to === gold.date;
    if (!add('day of publication, exact', right) && values.errors)
      console.log(`${id} day  gold ${gold.date}  found ${record?.published?.from ?? null}  ${url}`);
  } else add('no day given, none found', !record?.published);
  if (gold.author) add('author, one of them', record?.authors.some((name) => gold.author!.includes(name)) ?? false);
}

bodies.print();
const mean = (measure: string): number => {
  const all = scores.get(measure)!;
  return all.reduce((sum, one) => sum + one, 0) / all.length;
};
for (const [measure, all] of scores) console.log(measure.padEnd(44), mean(measure).toFixed(4), `of ${all.length}`);
console.log('processor time a page'.padEnd(44), `${Math.round(spent / 1000 / golds.length)} ms`);

const floors = JSON.parse(readFileSync(join(import.meta.dirname, 'floors.json'), 'utf8')) as Record<
  string,
  { floor: number }
>;
const below = (['title, exact', 'day of publication, exact'] as const).filter(
  (measure) => values.every === '1' && mean(measure) < floors[`pages ${measure}`]!.floor,
);
for (const measure of below) console.log(`below its floor: ${measure}`);
if (below.length > 0) process.exitCode = 1;
