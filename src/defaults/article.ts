import { createHash } from 'node:crypto';
import type { AnyRecord, Contract } from '../core/record.ts';
import { openReader, type ReaderOptions } from '../defaults.ts';
import type { Known } from '../intake/source.ts';
import { assemble } from '../ledger/assemble.ts';

/** An article as read: its fixed text, which every span counts code points of, and its records, the document first. */
export interface ReadArticle {
  readonly text: string;
  readonly records: readonly Contract<AnyRecord>[];
}

/**
 * Reads one text or HTML page without a ledger; `known` is what is known of it beforehand (`title publisher authors
 * published url language`). It opens the reader model each time, about a second: for many articles use `readInto`.
 * @throws LedgerError `unreadable` where the text is empty; `model-missing`, `model-mismatch`, `lexicon-invalid`
 * @example const { records } = await readArticle('Gondor denied on Monday that …', { published: '3019-03-02' });
 */
export async function readArticle(
  page: string,
  known: Partial<Known> = {},
  options: ReaderOptions = {},
): Promise<ReadArticle> {
  const bytes = new TextEncoder().encode(page);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const location = known.url ?? 'text';
  const retrieved = new Date().toISOString();
  const reader = await openReader(options);
  try {
    const article = await reader.toArticle({
      location,
      bytes,
      sha256,
      retrieved,
      contentType: null,
      finalUrl: null,
      known,
    });
    return { text: article.text, records: assemble(await reader.readArticle(article)) };
  } finally {
    await reader.close();
  }
}
