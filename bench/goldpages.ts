import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DATA } from './fourgrams.ts';

/** A development page with what people read off it. */
export interface GoldPage {
  readonly id: string;
  readonly url: string;
  readonly html: string;
  readonly tags: readonly string[] | null;
  readonly gold: {
    readonly text: string;
    readonly title: string;
    readonly date: string | null;
    readonly author: string | null;
  };
}

/** The pages of pages/pages_dev.jsonl of the corpora folder, every Nth of them. */
export function goldPages(every = 1): readonly GoldPage[] {
  return readFileSync(join(DATA, 'pages/pages_dev.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .filter((_, i) => i % every === 0)
    .map((line) => JSON.parse(line) as GoldPage);
}

/** The bytes of a page as it was saved. */
export const bytesOf = ({ html }: GoldPage): Buffer => gunzipSync(readFileSync(join(DATA, 'pages', html)));

const GUIDE_TAG = /guide|tutorial|how-to/iu;
const GUIDE_TITLE = /\b(?:best|top|guide|how to|tips|\d+ )\b/iu;

/**
 * Pages in the manner of news: dated, signed, neither guide nor list. Most development pages are guides and shop
 * advice; published figures for extractors (Readability .952, trafilatura .958) are for 181 news pages, and on this
 * part Readability has the same figure.
 */
export const isNewsLike = ({ gold, tags }: GoldPage): boolean =>
  gold.date !== null &&
  gold.author !== null &&
  !(tags ?? []).some((tag) => GUIDE_TAG.test(tag)) &&
  !GUIDE_TITLE.test(gold.title);
