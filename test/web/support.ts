import type { Hono } from 'hono';
import { refreshViews } from '../../src/defaults/views.ts';
import type { Store } from '../../src/store/store.ts';
import { createApp, type DeskParts } from '../../src/web/app.ts';
import { dossier } from '../support/dossier.ts';
import { ledgerOf } from '../support/ledger.ts';

const page = {
  body: new TextEncoder().encode('<!doctype html><title>desk</title>'),
  type: 'text/html',
  immutable: false,
};

/** The desk's server over a real ledger of the invented dossier. */
export function desk(parts: Partial<DeskParts> = {}): { app: Hono; store: Store } {
  const store = parts.store ?? ledgerOf(dossier(8));
  const app = createApp({
    store,
    ledger: 'dossier.db',
    assets: new Map([['/index.html', page]]),
    access: { bind: '127.0.0.1', token: null },
    by: 'analyst',
    read: async () => {},
    refresh: async () => {
      refreshViews(store);
    },
    places: { added: '/nonexistent/added', folders: null },
    now: () => new Date('2030-01-01T12:00:00Z'),
    ...parts,
  });
  return { app, store };
}

const HERE = 'localhost:4173';

/** Asks as the desk's own page would; headers given here replace those. */
export function ask(app: Hono, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers({ host: HERE, ...(init.headers as Record<string, string>) });
  return Promise.resolve(app.fetch(new Request(`http://${HERE}${path}`, { ...init, headers })));
}

export function post(app: Hono, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return ask(app, path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', origin: `http://${HERE}`, ...headers },
  });
}

/** The JSON of an answer, loosely typed: tests assert its shape. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
export const json = async (response: Response | Promise<Response>): Promise<any> => (await response).json();
