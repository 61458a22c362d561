import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { expect } from 'vitest';
import { refreshViews } from '../../src/defaults/views.ts';
import type { Store } from '../../src/store/store.ts';
import { makeArticle } from '../../src/text/article.ts';
import { createApp } from '../../src/web/app.ts';
import { loadAssets } from '../../src/web/assets.ts';
import type { ReadArticles } from '../../src/web/jobs.ts';
import { dossier } from '../support/dossier.ts';
import { bundleOf, ledgerOf } from '../support/ledger.ts';

const CANDIDATES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Path of a browser on this machine; null where there is none, said loudly. */
export const browserPath: string | null = CANDIDATES.find((path) => path && existsSync(path)) ?? null;
if (!browserPath)
  console.warn('\n*** NO BROWSER FOUND: every test of the desk in a browser is SKIPPED. Run scripts/browser.sh. ***\n');

/** Reads a plain file as one paragraph a blank-line block, without any model; a name with "broken" fails. */
const plainReader =
  (store: Store): ReadArticles =>
  async (paths, { onProgress, onEnded }) => {
    const counts = { added: 0, updated: 0, unchanged: 0, failed: 0, skipped: 0 };
    for (const location of paths) {
      if (location.includes('broken')) {
        counts.failed++;
        const failure = { location, code: 'unreadable', cause: 'It is not text', remedy: 'Save it as text' };
        onEnded({ location, change: 'failed', failure });
      } else {
        const text = await readFile(location, 'utf8');
        const article = makeArticle({ text, location, title: text.split('\n')[0] ?? null });
        const change = store.put(bundleOf({ article, issues: [] }));
        counts[change]++;
        onEnded({ location, change, document: article.record.id });
      }
      onProgress({ found: paths.length, isListed: true, counts: { ...counts } });
    }
  };

export interface Desk {
  readonly url: string;
  readonly store: Store;
  /** Opens a page in a browser of its own, whose person is known by name unless `name` is null. */
  readonly open: (path: string, options?: BrowserContextOptions & { name?: null }) => Promise<Page>;
  /** What pages complained of: errors, refused styles or scripts. */
  readonly complaints: string[];
  readonly close: () => Promise<void>;
}

const CONFIG = join(import.meta.dirname, '..', '..', 'desk', 'vite.config.ts');

/** The built desk over a real ledger of the invented dossier, and a browser to open it in. */
export async function openDesk(size = 30): Promise<Desk> {
  const dist = await mkdtemp(join(tmpdir(), 'dragoman-dist-'));
  await build({ configFile: CONFIG, logLevel: 'error', build: { outDir: dist, emptyOutDir: true } });
  const store = ledgerOf(dossier(size));
  const added = await mkdtemp(join(tmpdir(), 'dragoman-desk-'));
  const complaints: string[] = [];
  let tick = 0;
  const app = createApp({
    store,
    ledger: 'dossier.db',
    assets: loadAssets(dist),
    access: { bind: '127.0.0.1', token: null },
    by: 'analyst',
    now: () => new Date(Date.parse('3019-03-10T12:00:00Z') + tick++ * 1000),
    read: plainReader(store),
    refresh: async () => {
      refreshViews(store);
    },
    places: { added, folders: [process.cwd()] },
    onFault: (error) => complaints.push(error.stack ?? error.message),
  });
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((up) => server.once('listening', up));
  const { port } = server.address() as { port: number };
  const browser: Browser = await chromium.launch({ executablePath: browserPath!, args: ['--no-sandbox'] });
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    store,
    complaints,
    async open(path, { name, ...options } = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
      if (name !== null) await context.addInitScript("localStorage['dragoman.by'] ??= 'Ada'");
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      await page.goto(url + path);
      await settled(page);
      return page;
    },
    async close() {
      await browser.close();
      await new Promise((down) => server.close(down));
      store.close();
      for (const folder of [added, dist]) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until every answer the page asked for is drawn. */
export async function settled(page: Page): Promise<void> {
  await page.waitForSelector('main :not([aria-busy=true])');
  await expect.poll(() => page.locator('[aria-busy=true], .waiting').count(), { timeout: 15_000 }).toBe(0);
}
