import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');

test('the model runtime reports nothing and leaves no identifier of the machine', () => {
  const home = mkdtempSync(join(tmpdir(), 'home-'));
  // Under continuous integration the runtime is quiet by itself: the test must not pass by that.
  const { CI: _ci, ORT_DISABLE_TELEMETRY: _asked, XDG_CACHE_HOME: _cache, ...env } = process.env;
  const args = ['--disable-warning=ExperimentalWarning', MAIN, 'analyze', '-'];
  const input = 'The minister of Gondor said that the war would end in May.';
  const { status } = spawnSync(process.execPath, args, { input, env: { ...env, HOME: home, USERPROFILE: home } });
  expect(status).toBe(0);
  expect(readdirSync(home, { recursive: true })).toEqual([]);
  rmSync(home, { recursive: true });
});
