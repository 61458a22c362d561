import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import { z } from 'zod';
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

/** A name that is nothing but a name: no folders, no leading dot, no control characters. */
export const plainName = (name: string): string =>
  name
    .split(/[/\\]/u)
    .at(-1)!
    .replace(/[^\p{L}\p{N} ._-]/gu, '_')
    .replace(/^\.+/u, '')
    .slice(-120) || 'article.txt';

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

async function begin(jobs: Jobs, folder: string, body: z.infer<typeof BODY>): Promise<Job> {
  if ('paths' in body)
    return jobs.start(body.paths.length === 1 ? body.paths[0]! : `${body.paths.length} places`, body.paths);
  if ('files' in body) {
    const paths: string[] = [];
    for (const { name, base64 } of body.files) paths.push(await keep(folder, name, Buffer.from(base64, 'base64')));
    return jobs.start(paths.length === 1 ? body.files[0]!.name : `${paths.length} dropped files`, paths);
  }
  const { text, ...known } = body;
  const title = known.title || text.slice(0, 60);
  const path = await keep(folder, `${title.slice(0, 60)}.txt`, new TextEncoder().encode(text), given(known));
  return jobs.start(`Pasted: ${title}`, [path]);
}

/** Adding articles: paths and URLs, dropped files, a pasted text; what is dropped or pasted is kept in `folder`. */
export function adding(store: Store, jobs: Jobs, folder: string): Hono {
  const app = new Hono();
  app.get('/jobs', (c) => c.json<JobsAnswer>({ jobs: jobs.list(), failures: store.failures() }));
  app.post('/jobs', async (c) => c.json<Job>(await begin(jobs, folder, await readBody(BODY, c.req)), 202));
  app.post('/jobs/:id/cancel', (c) => c.json<Job>(jobs.cancel(c.req.param('id'))));
  app.post('/jobs/:id/retry', (c) => c.json<Job>(jobs.retry(c.req.param('id')), 202));
  return app;
}
