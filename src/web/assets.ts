import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { LedgerError } from '../core/errors.ts';

export interface Asset {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
  /** True for files whose name carries their hash: they may be cached for ever. */
  readonly immutable: boolean;
}

/** The built desk by URL path. Requests are looked up in this map, so no path of theirs reaches the disk. */
export type Assets = ReadonlyMap<string, Asset>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Reads the built desk into memory; throws `not-found` with the build command where it was never built. */
export function loadAssets(folder: string): Assets {
  if (!existsSync(join(folder, 'index.html')))
    throw new LedgerError('not-found', 'The desk is not built yet', folder, 'Run `npm run build:desk` once.');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const key = path.slice(folder.length).replaceAll('\\', '/').replace(/^\/?/u, '/');
      const type = TYPES[extname(entry.name)] ?? 'application/octet-stream';
      return [key, { body: new Uint8Array(readFileSync(path)), type, immutable: key.startsWith('/assets/') }];
    }),
  );
}
