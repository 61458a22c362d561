/**
 * Measures speed and memory on invented articles of real size (about 4 kB).
 * Usage: node bench/speed.ts read [N=100]      whole pipeline into a ledger: articles/s, CPU by stage, memory
 *        node bench/speed.ts html [KB]         the same of development pages as they were saved (DRAGOMAN_DATA), those with a
 *                                              body of at most so many kB (default: all)
 *        node bench/speed.ts queries [N=20000] [FILE]  questions to a ledger of N articles, filled by a stand-in reader;
 *                                                      a FILE is kept,
 *                                                      and only asked where it is there already
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readInto } from '../src/defaults/reading.ts';
import { openReader } from '../src/defaults.ts';
import { assemble } from '../src/ledger/assemble.ts';
import { verifyDraft } from '../src/ledger/verify.ts';
import { textsOf } from '../src/store/sayings.ts';
import { openLedger, openLedgerForReading } from '../src/store/sqlite.ts';
import type { Store } from '../src/store/store.ts';
import { inventedArticle } from './articles.ts';
import { bytesOf, goldPages } from './goldpages.ts';
import { standInBundle } from './readings.ts';

const folder = mkdtempSync(join(tmpdir(), 'dragoman-speed-'));
/** Reads `count` articles; they are written out one by one, so that memory is the reader's alone. */
async function reading(
  articles: Iterable<readonly [name: string, content: string | Buffer]>,
  count: number,
): Promise<void> {
  const press = join(folder, 'press');
  mkdirSync(press);
  for (const [name, content] of articles) writeFileSync(join(press, name), content);
  const file = join(folder, 'ledger.db');
  const ledger = openLedger(file);
  const memory = { parent: 0, readers: 0 };
  const watch = setInterval(() => look(memory), LOOK);
  const start = performance.now();
  const pace: { seconds: number; done: number }[] = [];
  const step = Math.max(1, Math.floor(count / 5));
  const { counts } = await readInto(ledger, file, [press], {
    onProgress: ({ counts: { added } }) => {
      if (added > 0 && added % step === 0 && pace.at(-1)?.done !== added)
        pace.push({ seconds: (performance.now() - start) / 1000, done: added });
    },
  });
  clearInterval(watch);
  const { user, system } = process.cpuUsage();
  const seconds = (performance.now() - start) / 1000;
  console.log(
    `\n${counts.added} articles in ${seconds.toFixed(1)} s: ${(counts.added / seconds).toFixed(2)}/s, start of the readers included; ${counts.failed} failed`,
  );
  pace.forEach(({ seconds: to, done }, i) => {
    const before = pace[i - 1] ?? { seconds: 0, done: 0 };
    console.log(`  up to ${done}: ${((done - before.done) / (to - before.seconds)).toFixed(2)}/s`);
  });
  console.log(`processor time of the writer, of an article: ${((user + system) / 1000 / counts.added).toFixed(1)} ms`);
  console.log(
    `largest memory: writer ${memory.parent} MB, largest reader ${memory.readers} MB; ledger ${(statSync(file).size / 1e6).toFixed(1)} MB`,
  );
  console.log(ledger.totals().records);
  ledger.close();
}

function* plain(count: number): Generator<readonly [string, string]> {
  for (let i = 0; i < count; i++) yield [`${i}.txt`, inventedArticle(i)];
}

async function html(most: number): Promise<void> {
  const pages = goldPages().filter(({ gold }) => gold.text.length <= most * 1000);
  const body = pages.reduce((sum, { gold }) => sum + gold.text.length, 0) / pages.length;
  await reading(
    Iterator.from(pages).map((page) => [`${page.id}.html`, bytesOf(page)] as const),
    pages.length,
  );
  console.log(`mean body ${(body / 1000).toFixed(1)} kB`);
}

/** Milliseconds between two looks at memory: `ps` takes processor time from the readers. */
const LOOK = 5000;

/** Processor time of every stage, in this process, so that other programs on the machine do not count. */
async function stages(articles: number): Promise<void> {
  const spent = new Map<string, number>();
  let mark = process.cpuUsage();
  const add = (name: string) => {
    const { user, system } = process.cpuUsage(mark);
    spent.set(name, (spent.get(name) ?? 0) + (user + system) / 1000);
    mark = process.cpuUsage();
  };
  const reader = await openReader({ onStage: add });
  const ledger = openLedger(':memory:');
  for (let i = -5; i < articles; i++) {
    if (i === 0) spent.clear();
    const bytes = Buffer.from(inventedArticle(i + 5));
    mark = process.cpuUsage();
    const source = {
      location: `${i}.txt`,
      bytes,
      sha256: `${i}`,
      retrieved: '2026-01-01T00:00:00.000Z',
      contentType: null,
      finalUrl: null,
      known: {},
    };
    const article = await reader.toArticle(source);
    add('intake');
    const found = await reader.readArticle(article);
    const records = assemble(found);
    add('assemble');
    ledger.put({ text: article.text, evidence: source, input: `${i}`, reader: reader.version, records });
    add('store');
  }
  await reader.close();
  ledger.close();
  const total = [...spent.values()].reduce((a, b) => a + b, 0);
  console.log(`processor time an article, by stage (${articles} articles):`);
  for (const [name, ms] of spent)
    console.log(
      `  ${name.padEnd(14)}${(ms / articles).toFixed(1).padStart(8)} ms  ${((ms / total) * 100).toFixed(0).padStart(3)} %`,
    );
  console.log(
    `  ${'all'.padEnd(14)}${(total / articles).toFixed(1).padStart(8)} ms, so at most ${((2 * 1000 * articles) / total).toFixed(1)} articles/s on two cores`,
  );
}

