import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isPrivateAddress, isPrivateHost } from '../../src/intake/address.ts';
import { fetchPage } from '../../src/intake/fetch.ts';

const servers: Server[] = [];
const proxies = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy'];
const saved = new Map<string, string | undefined>();

beforeEach(() => {
  for (const name of proxies) {
    saved.set(name, process.env[name]);
    delete process.env[name];
  }
});
afterEach(async () => {
  for (const [name, value] of saved)
    if (value !== undefined) process.env[name] = value;
    else delete process.env[name];
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  return new Promise((ready) => {
    server.listen(0, '127.0.0.1', () => ready(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}

const PAGE = '<html><img src="/pixel.gif"><script src="/spy.js"></script><p>Rohan rides.</p></html>';

test('a page is fetched alone, with its final address and type', async () => {
  const asked: string[] = [];
  const base = await serve((request, response) => {
    asked.push(request.url!);
    if (request.url === '/old') response.writeHead(301, { location: '/new' }).end();
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
  });
  const page = await fetchPage(`${base}/old`, { allowPrivate: true });
  expect(Buffer.from(page.bytes).toString()).toBe(PAGE);
  expect(page).toMatchObject({ contentType: 'text/html; charset=utf-8', finalUrl: `${base}/new` });
  expect(asked).toEqual(['/old', '/new']);
});

test('addresses of the own machine and network are refused before anything is sent', async () => {
  let asked = 0;
  const base = await serve((_, response) => {
    asked++;
    response.end();
  });
  const port = new URL(base).port;
  for (const host of ['127.0.0.1', 'localhost', '[::1]', '0x7f.1', '2130706433', '[::ffff:127.0.0.1]'])
    await expect(fetchPage(`http://${host}:${port}/`)).rejects.toMatchObject({ code: 'refused' });
  expect(asked).toBe(0);
});

test('special addresses are told from public ones', () => {
  const inner = [
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '::1',
  ];
  const mapped = ['fe80::1%eth0', 'fc00::1', '::ffff:10.0.0.1', '64:ff9b::a00:1', '2002:7f00:1::', '2001:db8::1', '::'];
  for (const address of [...inner, ...mapped]) expect([address, isPrivateAddress(address)]).toEqual([address, true]);
  for (const address of ['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111'])
    expect([address, isPrivateAddress(address)]).toEqual([address, false]);
  for (const host of ['printer', 'nas.local', 'db.internal', 'LOCALHOST.']) expect(isPrivateHost(host)).toBe(true);
  expect(isPrivateHost('example.org')).toBe(false);
});

test('redirects are checked again, and end after five', async () => {
  const base = await serve((request, response) => {
    response.writeHead(302, { location: request.url === '/file' ? 'file:///etc/hosts' : `${request.url}x` }).end();
  });
  await expect(fetchPage(`${base}/file`, { allowPrivate: true })).rejects.toMatchObject({ code: 'refused' });
  await expect(fetchPage(`${base}/x`, { allowPrivate: true })).rejects.toThrow('redirects more than 5 times');
});

test('a server that never answers, and one that answers without end, are left', async () => {
  const silent = await serve(() => {});
  const started = Date.now();
  await expect(fetchPage(silent, { allowPrivate: true, timeout: 300 })).rejects.toMatchObject({ code: 'timeout' });
  expect(Date.now() - started).toBeLessThan(5000);
  const endless = await serve((_, response) => {
    const more = () => {
      while (response.write('x'.repeat(10_000)));
      response.once('drain', more);
    };
    more();
  });
  const failed = fetchPage(endless, { allowPrivate: true, maxBytes: 100_000 });
  await expect(failed).rejects.toMatchObject({ code: 'too-large' });
});

test('an error page is no article', async () => {
  const base = await serve((_, response) => {
    response.writeHead(404).end('gone');
  });
  await expect(fetchPage(base, { allowPrivate: true })).rejects.toThrow('The server answered 404');
});

test('a failing connection is told in words', async () => {
  const base = await serve((_, response) => {
    response.writeHead(200, { 'content-length': 1000 });
    response.write('The horn');
    setTimeout(() => response.destroy(), 50);
  });
  await expect(fetchPage(base, { allowPrivate: true })).rejects.toThrow('the server broke off');
  const gone = createServer();
  await new Promise<void>((ready) => gone.listen(0, '127.0.0.1', ready));
  const { port } = gone.address() as AddressInfo;
  await new Promise((done) => gone.close(done));
  const refused = fetchPage(`http://127.0.0.1:${port}/`, { allowPrivate: true });
  await expect(refused).rejects.toThrow('nothing answers at this address');
});

test('the proxy of the environment is used', async () => {
  const asked: string[] = [];
  const proxy = createServer((request, response) => {
    asked.push(request.url!);
    response.end('through the proxy');
  });
  proxy.on('connect', (request, socket) => {
    asked.push(request.url!);
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 17\r\n\r\nthrough the proxy'));
  });
  servers.push(proxy);
  await new Promise<void>((ready) => {
    proxy.listen(0, '127.0.0.1', ready);
  });
  process.env.HTTP_PROXY = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const page = await fetchPage('http://gazette.example/a');
  expect(Buffer.from(page.bytes).toString()).toBe('through the proxy');
  expect(asked.join()).toContain('gazette.example');
});
