/**
 * How quickly the desk draws a large ledger, in a real browser: `node bench/desk.ts LEDGER [TIMES=3]`.
 * A ledger to look at: `node bench/speed.ts queries 20000 KEEP.db`. Times are medians in milliseconds: the first paint, the page filled,
 * and beside them the processor time the server spent, since other programs on the machine slow the browser down.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { ListAnswer, PairAnswer } from '../src/web/api.ts';

const MAIN = join(import.meta.dirname, '../src/cli/main.ts');
/** Clock ticks of /proc are hundredths of a second. */
const TICK = 10;

async function startDesk(ledger: string): Promise<{ readonly child: ChildProcess; readonly base: string }> {
  const given = [
    '--disable-warning=ExperimentalWarning',
    MAIN,
    'serve',
    '--ledger',
    ledger,
    '--port',
    '0',
    '--no-open',
  ];
  const child = spawn(process.execPath, given, { stdio: ['ignore', 'ignore', 'pipe'] });
  for await (const line of createInterface({ input: child.stderr! })) {
    const base = /http:\S+?(?=\/?$)/u.exec(line)?.[0];
    if (base) return { child, base };
  }
  throw new Error('The desk did not start.');
}

/** Processor time of a process so far, in milliseconds. */
function spent(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /su, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

/** Waits until the server has done what it does on its own when it starts. */
async function idle(pid: number): Promise<void> {
  for (let before = -1; before !== spent(pid); await new Promise((resolve) => setTimeout(resolve, 1500)))
    before = spent(pid);
}

/** Waits until nothing on the page awaits an answer. */
const filled = (page: Page) =>
  page.waitForSelector('body:has(main :is(h1, h2)):not(:has([aria-busy=true], .waiting))', { timeout: 60_000 });

interface Measured {
  readonly paint: number | null;
  readonly full: number;
  readonly server: number;
}

async function opened(browser: Browser, url: string, pid: number): Promise<Measured> {
  const page = await browser.newPage({ viewport: { width: 1360, height: 860 }, reducedMotion: 'reduce' });
  const before = spent(pid);
  await page.goto(url, { waitUntil: 'commit' });
  await filled(page);
  const times = await page.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null,
    full: performance.now(),
  }));
  await page.close();
  return { ...times, server: spent(pid) - before };
}

/** Clicks something and waits until the page is filled again; list rows come before facets. */
async function clicked(
  browser: Browser,
  url: string,
  pid: number,
  click: (page: Page) => Promise<unknown>,
): Promise<Measured> {
  const page = await browser.newPage({ viewport: { width: 1360, height: 860 }, reducedMotion: 'reduce' });
  await page.goto(url);
  await filled(page);
  const before = spent(pid);
  const start = Date.now();
  await click(page);
  await page.waitForSelector('.results > .answered:not([aria-busy=true])');
  const list = Date.now() - start;
  await filled(page);
  const full = Date.now() - start;
  await page.close();
  return { paint: list, full, server: spent(pid) - before };
}

const [ledger, times = '3'] = process.argv.slice(2);
if (!ledger) throw new Error('Name a ledger: node bench/desk.ts LEDGER');
const { child, base } = await startDesk(ledger);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const ask = async <T>(path: string): Promise<T> => (await fetch(base + path)).json() as Promise<T>;

async function row(name: string, measure: () => Promise<Measured>): Promise<void> {
  const all: Measured[] = [];
  for (let i = 0; i < Number(times); i++) all.push(await measure());
  const of = (pick: (m: Measured) => number | null) =>
    median(all.map((m) => pick(m) ?? Number.NaN))
      .toFixed(0)
      .padStart(8);
  console.log(
    `${name.padEnd(44)}${of((m) => m.paint)}${of((m) => m.full)}${of((m) => m.server)}  first ${all[0]!.full.toFixed(0)}`,
  );
}

try {
  await idle(child.pid!);
  const { pairs } = await ask<PairAnswer>('/api/dyads');
  const said = await ask<ListAnswer>('/api/list/statements?limit=50');
  const first = said.rows[0]!;
  const voice = said.rows.flatMap(({ record: r }) => (r.kind === 'attribution' && r.source?.entity) || [])[0];
  console.log(`${''.padEnd(44)}${['paint', 'filled', 'server'].map((t) => t.padStart(8)).join('')}`);
  const screens: readonly (readonly [string, string])[] = [
    ['Desk', '/'],
    ['Reader', `/read/${first.document.id}`],
    ['Ledger, statements', '/ledger/statements'],
    ['Ledger, events', '/ledger/events'],
    ['Ledger, statements, page 2000', '/ledger/statements?offset=100000'],
    ['Dyads', '/dyad'],
    ['Dyad, the most written of', pairs[0] ? `/dyad/${pairs[0].a}-${pairs[0].b}` : '/dyad'],
    ['Voice', `/voice/${voice}`],
    ['Forecasts', '/forecasts'],
    ['Conflicts', '/conflicts'],
  ];
  for (const [name, path] of screens) await row(name, () => opened(browser, base + path, child.pid!));
  console.log(`\n${'On the statements, until the list / all is there'.padEnd(44)}`);
  const facet = (title: string, n: number) => (page: Page) =>
    page
      .locator('.facet', { has: page.locator(`h3:text-is("${title}")`) })
      .locator('a')
      .nth(n)
      .click();
  const words = (text: string) => async (page: Page) => {
    await page.fill('#search', text);
    await page.press('#search', 'Enter');
  };
  const acts: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
    ['choose a source', facet('Source', 1)],
    ['choose a power', facet('About', 1)],
    ['choose a publisher', facet('Publisher', 3)],
    ['choose an act', facet('Act', 0)],
    ['choose a month', facet('Month', 5)],
    ['search a common word', words('treaty')],
    ['search two words', words('harbours grain')],
    ['since 2018', (page) => page.fill('input[type=date] >> nth=0', '2018-01-01')],
    ['next page', (page) => page.click('.pager a:has-text("Next")')],
  ];
  for (const [name, act] of acts)
    await row(`  ${name}`, () => clicked(browser, `${base}/ledger/statements`, child.pid!, act));
} finally {
  await browser.close();
  child.kill('SIGTERM');
  await once(child, 'exit');
}
