import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { LedgerError } from '../core/errors.ts';
import type { Problem } from './api.ts';

/** Who may talk to the desk. */
export interface Access {
  /** Address the server listens on. */
  readonly bind: string;
  /** Secret every request must carry; required beyond loopback, null on loopback without one. */
  readonly token: string | null;
  /** Further host names the desk answers to (a name in the office network); IP addresses need none. */
  readonly hosts?: readonly string[];
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/u;
const IP_LITERAL = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\])$/iu;
const COOKIE = 'dragoman';

export const isLoopback = (bind: string): boolean => LOOPBACK.test(bind);

/** Observable Plot writes one style element into each figure; its fixed text is let through by its hash. */
const PLOT_CLASS = 'figure';
const PLOT_STYLE = `:where(.${PLOT_CLASS}) {
  --plot-background: white;
  display: block;
  height: auto;
  height: intrinsic;
  max-width: 100%;
}
:where(.${PLOT_CLASS} text),
:where(.${PLOT_CLASS} tspan) {
  white-space: pre;
}`;
const plotHash = createHash('sha256').update(PLOT_STYLE).digest('base64');

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'sha256-${plotHash}'`,
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

const refuse = (c: Context, status: 401 | 403 | 415, message: string, remedy: string): Response =>
  c.json<Problem>({ error: { code: 'refused', message, remedy } }, status);

/** The name in a Host header without its port; null where the header is missing or malformed. */
function hostName(header: string | undefined): string | null {
  return /^(\[[0-9a-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/iu.exec(header ?? '')?.[1]?.toLowerCase() ?? null;
}

/**
 * A page elsewhere can make its own name point at this machine (DNS rebinding); the name then gives it away,
 * since only loopback names, address literals and names the owner listed are answered.
 */
function hostAllowed(access: Access, header: string | undefined): boolean {
  const name = hostName(header);
  if (name === null) return false;
  if (LOOPBACK.test(name) || access.hosts?.includes(name)) return true;
  return !isLoopback(access.bind) && IP_LITERAL.test(name);
}

const digest = (value: string): Buffer => createHash('sha256').update(value).digest();
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

function carriesToken(c: Context, token: string): boolean {
  const bearer = /^Bearer (.+)$/u.exec(c.req.header('authorization') ?? '')?.[1];
  const cookies = (c.req.header('cookie') ?? '').split(';').map((pair) => pair.trim());
  const own = cookies.flatMap((pair) => (pair.startsWith(`${COOKIE}=`) ? [pair.slice(COOKIE.length + 1)] : []));
  return [bearer, ...own].some((given) => given !== undefined && same(given, token));
}

/** The link printed by `serve` carries the token once; it moves into a cookie and out of the address bar. */
function admit(c: Context, token: string): Response | null {
  const url = new URL(c.req.url);
  const given = url.searchParams.get('token');
  if (c.req.method !== 'GET' || given === null || !same(given, token)) return null;
  url.searchParams.delete('token');
  c.header('set-cookie', `${COOKIE}=${token}; Path=/; HttpOnly; SameSite=Strict`);
  return c.redirect(url.pathname + url.search, 303);
}

/** A change must come from the desk's own page (or a program without a browser), as JSON. */
function changeRefused(c: Context): Response | null {
  const { method } = c.req;
  if (method === 'GET' || method === 'HEAD') return null;
  const origin = c.req.header('origin');
  const site = c.req.header('sec-fetch-site');
  const foreign = origin !== undefined ? hostOf(origin) !== c.req.header('host')?.toLowerCase() : false;
  if (foreign || (site !== undefined && site !== 'same-origin'))
    return refuse(c, 403, 'This change was asked for by another site', 'Open the desk at its own address.');
  if (!c.req.header('content-type')?.startsWith('application/json'))
    return refuse(c, 415, 'Changes are sent as application/json', 'Set the content-type header.');
  return null;
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/** Refuses to start where anyone in the network could read and write the ledger. */
export function assertAccess(access: Access): void {
  if (isLoopback(access.bind) || access.token) return;
  throw new LedgerError(
    'refused',
    'The desk would be open to everyone in the network',
    access.bind,
    'Give --token SECRET (16 characters or more), or leave out --host to stay on this machine.',
  );
}

/** Why a request is not answered; null where it is. */
function refusal(access: Access, c: Context): Response | null {
  if (!hostAllowed(access, c.req.header('host')))
    return refuse(c, 403, 'The desk does not answer to this host name', 'Open it by the address `serve` printed.');
  if (access.token && !carriesToken(c, access.token))
    return (
      admit(c, access.token) ??
      refuse(c, 401, 'The desk needs its token', 'Open the link `serve` printed, token and all.')
    );
  return changeRefused(c);
}

/** Checks host, token and origin of every request and sets the headers that confine the page on every answer. */
export function guard(access: Access): MiddlewareHandler {
  assertAccess(access);
  return async (c, next) => {
    const refused = refusal(access, c);
    if (refused) c.res = refused;
    else await next();
    for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value);
  };
}
