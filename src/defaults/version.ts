import { createHash, type Hash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Folders of the program whose files decide what a reading finds. */
const PARTS = ['core', 'lexicon', 'text', 'model', 'extract', 'resolve', 'intake'];

/** The digest of the source that a built program was made from. */
const BUILT = join(import.meta.dirname, 'parts');

/** Version of the program, as its package states it. */
export const programVersion = (): string =>
  (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;

/** Digest of the sources that decide what a reading finds; `src` is the folder they stand in. */
export function partsDigest(src: string): string {
  const hash = createHash('sha256');
  for (const part of PARTS) addFiles(hash, join(src, part), '**/*.ts');
  return hash.digest('hex');
}

/**
 * Version of the reader: the package's, and a digest of program, lexicons and the models' settings, which carry the
 * weights' hash. Another version reads an article again; the same one never does. The built program has that of its source.
 */
export function readerVersion(lexicons: readonly string[]): string {
  const hash = createHash('sha256');
  hash.update(existsSync(BUILT) ? readFileSync(BUILT, 'utf8') : partsDigest(join(import.meta.dirname, '..')));
  for (const folder of lexicons) addFiles(hash, folder, '**/*.yaml');
  addFiles(hash, join(ROOT, 'models'), '*/*.json');
  return `${programVersion()}+${hash.digest('hex').slice(0, 8)}`;
}

function addFiles(hash: Hash, folder: string, pattern: string): void {
  if (!existsSync(folder)) return;
  for (const file of globSync(pattern, { cwd: folder }).sort())
    hash.update(file.replaceAll('\\', '/')).update(readFileSync(join(folder, file)));
}
