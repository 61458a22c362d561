import { createHash } from 'node:crypto';
import { mkdir, realpath, writeFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { Hono } from 'hono';
import { z } from 'zod';
import { LedgerError } from '../core/errors.ts';
import type { Store } from '../store/store.ts';
import type { Job, JobsAnswer } from './api.ts';
import type { Jobs } from './jobs.ts';
import { day, readBody } from './query.ts';

const PATHS = z.object({ paths: z.array(z.string().trim().min(1).max(4000)).min(1).max(1000) });
const FILES = z.object({
  files: z
    .array(z.object({ name: z.string().min(1).max(300), base64: z.base64() }))
    .min(1)
    .max(2000),
});
const PASTED = z.object({
  text: z.string().trim().min(1, 'the text is empty').max(20_000_000),
  title: z.string().trim().max(500).optional(),
  publisher: z.string().trim().max(300).optional(),
  url: z.url({ protocol: /^https?$/u }).optional(),
  published: day.optional(),
});
const BODY = z.union([PATHS, FILES, PASTED]);

/** Longest name in bytes: with a sidecar's ending it fits every file system. */
const LONGEST_NAME = 200;

/** A name that is nothing but a name: no folders, no leading dot, no control characters, its end kept where it is long. */
export function plainName(name: string): string {
  const plain = name
    .split(/[/\\]/u)
    .at(-1)!
    .replace(/[^\p{L}\p{N} ._-]/gu, '_');
  const letters = [...plain];
  let bytes = Buffer.byteLength(plain);
  while (bytes > LONGEST_NAME) bytes -= Buffer.byteLength(letters.shift()!);
  return letters.join('').replace(/^\.+/u, '') || 'article.txt';
}

/** What the desk may read from, as named when it was started. */
export interface Places {
  /** Folder in which dropped and pasted articles are kept. */
  readonly added: string;
  /** Folders whose files may be asked for by path; null where no path is read at all. */
  readonly folders: readonly string[] | null;
}

const isInside = (folder: string, path: string): boolean =>
  path === folder || path.startsWith(folder.replace(/[\\/]?$/u, sep));

/** Lets addresses through, and paths inside the named folders, links followed. */
async function assertOpen(path: string, folders: Places['folders']): Promise<void> {
  if (/^https?:\/\//iu.test(path)) return;
  if (folders === null)
    throw new LedgerError(
      'refused',
      'A desk with a token reads no paths of its machine',
      path,
      'Drop the files, or give addresses.',
    );
  const real = (place: string) => realpath(place).catch(() => resolve(place));
  const [wanted, ...roots] = await Promise.all([path, ...folders].map(real));
  if (
    path !== '-' &&
    folders.some((folder, i) => isInside(resolve(folder), resolve(path)) || isInside(roots[i]!, resolve(path))) &&
    roots.some((root) => isInside(root, wanted!))
  )
    return;
  throw new LedgerError(
    'refused',
    'The desk reads only from folders named when it was started',
    path,
    'Start it with: dragoman serve --folder FOLDER',
  );
}

/** Keeps given bytes in a folder of their own hash, so that equal names never meet. */
async function keep(folder: string, name: string, bytes: Uint8Array, known: object = {}): Promise<string> {
  const own = join(folder, createHash('sha256').update(bytes).digest('hex').slice(0, 12));
  const path = join(own, plainName(name));
  await mkdir(own, { recursive: true });
  await writeFile(path, bytes);
  if (Object.keys(known).length > 0) await writeFile(`${path}.meta.json`, JSON.stringify(known));
  return path;
}

const given = (known: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(known).filter((pair): pair is [string, string] => Boolean(pair[1])));

async function begin(jobs: Jobs, { added, folders }: Places, body: z.infer<typeof BODY>): Promise<Job> {
  if ('paths' in body) {
    for (const path of body.paths) await assertOpen(path, folders);
    return jobs.start(body.paths.length === 1 ? body.paths[0]! : `${body.paths.length} places`, body.paths);
  }
  if ('files' in body) {
    const paths: string[] = [];
    for (const { name, base64 } of body.files) paths.push(await keep(added, name, Buffer.from(base64, 'base64')));
    return jobs.start(paths.length === 1 ? body.files[0]!.name : `${paths.length} dropped files`, paths);
  }
  const { text, ...known } = body;
  const title = known.title || text.slice(0, 60);
  const path = await keep(added, `${title.slice(0, 60)}.txt`, new TextEncoder().encode(text), given(known));
  return jobs.start(`Pasted: ${title}`, [path]);
}

/** Adding articles: paths and URLs, dropped files, a pasted text. */
export function adding(store: Store, jobs: Jobs, places: Places): Hono {
  const app = new Hono();
  app.get('/jobs', (c) =>
    c.json<JobsAnswer>({ jobs: jobs.list(), failures: store.failures(), folders: places.folders ?? [] }),
  );
  app.post('/jobs', async (c) => c.json<Job>(await begin(jobs, places, await readBody(BODY, c.req)), 202));
  app.post('/jobs/:id/cancel', (c) => c.json<Job>(jobs.cancel(c.req.param('id'))));
  app.post('/jobs/:id/retry', (c) => c.json<Job>(jobs.retry(c.req.param('id')), 202));
  return app;
}
