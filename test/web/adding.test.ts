import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { plainName } from '../../src/web/adding.ts';
import type { Job } from '../../src/web/api.ts';
import type { ReadArticles } from '../../src/web/jobs.ts';
import { ask, desk, json, post } from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'dragoman-added-'));
const places = { added: folder, folders: [process.cwd()] };
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const counts = (added: number, failed: number) => ({ added, updated: 0, unchanged: 0, failed, skipped: 0 });

/** A reader that waits for the test: `go` lets the next article through. */
function held() {
  const asked: (readonly string[])[] = [];
  let go: () => void = () => {};
  const read: ReadArticles = async (paths, { signal, onProgress, onEnded }) => {
    asked.push(paths);
    let [added, failed] = [0, 0];
    onProgress({ found: paths.length, isListed: true, counts: counts(0, 0) });
    for (const location of paths) {
      await new Promise<void>((resolve) => {
        go = resolve;
        signal.addEventListener('abort', () => resolve());
      });
      if (signal.aborted) return;
      const failure = { location, code: 'unreadable', cause: 'It is not text', remedy: 'Save it as text.' };
      if (location.includes('bad')) onEnded({ location, change: 'failed', failure });
      else onEnded({ location, change: 'added', document: `d-${location}` });
      if (location.includes('bad')) failed++;
      else added++;
      onProgress({ found: paths.length, isListed: true, counts: counts(added, failed) });
    }
  };
  return { read, asked, go: () => go() };
}

const tick = () => new Promise((resolve) => setTimeout(resolve, 5));

test('a job tells its true progress, its finished articles at once, and its failures with cause and retry', async () => {
  const reader = held();
  const { app } = desk({ read: reader.read, places });
  const jobs = async () => (await json(ask(app, '/api/jobs'))).jobs as Job[];
  const started = await post(app, '/api/jobs', { paths: ['good.txt', 'bad.txt', 'other.txt'] });
  expect(started.status).toBe(202);
  await tick();
  reader.go();
  await tick();
  const [reading] = await jobs();
  expect(reading).toMatchObject({ state: 'reading', found: 3, counts: counts(1, 0) });
  expect(reading!.items[0]).toMatchObject({ location: 'good.txt', document: 'd-good.txt' });
  reader.go();
  await tick();
  reader.go();
  await tick();
  const [done] = await jobs();
  expect(done).toMatchObject({ state: 'done', counts: counts(2, 1) });
  expect(done!.items[0]).toMatchObject({ location: 'bad.txt', cause: 'It is not text', remedy: 'Save it as text.' });
  await post(app, `/api/jobs/${done!.id}/retry`, {});
  await tick();
  expect(reader.asked.at(-1)).toEqual(['bad.txt']);
});

test('jobs wait for each other; cancelling leaves the rest unread', async () => {
  const reader = held();
  const { app } = desk({ read: reader.read, places });
  await post(app, '/api/jobs', { paths: ['one.txt', 'two.txt'] });
  await post(app, '/api/jobs', { paths: ['three.txt'] });
  await tick();
  expect((await json(ask(app, '/api/jobs'))).jobs.map((j: Job) => j.state)).toEqual(['waiting', 'reading']);
  reader.go();
  await tick();
  await post(app, '/api/jobs/2/cancel', {});
  await post(app, '/api/jobs/1/cancel', {});
  await tick();
  const { jobs } = await json(ask(app, '/api/jobs'));
  expect(jobs.map((j: Job) => [j.state, j.counts.added])).toEqual([
    ['cancelled', 0],
    ['cancelled', 1],
  ]);
  expect(reader.asked).toHaveLength(1);
});

test('a job that cannot begin says why', async () => {
  const read: ReadArticles = () => Promise.reject(new Error('/secret/path exploded'));
  const { app } = desk({ read, places });
  await post(app, '/api/jobs', { paths: ['x'] });
  await tick();
  const answer = await (await ask(app, '/api/jobs')).text();
  expect(answer).toContain('Reading stopped on a fault');
  expect(answer).not.toContain('/secret/path');
});

