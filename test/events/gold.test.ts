import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { failureOf, precision } from '../../bench/events/precision.ts';
import { INVENTED, passageReader, type Read } from '../../bench/events/read.ts';
import { analyzerForTests } from '../support/analyze.ts';
import { readGold } from '../support/gold.ts';

/** Shares that must come out exactly: the trees come from a model, so not all do. */
const floors = JSON.parse(readFileSync('bench/floors.json', 'utf8')) as Record<string, { floor: number }>;
const floor = (name: string): number => floors[`gold/events ${name}`]!.floor;

let read: Read;
beforeAll(async () => {
  read = passageReader(await analyzerForTests(), undefined, INVENTED);
}, 120_000);

describe('gold events', () => {
  test.each(['rules', 'status', 'press', 'later'])('%s', async (file) => {
    const passages = readGold(join(import.meta.dirname, '../../gold/events', `${file}.gold`));
    const failures: string[] = [];
    for (const passage of passages) {
      const failed = await failureOf(read, passage);
      if (failed) failures.push(failed);
    }
    expect(1 - failures.length / passages.length, failures.join('\n')).toBeGreaterThanOrEqual(floor(file));
  });

  test('news prose, exhaustively annotated', { timeout: 300_000 }, async () => {
    const lines: string[] = [];
    const { shares } = await precision(read, join(import.meta.dirname, '../../gold/events'), (l) => lines.push(l));
    for (const name of ['precision', 'recall'])
      expect(shares[`gold/events ${name}`], lines.join('\n')).toBeGreaterThanOrEqual(floor(name));
  });
});
