import type { Readable } from 'node:stream';
import mammoth from 'mammoth';
import type { Entry, ZipFile } from 'yauzl';
import { fromBuffer } from 'yauzl';
import { type Failure, type Skipped, tooLarge } from '../source.ts';
import { archiveItems } from './archives.ts';
import { broken, type Format, type Item, type Opened, textItem } from './format.ts';
import { warcItems } from './warc.ts';

const isZip = ({ head }: Opened): boolean => Buffer.from(head.subarray(0, 4)).equals(Buffer.from('PK\x03\x04'));
const names = ({ head }: Opened): string => Buffer.from(head).toString('latin1');

/** DOCX documents: one article, or the many of a press archive's export. */
export const docx: Format = {
  name: 'DOCX',
  is: (file) => isZip(file) && names(file).includes('word/'),
  items: async function* (file): AsyncGenerator<Item | Failure | Skipped> {
    const bytes = await file.bytes();
    if ((await unpackedSize(bytes)) > 10 * file.limit) throw tooLarge(file.path, 10 * file.limit);
    const text = await mammoth.extractRawText({ buffer: bytes }).then(
      ({ value }) => value.trim(),
      () => null,
    );
    if (text === null) yield broken(file.path, 'A damaged DOCX file', 'Open it in a word processor and save it anew.');
    else if (text === '') yield broken(file.path, 'A DOCX file without text', 'Images and drawings are not read.');
    else yield* archiveItems(text, file.path) ?? [textItem(null, text, {}, { bytes })];
  },
};

/** The text of a DOCX document, a paragraph a block; null where the bytes are none. */
export async function docxText(bytes: Uint8Array): Promise<string | null> {
  const buffer = Buffer.from(bytes);
  if (!buffer.subarray(0, 4).equals(Buffer.from('PK\x03\x04')) || !buffer.includes('word/')) return null;
  return mammoth.extractRawText({ buffer }).then(
    ({ value }) => value.trim(),
    () => null,
  );
}

const opened = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => (error ? reject(error) : resolve(zip)));
  });

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const next = await new Promise<Entry | null>((resolve, reject) => {
      const done = () => resolve(null);
      zip.once('entry', (entry: Entry) => {
        zip.off('end', done);
        resolve(entry);
      });
      zip.once('end', done);
      zip.once('error', reject);
      zip.readEntry();
    });
    if (!next) return;
    yield next;
  }
}

/** Bytes that a zip says it unpacks to; 0 where it cannot be opened. */
async function unpackedSize(bytes: Buffer): Promise<number> {
  const zip = await opened(bytes).catch(() => null);
  let size = 0;
  if (zip) for await (const entry of entriesOf(zip)) size += entry.uncompressedSize;
  return size;
}

const streamOf = (zip: ZipFile, entry: Entry): Promise<Readable> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
  });

/** WACZ, a web archive in a zip: the pages of its WARC files. */
export const wacz: Format = {
  name: 'WACZ',
  is: (file) => isZip(file) && /archive\/[^\0]{1,200}\.warc|datapackage\.json/u.test(names(file)),
  items: async function* (file): AsyncGenerator<Item | Failure | Skipped> {
    const zip = await opened(await file.bytes());
    let found = 0;
    for await (const entry of entriesOf(zip)) {
      if (!/\.warc(?:\.gz)?$/u.test(entry.fileName)) continue;
      found++;
      yield* warcItems(await streamOf(zip, entry), file.path, file.limit);
    }
    if (found === 0) yield broken(file.path, 'A WACZ without a WARC in it');
  },
};
