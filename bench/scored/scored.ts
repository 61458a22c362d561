import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { readInto } from '../../src/defaults/reading.ts';
import { refreshViews } from '../../src/defaults/views.ts';
import { jsonl } from '../../src/store/exchange.ts';
import { openLedger } from '../../src/store/sqlite.ts';
import { TOOLS } from '../reader/corpora.ts';

/** The articles of a folder by name, without `.txt`. */
export const articlesIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .map((file) => basename(file, '.txt'));

/** Reads the named articles of a folder, with their sidecars, into a ledger of their own and writes its export, with the texts, to `file`. */
export async function exportTo(file: string, folder: string, names: readonly string[]): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'bench-'));
  const path = join(place, 'bench.db');
  const ledger = openLedger(path);
  try {
    const start = performance.now();
    const paths = names.map((name) => join(folder, `${name}.txt`));
    const { counts, failures } = await readInto(ledger, path, paths);
    refreshViews(ledger);
    const seconds = (performance.now() - start) / 1000;
    console.error(`read ${counts.added} articles, ${(counts.added / seconds).toFixed(1)} a second, views included`);
    for (const { location, cause } of failures) console.error(`not read: ${location}: ${cause}`);
    writeFileSync(file, `${[...jsonl(ledger, { withText: true })].join('\n')}\n`);
  } finally {
    ledger.close();
    rmSync(place, { recursive: true });
  }
}

/** The scorer's own words; the scorers are shared with everybody who measures on these corpora. */
export const score = (script: string, args: readonly string[]): string =>
  execFileSync('python3', [join(TOOLS, script), ...args], { encoding: 'utf8', maxBuffer: 1e8 });

/** An export made of the named articles, unless one that stands already is given; `use` sees it, and then it goes. */
export async function withExport<T>(
  records: string | undefined,
  folder: string,
  names: readonly string[],
  use: (file: string) => T,
): Promise<T> {
  if (records) return use(records);
  const place = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const file = join(place, 'records.jsonl');
    await exportTo(file, folder, names);
    return use(file);
  } finally {
    rmSync(place, { recursive: true });
  }
}
