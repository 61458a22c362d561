import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { slice } from '../../src/core/span.ts';
import { articleTools, toArticle } from '../../src/intake/articles.ts';
import { pagesText } from '../../src/intake/formats/pdf.ts';
import { listSources, loadSource } from '../../src/intake/sources.ts';
import { makeQueue } from '../../src/pipeline/queue.ts';

const tools = articleTools();
const SAMPLES = join(import.meta.dirname, 'samples');

/** One line for each thing a file holds: what was read of it, or why nothing was. */
async function read(path: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const one of listSources([path])) {
    const place = one.location.slice(path.length);
    if (one.kind === 'failure') found.push(`${place} failed: ${one.cause}`);
    else if (one.kind === 'skipped') found.push(`${place} skipped: ${one.reason}`);
    else {
      const { record } = await toArticle(await loadSource(one), tools);
      const { title, publisher, authors, published, issues } = record;
      found.push(
        [place, title, publisher, authors.join(), published?.from, issues.map(({ code }) => code).join()].join(' | '),
      );
    }
  }
  return found;
}

const body = async (path: string, place = ''): Promise<readonly string[]> => {
  for await (const one of listSources([path]))
    if (one.location === path + place && one.kind !== 'failure' && one.kind !== 'skipped') {
      const { text, record } = await toArticle(await loadSource(one), tools);
      return record.body.map((span) => slice(text, span));
    }
  return [];
};

const BOATS = 'Ostmark attacks two boats';
const SHUT = 'Veldania shuts its harbours';
const ISEN = 'Riders of Rohan cross the Isen';
const WGET = ['#record 1 skipped: WARC warcinfo', '#http://127.0.0.1:8765/isen.html skipped: WARC request'];
const WGET_REST = [
  'MANIFEST.txt skipped: WARC metadata',
  'wget_arguments.txt skipped: WARC resource',
  'wget.log skipped: WARC resource',
];
const wget = [
  ...WGET,
  `#http://127.0.0.1:8765/isen.html | ${ISEN} |  |  | 2031-05-07 | `,
  ...WGET_REST.map((rest) => `#metadata://gnu.org/software/wget/warc/${rest}`),
];

