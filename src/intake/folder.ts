import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { LedgerError } from '../core/errors.ts';
import { openFile } from './formats/format.ts';
import { isJsonLines } from './formats/json.ts';
import { formatOf } from './formats/recognise.ts';
import { type Failure, failureOf, type Skipped, skipped } from './source.ts';

const ARTICLE = new Set(['', '.', '.txt', '.text', '.md', '.markdown', '.html', '.htm', '.xhtml', '.jsonl', '.ndjson']);
/** Formats that may well hold an article: one that is none of them in truth is refused, not passed over. */
const FOREIGN = new Set(
  '.pdf .doc .docx .rtf .odt .epub .mht .mhtml .eml .mbox .warc .wacz .gz .zip .json .csv .tsv .xml .rss .atom .vtt .srt .ris'.split(
    ' ',
  ),
);

/**
 * The article files a path names: the file itself, or those of a folder and its subfolders in name order. Hidden files,
 * sidecars, images, scripts and the `page_files` folder of a saved page are skipped, each with its reason; a folder is
 * entered once, however many links lead to it.
 */
export async function* articleFiles(path: string): AsyncGenerator<string | Failure | Skipped> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) yield* walk(path, new Set());
    else if (found.isFile()) yield path;
    else
      throw new LedgerError('unreadable', 'Neither a file nor a folder', path, 'Name a file, a folder, a URL or "-".');
  } catch (error) {
    yield failureOf(path, readable(path, error));
  }
}

async function* walk(folder: string, entered: Set<string>): AsyncGenerator<string | Failure | Skipped> {
  const real = await realpath(folder);
  if (entered.has(real)) return yield skipped(folder, 'folder entered before');
  entered.add(real);
  const entries = await readdir(folder, { withFileTypes: true });
  const names = new Set(entries.map((entry) => entry.name));
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    yield* met(entry, join(folder, entry.name), names, entered);
  }
}

/** What one entry of a folder gives. */
async function* met(
  entry: Dirent,
  path: string,
  names: ReadonlySet<string>,
  entered: Set<string>,
): AsyncGenerator<string | Failure | Skipped> {
  if (entry.name.startsWith('.')) return yield skipped(path, 'hidden');
  const kind = await kindOf(entry, path);
  if (kind === 'broken')
    yield failureOf(path, new LedgerError('not-found', 'A link to nothing', path, 'Remove the link.'));
  else if (kind === 'other') yield skipped(path, 'neither file nor folder');
  else if (kind === 'file') yield* accepted(path, names);
  else if (savedWith(entry.name, names)) yield skipped(path, 'saved with a page');
  else yield* tolerant(path, walk(path, entered));
}

async function kindOf(entry: Dirent, path: string): Promise<'file' | 'folder' | 'broken' | 'other'> {
  const found = entry.isSymbolicLink() ? await stat(path).catch(() => null) : entry;
  if (!found) return 'broken';
  if (found.isDirectory()) return 'folder';
  return found.isFile() ? 'file' : 'other';
}

/** True for the folder of images and scripts that a browser saves beside a page. */
const savedWith = (folder: string, names: ReadonlySet<string>): boolean => {
  const page = /^(.*)_files$/u.exec(folder)?.[1];
  return page !== undefined && (names.has(`${page}.html`) || names.has(`${page}.htm`));
};

const SIDECAR = '.meta.json';

/** True for a file whose content says of what format it is, whatever it is called. */
const isRecognised = async (path: string): Promise<boolean> => {
  const file = await openFile(path, 0).catch(() => null);
  return file === null || formatOf(file) !== null || isJsonLines(file.start);
};

async function* accepted(path: string, names: ReadonlySet<string>): AsyncGenerator<string | Failure | Skipped> {
  const extension = extname(path).toLowerCase();
  const beside = path.endsWith(SIDECAR) ? basename(path, SIDECAR) : null;
  if (beside !== null) yield skipped(path, names.has(beside) ? 'sidecar' : 'sidecar of nothing');
  else if (ARTICLE.has(extension) || (await isRecognised(path))) yield path;
  else if (FOREIGN.has(extension))
    yield failureOf(
      path,
      new LedgerError('unreadable', `Not what a ${extension} file holds`, path, 'Save it anew, or as text or HTML.'),
    );
  else yield skipped(path, `${extension} file`);
}

async function* tolerant(
  path: string,
  files: AsyncGenerator<string | Failure | Skipped>,
): AsyncGenerator<string | Failure | Skipped> {
  try {
    yield* files;
  } catch (error) {
    yield failureOf(path, readable(path, error));
  }
}

function readable(path: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return new LedgerError('not-found', 'No such file or folder', path, 'Check the path.');
  if (code && !(error instanceof LedgerError))
    return new LedgerError('unreadable', `Cannot be read: ${code}`, path, 'Check its permissions.');
  return error;
}
