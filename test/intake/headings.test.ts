import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { slice } from '../../src/core/span.ts';
import { articleTools, toArticle } from '../../src/intake/articles.ts';

const tools = articleTools();

const PROSE = [
  'The riders of Rohan crossed the river Isen on Tuesday, and the king said that his men would not stop before the walls of the city.',
  'The steward of Gondor welcomed the news. "We asked for help, and help has come," he told reporters in the great hall of the tower.',
  'Nobody in the city expects the siege to end soon, but three ships with grain arrived from the south during the night, the harbour master said.',
  'The enemy has not commented. In the past it denied that its troops had ever crossed the old border, which both sides recognised in the treaty.',
];
const TITLE = 'Riders of Rohan cross the Isen';
const OTHERS = `Mayor of Bree refuses to resign - newspaper
Storm closes the Grey Havens for a third day
Ents march again: what is known so far`;

async function read(...blocks: readonly string[]) {
  const bytes = Buffer.from(blocks.join('\n\n'));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const source = { location: 'a.txt', bytes, sha256, retrieved: '', contentType: null, finalUrl: null, known: {} };
  const { record, text } = await toArticle(source, tools);
  const { title, publisher, authors, published } = record;
  return { title, publisher, authors, day: published?.from ?? null, body: record.body.map((s) => slice(text, s)) };
}

const wanted = { title: TITLE, publisher: 'Shire Gazette', day: '2031-05-07', body: PROSE };

test.each([
  ['name and section in one line', ['Shire. World', TITLE, '7 May, 2031 Wednesday', ...PROSE], 'Shire. World'],
  [
    'section and day above the headline',
    ['Shire Gazette\nWorld', '7 May 2031, 14:30', TITLE, ...PROSE],
    'Shire Gazette',
  ],
  ['name in capitals', ['SHIRE GAZETTE', 'Politics', TITLE, 'Wednesday, May 7, 2031', ...PROSE], 'SHIRE GAZETTE'],
  ['name beside a section', ['Shire Gazette | News', 'World | 7 May 2031 | 10:05', TITLE, ...PROSE], 'Shire Gazette'],
  ['a trail of sections is neither name nor headline', ['Home > World > Rohan', '07.05.2031', TITLE, ...PROSE], null],
])('the top of an article: %s', async (_, blocks, publisher) => {
  expect(await read(...blocks)).toMatchObject({ ...wanted, publisher });
});

test('a day and a name in one line give both', async () => {
  const made = await read('Shire Gazette', TITLE, 'May 7, 2031 by Pippin Took in World', ...PROSE);
  expect(made).toMatchObject({ ...wanted, authors: ['Pippin Took'] });
});

test('of several days the one nearest to the headline counts, a day of revision last', async () => {
  const two = await read('Shire Gazette', '20 June 2031', TITLE, '7 May 2031, 09:12', ...PROSE);
  expect(two).toMatchObject(wanted);
  const revised = await read('Shire Gazette', TITLE, 'Updated 9 May 2031', 'Published 7 May 2031', ...PROSE);
  expect(revised).toMatchObject(wanted);
});

test('the one line that says "published" dates a text, be it the last', async () => {
  const made = await read(TITLE, ...PROSE, 'Published: 7 May 2031');
  expect(made).toMatchObject({ ...wanted, publisher: null });
});

test('a line of its own with a month gives the days of that month, a month in running text none', async () => {
  const made = await read(TITLE, 'Shire Today | May 2031', ...PROSE);
  expect(made).toMatchObject({ ...wanted, publisher: null, day: '2031-05-01' });
  const told = await read(TITLE, 'What the riders did in May 2031', ...PROSE);
  expect(told.day).toBeNull();
});

