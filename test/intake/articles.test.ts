import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { slice } from '../../src/core/span.ts';
import { articleTools, toArticle } from '../../src/intake/articles.ts';
import type { Known, Source } from '../../src/intake/source.ts';
import { spent } from '../support/spent.ts';

const tools = articleTools();

function article(content: string | Uint8Array, known: Known = {}, more: Partial<Source> = {}) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const retrieved = '2031-06-01T00:00:00.000Z';
  return toArticle(
    { location: 'gazette.txt', bytes, sha256, retrieved, contentType: null, finalUrl: null, known, ...more },
    tools,
  );
}

type Made = Awaited<ReturnType<typeof article>>;
const body = ({ text, record }: Made) => record.body.map((span) => slice(text, span));
const furniture = ({ text, record }: Made) => record.furniture.map((span) => slice(text, span));

const PROSE = [
  'The riders of Rohan crossed the river Isen on Tuesday, and the king said that his men would not stop before the walls of the city.',
  'The steward of Gondor welcomed the news. "We asked for help, and help has come," he told reporters in the great hall of the tower.',
  'Nobody in the city expects the siege to end soon, but three ships with grain arrived from the south during the night, the harbour master said.',
  'The enemy has not commented. In the past it denied that its troops had ever crossed the old border, which both sides recognised in the treaty.',
];

const TEXT = `Shire Gazette

Riders of Rohan cross the Isen

7 May, 2031 Wednesday

${PROSE.join('\n\n')}

About the author. Pippin Took, journalist, winner of the Longbottom Prize

Read also:
  • News
2031, Friday
20 June
Ten ways to cook a rabbit, and one way not to
Mayor of Bree refuses to resign - newspaper
Storm closes the Grey Havens for a third day
Ents march again: what is known so far
More news
`;

test('plain text is kept unchanged; headline, byline, date and publisher are read off it', async () => {
  const made = await article(TEXT);
  expect(made.text).toBe(TEXT);
  expect(made.record).toMatchObject({
    title: 'Riders of Rohan cross the Isen',
    publisher: 'Shire Gazette',
    authors: ['Pippin Took'],
    published: { from: '2031-05-07', to: '2031-05-07', basis: 'metadata' },
    language: 'en',
  });
  expect(slice(made.text, made.headline!)).toBe('Riders of Rohan cross the Isen');
  expect(body(made)).toEqual(PROSE);
});

test('a list of other headlines is furniture, and its date is not the article’s', async () => {
  const withoutDate = TEXT.replace('7 May, 2031 Wednesday\n\n', '');
  const made = await article(withoutDate);
  expect(made.record.published).toBeNull();
  expect(furniture(made)).toContain('20 June');
  expect(furniture(made)).toContain('Ents march again: what is known so far');
});

test('where nothing states a date, the text bounds it; else it stays unknown', async () => {
  const bounded = `${PROSE[0]} In September 2031, the Ents had met at Entmoot.\n\n${PROSE[1]} The council could take place in November 2031, he said.`;
  expect((await article(bounded)).record.published).toEqual({
    from: '2031-09-01',
    to: '2031-11-30',
    basis: 'inferred',
  });
  const today = `${PROSE[0]} In May 2031 the bridge fell.\n\n${PROSE[1]} He arrived in Edoras today, June 3.`;
  expect((await article(today)).record.published).toEqual({ from: '2031-06-03', to: '2031-06-03', basis: 'inferred' });
  expect((await article(PROSE.join('\n\n'))).record.published).toBeNull();
});

test('a text with one line break a paragraph, and one wrapped at a column, give the same paragraphs', async () => {
  const wrapped = PROSE.map((line) => line.replace(/(.{50,64})\s/gu, '$1\n')).join('\n\n');
  const flat = (made: Made) => body(made).map((paragraph) => paragraph.replace(/\s+/gu, ' '));
  expect(flat(await article(PROSE.join('\n')))).toEqual(PROSE);
  expect(flat(await article(wrapped))).toEqual(PROSE);
  expect(body(await article(PROSE.join('\r\n\r\n')))).toEqual(PROSE);
});

test('front matter of a Markdown file is read and is no text', async () => {
  const front =
    '---\ntitle: Riders of Rohan cross the Isen\nauthor: Pippin Took\ndate: 2031-05-07\nurl: https://gazette.example/isen\n---\n';
  const whole = `${front}\n# Riders of Rohan cross the Isen\n\n${PROSE.join('\n\n')}\n`;
  const made = await article(whole);
  expect(made.text).toBe(whole);
  expect(made.record).toMatchObject({
    title: 'Riders of Rohan cross the Isen',
    authors: ['Pippin Took'],
    url: 'https://gazette.example/isen',
    published: { from: '2031-05-07', to: '2031-05-07', basis: 'metadata' },
  });
  expect(body(made)).toEqual(PROSE);
  expect((await article(whole, { title: 'Given' })).record.title).toBe('Given');
  const broken = whole.replace('date: 2031-05-07', 'date: [2031');
  expect(body(await article(broken))).toEqual(PROSE);
});

test('what is known beforehand goes first', async () => {
  const known = {
    title: 'Isen crossed',
    publisher: 'Bree Times',
    published: '2031-05',
    translationOf: 'orig-1',
    url: 'https://bree.example/1',
  };
  const made = await article(TEXT, known);
  expect(made.record).toMatchObject({
    ...known,
    published: { from: '2031-05-01', to: '2031-05-31', basis: 'metadata' },
  });
  expect(made.headline).toBeNull();
});

