import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { LedgerError } from '../../core/errors.ts';
import type { Issue } from '../../core/record.ts';
import { bylineLexicon } from '../../lexicon/byline.ts';
import { LEXICON_DIR } from '../../lexicon/load.ts';
import { statedDay } from '../../text/days.ts';
import { decode } from '../../text/encoding.ts';
import { type Failure, failureOf, type Known, type Skipped, tooLarge } from '../source.ts';

/** One article that a file holds: its own bytes, and what the file states of it. */
export interface Item {
  /** Names the article in its file (`FILE#id`); null where the file is one article. */
  readonly id: string | null;
  readonly bytes: Uint8Array;
  readonly known: Known;
  readonly contentType?: string | null;
  readonly finalUrl?: string | null;
  readonly retrieved?: string | null;
  /** What the file withholds of the article. */
  readonly issues?: readonly Issue[];
}

/** A file of which no more than the beginning has been read. */
export interface Opened {
  readonly path: string;
  /** First 256 kB; all that recognising a format looks at. */
  readonly head: Uint8Array;
  /** The beginning as text; empty for binary files. */
  readonly start: string;
  /** ISO instant of the last change. */
  readonly changed: string;
  /** Largest article, in bytes. */
  readonly limit: number;
  /**
   * The whole file.
   * @throws LedgerError `too-large` for more than ten times the largest article
   */
  readonly bytes: () => Promise<Buffer>;
  readonly stream: () => AsyncIterable<Uint8Array>;
}

/** A kind of file that holds articles in a form of its own. */
export interface Format {
  /** As a reader would name it: "Telegram export". */
  readonly name: string;
  readonly is: (file: Opened) => boolean;
  /** Its articles, one after the other; what is broken or no article costs one line. May throw `LedgerError`. */
  readonly items: (file: Opened) => AsyncGenerator<Item | Failure | Skipped>;
}

const HEAD = 256_000;

/** Opens a file for recognising. */
export async function openFile(path: string, limit: number): Promise<Opened> {
  const { size, mtime } = await stat(path);
  const file = await open(path);
  const head = Buffer.alloc(Math.min(size, HEAD));
  try {
    await file.read(head, 0, head.length, 0);
  } finally {
    await file.close();
  }
  const bytes = async () => {
    if (size > 10 * limit) throw tooLarge(path, 10 * limit);
    return readFile(path);
  };
  const stream = () => createReadStream(path) as AsyncIterable<Buffer>;
  return { path, head, start: startOf(head), changed: mtime.toISOString(), limit, bytes, stream };
}

/** Bytes that came by another way, as if they were a file. */
export function openBytes(path: string, bytes: Buffer, changed: string, limit: number): Opened {
  const head = bytes.subarray(0, HEAD);
  const stream = async function* () {
    yield bytes;
  };
  return { path, head, start: startOf(head), changed, limit, bytes: async () => bytes, stream };
}

const startOf = (head: Buffer): string => (head.subarray(0, 2000).includes(0) ? '' : head.toString('utf8'));

/** The text of a file's bytes, whatever its encoding. */
export const textOf = (bytes: Uint8Array): string => decode(bytes, null)?.text ?? '';

const words = bylineLexicon([LEXICON_DIR]);

/** ISO day that a date in numbers or words states; null where it states none. */
export const dayIn = (date: string | null | undefined): string | null => statedDay(date ?? '', words);

export const broken = (where: string, what: string, remedy = 'Correct it, or save it anew.'): Failure =>
  failureOf(where, new LedgerError('unreadable', what, where, remedy));

/** Fields that say something. */
export const fields = (known: Record<string, unknown>): Known =>
  Object.fromEntries(Object.entries(known).filter(([, value]) => value != null && value !== '')) as Known;

/** An item made of text that stands in the file as it is. */
export const textItem = (
  id: string | null,
  text: string,
  known: Record<string, unknown>,
  more?: Partial<Item>,
): Item => ({
  id,
  bytes: Buffer.from(text),
  known: fields({ ...known, text }),
  ...more,
});
