/**
 * Makes what the package carries beside the words and models: `dist/`, the program as JavaScript with its types, and
 * `desk/dist/`, the built desk.
 */
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { partsDigest } from '../src/defaults/version.ts';

const ROOT = join(import.meta.dirname, '..');
const at = (path: string): string => join(ROOT, path);

rmSync(at('dist'), { recursive: true, force: true });
const { status } = spawnSync(process.execPath, [at('node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
  cwd: ROOT,
  stdio: 'inherit',
});
if (status !== 0) process.exit(1);
writeFileSync(at('dist/defaults/parts'), partsDigest(at('src')));
await build({ configFile: at('desk/vite.config.ts'), logLevel: 'error' });
