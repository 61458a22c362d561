/**
 * Everything that must hold before a change lands: types, style, and every test. Prints one closing line with the
 * true counts, `N passed, N failed`; a test file that cannot be loaded counts as one failure.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const run = (command: string, args: readonly string[]): boolean => {
  console.log(`\n> ${command} ${args.join(' ')}`);
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
};

interface Results {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

const folder = mkdtempSync(join(tmpdir(), 'dragoman-test-'));
const output = join(folder, 'results.json');
const checks = [
  run('tsc', ['--noEmit', '-p', '.']),
  run('tsc', ['--noEmit', '-p', 'desk']),
  run('biome', ['check', '--error-on-warnings', '.']),
];
const clean = run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${output}`]);

let passed = checks.filter(Boolean).length;
let failed = checks.length - passed;
let skipped = 0;
try {
  const results = JSON.parse(readFileSync(output, 'utf8')) as Results;
  passed += results.numPassedTests;
  failed += results.numFailedTests;
  skipped = results.numPendingTests;
  failed += results.testResults.filter((f) => f.status === 'failed' && f.assertionResults.length === 0).length;
} catch {
  failed += 1;
}
if (!clean && failed === 0) failed = 1;
rmSync(folder, { recursive: true, force: true });
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;
