import type { Article } from '../core/reading.ts';
import type { IntakeLexicon } from '../lexicon/intake.ts';
import { makeArticle } from '../text/article.ts';
import type { Source } from './source.ts';

/**
 * Makes the article of a source: its fixed text, body and furniture, and what is known of it.
 * @throws LedgerError `unreadable` where the bytes hold no text.
 */
export async function toArticle(source: Source, _lexicon: IntakeLexicon): Promise<Article> {
  const { location, sha256, retrieved } = source;
  return makeArticle({ text: new TextDecoder().decode(source.bytes), location, sha256, retrieved });
}
