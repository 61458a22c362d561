/**
 * Kills the reader at random moments and looks at what is left.
 * Usage: node bench/kill.ts [KILLS=40] [ARTICLES=200] [SEED=1]
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { jsonl } from '../src/store/exchange.ts';
import { openLedgerForReading } from '../src/store/sqlite.ts';
import { inventedArticle, seeded } from './articles.ts';

const MAIN = join(import.meta.dirname, '../src/cli/main.ts');

/** What the killing showed; the first fault found ends it. */
export interface Killing {
  readonly kills: number;
  /** Kills that left some articles committed and some not. */
  readonly amid: number;
  readonly ledgers: number;
  readonly articles: number;
  readonly faults: readonly string[];
}

function startReading(ledger: string, folder: string): ChildProcess {
  const program = ['--disable-warning=ExperimentalWarning', MAIN, 'read', folder, '--ledger', ledger];
  return spawn(process.execPath, program, { stdio: 'ignore', detached: true });
}

function exportOf(ledger: string): { readonly lines: readonly string[]; readonly faults: readonly string[] } {
  const store = openLedgerForReading(ledger);
  try {
    return { lines: [...jsonl(store, { withText: true })].sort(), faults: store.check() };
  } finally {
    store.close();
  }
}

/** Lines that belong to one document; `origin`, set when a run ends, and what is derived from many are left out. */
function byDocument(lines: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const own: [string, string][] = lines.flatMap((line) => {
    const record = JSON.parse(line) as { kind: string; id: string; document?: string };
    if (record.kind === 'document') return [[record.id, JSON.stringify({ ...record, origin: null })]];
    return record.document === undefined ? [] : [[record.document, line]];
  });
  return new Map([...Map.groupBy(own, ([id]) => id)].map(([id, all]) => [id, all.map(([, line]) => line)]));
}

/** Every document that is there must have all of its lines, and no line may be there twice. */
function compare(lines: readonly string[], whole: ReadonlyMap<string, readonly string[]>): readonly string[] {
  return [...byDocument(lines)]
    .filter(([id, found]) => found.join('\n') !== whole.get(id)?.join('\n'))
    .map(([id]) => `document ${id} is not as it should be`);
}

/** Reads `articles` invented articles, killing the program (alone, or with its readers) `kills` times on the way. */
export async function kill(kills: number, articles: number, seed: number): Promise<Killing> {
  const random = seeded(seed);
  const folder = mkdtempSync(join(tmpdir(), 'dragoman-kill-'));
  const press = join(folder, 'press');
  mkdirSync(press);
  for (let i = 0; i < articles; i++) writeFileSync(join(press, `${i}.txt`), inventedArticle(i));
  const faults: string[] = [];
  let [done, amid, ledgers] = [0, 0, 1];
  try {
    const calm = join(folder, 'calm.db');
    const start = Date.now();
    await once(startReading(calm, press), 'exit');
    const duration = Date.now() - start;
    const expected = exportOf(calm);
    faults.push(...expected.faults);
    const whole = byDocument(expected.lines);
    const ledgerFile = () => join(folder, `${ledgers}.db`);
    for (; done < kills && faults.length === 0; done++) {
      const child = startReading(ledgerFile(), press);
      const exit = once(child, 'exit');
      await Promise.race([exit, wait((0.2 + 0.8 * random()) * duration)]);
      if (child.exitCode !== null) ledgers++;
      else process.kill(random() < 0.5 ? child.pid! : -child.pid!, 'SIGKILL');
      await exit;
      const left = readIfThere(ledgerFile());
      if (left && left.lines.length > 0 && left.lines.length < expected.lines.length) amid++;
      faults.push(...(left?.faults ?? []), ...compare(left?.lines ?? [], whole));
    }
    await once(startReading(ledgerFile(), press), 'exit');
    if (exportOf(ledgerFile()).lines.join('\n') !== expected.lines.join('\n'))
      faults.push('the finished ledger differs from the undisturbed one');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { kills: done, amid, ledgers, articles, faults };
}

/** A kill may come before the ledger is made, or before its schema is. */
function readIfThere(ledger: string): ReturnType<typeof exportOf> | null {
  try {
    return exportOf(ledger);
  } catch {
    return null;
  }
}

if (import.meta.main) {
  const [kills = 40, articles = 200, seed = 1] = process.argv.slice(2).map(Number);
  const result = await kill(kills, articles, seed);
  console.log(JSON.stringify(result, null, 2));
  process.exitCode = result.faults.length > 0 ? 1 : 0;
}