/** Each sample with what is right: the place in the file, title, publisher, authors, day, issues. */
const RIGHT: Readonly<Record<string, readonly string[]>> = {
  'proquest.txt': [
    `#1015595477 | ${BOATS} | The Velmar Courier | Nela Price | 2030-09-08 | `,
    `#1015595478 | ${SHUT} | Harsk Daily | Tilda Oss | 2030-12-20 | `,
  ],
  'nexis.txt': [
    `#1 | ${BOATS} | The Velmar Courier | Nela Price | 2030-09-08 | `,
    `#2 | ${SHUT} | Harsk Daily | Tilda Oss | 2030-12-20 | `,
  ],
  'nexis-count.txt': [
    `#1 | ${BOATS} | The Velmar Courier | Nela Price | 2030-09-08 | `,
    `#2 | ${SHUT} | Harsk Daily | Tilda Oss | 2030-12-20 | `,
    ' failed: The file says that it holds 3 articles, but 2 are in it',
  ],
  'nexis.docx': [
    `#1 | ${ISEN} | Shire Gazette | Pippin Took | 2031-05-07 | `,
    '#2 | Gates are shut | Bree Observer |  | 2031-05-09 | ',
  ],
  'damaged.docx': [' failed: A damaged DOCX file'],
  'factiva.txt': [
    `#VELCOU0020300908eq980000a | ${BOATS} | The Velmar Courier | Nela Price | 2030-09-08 | `,
    `#HARDAI0020301220eq980000b | ${SHUT} | Harsk Daily | Tilda Oss | 2030-12-20 | `,
  ],
  'short.rtf': [` | ${BOATS} |  |  | 2030-09-08 | `],
  'wide.rtf': [` | ${ISEN} |  |  | 2031-05-07 | `],
  'isen.pdf': [` | ${ISEN} |  |  | 2031-05-07 | `],
  'isen.warc.gz': wget,
  'isen.wacz': wget,
  'page.warc': [`#https://courier.example/i | ${BOATS} | courier.example |  |  | `],
  'saved.mhtml': [` | ${BOATS} | courier.example |  |  | `],
  'letter.eml': [` | ${ISEN} | Shire Gazette |  | 2031-05-07 | `],
  'letters.mbox': [
    `#message 1 | ${ISEN} | Shire Gazette |  | 2031-05-07 | `,
    '#message 2 | Gates are shut | Shire Gazette |  | 2031-05-08 | ',
  ],
  'talk.vtt': [' |  |  |  |  | '],
  'talk.srt': [' |  |  |  |  | '],
  'telegram.json': [
    '#message 1 | Ostmark attacked two boats | Harbour Channel |  | 2030-09-08 | ',
    '#message 2 |  | Harbour Channel | Sea News | 2030-09-09 | forwarded',
  ],
  'telegram.html': [
    '#message -1 skipped: service message',
    '#message 1 | Ostmark attacked two boats | Harbour Channel |  | 2030-09-08 | ',
    '#message -2 skipped: service message',
    '#message 2 |  | Harbour Channel | Sea News | 2030-12-20 | forwarded',
  ],
  'newsplease.jsonl': [
    `#1 | ${BOATS} | courier.example | Nela Price | 2030-09-08 | `,
    '#keys skipped: keys not read (date_download, date_modify, description, filename, image_url, localpath, title_page)',
  ],
  'newsapi.json': [
    `#https://courier.example/b | ${BOATS} | Velmar Courier | Nela Price | 2030-09-08 | cut-off`,
    '#keys skipped: keys not read (description)',
  ],
  'cut.jsonl': [`#1 | ${BOATS} | Velmar Courier | Nela Price | 2030-09-08 | cut-off`],
  'authorstring.jsonl': [`#1 | ${BOATS} | Velmar Courier | Nela Price | 2030-09-08 | `],
  'tags.jsonl': [`#1 | ${BOATS} | courier.example |  | 2030-09-08 | `],
  'feed.xml': [`#https://courier.example/g | ${BOATS} | Velmar Courier |  | 2030-09-08 | excerpt`],
  'atom.xml': [
    '#https://gazette.example/isen | Riders cross the Isen | Shire Gazette | Pippin Took | 2031-05-07 | ',
    '#https://gazette.example/none failed: An entry of a feed without text',
  ],
  'table.csv': [
    '#1 | Riders cross, the king says | Shire Gazette |  | 2031-05-07 | ',
    '#row 3 failed: A row without text',
    '#keys skipped: keys not read (words)',
  ],
  'lib.ris': [
    `#1 | ${ISEN} | Shire Gazette | Pippin Took | 2031-05-07 | excerpt`,
    '#2 failed: A reference without an abstract',
  ],
  'csl.json': ['#http://z/1 | Riders cross the Isen | Shire Gazette | Pippin Took | 2031-05-07 | excerpt'],
  'package.json': [' failed: JSON, but no article of a shape that is known'],
  'list.opml': [' failed: A list of feeds (OPML), which is not read'],
  'sheets.xlsx': [' failed: A ZIP file, which is not read'],
};

test.each(Object.entries(RIGHT))('%s', async (name, right) => {
  expect(await read(join(SAMPLES, name))).toEqual(right);
});

test('a folder reads the same of each file, whatever it is called', async () => {
  const found: string[] = [];
  for await (const { location } of listSources([SAMPLES])) found.push(location);
  const right = Object.entries(RIGHT).flatMap(([name, lines]) =>
    lines.map((line) => `${name}${/^#[^|]*?(?= \||(?: failed| skipped):)/u.exec(line)?.[0] ?? ''}`),
  );
  expect(found.map((place) => place.slice(SAMPLES.length + 1)).sort()).toEqual(right.sort());
});

test('what a file wraps round its articles is no part of them', async () => {
  expect(await body(join(SAMPLES, 'factiva.txt'), '#VELCOU0020300908eq980000a')).toEqual([
    'Ostmark attacked two Veldanian fishing boats near the strait on Monday, the Veldanian sea minister, Karla Vint, said in Velmar.',
    '"The boats carried nothing but nets," Vint said.',
  ]);
  expect(await body(join(SAMPLES, 'talk.vtt'))).toEqual([
    'Karla Took: We asked for help, and help has come.',
    'Theoden: Rohan will answer.',
  ]);
  expect(await body(join(SAMPLES, 'talk.srt'))).toEqual([
    'TOOK: We asked for help, and help has come.',
    'THEODEN: Rohan will answer.',
  ]);
  expect((await body(join(SAMPLES, 'tags.jsonl'), '#1')).at(-1)).toBe(
    "“The boats carried nothing but nets,” Vint said. The port's chief agreed.",
  );
  expect(await body(join(SAMPLES, 'cut.jsonl'), '#1')).toEqual([
    'Ostmark attacked two Veldanian fishing boats near the strait on Monday, the Veldanian sea minister, Karla Vint, said in Velmar.',
  ]);
  expect((await body(join(SAMPLES, 'wide.rtf')))[0]).toContain('“П” was the king’s answer to the café');
});