test.each([
  ['before the headline', ['Latest news', `20 June 2031\n${OTHERS}`, TITLE, '7 May 2031', ...PROSE], '2031-05-07'],
  ['under the headline', [TITLE, 'Most read', `20 June 2031\n${OTHERS}`, ...PROSE], null],
  ['inside the text', [TITLE, PROSE[0]!, 'Latest', `20 June 2031\n${OTHERS}`, ...PROSE.slice(1)], null],
  ['after the text, under a heading', [TITLE, ...PROSE, 'Read also:', `20 June 2031\n${OTHERS}`], null],
  ['after the text, under its day alone', [TITLE, ...PROSE, `20 June 2031\n${OTHERS}`], null],
  ['with a stamp each', [TITLE, ...PROSE, `Published 20 June 2031\n${OTHERS}\nPublished 21 June 2031`], null],
])('a sidebar under another day never dates the article: %s', async (_, blocks, day) => {
  expect(await read(...blocks)).toMatchObject({ ...wanted, publisher: null, day });
});

const REST = PROSE.slice(1);

test.each([
  'TASHKENT, March 14, 2031 (Steppe Wire) - ',
  'TASHKENT (Steppe Wire), March 14, 2031 — ',
  'KHARTOUM, 14 March 2031. ',
  'Steppe Wire/BERLIN, 14 March 2031 – ',
  '(Steppe Wire) 14 March 2031 Tashkent: ',
  'GENEVA (14 March 2031) – ',
  'Minas Tirith, Friday, 14 March 2031 – ',
])('a dateline that opens the body dates it: %s', async (dateline) => {
  const made = await read('Shire Gazette', TITLE, dateline + PROSE[0], ...REST);
  expect(made).toMatchObject({ ...wanted, day: '2031-03-14', body: [dateline + PROSE[0], ...REST] });
  const beside = await read('Shire Gazette', TITLE, '7 May 2031', dateline + PROSE[0], ...REST);
  expect(beside.day).toBe('2031-05-07');
});

test.each([
  ['running text', ['Edoras, March 14, 2022, was a grey day, and the riders of Rohan crossed the river Isen in rain.']],
  ['a scene', [`Edoras, March 14, 2022. ${PROSE[0]}`]],
  ['a scene of old', [`EDORAS, March 14, 2022 - ${PROSE[0]}`, 'The walls that fell then were built anew in May 2030.']],
  ['a chronicle', [`EDORAS, March 14, 2031 - ${PROSE[0]}`, `EDORAS, March 16, 2031 - ${PROSE[1]}`]],
  ['a caption', [`EDORAS, ROHAN - MARCH 14, 2031: ${PROSE[0]}`]],
  ['a weekday alone', [`On Friday, March 14, 2031 - ${PROSE[0]}`]],
  ['two days', [`Theoden of Rohan, March 14, 1950 – March 3, 2031: ${PROSE[0]}`]],
  ['a day without a year', [`EDORAS, March 14 (Steppe Wire) - ${PROSE[0]}`]],
  ['a later paragraph', [PROSE[0]!, `EDORAS, March 14, 2031 (Steppe Wire) - ${PROSE[1]}`]],
])('no dateline: %s', async (_, blocks) => {
  expect((await read('Shire Gazette', TITLE, ...blocks, ...REST)).day).toBeNull();
});

test('a short sentence behind a dateline is text', async () => {
  const short = 'EDORAS, March 14, 2031 - Theoden, the king of Rohan, has resigned.';
  const made = await read('Shire Gazette', TITLE, short, ...PROSE);
  expect(made).toMatchObject({ ...wanted, day: '2031-03-14', body: [short, ...PROSE] });
});

test("a page's dateline dates it, a sidebar's does not", async () => {
  const page = (text: string, aside: string) =>
    read(`<html><body><h1>${TITLE}</h1><article>${text}</article><aside>${aside}</aside></body></html>`);
  const paragraphs = PROSE.map((text) => `<p>${text}</p>`).join('');
  const dated = `<p>EDORAS, March 14, 2031 (Steppe Wire) - ${PROSE[3]}</p>`;
  expect((await page(dated + paragraphs, '')).day).toBe('2031-03-14');
  expect((await page(paragraphs, dated)).day).toBeNull();
});
