import { LedgerError } from '../../core/errors.ts';
import { failureOf } from '../source.ts';
import { archives } from './archives.ts';
import { captions } from './captions.ts';
import { csv } from './csv.ts';
import { feeds } from './feeds.ts';
import type { Format, Opened } from './format.ts';
import { json, ris } from './json.ts';
import { mail, mbox } from './mail.ts';
import { pdf } from './pdf.ts';
import { rtf } from './rtf.ts';
import { telegramPage } from './telegram.ts';
import { warc } from './warc.ts';
import { docx, wacz } from './zip.ts';

/** A format that is known by its beginning, but not read. */
const unread = (name: string, sign: RegExp | readonly number[], remedy: string): Format => ({
  name,
  is: ({ head, start }) =>
    sign instanceof RegExp ? sign.test(start.slice(0, 2000)) : sign.every((byte, i) => head[i] === byte),
  items: async function* ({ path }) {
    yield failureOf(path, new LedgerError('unreadable', `${name}, which is not read`, path, remedy));
  },
});

/** Every format that is told by its content, in the order in which they are tried. */
const FORMATS: readonly Format[] = [
  pdf,
  docx,
  wacz,
  unread('A ZIP file', [0x50, 0x4b, 3, 4], 'Unpack it and read what is in it.'),
  rtf,
  warc,
  unread('A gzip file', [0x1f, 0x8b], 'Unpack it and read what is in it.'),
  unread('An old Word file', [0xd0, 0xcf, 0x11, 0xe0], 'Save it as DOCX.'),
  feeds,
  unread('A list of feeds (OPML)', /<opml[\s>]/iu, 'Read the feeds it lists.'),
  unread('A site map', /<(?:urlset|sitemapindex)[\s>]/iu, 'Read the addresses it lists.'),
  unread('XML of a kind that is not known', /^\s*<\?xml(?![\s\S]*<(?:!doctype )?html)/iu, 'Save it as text or HTML.'),
  telegramPage,
  captions,
  mbox,
  mail,
  ris,
  json,
  archives,
  csv,
];

/** The format a file has by its content; null for plain text, HTML, and what is no text. */
export const formatOf = (file: Opened): Format | null => FORMATS.find(({ is }) => is(file)) ?? null;