test("the evidence is the article's own bytes, and the time is that of fetching", async () => {
  const sources = [];
  for await (const one of listSources([join(SAMPLES, 'letters.mbox'), join(SAMPLES, 'page.warc')]))
    if (one.kind !== 'failure' && one.kind !== 'skipped') sources.push(await loadSource(one));
  const [first, second, page] = sources;
  expect(Buffer.from(first!.bytes).toString()).toMatch(/^From: Shire Gazette/u);
  expect(first!.sha256).toBe(createHash('sha256').update(first!.bytes).digest('hex'));
  expect(second!.sha256).not.toBe(first!.sha256);
  expect(page).toMatchObject({
    retrieved: '2030-09-08T10:00:00Z',
    finalUrl: 'https://courier.example/i',
    contentType: 'text/html',
  });
  expect(Buffer.from(page!.bytes).toString()).toMatch(/^<html>/u);
});

test('a gzip without a WARC, and JSON lines by another name, are told by content', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'formats-'));
  try {
    writeFileSync(join(folder, 'notes.gz'), gzipSync('The king returned.'));
    writeFileSync(
      join(folder, 'press.data'),
      '{"id":1,"text":"Rohan made peace."}\n{"id":2,"text":"Gondor did not."}\n',
    );
    writeFileSync(join(folder, 'broken.json'), '{"articles": [{"text": "Rohan');
    writeFileSync(join(folder, 'empty.json'), '[]');
    writeFileSync(join(folder, 'header.csv'), 'title,text\n');
    expect(await read(folder)).toEqual([
      '/broken.json failed: JSON that breaks off or has a fault',
      '/empty.json failed: No article in this JSON',
      '/header.csv failed: No article in this CSV table',
      '/notes.gz failed: A gzip file, which is not read',
      '/press.data#1 |  |  |  |  | ',
      '/press.data#2 |  |  |  |  | ',
    ]);
    const essay = join(folder, 'essay.txt');
    writeFileSync(essay, 'The king returned.\nEnd of Document\nNobody knew why he had left.\n');
    expect((await body(essay)).join(' ')).toContain('Nobody knew why he had left.');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('pages of a PDF: running heads and line-end hyphens are out, a form feed begins each page', () => {
  const page = (n: number, lines: readonly string[]) =>
    ['Shire Gazette, 7 May 2031', ...lines, `Page ${n}`].map((str, i) => ({
      str,
      hasEOL: true,
      height: 10,
      transform: [1, 0, 0, 1, 0, 800 - 12 * i],
    }));
  const text = pagesText([
    page(1, ['The riders of Ro-', 'han crossed the river and', 'went on']),
    page(2, ['to the walls of the city.']),
    page(3, ['Nobody came.']),
  ]);
  expect(text).toBe(
    'The riders of Rohan crossed the river and went on\fto the walls of the city.\n\n\fNobody came.'.replace(
      '\n\n\f',
      '\f\n\n',
    ),
  );
});

test('listing waits while enough articles wait with their bytes', async () => {
  const queue = makeQueue<number>();
  for (const n of [1, 2, 3]) queue.add(n);
  let isFree = false;
  const room = queue.room(3).then(() => {
    isFree = true;
  });
  await Promise.resolve();
  expect(isFree).toBe(false);
  expect(await queue.take()).toBe(1);
  await room;
  expect(isFree).toBe(true);
});

test('a document that unpacks to more than it may is refused before it is unpacked', async () => {
  const found = [];
  for await (const one of listSources([join(SAMPLES, 'nexis.docx')], { maxBytes: 150 })) found.push(one);
  expect(found).toMatchObject([{ kind: 'failure', code: 'too-large' }]);
});
