/**
 * How quickly the desk draws a large ledger, by the clock in a real browser: `node bench/desk.ts LEDGER [TIMES=5]`.
 * A ledger to look at: `node bench/speed.ts queries 20000 LEDGER`; its views are made here first, where they are missing,
 * which takes 10 to 30 ms an article. The browser is installed where it may be (scripts/browser.sh).
 *
 * Every time in milliseconds, median and largest of TIMES. Screens: the first paint, and all there. Filters, each time
 * another one: from the click or key to the new list painted, and to its counts. Beside them the server's processor time,
 * as other programs on the machine slow the clock down, and how far the page jumped (cumulative layout shift).
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { refreshViews } from '../src/defaults/views.ts';
import { openLedger } from '../src/store/sqlite.ts';
import type { ListAnswer, PairAnswer } from '../src/web/api.ts';

const ROOT = join(import.meta.dirname, '..');
const WINDOW = { viewport: { width: 1360, height: 860 }, reducedMotion: 'reduce' } as const;

interface Measured {
  /** First paint, or the new list painted. */
  readonly first: number;
  readonly all: number;
  readonly server: number;
  readonly shift: number;
}

function makeViews(file: string): void {
  const ledger = openLedger(file);
  const behind = ledger.viewsBehind();
  if (behind > 0) console.error(`Comparing ${behind} articles with each other; once done it is kept in the ledger.`);
  refreshViews(ledger, (left) => left % 500 === 0 && console.error(`  ${left} left`));
  ledger.close();
}

