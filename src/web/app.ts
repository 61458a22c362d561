import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { type ErrorCode, LedgerError } from '../core/errors.ts';
import { programVersion } from '../defaults/version.ts';
import type { Store } from '../store/store.ts';
import { adding, type Places } from './adding.ts';
import type { Problem } from './api.ts';
import type { Assets } from './assets.ts';
import { drafts } from './drafts.ts';
import { type Access, guard } from './guard.ts';
import { home } from './home.ts';
import { makeJobs, type ReadArticles } from './jobs.ts';
import { judging } from './judging.ts';
import { countAhead, lists } from './lists.ts';
import { prospects } from './prospects.ts';
import { records } from './records.ts';
import { relations } from './relations.ts';
import { share } from './share.ts';
import { makeViews, type RefreshViews, type Views } from './views.ts';
import { voices } from './voices.ts';

/** What the desk's server is made of; tests hand in their own. */
export interface DeskParts {
  readonly store: Store;
  /** File name of the ledger, for the masthead. */
  readonly ledger: string;
  readonly assets: Assets;
  readonly access: Access;
  /** Name under which judgements are kept. */
  readonly by: string;
  readonly now: () => Date;
  readonly read: ReadArticles;
  readonly refresh: RefreshViews;
  readonly places: Places;
  /** Told of errors that are the program's own, for the terminal. */
  readonly onFault?: (error: Error) => void;
}

/** Largest body a request may carry: a dropped pile of articles in one go. */
const MAX_BODY = 64 * 1024 * 1024;

const STATUS: Partial<Record<ErrorCode, 400 | 403 | 404 | 409 | 413 | 503>> = {
  'bad-argument': 400,
  unreadable: 400,
  'spans-differ': 409,
  'not-found': 404,
  refused: 403,
  'too-large': 413,
  'ledger-busy': 503,
};

const problem = (error: Error): Problem => ({
  error:
    error instanceof LedgerError
      ? { code: error.code, message: `${error.what} (${error.where}).`, remedy: error.remedy }
      : { code: 'internal', message: 'The desk met an error of its own', remedy: 'See the terminal `serve` runs in.' },
});

/** The desk's server: `app.fetch(Request) → Response`, the API under /api and the pages everywhere else. */
export function createApp(parts: DeskParts): Hono {
  const app = new Hono();
  app.use(guard(parts.access));
  app.use(bodyLimit({ maxSize: MAX_BODY, onError: tooLarge }));
  const views = makeViews(parts.store, parts.refresh, parts.now);
  app.route('/api', lists(parts.store, views, parts.ledger));
  app.route('/api', home(parts.store, views, parts.ledger, parts.now));
  app.route('/api', records(parts.store));
  app.route('/api', share(parts.store, views, parts.now));
  app.route('/api', drafts(parts.store));
  const fault = parts.onFault ?? (() => {});
  const compare = async () => {
    await views.refresh().catch(fault);
    void countAhead(parts.store).catch(fault);
  };
  const read: ReadArticles = (paths, options) => {
    const onEnded: typeof options.onEnded = (ended) => {
      views.wrote();
      options.onEnded(ended);
    };
    return parts.read(paths, { ...options, onEnded }).finally(compare);
  };
  app.route('/api', adding(parts.store, makeJobs(read, parts.now, fault), parts.places));
  app.route('/api', relations(parts.store, views));
  app.route('/api', prospects(parts.store, views));
  app.route('/api', voices(parts.store, views));
  app.route('/api', judging(parts.store, views, parts.by, parts.now));
  void compare();
  let door: ReturnType<typeof mcpHandler> | undefined;
  app.all('/mcp', async (c) => {
    door ??= mcpHandler(parts.store, views, parts.now);
    return (await door).fetch(c.req.raw);
  });
  app.all('/api/*', (c) => {
    throw new LedgerError('not-found', 'The API has no such address', c.req.path, 'See docs/reference/api.md.');
  });
  app.get('*', (c) => serveAsset(parts.assets, c.req.path));
  app.onError((error, c) => {
    const status = error instanceof LedgerError ? (STATUS[error.code] ?? 500) : 500;
    if (status === 500) fault(error);
    return c.json(problem(error), status);
  });
  return app;
}

/** The assistants' door, loaded when first knocked at. */
async function mcpHandler(store: Store, views: Views, now: () => Date) {
  const { createMcpHandler } = await import('@modelcontextprotocol/server');
  const { mcpServer } = await import('./mcp.ts');
  return createMcpHandler(() => mcpServer({ store, views, version: programVersion(), now }));
}

function tooLarge(): Response {
  throw new LedgerError('too-large', 'The request is larger than 64 MB', 'body', 'Send fewer articles at a time.');
}

/** A built file by its exact path; every other address is a screen and gets the page that draws it. */
function serveAsset(assets: Assets, path: string): Response {
  const asset = assets.get(path) ?? (/\.\w+$/u.test(path) ? undefined : assets.get('/index.html'));
  if (!asset) return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } });
  const cache = asset.immutable ? 'public, max-age=31536000, immutable' : 'no-cache';
  return new Response(asset.body, { headers: { 'content-type': asset.type, 'cache-control': cache } });
}
