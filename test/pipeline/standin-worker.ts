import { writeSync } from 'node:fs';
import { standInReading } from '../../bench/readings.ts';
import { LedgerError } from '../../src/core/errors.ts';
import type { Reading } from '../../src/core/reading.ts';
import { serveReading } from '../../src/pipeline/worker.ts';
import { makeArticle } from '../../src/text/article.ts';

/** A reader process for tests: texts that begin so make it fail in that way; others are read by patterns. */
const MISHAPS: readonly (readonly [string, () => void])[] = [
  ['CRASH', () => process.kill(process.pid, 'SIGSEGV')],
  [
    'SIGNALS',
    () => {
      for (const signal of ['SIGINT', 'SIGTERM']) process.kill(process.pid, signal);
    },
  ],
  [
    'HANG',
    () => {
      for (;;);
    },
  ],
  [
    'MEMORY',
    () => {
      writeSync(2, 'FATAL ERROR: JavaScript heap out of memory\n');
      process.abort();
    },
  ],
  [
    'THROW',
    () => {
      throw new Error('the reader stumbled');
    },
  ],
];

/** Mentions that no ledger takes. */
const withoutKinds = (reading: Reading): Reading => ({
  ...reading,
  mentions: reading.mentions?.map((mention) => ({ ...mention, kind: null as never })) ?? [],
});

serveReading(async (lexicon) => {
  if (lexicon.includes('signalled')) process.kill(process.pid, 'SIGKILL');
  if (lexicon.includes('broken'))
    throw new LedgerError(
      'lexicon-invalid',
      'Lexicon file not valid',
      'broken/cues.yaml',
      'Correct the entry and run again.',
    );
  return {
    version: 'stand-in 1',
    toArticle: async ({ bytes, location, sha256, retrieved }) =>
      makeArticle({ text: Buffer.from(bytes).toString(), location, sha256, retrieved }),
    readArticle: async (article) => {
      for (const [word, mishap] of MISHAPS) if (article.text.startsWith(word)) mishap();
      const reading = standInReading(article);
      return article.text.startsWith('REFUSED') ? withoutKinds(reading) : reading;
    },
    close: async () => {},
  };
});
