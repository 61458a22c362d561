import { createHash } from 'node:crypto';
import { open, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { LedgerError } from '../core/errors.ts';
import { corpusLines, parseLine } from './corpus.ts';
import { fetchPage } from './fetch.ts';
import { articleFiles } from './folder.ts';
import { broken, type Format, type Item, type Opened, openBytes, openFile } from './formats/format.ts';
import { isJsonLines } from './formats/json.ts';
import { formatOf } from './formats/recognise.ts';
import {
  DEFAULT_MAX_BYTES,
  failureOf,
  type Known,
  knownSchema,
  type Listed,
  type Source,
  type SourceOptions,
  type SourceRef,
  skipped,
  tooLarge,
  wrongField,
} from './source.ts';

const CORPUS = /\.(?:jsonl|ndjson)$/iu;
const SIDECAR = '.meta.json';

/**
 * Lists every article the paths name, without reading more than it must: files, folders (recursive, in name order),
 * `-` for standard input, http(s) URLs, and the lines of JSONL corpora. Everything met gives exactly one thing: what cannot
 * be listed a `Failure`, what is no article, or was named before, a `Skipped`.
 */
export async function* listSources(paths: readonly string[], options: SourceOptions = {}): AsyncGenerator<Listed> {
  const named = new Set<string>();
  for (const path of paths)
    for await (const found of listOne(path, options)) {
      const isArticle = found.kind !== 'failure' && found.kind !== 'skipped';
      if (isArticle && named.has(found.location)) yield skipped(found.location, 'named twice');
      else yield found;
      if (isArticle) named.add(found.location);
    }
}

async function* listOne(path: string, options: SourceOptions): AsyncGenerator<Listed> {
  if (path === '-') yield* standardInput(options);
  else if (/^https?:\/\//iu.test(path)) yield { kind: 'url', location: path, url: path };
  else if (/^[a-z][a-z\d+.-]+:\/\//iu.test(path)) yield failureOf(path, otherProtocol(path));
  else
    for await (const found of articleFiles(path)) {
      if (typeof found !== 'string') yield found;
      else yield* articlesIn(found, options.maxBytes ?? DEFAULT_MAX_BYTES);
    }
}

/** The articles of one file: itself, or what it holds in a form of its own. */
async function* articlesIn(path: string, limit: number): AsyncGenerator<Listed> {
  try {
    const file = await openFile(path, limit);
    if (CORPUS.test(path) || isJsonLines(file.start)) return yield* corpusLines(path, limit);
    const format = formatOf(file);
    if (!format) return yield { kind: 'file', location: path, path };
    const known = await sidecar(path);
    yield* itemsOf(file, format, known);
  } catch (error) {
    yield failureOf(
      path,
      (error as NodeJS.ErrnoException).code && !(error instanceof LedgerError)
        ? unreadable(path, error as NodeJS.ErrnoException)
        : error,
    );
  }
}

/** What a file of some format holds, as sources; `beside` is what stands beside a file that is one article. */
async function* itemsOf(file: Opened, format: Format, beside: Known): AsyncGenerator<Listed> {
  try {
    let isEmpty = true;
    for await (const item of format.items(file)) {
      isEmpty = false;
      if ('kind' in item) yield item;
      else yield givenItem(item, file, item.id === null ? beside : {});
    }
    if (isEmpty) yield broken(file.path, `No article in this ${format.name}`);
  } catch (error) {
    if (error instanceof LedgerError) throw error;
    yield broken(file.path, `A fault in this ${format.name}: ${(error as Error).message}`);
  }
}

const givenItem = (
  { id, bytes, known, contentType, finalUrl, retrieved, issues }: Item,
  { path, changed }: Opened,
  beside: Known,
): SourceRef => ({
  kind: 'given',
  location: id === null ? path : `${path}#${id}`,
  data: Buffer.from(bytes).toString('base64'),
  retrieved: retrieved ?? changed,
  known: { ...known, ...beside },
  ...(contentType ? { contentType } : {}),
  ...(finalUrl ? { finalUrl } : {}),
  ...(issues?.length ? { issues } : {}),
});

const otherProtocol = (url: string): LedgerError =>
  new LedgerError(
    'refused',
    'Only http and https addresses are read',
    url,
    'Save the page yourself and read the file.',
  );

async function* standardInput(options: SourceOptions): AsyncGenerator<Listed> {
  const limit = options.maxBytes ?? DEFAULT_MAX_BYTES;
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of options.stdin ?? process.stdin) {
      chunks.push(chunk as Uint8Array);
      size += chunk.length;
      if (size > limit) return yield failureOf('-', tooLarge('-', limit));
    }
  } catch (error) {
    return yield failureOf('-', unreadable('-', error as NodeJS.ErrnoException));
  }
  const retrieved = new Date().toISOString();
  const file = openBytes('-', Buffer.concat(chunks), retrieved, limit);
  const format = formatOf(file);
  if (format) yield* itemsOf(file, format, {});
  else yield { kind: 'given', location: '-', data: (await file.bytes()).toString('base64'), retrieved };
}

/**
 * Reads the bytes of one listed article, with what is known of it (a corpus line's fields, a `FILE.meta.json`).
 * @throws LedgerError `not-found`, `unreadable`, `too-large`, `refused`, `timeout`
 */
export async function loadSource(ref: SourceRef, options: SourceOptions = {}): Promise<Source> {
  const limit = options.maxBytes ?? DEFAULT_MAX_BYTES;
  const plain = { location: ref.location, contentType: null, finalUrl: null, known: {} };
  switch (ref.kind) {
    case 'given': {
      const bytes = Buffer.from(ref.data, 'base64');
      const { retrieved, known = {}, contentType = null, finalUrl = null, issues = [] } = ref;
      return { ...plain, bytes, sha256: hash(bytes), retrieved, known, contentType, finalUrl, issues };
    }
    case 'file': {
      const changed = await stat(ref.path).catch((error) => Promise.reject(unreadable(ref.path, error)));
      if (changed.size > limit) throw tooLarge(ref.location, limit);
      const bytes = await readFile(ref.path).catch((error) => Promise.reject(unreadable(ref.path, error)));
      const known = await sidecar(ref.path);
      return { ...plain, bytes, sha256: hash(bytes), retrieved: changed.mtime.toISOString(), known };
    }
    case 'line': {
      const { bytes, retrieved } = await readRange(ref.path, ref.from, ref.to);
      return { ...plain, bytes, sha256: hash(bytes), retrieved, known: parseLine(bytes, ref.location, ref.line).known };
    }
    case 'url': {
      const page = await fetchPage(ref.url, { ...options, maxBytes: limit });
      const source = { ...plain, ...page, sha256: hash(page.bytes), retrieved: new Date().toISOString() };
      return { ...source, ...(await fetchedItem(ref.url, page.bytes, source.retrieved, limit)) };
    }
  }
}

/** What an address gave in a form of its own, a PDF for instance; nothing for a page. It must hold one article. */
async function fetchedItem(url: string, bytes: Uint8Array, retrieved: string, limit: number): Promise<Partial<Source>> {
  const file = openBytes(url, Buffer.from(bytes), retrieved, limit);
  const format = formatOf(file);
  if (!format) return {};
  for await (const item of format.items(file)) {
    if ('kind' in item) {
      if (item.kind === 'failure') throw new LedgerError(item.code, item.cause, url, item.remedy);
    } else if (item.id === null) return { known: { url, ...item.known }, issues: item.issues ?? [] };
    else break;
  }
  throw new LedgerError('unreadable', `A ${format.name} of many articles`, url, 'Save it and read the file.');
}

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function readRange(path: string, from: number, to: number): Promise<{ bytes: Uint8Array; retrieved: string }> {
  const file = await open(path).catch((error) => Promise.reject(unreadable(path, error)));
  try {
    const bytes = Buffer.alloc(to - from);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
    return { bytes: bytes.subarray(0, bytesRead), retrieved: (await file.stat()).mtime.toISOString() };
  } finally {
    await file.close();
  }
}

async function sidecar(path: string): Promise<Known> {
  const beside = path + SIDECAR;
  const content = await readFile(beside, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return null;
    throw unreadable(beside, error);
  });
  if (content === null) return {};
  const parsed = knownSchema.safeParse(jsonOf(content));
  if (parsed.success) return parsed.data;
  throw new LedgerError(
    'unreadable',
    `What is known of it (${basename(beside)}) is wrong, ${wrongField(parsed.error)}`,
    beside,
    'Correct that file, or remove it to read the article without it.',
  );
}

/** The value a JSON text gives; null where it is none. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/u, ''));
  } catch {
    return null;
  }
}

function unreadable(path: string, error: NodeJS.ErrnoException): LedgerError {
  if (error.code === 'ENOENT') return new LedgerError('not-found', 'No such file', path, 'Check the path.');
  return new LedgerError(
    'unreadable',
    `Cannot be read: ${error.code ?? error.message}`,
    path,
    'Check its permissions.',
  );
}