test('a text of another language is kept and flagged, not read', async () => {
  const russian =
    'Всадники Рохана перешли реку Изен во вторник, и король сказал, что его люди не остановятся до стен города. ';
  const made = await article(russian.repeat(6));
  expect(made.record.language).toBe('ru');
  expect(made.record.issues.map((issue) => issue.code)).toEqual(['not-english']);
  expect(made.paragraphs).toEqual([]);
  expect(made.text).toBe(russian.repeat(6));
});

test('a machine translation is flagged with its reasons; an ordinary text is not', async () => {
  const garbled = PROSE.with(
    1,
    'Emmanuel Makron spoke of the full -scale war, after a missile was tested on the landfill, the steward of Gondor said to reporters.',
  );
  const { reasons } = (await article(garbled.join('\n\n'))).record.machineTranslated!;
  expect(reasons).toEqual([
    'garbled name: “Makron” for Macron',
    'false friend: “landfill” for test range',
    'hyphen torn from its word: “full -scale”',
  ]);
  const one = PROSE.with(
    1,
    'A missile fell on the landfill outside the city, the steward of Gondor told reporters in the hall.',
  );
  expect((await article(one.join('\n\n'))).record.machineTranslated).toBeNull();
});

const page = (
  inner: string,
  head = '',
) => `<!DOCTYPE html><html lang="en"><head><title>Riders of Rohan cross the Isen | Shire Gazette</title>${head}</head>
<body onload="alert(1)"><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Riders of Rohan cross the Isen</h1>${inner}</article>
<aside><h3>More news</h3><ul><li><a href="/1">Mayor of Bree refuses to resign</a> 20 June 2031</li><li><a href="/2">Storm closes the Grey Havens</a></li></ul></aside>
<footer>© 2031 Shire Gazette. All rights reserved.</footer></body></html>`;
const paragraphs = PROSE.map((line) => `<p>${line}</p>`).join('\n');

test('a page is rendered; its scripts never enter; body and furniture are spans of the rendered text', async () => {
  const hostile = `<p class="byline">By Pippin Took, 7 May 2031</p>${paragraphs}<script>document.write("secret")</script><style>p{}</style><img src=x onerror="alert(2)"><!-- hidden -->`;
  const made = await article(page(hostile));
  expect(body(made)).toEqual(PROSE);
  expect(made.text).not.toMatch(/secret|alert|hidden|p\{\}/u);
  expect(furniture(made)).toContain('© 2031 Shire Gazette. All rights reserved.');
  expect(made.record).toMatchObject({
    title: 'Riders of Rohan cross the Isen',
    authors: ['Pippin Took'],
    published: { from: '2031-05-07', to: '2031-05-07', basis: 'metadata' },
  });
});

test('the day of a page is as stated, with no shift to another time zone', async () => {
  const json = {
    '@context': 'https://schema.org',
    '@graph': [
      {
        '@type': 'NewsArticle',
        datePublished: '2031-05-07T23:30:00-05:00',
        publisher: { name: 'Shire Gazette' },
        author: [{ name: 'Pippin Took' }],
      },
    ],
  };
  const made = await article(page(paragraphs, `<script type="application/ld+json">${JSON.stringify(json)}</script>`));
  expect(made.record).toMatchObject({
    publisher: 'Shire Gazette',
    authors: ['Pippin Took'],
    published: { from: '2031-05-07', to: '2031-05-07', basis: 'metadata' },
  });
  const dated = await article(page(paragraphs), {}, { finalUrl: 'https://shire.example/2031/05/07/isen' });
  expect(dated.record).toMatchObject({
    url: 'https://shire.example/2031/05/07/isen',
    published: { from: '2031-05-07' },
  });
});

test('broken markup, a second body and a missing end lose nothing', async () => {
  const broken = `<html><head><title>Riders of Rohan cross the Isen</title><body><div><h1>Riders of Rohan cross the Isen</h1></body><body>${PROSE.map((line) => `<p>${line}`).join('')}</html><div>`;
  expect(body(await article(broken))).toEqual(PROSE);
});

test('a page nested 10,000 deep, and one line of 2 MB, are read without overflow or delay', async () => {
  const since = spent();
  const deep = await article(
    `<html><body>${'<div>'.repeat(10_000)}${paragraphs}${'</div>'.repeat(10_000)}</body></html>`,
  );
  expect(body(deep).join(' ')).toContain('The riders of Rohan');
  const long = await article(`${PROSE.join(' ')} `.repeat(3500));
  expect(long.text.length).toBeGreaterThan(1_900_000);
  expect(
    (await article(`<html><body><p>${`${PROSE.join(' ')} `.repeat(3500)}</p></body></html>`)).text.length,
  ).toBeGreaterThan(1_900_000);
  await article('"'.repeat(100_000));
  await article('<'.repeat(100_000));
  await article(`<a ${'x="'.repeat(50_000)}`);
  expect(since()).toBeLessThan(30_000);
});

test('no text is a failure in one line', async () => {
  const failing = [
    new Uint8Array(),
    Buffer.from(' \n\t '),
    Buffer.from('MZ\u0000\u0001\u0002'),
    Buffer.from('<html><body><script>1</script></body></html>'),
    Buffer.from('%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj'),
    Buffer.from('{\\rtf1\\ansi The beacons of Gondor are lit.}'),
    Buffer.from('{"id": "a1", "text": "The beacons of Gondor are lit."}'),
  ];
  for (const bytes of failing)
    await expect(article(bytes)).rejects.toMatchObject({ code: 'unreadable', where: 'gazette.txt' });
});

test('the same bytes give the same article', async () => {
  expect((await article(TEXT)).record).toEqual((await article(TEXT)).record);
});
