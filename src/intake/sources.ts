import { createHash } from 'node:crypto';
import { open, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { LedgerError } from '../core/errors.ts';
import { corpusLines, parseLine } from './corpus.ts';
import { fetchPage } from './fetch.ts';
import { articleFiles } from './folder.ts';
import {
  DEFAULT_MAX_BYTES,
  type Failure,
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
  if (path === '-') yield await standardInput(options);
  else if (/^https?:\/\//iu.test(path)) yield { kind: 'url', location: path, url: path };
  else if (/^[a-z][a-z\d+.-]+:\/\//iu.test(path)) yield failureOf(path, otherProtocol(path));
  else
    for await (const found of articleFiles(path)) {
      if (typeof found !== 'string') yield found;
      else if (CORPUS.test(found)) yield* corpusLines(found, options.maxBytes ?? DEFAULT_MAX_BYTES);
      else yield { kind: 'file', location: found, path: found };
    }
}

const otherProtocol = (url: string): LedgerError =>
  new LedgerError(
    'refused',
    'Only http and https addresses are read',
    url,
    'Save the page yourself and read the file.',
  );

async function standardInput(options: SourceOptions): Promise<SourceRef | Failure> {
  const limit = options.maxBytes ?? DEFAULT_MAX_BYTES;
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of options.stdin ?? process.stdin) {
      chunks.push(chunk as Uint8Array);
      size += chunk.length;
      if (size > limit) return failureOf('-', tooLarge('-', limit));
    }
  } catch (error) {
    return failureOf('-', unreadable('-', error as NodeJS.ErrnoException));
  }
  const data = Buffer.concat(chunks).toString('base64');
  return { kind: 'given', location: '-', data, retrieved: new Date().toISOString() };
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
      return { ...plain, bytes, sha256: hash(bytes), retrieved: ref.retrieved };
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
      return { ...plain, bytes, sha256: hash(bytes), retrieved, known: parseLine(bytes, ref.location, ref.line) };
    }
    case 'url': {
      const page = await fetchPage(ref.url, { ...options, maxBytes: limit });
      return { ...plain, ...page, sha256: hash(page.bytes), retrieved: new Date().toISOString() };
    }
  }
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
