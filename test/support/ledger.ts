import { createHash } from 'node:crypto';
import type { Reading } from '../../src/core/reading.ts';
import { assemble } from '../../src/ledger/assemble.ts';
import { openLedger } from '../../src/store/sqlite.ts';
import type { Bundle, Store } from '../../src/store/store.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A finished reading as intake and pipeline would hand it to the ledger. */
export function bundleOf(reading: Reading): Bundle {
  const { text, record } = reading.article;
  const input = sha256(text);
  return {
    text,
    evidence: {
      location: record.location,
      sha256: input,
      retrieved: record.retrieved,
      finalUrl: null,
      bytes: new TextEncoder().encode(text),
    },
    input,
    reader: 'fixture 1',
    records: assemble(reading),
  };
}

/** A real ledger that holds the given readings; in memory unless a file is named. */
export function ledgerOf(readings: Iterable<Reading>, file = ':memory:'): Store {
  const store = openLedger(file);
  for (const reading of readings) store.put(bundleOf(reading));
  return store;
}