function look(memory: { parent: number; readers: number }): void {
  memory.parent = Math.max(memory.parent, Math.round(process.memoryUsage().rss / 1e6));
  const sizes = execFileSync('ps', ['-o', 'rss=', '--ppid', String(process.pid)])
    .toString()
    .trim()
    .split(/\s+/u)
    .map(Number);
  memory.readers = Math.max(memory.readers, Math.round(Math.max(...sizes) / 1000));
}

function queries(articles: number, file: string): void {
  if (!existsSync(file)) fill(articles, file);
  const ledger = openLedgerForReading(file);
  const { documents, records } = ledger.totals();
  console.log(`ledger of ${documents} articles, ${(statSync(file).size / 1e6).toFixed(0)} MB`, records);
  for (const [name, ask] of QUESTIONS) time(name, () => ask(ledger));
  console.log(`${Math.round(process.memoryUsage().rss / 1e6)} MB in memory`);
  ledger.close();
}

function fill(articles: number, file: string): void {
  const ledger = openLedger(file);
  const start = performance.now();
  for (let i = 0; i < articles; i++) {
    const day = new Date(Date.UTC(2015, 0, 1) + (i % 3650) * 86_400_000).toISOString().slice(0, 10);
    const published = { from: day, to: day, basis: 'metadata' } as const;
    ledger.put(
      standInBundle({
        text: inventedArticle(i),
        location: `${i}.txt`,
        title: `Report no. ${i}`,
        publisher: `Paper ${i % 40}`,
        published,
      }),
    );
    if ((i + 1) % 5000 === 0)
      console.log(`${i + 1} articles stored, ${(((i + 1) * 1000) / (performance.now() - start)).toFixed(0)}/s`);
  }
  ledger.close();
}

const QUESTIONS: readonly (readonly [string, (ledger: Store) => unknown])[] = [
  ['said NAME', (l) => l.list('attribution', { source: 'Mira Holt' })],
  ['said words of the text', (l) => l.list('attribution', { source: 'the analyst' })],
  ['said', (l) => l.list('attribution')],
  ['said --about pair', (l) => l.list('attribution', { about: 'GON-ROH' })],
  [
    'said --about pair --since --denied',
    (l) => l.list('attribution', { about: 'GON-ROH', since: '2020', denied: true }),
  ],
  ['said NAME --about --via', (l) => l.list('attribution', { source: 'Mira Holt', about: 'GON', via: 'Paper 7' })],
  ['said --publisher --until', (l) => l.list('attribution', { publisher: 'Paper 7', until: '2018' })],
  ['said --words (rare)', (l) => l.list('attribution', { words: 'Arnor harbours' })],
  ['said --words (common)', (l) => l.list('attribution', { words: 'treaty' })],
  ['said, page 100', (l) => l.list('attribution', { limit: 50, offset: 5000 })],
  ['events --about pair --type', (l) => l.list('event', { about: 'GON-ROH', type: 'ACCUSE' })],
  ['events --status denied', (l) => l.list('event', { status: 'denied' })],
  ['events --words (common)', (l) => l.list('event', { words: 'treaty', limit: 50 })],
  ['said NAME --words (common)', (l) => l.list('attribution', { source: 'Mira Holt', words: 'treaty' })],
  ['count, said NAME', (l) => l.count('attribution', { source: 'Mira Holt' })],
  ['count, said --about pair', (l) => l.count('attribution', { about: 'GON-ROH' })],
  ['count, said --words (common)', (l) => l.count('attribution', { words: 'treaty' })],
  ['count, all', (l) => l.count('attribution')],
  ['facet source', (l) => l.facet('attribution', 'source')],
  ['facet about', (l) => l.facet('event', 'about')],
  [
    'all facets of a list',
    (l) => l.choose('attribution').facets(['act', 'source', 'via', 'about', 'publisher', 'month']),
  ],
  ['facet source of a pair', (l) => l.facet('attribution', 'source', { about: 'GON-ROH' })],
  ['full text of articles', (l) => l.documents({ words: 'river quarrel Arnor', limit: 50 })],
  ['full text of articles (common)', (l) => l.documents({ words: 'treaty', limit: 50 })],
  ['newest articles', (l) => l.documents({ limit: 50 })],
  ['entities NAME', (l) => l.entitiesNamed('Holt')],
  ['totals', (l) => l.totals()],
  ['verify an exact quotation', (l) => verifyDraft('“would not sign the treaty with Zubrowka this year”', textsOf(l))],
  [
    'verify an altered quotation',
    (l) => verifyDraft('“We have waited far too long for some answer from Zubrowka”', textsOf(l)),
  ],
];

/** Processor time of a question, mean of twenty after one to warm up: other programs on the machine do not count. */
function time(name: string, ask: () => unknown): void {
  ask();
  const start = process.cpuUsage();
  for (let i = 0; i < 20; i++) ask();
  const { user, system } = process.cpuUsage(start);
  console.log(`  ${name.padEnd(38)}${((user + system) / 20_000).toFixed(1).padStart(8)} ms`);
}

const [what = 'read', count, file = join(folder, 'ledger.db')] = process.argv.slice(2);
try {
  if (what === 'queries') queries(Number(count ?? 20_000), file);
  else if (what === 'html') await html(Number(count ?? Infinity));
  else {
    const articles = Number(count ?? 100);
    await reading(plain(articles), articles);
    await stages(Math.min(articles, 40));
  }
} finally {
  rmSync(folder, { recursive: true });
}
