import { expect, test } from 'vitest';
import { ask, desk, json, post } from './support.ts';

test('a page that points its own name at this machine is refused (DNS rebinding)', async () => {
  const { app } = desk();
  for (const host of ['evil.example', 'evil.example:4173', 'localhost.evil.example', '192.168.1.4', '', 'a b'])
    expect((await ask(app, '/api/totals', { headers: { host } })).status, host).toBe(403);
  for (const host of ['localhost', '127.0.0.1:4173', '[::1]:4173', 'LOCALHOST:4173'])
    expect((await ask(app, '/api/totals', { headers: { host } })).status, host).toBe(200);
});

test('a change asked for by another site, or not as JSON, is refused and changes nothing', async () => {
  const { app, store } = desk();
  const record = store.list('event')[0]!.record.id;
  const body = { record, verdict: 'right' };
  const foreign = [
    { origin: 'https://evil.example' },
    { origin: 'http://localhost:9999' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ];
  for (const headers of foreign)
    expect((await post(app, '/api/judgements', body, headers as Record<string, string>)).status).toBe(403);
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data'])
    expect((await post(app, '/api/judgements', body, { 'content-type': type })).status).toBe(415);
  expect(store.judgements()).toEqual([]);
  expect((await post(app, '/api/judgements', body)).status).toBe(200);
  expect(store.judgements()).toHaveLength(1);
});

test('no address changes the ledger by GET', async () => {
  const { app, store } = desk();
  const record = store.list('event')[0]!.record.id;
  const { made } = await json(post(app, '/api/judgements', { record, verdict: 'right' }));
  const before = JSON.stringify([store.totals(), store.judgements()]);
  const gets = app.routes.filter((r) => r.method === 'GET').map((r) => r.path);
  expect(gets.length).toBeGreaterThan(6);
  const posts = app.routes.filter((r) => r.method === 'POST').map((r) => r.path);
  for (const path of [...gets, ...posts, '/api/judgements/:id/withdraw']) {
    const real = path.replace(':id', path.includes('judgements') ? made : record).replace(/:\w+/u, 'events');
    await ask(app, `${real}?verdict=wrong&record=${record}`);
    await ask(app, real, { method: 'HEAD' });
  }
  expect(JSON.stringify([store.totals(), store.judgements()])).toBe(before);
});

test('beyond loopback a token is required, moves from the link into a cookie, and is compared whole', async () => {
  const access = { bind: '0.0.0.0', token: 'a-long-secret-of-the-owner' };
  expect(() => desk({ access: { bind: '0.0.0.0', token: null } })).toThrow(/--token/u);
  const { app } = desk({ access });
  const lan = { host: '192.168.1.4:4173' };
  expect((await ask(app, '/', { headers: lan })).status).toBe(401);
  expect((await ask(app, '/?token=a-long-secret', { headers: lan })).status).toBe(401);
  expect((await ask(app, '/api/totals', { headers: { ...lan, authorization: 'Bearer wrong' } })).status).toBe(401);
  const admitted = await ask(app, `/ledger/events?token=${access.token}&type=AGREE`, { headers: lan });
  expect(admitted.status).toBe(303);
  expect(admitted.headers.get('location')).toBe('/ledger/events?type=AGREE');
  const cookie = admitted.headers.get('set-cookie')!;
  expect(cookie).toMatch(/HttpOnly; SameSite=Strict/u);
  const carried = { ...lan, cookie: `other=1; ${cookie.split(';')[0]}` };
  expect((await ask(app, '/api/totals', { headers: carried })).status).toBe(200);
  const second = { ...lan, cookie: `dragoman=of-another-port; ${cookie.split(';')[0]}` };
  expect((await ask(app, '/api/totals', { headers: second })).status).toBe(200);
  expect((await ask(app, '/api/totals', { headers: { ...carried, host: 'evil.example' } })).status).toBe(403);
});

test('every answer confines the page, errors and downloads too', async () => {
  const { app } = desk();
  for (const path of ['/', '/read/nothing', '/api/totals', '/api/nothing', '/api/export/events.csv', '/x.js']) {
    const { headers } = await ask(app, path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy, path).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe/u);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  }
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  'a power by the name of what every object has (%s) is one that nobody knows',
  async (name) => {
    const { app } = desk();
    const answer = await ask(app, `/api/dyads/${name}-x`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ powers: [name, 'x'].sort(), periods: [] });
  },
);

test('paths outside the built desk are never read', async () => {
  const { app } = desk();
  const tries = ['/../package.json', '/..%2fpackage.json', '/%2e%2e/%2e%2e/etc/passwd', '/assets/../../package.json'];
  for (const path of [...tries, '/..\\package.json', '//etc/passwd', '/assets/%00.js']) {
    const body = await (await ask(app, path)).text();
    expect(body, path).not.toMatch(/"dependencies"|root:/u);
  }
  expect((await ask(app, '/assets/gone.js')).status).toBe(404);
});
