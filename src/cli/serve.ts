import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { serve as listen } from '@hono/node-server';
import { type Command, InvalidArgumentError } from 'commander';
import { LedgerError } from '../core/errors.ts';
import { readInto } from '../defaults/reading.ts';
import { refreshing } from '../defaults/views.ts';
import type { Store } from '../store/store.ts';
import { createApp } from '../web/app.ts';
import { type Assets, loadAssets } from '../web/assets.ts';
import { type Access, assertAccess, isLoopback } from '../web/guard.ts';
import type { ReadArticles } from '../web/jobs.ts';
import { commonOf, loggedIn, withWritableLedger } from './options.ts';
import { say } from './output.ts';

/** The built desk, beside `src` in the repository and beside `dist` in the package. */
const DESK = join(import.meta.dirname, '..', '..', 'desk');

interface Flags {
  readonly port: number;
  readonly host: string;
  readonly hostName?: readonly string[];
  readonly token?: string;
  readonly by?: string;
  readonly folder?: readonly string[];
  readonly open: boolean;
}

const EXAMPLES = `
The desk answers this machine only, unless --host names another address; then every visitor needs the token.

Examples:
  $ dragoman serve                            the desk over ./dragoman.db, opened in the browser
  $ dragoman serve --ledger press.db --no-open
  $ dragoman serve --host 0.0.0.0             for colleagues in the network, by the link it prints
`;

function port(value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 0 && number <= 65_535) return number;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}

export function registerServe(program: Command): void {
  program
    .command('serve')
    .summary('open the desk: read, check and ask in the browser')
    .description('Open the desk, the web app over a ledger. It ends with Ctrl-C; nothing is lost.')
    .option('--port <number>', 'port to listen on; 0 takes a free one', port, 4173)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--host-name <name...>', 'further names the desk may be opened by')
    .option('--token <secret>', 'secret visitors need; made up where --host is not this machine')
    .option(
      '--by <name>',
      'name for judgements sent without one; a browser asks who judges (default: who is logged in)',
    )
    .option('--folder <path...>', 'folders whose files may be read by path in the desk; without a token only')
    .option('--no-open', 'do not open the browser')
    .addHelpText('after', EXAMPLES)
    .action((flags: Flags, command: Command) =>
      withWritableLedger(command, (ledger) => serve(ledger, commonOf(command), flags)),
    );
}

function accessOf({ host, token, hostName }: Flags): Access {
  const secret = token ?? (isLoopback(host) ? null : randomBytes(18).toString('base64url'));
  if (secret !== null && !/^[\w.~-]{16,200}$/u.test(secret))
    throw new LedgerError(
      'bad-argument',
      'The token is too short or has odd characters',
      '--token',
      'Use 16 or more letters and digits.',
    );
  const access = { bind: host, token: secret, hosts: (hostName ?? []).map((name) => name.toLowerCase()) };
  assertAccess(access);
  return access;
}

/** The built desk; in a fresh clone it is built on the spot, which takes a second. */
async function deskFiles(): Promise<Assets> {
  const built = join(DESK, 'dist');
  const config = join(DESK, 'vite.config.ts');
  if (!existsSync(join(built, 'index.html')) && existsSync(config)) {
    say('Building the desk (once) …');
    const { build } = await import('vite');
    await build({ configFile: config, logLevel: 'error' });
  }
  return loadAssets(built);
}

async function serve(store: Store, { ledger, lexicon = [] }: ReturnType<typeof commonOf>, flags: Flags): Promise<void> {
  const access = accessOf(flags);
  if (access.token && flags.folder)
    throw new LedgerError(
      'bad-argument',
      'A desk with a token reads no paths',
      '--folder',
      'Leave out one of the two.',
    );
  const stopping = new AbortController();
  const running = new Set<Promise<unknown>>();
  const read: ReadArticles = (paths, { signal, ...options }) => {
    const run = readInto(store, ledger, paths, {
      ...options,
      lexicon,
      signal: AbortSignal.any([signal, stopping.signal]),
    });
    const settled = run.catch(() => {}).finally(() => running.delete(settled));
    running.add(settled);
    return run;
  };
  const app = createApp({
    store,
    ledger: basename(ledger),
    assets: await deskFiles(),
    access,
    by: flags.by ?? loggedIn(),
    now: () => new Date(),
    read,
    refresh: () => compareInPieces(store, stopping.signal),
    places: {
      added: join(dirname(resolve(ledger)), `${basename(ledger, '.db')}-added`),
      folders: access.token ? null : (flags.folder ?? []),
    },
    onFault: (error) => say(error.stack ?? error.message),
  });
  await listening(app.fetch, flags, (bound) => {
    const name = isLoopback(flags.host) ? 'localhost' : flags.host;
    const address = `http://${name}:${bound}/${access.token ? `?token=${access.token}` : ''}`;
    say(`The desk is open at ${address}`);
    say('Ctrl-C ends it.');
    if (flags.open && isLoopback(flags.host)) openBrowser(address);
  });
  stopping.abort();
  await Promise.all(running);
}

/** Compares new articles with the others a batch at a time; requests are answered in between. */
async function compareInPieces(store: Store, stopping: AbortSignal): Promise<void> {
  if (stopping.aborted) return;
  for (const _left of refreshing(store)) {
    await new Promise((resolve) => setImmediate(resolve));
    if (stopping.aborted) return;
  }
}

/** Listens until the program is told to stop. */
function listening(
  fetch: (request: Request) => Response | Promise<Response>,
  { host, port: wanted }: Flags,
  onUp: (port: number) => void,
): Promise<void> {
  return new Promise((done, fail) => {
    const server = listen({ fetch, port: wanted, hostname: host }, ({ port: bound }) => onUp(bound));
    server.on('error', (error: NodeJS.ErrnoException) => fail(cannotListen(error, host, wanted)));
    const stop = () => {
      server.close(() => done());
      if ('closeAllConnections' in server) server.closeAllConnections();
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  });
}

function cannotListen(error: NodeJS.ErrnoException, host: string, wanted: number): Error {
  if (error.code === 'EADDRINUSE')
    return new LedgerError(
      'refused',
      'The port is taken',
      `${host}:${wanted}`,
      'Choose another: dragoman serve --port 0',
    );
  if (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL')
    return new LedgerError(
      'refused',
      'This address cannot be listened on',
      `${host}:${wanted}`,
      'Choose another --host or --port.',
    );
  return error;
}

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
  linux: ['xdg-open'],
};

/** Opens the address in the browser; where there is none, the printed address has to do. */
function openBrowser(address: string): void {
  const [program, ...rest] = OPENERS[process.platform] ?? [];
  if (!program || (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)) return;
  const child = spawn(program, [...rest, address], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
