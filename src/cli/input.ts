import { readFileSync } from 'node:fs';
import { LedgerError } from '../core/errors.ts';

const CAUSES: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'it is a folder',
  EACCES: 'no permission',
};

/**
 * The bytes of the one file a command names; "-" is standard input.
 * @throws LedgerError `not-found`
 */
export function givenBytes(path: string, what: string): Uint8Array {
  try {
    return readFileSync(path === '-' ? 0 : path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new LedgerError('not-found', `The ${what} cannot be read: ${CAUSES[code] ?? code}`, path, 'Check the path.');
  }
}
