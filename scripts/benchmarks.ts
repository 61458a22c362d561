/**
 * The table that CI prints, and does not fail on: our own passages by folder, and, where the corpora are at hand
 * (DRAGOMAN_DATA, else ../shared/data), the figures on real press.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { readGold } from '../test/support/gold.ts';

const lines = (file: string): number => readFileSync(file, 'utf8').split('\n').filter(Boolean).length;

console.log('our own passages (a guard against sliding back, not a measure)');
for (const file of globSync('gold/*/failing.txt').sort()) {
  const passages = globSync(join(dirname(file), '*.gold')).flatMap((gold) => readGold(gold)).length;
  console.log(`  ${basename(dirname(file)).padEnd(14)}${passages} passages, failing: ${lines(file)}`);
}
const data = process.env.DRAGOMAN_DATA ?? join(import.meta.dirname, '../../shared/data');
if (existsSync(join(data, 'press'))) {
  console.log('real press');
  spawnSync(process.execPath, ['bench/press.ts'], { stdio: ['ignore', 'inherit', 'inherit'] });
  console.log('one story across articles');
  spawnSync(process.execPath, ['bench/pack.ts'], { stdio: ['ignore', 'inherit', 'inherit'] });
} else console.log(`real press: not measured, ${data} is not there`);
