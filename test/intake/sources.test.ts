import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { seeded } from '../../bench/articles.ts';
import type { Listed, SourceOptions, SourceRef } from '../../src/intake/source.ts';
import { failureOf } from '../../src/intake/source.ts';
import { listSources, loadSource } from '../../src/intake/sources.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'intake-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, content: string | Uint8Array = 'The beacons of Gondor are lit.'): string => {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
};

async function list(paths: readonly string[], options?: SourceOptions): Promise<Listed[]> {
  const found: Listed[] = [];
  for await (const one of listSources(paths, options)) found.push(one);
  return found;
}

/** Articles and failures, by name. */
const names = (found: readonly Listed[]): readonly string[] =>
  found.flatMap((one) => (one.kind === 'skipped' ? [] : [one.location.slice(folder.length + 1)]));

const reasons = (found: readonly Listed[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    found.flatMap((one) => (one.kind === 'skipped' ? [[one.location.slice(folder.length + 1), one.reason]] : [])),
  );

test('a folder is read recursively, in name order, without what is no article', async () => {
  for (const name of [
    'b.txt',
    'a/deep/c.html',
    'a/z.md',
    'page.html',
    'page_files/frame.html',
    '.hidden.txt',
    'map.png',
  ])
    put(name);
  put('b.txt.meta.json', '{}');
  put('gone.txt.meta.json', '{}');
  put('ends.with.a.dot.');
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  const found = await list([folder]);
  expect(names(found)).toEqual(['a/deep/c.html', 'a/z.md', 'b.txt', 'ends.with.a.dot.', 'page.html']);
  expect(reasons(found)).toEqual({
    '.hidden.txt': 'hidden',
    'b.txt.meta.json': 'sidecar',
    'gone.txt.meta.json': 'sidecar of nothing',
    'map.png': '.png file',
    page_files: 'saved with a page',
    pipe: 'neither file nor folder',
  });
});

test('a folder that links back to itself is entered once', async () => {
  put('a/one.txt');
  symlinkSync(folder, join(folder, 'a/loop'));
  symlinkSync(join(folder, 'a'), join(folder, 'again'));
  const found = await list([folder]);
  expect(names(found)).toEqual(['a/one.txt']);
  expect(reasons(found)).toEqual({ 'a/loop': 'folder entered before', again: 'folder entered before' });
});

test('what cannot be read is a failure with cause and remedy, and the rest goes on', async () => {
  put('one.txt');
  put('report.pdf');
  symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling.txt'));
  const found = await list([folder, join(folder, 'missing.txt')]);
  expect(found.map((one) => one.kind)).toEqual(['failure', 'file', 'failure', 'failure']);
  expect(found[2]).toMatchObject({ code: 'unreadable', cause: 'Not what a .pdf file holds' });
  expect(found[3]).toMatchObject({ code: 'not-found', remedy: 'Check the path.' });
});

test('the same file given twice is listed once, and skipped once', async () => {
  const path = put('one.txt');
  const found = await list([path, path]);
  expect(names(found)).toEqual(['one.txt']);
  expect(reasons(found)).toEqual({ 'one.txt': 'named twice' });
});

test('standard input is one article, refused beyond the limit', async () => {
  const stdin = async function* () {
    yield Buffer.from('The king ');
    yield Buffer.from('returned.');
  };
  const [ref] = await list(['-'], { stdin: stdin() });
  const source = await loadSource(ref as SourceRef);
  expect(Buffer.from(source.bytes).toString()).toBe('The king returned.');
  expect(await list(['-'], { stdin: stdin(), maxBytes: 5 })).toMatchObject([{ kind: 'failure', code: 'too-large' }]);
});

test('a file is loaded with its hash, its time of change, and what its sidecar says', async () => {
  const path = put('one.txt');
  put('one.txt.meta.json', '{"publisher":"The Shire Gazette","authors":"Pippin Took","published":"2031-05"}');
  utimesSync(path, 1_900_000_000, 1_900_000_000);
  const source = await loadSource({ kind: 'file', location: path, path });
  expect(source.sha256).toMatch(/^[0-9a-f]{64}$/u);
  expect(source.retrieved).toBe('2030-03-17T17:46:40.000Z');
  expect(source.known).toEqual({ publisher: 'The Shire Gazette', authors: ['Pippin Took'], published: '2031-05' });
});

test.each([
  ['{"published":"some day in May"}', 'published: a date reads 2023-10-18'],
  ['{"published":"2031-13-45"}', 'published: a date reads 2023-10-18'],
  ['{"published":{"from":"2031-05-02","to":"2031-05-01"}}', 'published: a date reads 2023-10-18'],
  ['{"authors":3}', 'authors: a name, or a list of names'],
  ['published: 2031', 'not a JSON object'],
])('a broken sidecar is named, and its field: %s', async (content, cause) => {
  const path = put('one.txt');
  put('one.txt.meta.json', content);
  await expect(loadSource({ kind: 'file', location: path, path })).rejects.toMatchObject({
    code: 'unreadable',
    where: `${path}.meta.json`,
    what: expect.stringContaining(`(one.txt.meta.json) is wrong, ${cause}`),
  });
});

test('a line whose id is the number of a bad line is read', async () => {
  const path = put('corpus.jsonl', '{"title":5,"text":"A line."}\n{"id":1,"text":"Rohan made peace."}');
  expect(await list([path])).toMatchObject([
    { kind: 'failure', location: `${path}#line 1` },
    { kind: 'line', location: `${path}#1` },
  ]);
});

test.each([1, 2, 3, 4, 5])('nothing in a folder is dropped in silence (folder %i)', async (seed) => {
  const random = seeded(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const folders = [''];
  const files: string[] = [];
  for (let i = 0; i < 60; i++) {
    const inside = pick(folders);
    const stem = `${pick(['', '', '.', ' ', '-', '#', 'é', '\u202e'])}${pick(['a', 'b', 'page', 'x y'])}${i}`;
    const name = join(
      inside,
      stem +
        pick(['', '.', '..', '.txt', '.TXT', '.html', '.meta.json', '.md.meta.json', '.png', '.é', '.jsonl', '.pdf']),
    );
    const kind = random();
    if (kind < 0.15) folders.push(name);
    if (kind < 0.15) mkdirSync(join(folder, name), { recursive: true });
    else if (kind < 0.25) symlinkSync(join(folder, pick([...folders, ...files, 'nowhere'])), join(folder, name));
    else put(name, pick(['', 'Rohan made peace.', '{"text":"Peace."}', '{"text":3}\nno']));
    if (kind >= 0.15) files.push(name);
  }
  const found = await list([folder]);
  const places = found.map((one) => one.location);
  expect(new Set(places).size).toBe(places.length);
  const skippedFolders = found.filter((one) => one.kind === 'skipped').map((one) => `${one.location}/`);
  const real = (place: string) => (existsSync(place) ? realpathSync(place) : place);
  const told = new Set(places.map((place) => real(place.replace(/#[^/#]*$/u, ''))).concat(places));
  for (const path of files.map((file) => join(folder, file))) {
    const isTold = told.has(path) || told.has(real(path)) || skippedFolders.some((s) => path.startsWith(s));
    expect(isTold || statSync(path).isDirectory(), path).toBe(true);
  }
});

test('an address that is neither http nor https is refused, not looked for as a file', async () => {
  expect(await list(['ftp://gondor.example/news'])).toMatchObject([
    { code: 'refused', location: 'ftp://gondor.example/news' },
  ]);
});

test('a file of 50 MB is refused without reading it', async () => {
  const path = put('large.txt');
  truncateSync(path, 50_000_000);
  const failed = loadSource({ kind: 'file', location: path, path });
  await expect(failed).rejects.toMatchObject({ code: 'too-large' });
  const failure = failureOf(path, await failed.catch((error) => error));
  expect(failure.cause).toBe('More than 20 MB, too much for one article');
});

test('a corpus gives one article a line; a bad line is a failure with its number', async () => {
  const lines = [
    '{"id":"a1","title":"Peace","text":"Rohan made peace."}',
    '',
    'not json',
    '{"id":"a2","title":"No text"}',
    '{"text":"No id.","published":"2031-05-07T23:30:00-05:00"}',
    '{"id":"a1","text":"The same id."}',
    `{"id":"long","text":"${'x'.repeat(5000)}"}`,
    '{"id":"ü1","html":"<p>Lórien</p>"}',
  ];
  const path = put('corpus.jsonl', lines.join('\n'));
  const found = await list([path], { maxBytes: 4000 });
  expect(names(found)).toEqual([
    'corpus.jsonl#a1',
    'corpus.jsonl#line 3',
    'corpus.jsonl#line 4',
    'corpus.jsonl#5',
    'corpus.jsonl#line 6',
    'corpus.jsonl#line 7',
    'corpus.jsonl#ü1',
  ]);
  const failed = found.filter((one) => one.kind === 'failure');
  expect(failed.map((one) => one.cause)).toEqual([
    'Line 3 is not JSON',
    'Line 4 has neither "text" nor "html"',
    'Line 6 repeats the id of line 1',
    'More than 0 MB, too much for one article',
  ]);
  const last = await loadSource(found.at(-1) as SourceRef);
  expect(last.known).toMatchObject({ id: 'ü1', html: '<p>Lórien</p>' });
});
