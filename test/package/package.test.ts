import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserPath } from '../desk/support.ts';
import { faultsOf } from '../support/schema.ts';

/** The package as people install it: packed, laid into a folder that knows nothing of the repository, and run there. */

const ROOT = join(import.meta.dirname, '../..');
const HERE = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'tsconfig.json', 'tsconfig.build.json'];
const FOLDERS = ['src', 'scripts', 'desk', 'lexicon', 'models', 'docs/reference'];

const folder = mkdtempSync(join(tmpdir(), 'dragoman-package-'));
const bare = join(folder, 'bare');
const installed = join(bare, 'node_modules', 'dragoman');
const inPackage = (path: string): string => join(installed, path);

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly devOptional?: boolean }>>;
}

function run(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = process.env): string {
  const shell = process.platform === 'win32';
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, shell, encoding: 'utf8', maxBuffer: 1e9 });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stdout}${stderr}`);
  return stdout;
}

/** Packs a copy of the working tree, so that no other test sees a half-built desk. */
function pack(): string {
  const tree = join(folder, 'tree');
  mkdirSync(tree);
  const filter = (path: string) => !path.startsWith(join(ROOT, 'desk', 'dist'));
  for (const path of [...HERE, ...FOLDERS]) cpSync(join(ROOT, path), join(tree, path), { recursive: true, filter });
  symlinkSync(join(ROOT, 'node_modules'), join(tree, 'node_modules'), 'junction');
  run('npm', ['pack', '--pack-destination', folder, '--loglevel=error'], tree);
  const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, string>;
  return join(folder, `${name}-${version}.tgz`);
}

/** Lays a package that is installed in the checkout into the bare folder; of native parts those of this machine. */
function lay(path: string): void {
  const own = join(process.platform, process.arch);
  const filter = (file: string) => {
    const native = /napi-v\d+[\\/](\w+[\\/]\w+)/u.exec(file)?.[1];
    return native === undefined || native === own;
  };
  if (existsSync(join(ROOT, path))) cpSync(join(ROOT, path), join(bare, path), { recursive: true, filter });
}

const dragoman = (main: string, ...args: string[]): string =>
  run(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], bare, {
    ...process.env,
    NODE_PATH: '',
  });
const SOURCE = join(ROOT, 'src/cli/main.ts');
const BUILT = inPackage('dist/cli/main.js');

beforeAll(() => {
  const tarball = pack();
  mkdirSync(installed, { recursive: true });
  run('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1'], bare);
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as Lock;
  for (const [path, { dev, devOptional }] of Object.entries(packages)) if (path && !dev && !devOptional) lay(path);
  const preserved = { recursive: true, preserveTimestamps: true };
  cpSync(join(ROOT, 'examples/dossier/articles'), join(bare, 'articles'), preserved);
  cpSync(join(ROOT, 'examples/dossier/lexicon'), join(bare, 'words'), preserved);
}, 300_000);

let desk: ChildProcess | undefined;
afterAll(() => {
  desk?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

test('the package holds what runs: no source, no test, no tool of the desk', () => {
  expect(existsSync(BUILT)).toBe(true);
  expect(existsSync(inPackage('desk/dist/index.html'))).toBe(true);
  for (const absent of ['src', 'test', 'gold', 'training', 'desk/src', 'node_modules'])
    expect(existsSync(inPackage(absent)), absent).toBe(false);
  for (const absent of ['preact', 'vite', 'typescript', '@observablehq/plot'])
    expect(existsSync(join(bare, 'node_modules', absent)), absent).toBe(false);
});

test('installed, it reads the dossier to the same bytes as the checkout', { timeout: 300_000 }, () => {
  const ledgerOf = (main: string, ledger: string): string => {
    dragoman(main, 'read', 'articles', '--lexicon', 'words', '--ledger', ledger);
    return dragoman(main, 'export', 'jsonl', '--with-text', '--ledger', ledger);
  };
  const lines = ledgerOf(BUILT, 'installed.db');
  expect(lines.split('\n').length).toBeGreaterThan(500);
  expect(lines === ledgerOf(SOURCE, 'checkout.db')).toBe(true);
  expect(faultsOf(lines.trim().split('\n'))).toEqual([]);
});

test('a ledger moves between checkout and package without being read anew', { timeout: 300_000 }, () => {
  const args = ['read', 'articles', '--lexicon', 'words', '--ledger', 'checkout.db'];
  const ended = dragoman(BUILT, ...args, '--json')
    .trim()
    .split('\n');
  const changes = ended.map((line) => (JSON.parse(line) as { change: string }).change);
  expect(changes.filter((change) => change !== 'skipped')).toEqual(Array(16).fill('unchanged'));
});

test('its types check where it is imported, and the example runs', { timeout: 120_000 }, () => {
  for (const name of ['@types/node', 'undici-types']) lay(join('node_modules', name));
  writeFileSync(join(bare, 'package.json'), '{ "type": "module" }');
  writeFileSync(
    join(bare, 'consumer.ts'),
    `import { type Attribution, type Event, openLedger, type Row } from 'dragoman';
     const ledger = openLedger(':memory:');
     const rows: readonly Row[] = ledger.list('event', { denied: true });
     export const statusOf = (event: Event): string => event.status;
     export const labels = (said: Attribution): readonly string[] => said.chain.map((link) => link.label);
     // @ts-expect-error no such status
     export const wrong: Event['status'] = 'certain';
     console.log(rows.length);`,
  );
  const example = readFileSync(join(ROOT, 'examples/chains.ts'), 'utf8').replace("'../src/index.ts'", "'dragoman'");
  writeFileSync(join(bare, 'chains.ts'), example);
  const options = ['--strict', '--module', 'nodenext', '--target', 'es2024', '--lib', 'es2025', '--outDir', 'out'];
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  run(process.execPath, [tsc, ...options, '--types', 'node', 'consumer.ts', 'chains.ts'], bare);
  expect(run(process.execPath, ['out/consumer.js'], bare).trim()).toBe('0');
  expect(run(process.execPath, ['out/chains.js'], bare)).toMatch(
    /^Minas Tirith Herald › .*Faramir: .*not open the pass/mu,
  );
});

test('its desk opens', { timeout: 120_000 }, async () => {
  const args = [BUILT, 'serve', '--no-open', '--port', '0', '--lexicon', 'words', '--ledger', 'installed.db'];
  const server = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], { cwd: bare });
  desk = server;
  const address = await new Promise<string>((resolve) => {
    let said = '';
    server.stderr.on('data', (chunk: Buffer) => {
      said += chunk;
      const found = /http:\/\/localhost:\d+\//u.exec(said);
      if (found) resolve(found[0]);
    });
  });
  const page = await (await fetch(address)).text();
  const script = /src="(\/assets\/[^"]+\.js)"/u.exec(page)?.[1];
  expect((await fetch(new URL(script!, address))).status).toBe(200);
  if (!browserPath) return;
  const browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox'] });
  const tab = await browser.newPage();
  await tab.goto(address);
  await expect.poll(() => tab.getByText('16 articles').count(), { timeout: 20_000 }).toBeGreaterThan(0);
  await browser.close();
});
