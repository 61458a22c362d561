import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { type Dispatcher, EnvHttpProxyAgent, fetch, type Response } from 'undici';
import { LedgerError } from '../core/errors.ts';
import { isPrivateAddress, isPrivateHost } from './address.ts';
import { DEFAULT_MAX_BYTES, type SourceOptions, tooLarge } from './source.ts';

/** A fetched page: the bytes of its body as sent (content coding undone), never anything it refers to. */
export interface FetchedPage {
  readonly bytes: Uint8Array;
  readonly contentType: string | null;
  readonly finalUrl: string;
}

const MAX_REDIRECTS = 5;
const DEFAULT_TIMEOUT = 30_000;
const HEADERS = { accept: 'text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5', 'user-agent': 'dragoman' };

/**
 * Fetches one page. Addresses of the own machine and network are refused unless `allowPrivate`: the name's answer is
 * checked at the moment of connecting, and again for each of at most five redirects. The environment's proxy is used
 * (HTTP_PROXY, HTTPS_PROXY, NO_PROXY); behind one, names are resolved by the proxy.
 * @throws LedgerError `refused`, `timeout`, `too-large`, `unreadable`
 */
export async function fetchPage(url: string, options: SourceOptions = {}): Promise<FetchedPage> {
  const timeout = options.timeout ?? DEFAULT_TIMEOUT;
  const signal = AbortSignal.timeout(timeout);
  const allowPrivate = options.allowPrivate ?? false;
  const connect = allowPrivate ? {} : { connect: { lookup: publicLookup } };
  const dispatcher = new EnvHttpProxyAgent({ ...connect, allowH2: false });
  try {
    const response = await follow(url, { signal, dispatcher, allowPrivate });
    const bytes = await body(response, url, options.maxBytes ?? DEFAULT_MAX_BYTES);
    return { bytes, contentType: response.headers.get('content-type'), finalUrl: response.url || url };
  } catch (error) {
    throw explained(url, error, signal, timeout);
  } finally {
    await dispatcher.destroy();
  }
}

interface Way {
  readonly signal: AbortSignal;
  readonly dispatcher: Dispatcher;
  readonly allowPrivate: boolean;
}

async function follow(start: string, { signal, dispatcher, allowPrivate }: Way): Promise<Response> {
  let url = new URL(start);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refused(start, `It leads to ${url.protocol}`);
    if (!allowPrivate && isPrivateHost(url.hostname)) throw privateAddress(start, url.hostname);
    const response = await fetch(url, { redirect: 'manual', headers: HEADERS, signal, dispatcher });
    const next = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
    if (!next) return answered(response, start);
    await response.body?.cancel();
    url = new URL(next, url);
  }
  throw refused(start, `It redirects more than ${MAX_REDIRECTS} times`);
}

function answered(response: Response, url: string): Response {
  if (response.ok) return response;
  throw new LedgerError(
    'unreadable',
    `The server answered ${response.status}`,
    url,
    'Check the address, or try later.',
  );
}

async function body(response: Response, url: string, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > limit) throw tooLarge(url, limit);
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks);
}

/** Resolves a name as usual, and refuses it when any of its addresses is private; the checked answer is the one used. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    const inner = addresses.find(({ address }) => isPrivateAddress(address));
    if (inner) return callback(privateAddress(hostname, inner.address), []);
    if (options.all) return callback(null, addresses);
    callback(null, addresses[0]!.address, addresses[0]!.family);
  });
};

const refused = (url: string, what: string): LedgerError =>
  new LedgerError('refused', what, url, 'Save the page yourself and read the file.');

const privateAddress = (url: string, address: string): LedgerError =>
  new LedgerError(
    'refused',
    `${address} is an address of your own machine or network`,
    url,
    'Allow private addresses (--allow-private), if you mean it.',
  );

/** What stands behind the codes of the commonest failures. */
const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no host has this name',
  EAI_AGAIN: 'no name server answers',
  ECONNREFUSED: 'nothing answers at this address',
  ECONNRESET: 'the server broke off',
  UND_ERR_SOCKET: 'the server broke off',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the server broke off',
  UND_ERR_CONNECT_TIMEOUT: 'nothing answers at this address',
  Z_DATA_ERROR: 'the server compresses its answer wrongly',
  ERR_INVALID_URL: 'this is no address',
};

function explained(url: string, error: unknown, signal: AbortSignal, timeout: number): LedgerError {
  const cause = (error as Error).cause;
  for (const one of [error, cause]) if (one instanceof LedgerError) return one;
  if (signal.aborted)
    return new LedgerError(
      'timeout',
      `No answer within ${timeout / 1000} s`,
      url,
      'Try later, or save the page yourself.',
    );
  const { code, message } = (cause ?? error) as NodeJS.ErrnoException;
  const reason = REASONS[code ?? ''] ?? code ?? message;
  return new LedgerError('unreadable', `Cannot be fetched: ${reason}`, url, 'Check the address and the connection.');
}