test('dropped and pasted articles are kept under plain names, whatever they are called', async () => {
  const reader = held();
  const { app } = desk({ read: reader.read, places });
  const base64 = Buffer.from('Text').toString('base64');
  const names = ['../../../etc/passwd', 'C:\\boot.ini', '.hidden', 'a\u0000b.txt', '..', 'Überblick 1.html'];
  await post(app, '/api/jobs', { files: names.map((name) => ({ name, base64 })) });
  await tick();
  for (const path of reader.asked[0]!) {
    expect(path.startsWith(folder)).toBe(true);
    expect(existsSync(path)).toBe(true);
  }
  expect(names.map(plainName)).toEqual(['passwd', 'boot.ini', 'hidden', 'a_b.txt', 'article.txt', 'Überblick 1.html']);
  const long = plainName(`${'上'.repeat(300)}😀.html`);
  expect(Buffer.byteLength(`${long}.meta.json`)).toBeLessThanOrEqual(255);
  expect(long).toMatch(/^上+_\.html$/u);
});

test('what a person knows of a pasted article stands beside it for the reader', async () => {
  const reader = held();
  const { app } = desk({ read: reader.read, places });
  const body = { text: 'Gondor spoke.', title: 'Spoken', publisher: 'Herald', published: '3019-03-02' };
  await post(app, '/api/jobs', body);
  await tick();
  const path = reader.asked[0]![0]!;
  expect(readFileSync(path, 'utf8')).toBe('Gondor spoke.');
  expect(JSON.parse(readFileSync(`${path}.meta.json`, 'utf8'))).toEqual({
    title: 'Spoken',
    publisher: 'Herald',
    published: '3019-03-02',
  });
  expect(readdirSync(folder)).toHaveLength(1);
});

test('what could not be read before the desk was opened is listed too', async () => {
  const { app, store } = desk({ places });
  store.noteFailure({ location: 'old.bin', code: 'unreadable', cause: 'It is not text', remedy: 'Save it as text.' });
  const { jobs, failures } = await json(ask(app, '/api/jobs'));
  expect(jobs).toEqual([]);
  expect(failures).toEqual([
    { location: 'old.bin', code: 'unreadable', cause: 'It is not text', remedy: 'Save it as text.' },
  ]);
});

test('paths are read from named folders alone, links followed, and none where a token is asked', async () => {
  const reader = held();
  const inside = join(folder, 'press');
  mkdirSync(inside, { recursive: true });
  writeFileSync(join(inside, 'a.txt'), 'Gondor spoke.');
  writeFileSync(join(folder, 'press-secret.txt'), 'x');
  symlinkSync('/etc', join(inside, 'out'));
  const { app } = desk({ read: reader.read, places: { added: folder, folders: [inside] } });
  const status = async (path: string, to = app) => (await post(to, '/api/jobs', { paths: [path] })).status;
  const outside = [
    '-',
    '/etc/passwd',
    '.',
    `${inside}-secret.txt`,
    `${inside}/../press-secret.txt`,
    `${inside}/out/passwd`,
  ];
  for (const path of [...outside, 'file:///etc/passwd']) expect(await status(path), path).toBe(403);
  for (const path of [inside, `${inside}/a.txt`, `${inside}/missing.txt`, 'https://gondor.example/a'])
    expect(await status(path), path).toBe(202);
  const { app: guarded } = desk({ read: reader.read, places: { added: folder, folders: null } });
  expect(await status(inside, guarded)).toBe(403);
  expect(await status('https://gondor.example/a', guarded)).toBe(202);
});

test('requests that make no sense start nothing', async () => {
  const reader = held();
  const { app } = desk({ read: reader.read, places });
  const wrong = [{}, { paths: [] }, { paths: [''] }, { text: ' ' }, { files: [{ name: 'x', base64: '%%' }] }];
  for (const body of [...wrong, { text: 'x', url: 'javascript:alert(1)' }, { text: 'x', published: 'soon' }])
    expect((await post(app, '/api/jobs', body)).status, JSON.stringify(body)).toBe(400);
  const broken = await ask(app, '/api/jobs', {
    method: 'POST',
    body: '{"paths": [',
    headers: { 'content-type': 'application/json' },
  });
  expect(broken.status).toBe(400);
  expect((await post(app, '/api/jobs/99/cancel', {})).status).toBe(404);
  expect(reader.asked).toEqual([]);
});
