import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { dossier } from '../support/dossier.ts';
import { ledgerOf } from '../support/ledger.ts';

const folder = mkdtempSync(join(tmpdir(), 'dragoman-serve-'));
const ledger = join(folder, 'press.db');
ledgerOf(dossier(6), ledger).close();

const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');

const started: ChildProcess[] = [];
afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `dragoman serve`; gives what it has said once it said `until`, or has ended. */
function run(args: readonly string[], until: RegExp) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, 'serve', '--no-open', ...args]);
  started.push(child);
  let said = '';
  const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
  const up = new Promise<string>((resolve) => {
    const listen = (chunk: Buffer) => {
      said += chunk;
      if (until.test(said)) resolve(said);
    };
    child.stderr.on('data', listen);
    child.stdout.on('data', listen);
    void ended.then(() => resolve(said));
  });
  return { child, up, ended };
}

test('serve opens the desk on this machine only, and Ctrl-C ends it', { timeout: 60_000 }, async () => {
  const desk = run(['--ledger', ledger, '--port', '0'], /Ctrl-C/u);
  const said = await desk.up;
  const address = /http:\/\/localhost:(\d+)\//u.exec(said);
  expect(said).not.toContain('token');
  const home = await fetch(`http://127.0.0.1:${address![1]}/api/home`);
  expect(((await home.json()) as { totals: { documents: number } }).totals.documents).toBe(6);
  const taken = run(['--ledger', ledger, '--port', address![1]!], /taken/u);
  expect(await taken.up).toMatch(/The port is taken .*--port 0/u);
  expect(await taken.ended).toBe(2);
  desk.child.kill('SIGINT');
  expect(await desk.ended).toBe(0);
});

test('a signal ends serve within seconds, a job under way or not', { timeout: 90_000 }, async () => {
  const desk = run(['--ledger', ledger, '--port', '0', '--folder', folder], /Ctrl-C/u);
  const [, port] = /http:\/\/localhost:(\d+)\//u.exec(await desk.up)!;
  writeFileSync(join(folder, 'one.txt'), 'Gondor said on Monday that Rohan would not attack.');
  const job = await fetch(`http://127.0.0.1:${port}/api/jobs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ paths: [join(folder, 'one.txt')] }),
  });
  expect(job.status).toBe(202);
  await new Promise((resolve) => setTimeout(resolve, 700));
  const since = Date.now();
  desk.child.kill('SIGTERM');
  expect(await desk.ended).toBe(0);
  expect(Date.now() - since).toBeLessThan(20_000);
  expect(await desk.up).not.toMatch(/Error|at file:/u);
});

test('beyond this machine serve prints a link with a token, and refuses a short one', { timeout: 60_000 }, async () => {
  const desk = run(['--ledger', ledger, '--port', '0', '--host', '0.0.0.0'], /Ctrl-C/u);
  const [, port, token] = /:(\d+)\/\?token=([\w-]{20,})/u.exec(await desk.up)!;
  const base = `http://127.0.0.1:${port}`;
  expect((await fetch(`${base}/api/home`)).status).toBe(401);
  expect((await fetch(`${base}/api/home`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
  desk.child.kill('SIGTERM');
  expect(await desk.ended).toBe(0);
  const short = run(['--ledger', ledger, '--token', 'abc'], /token/u);
  expect(await short.up).toMatch(/too short/u);
  expect(await short.ended).toBe(2);
});