async function startDesk(ledger: string): Promise<{ readonly child: ChildProcess; readonly base: string }> {
  const main = join(ROOT, 'src/cli/main.ts');
  const given = [
    '--disable-warning=ExperimentalWarning',
    main,
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

/** Processor time of all threads of a process so far, in milliseconds. */
function spent(pid: number): number {
  const tasks = readdirSync(`/proc/${pid}/task`).map((id) => `/proc/${pid}/task/${id}/schedstat`);
  return tasks.reduce((sum, file) => sum + Number(readFileSync(file, 'utf8').split(' ')[0]) / 1e6, 0);
}

/** Waits until the server has done what it does on its own when it starts. */
async function idle(pid: number): Promise<void> {
  for (let before = -9; spent(pid) - before > 5; await new Promise((resolve) => setTimeout(resolve, 1500)))
    before = spent(pid);
}

/** Waits until nothing on the page awaits an answer. */
const filled = (page: Page) =>
  page.waitForSelector('body:has(main :is(h1, h2)):not(:has([aria-busy=true], .waiting))', { timeout: 60_000 });

const SHIFT = `new Promise((told) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const shift of list.getEntries()) sum += shift.value; })
    .observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => told(sum), 50);
})`;

async function opened(browser: Browser, url: string, pid: number): Promise<Measured> {
  const page = await browser.newPage(WINDOW);
  const before = spent(pid);
  await page.goto(url, { waitUntil: 'commit' });
  await filled(page);
  const [first, all] = (await page.evaluate(
    `[performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN, performance.now()]`,
  )) as [number, number];
  const shift = (await page.evaluate(SHIFT)) as number;
  await page.close();
  return { first, all, server: spent(pid) - before, shift };
}

/** In the page: tells how long after the next click, key or choice the new list and then its counts are painted. */
const WATCH = `new Promise((told) => {
  let start = 0, isAsked = false, first = 0;
  const waits = (what) => document.querySelector(what) !== null;
  const painted = (then) => requestAnimationFrame(() => setTimeout(() => then(performance.now() - start)));
  const begun = (event) => { start ||= event.timeStamp; };
  for (const type of ['click', 'keydown', 'change']) addEventListener(type, begun, { capture: true });
  const watch = new MutationObserver(() => {
    const isListBusy = waits('.results > [aria-busy=true]');
    if (start && isListBusy) isAsked = true;
    if (!isAsked || isListBusy) return;
    if (first === 0) { first = -1; painted((time) => { first = time; }); }
    if (waits('[aria-busy=true]')) return;
    watch.disconnect();
    painted((all) => told({ first, all }));
  });
  watch.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-busy'] });
})`;

type Act = (page: Page, turn: number) => Promise<unknown>;

async function acted(browser: Browser, url: string, pid: number, act: Act, turn: number): Promise<Measured> {
  const page = await browser.newPage(WINDOW);
  await page.goto(url);
  await filled(page);
  const shiftBefore = (await page.evaluate(SHIFT)) as number;
  const before = spent(pid);
  const watched = page.evaluate(WATCH) as Promise<Pick<Measured, 'first' | 'all'>>;
  await act(page, turn);
  const times = await watched;
  await filled(page);
  if ((await page.locator('.results .row').count()) === 0) throw new Error(`Nothing was found: ${page.url()}`);
  const shift = ((await page.evaluate(SHIFT)) as number) - shiftBefore;
  await page.close();
  return { ...times, server: spent(pid) - before, shift };
}

const facet =
  (title: string, from = 0): Act =>
  (page, turn) =>
    page
      .locator('.facet', { has: page.locator(`h3:text-is("${title}")`) })
      .locator('a')
      .nth(from + turn)
      .click();

const search =
  (...texts: readonly string[]): Act =>
  async (page, turn) => {
    await page.fill('#search', texts[turn % texts.length]!);
    await page.press('#search', 'Enter');
  };

const ACTS: readonly (readonly [string, string, Act])[] = [
  ['statements: choose a source', 'statements', facet('Source')],
  ['statements: choose a power', 'statements', facet('About')],
  ['statements: choose a publisher', 'statements', facet('Publisher', 1)],
  ['statements: choose an act', 'statements', (page, turn) => facet('Act')(page, turn % 2)],
  ['statements: choose a month', 'statements', facet('Month', 1)],
  ['statements: a common word', 'statements', search('treaty', 'harbours', 'withdraw', 'grain', 'election')],
  [
    'statements: two words',
    'statements',
    search('harbours grain', 'sign treaty', 'withdraw forces', 'win time', 'waited answer'),
  ],
  [
    'statements: since a day',
    'statements',
    (page, turn) => page.fill('input[type=date] >> nth=0', `${2016 + turn}-01-01`),
  ],
  ['statements: the next page', 'statements', (page) => page.click('.pager a:has-text("Next")')],
  ['events: choose a type', 'events', (page, turn) => facet('Type')(page, turn % 4)],
  ['events: choose a power', 'events', facet('About')],
  ['forecasts: choose a grade', 'forecasts', (page, turn) => facet('Grade')(page, turn % 2)],
];

const [ledger, times = '5'] = process.argv.slice(2);
if (!ledger || !existsSync(ledger)) throw new Error('Name a ledger that is there: node bench/desk.ts LEDGER');
makeViews(ledger);
execFileSync(join(ROOT, 'scripts/browser.sh'), { stdio: 'inherit' });
await build({ configFile: join(ROOT, 'desk/vite.config.ts'), logLevel: 'error' });
const { child, base } = await startDesk(ledger);
const pid = child.pid!;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const ask = async <T>(path: string): Promise<T> => (await fetch(base + path)).json() as Promise<T>;

const heading = (title: string, first: string, all: string): void =>
  console.log(`\n${title.padEnd(38)}${[first, all, 'server'].map((t) => t.padStart(16)).join('')}   shift`);

async function row(name: string, measure: (turn: number) => Promise<Measured>): Promise<void> {
  const found: Measured[] = [];
  for (let turn = 0; turn < Number(times); turn++) found.push(await measure(turn));
  const both = (pick: (m: Measured) => number): string => {
    const sorted = found.map(pick).sort((a, b) => a - b);
    return `${sorted[sorted.length >> 1]!.toFixed(0)} (${sorted.at(-1)!.toFixed(0)})`.padStart(16);
  };
  const shift = Math.max(...found.map((m) => m.shift)).toFixed(3);
  console.log(`${name.padEnd(38)}${both((m) => m.first)}${both((m) => m.all)}${both((m) => m.server)}   ${shift}`);
}

try {
  await idle(pid);
  const { pairs } = await ask<PairAnswer>('/api/dyads');
  const said = await ask<ListAnswer>('/api/list/statements?limit=50');
  const voices = said.rows.flatMap(({ record: r }) => (r.kind === 'attribution' && r.source?.entity) || []);
  const pair = (turn: number) => (pairs[turn] ? `/dyad/${pairs[turn].a}-${pairs[turn].b}` : '/dyad');
  const screens: readonly (readonly [string, (turn: number) => string])[] = [
    ['Desk', () => '/'],
    ['Reader', (turn) => `/read/${said.rows[turn * 7]!.document.id}`],
    ['Ledger, statements', () => '/ledger/statements'],
    ['Ledger, events', () => '/ledger/events'],
    ['Ledger, statements, page 2000', () => '/ledger/statements?offset=100000'],
    ['Dyads', () => '/dyad'],
    [`Dyads, each of ${pairs[0]?.happenings ?? 0} happenings or less`, pair],
    ['Voice', (turn) => `/voice/${voices[turn]}`],
    ['Forecasts', () => '/forecasts'],
    ['Conflicts', () => '/conflicts'],
  ];
  heading('Screens', 'first paint', 'all there');
  for (const [name, path] of screens) await row(name, (turn) => opened(browser, base + path(turn), pid));
  heading('Filters', 'list painted', 'counts too');
  for (const [name, list, act] of ACTS)
    await row(name, (turn) => acted(browser, `${base}/ledger/${list}`, pid, act, turn));
} finally {
  await browser.close();
  child.kill('SIGTERM');
  await once(child, 'exit');
}
