import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Folders of the program whose files decide what a reading finds, beside this one. */
const PARTS = ['core', 'lexicon', 'text', 'model', 'extract', 'resolve', 'intake'];

/** Version of the program, as its package states it. */
export const programVersion = (): string =>
  (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;

/**
 * Version of the reader: the package's, and a digest of program, lexicons and the models' settings, which carry the
 * weights' hash. Another version reads an article again; the same one never does.
 */
export function readerVersion(lexicons: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of PARTS) addFiles(hash, join(import.meta.dirname, '..', part), '**/*.{ts,js}');
  for (const folder of lexicons) addFiles(hash, folder, '**/*.yaml');
  addFiles(hash, join(ROOT, 'models'), '*/*.json');
  return `${programVersion()}+${hash.digest('hex').slice(0, 8)}`;
}

function addFiles(hash: ReturnType<typeof createHash>, folder: string, pattern: string): void {
  if (!existsSync(folder)) return;
  for (const file of globSync(pattern, { cwd: folder }).sort())
    hash.update(file).update(readFileSync(join(folder, file)));
}
