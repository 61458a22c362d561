import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { slice } from '../../src/core/span.ts';
import { times } from '../../src/extract/times.ts';
import { articleTools, toArticle } from '../../src/intake/articles.ts';
import { intakeLexicon } from '../../src/lexicon/intake.ts';
import { LEXICON_DIR } from '../../src/lexicon/load.ts';
import { readTimesLexicon } from '../../src/lexicon/times.ts';
import { byReadability, parsePage } from '../../src/text/page.ts';

const tools = articleTools();
const LONG = [
  'The riders of Rohan crossed the river Isen on Tuesday, and the king said that his men would not stop before the walls of the city.',
  'Nobody in the city expects the siege to end soon, but three ships with grain arrived from the south during the night, the harbour master said.',
  'The enemy has not commented. In the past it denied that its troops had ever crossed the old border, which both sides recognised in the treaty.',
];

/** A page with these things in its head, under its headline, among its paragraphs and after its article. */
function page({ head = '', under = '', within = '', after = '', title = 'Riders of Rohan cross the Isen' }) {
  const [first, ...rest] = LONG.map((text) => `<p>${text}</p>`);
  const html = `<!doctype html><html lang="en"><head><title>${title}</title>${head}</head><body><nav><a href="/">Home</a></nav>
    <main><article><h1>${title}</h1>${under}${first}${within}${rest.join('')}</article></main>${after}<footer><p>© Shire Gazette</p></footer></body></html>`;
  const bytes = Buffer.from(html);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return toArticle(
    {
      location: 'page.html',
      bytes,
      sha256,
      retrieved: '2031-06-01T00:00:00.000Z',
      contentType: null,
      finalUrl: null,
      known: {},
    },
    tools,
  );
}

type Made = Awaited<ReturnType<typeof page>>;
const dayOf = async (parts: Parameters<typeof page>[0]) => (await page(parts)).record.published?.from ?? null;
const body = ({ text, record }: Made) => record.body.map((span) => slice(text, span));
const published = '<meta property="article:published_time" content="2031-05-07T09:00:00Z">';

test("the day of a reader's comment never dates the article", async () => {
  const comment = (text: string) =>
    `<div class="comment"><span>gimli3</span> ${text}<p>My uncle said so too, long before the war began.</p></div>`;
  expect(
    await dayOf({
      after: `<section id="comments">${comment('<time datetime="2031-05-09">8 hours ago</time>')}</section>`,
    }),
  ).toBeNull();
  const posted =
    '<details class="CommentBox" open><summary><h3>Riders? (Posted May 9, 2031 12:31 UTC by gimli3)</h3></summary></details>';
  expect(await dayOf({ under: '<time datetime="2031-05-07">7 May 2031</time>', after: posted })).toBe('2031-05-07');
});

test("the day of a correction, an acceptance or a download is not the publication's", async () => {
  const correction =
    '<div class="note"><p><strong>Correction: May 29, 2031</strong></p><p>An earlier version misstated the number of riders.</p></div>';
  const made = await page({ head: published, within: correction });
  expect(made.record.published?.from).toBe('2031-05-07');
  expect(body(made)).not.toContain('Correction: May 29, 2031');
  expect(await dayOf({ within: correction })).toBeNull();
  expect(await dayOf({ within: '<p>Correction: <time datetime="2031-05-29">29 May</time></p>' })).toBeNull();
  const accepted = '<p>Accepted for publication on 16 April 2031. Downloaded on 10 June 2031.</p>';
  expect(await dayOf({ head: '<meta name="dc.date" content="2031-05-07">', under: accepted })).toBe('2031-05-07');
  expect(await dayOf({ under: '<p>Accepted 16 April 2031, published 7 May 2031</p>' })).toBe('2031-05-07');
});

test('an author stands before or after the day', async () => {
  const before = '<p class="byline">By <a href="/took">Pippin Took</a><time>May. 7, 2031 , 1:00 PM</time></p>';
  expect((await page({ under: before })).record.authors).toEqual(['Pippin Took']);
  const after = '<p><time>7 May 2031</time> by Pippin Took</p>';
  expect((await page({ under: after })).record.authors).toEqual(['Pippin Took']);
  expect((await page({ under: '<div class="byline">SNA | Updated: May 9, 2031, 13:10</div>' })).record.authors).toEqual(
    [],
  );
});

test('each post of a live blog counts its dates from its own day; the page is of the day it began', async () => {
  const data = {
    '@type': 'LiveBlogPosting',
    datePublished: '2031-05-07T06:00:00Z',
    liveBlogUpdate: [{ headline: 'Ships with grain', datePublished: '2031-05-08T21:30:00Z' }],
  };
  const made = await page({
    head: `<script type="application/ld+json">${JSON.stringify(data)}</script>`,
    under: `<div><h2>Gates are shut</h2><time>9 May 2031, 21:30</time><p>The gates of the city were shut today to all riders, the steward said in a short statement.</p></div>
      <div><h2>Ships with grain</h2><p>Three ships with grain came in yesterday, the harbour master said, and more are to follow them soon.</p></div>
      <div><h2>Riders seen</h2><time>7 May 2031, 06:10</time><p>Riders were seen at the river today, the guard said, and the feast planned for tomorrow was called off.</p></div>`,
  });
  expect(made.record.published).toMatchObject({ from: '2031-05-07', to: '2031-05-07' });
  const read = await times(readTimesLexicon([LEXICON_DIR])).run({ article: made, issues: [] });
  const found = read.times.map((t) => `${slice(made.text, t.span)} ${t.from}`);
  expect(found).toContain('yesterday 2031-05-07');
  expect(found.filter((t) => t.startsWith('today'))).toEqual(['today 2031-05-09', 'today 2031-05-07']);
  expect(found).toContain('tomorrow 2031-05-08');
});

test('a page saved by a translator is flagged; the original hidden in it is not read', async () => {
  const span = (original: string, text: string) =>
    `<span class="notranslate"><span class="google-src-text" style="direction: ltr">${original}</span> ${text}</span>`;
  const made = await page({
    within: `<p>${span('Всадники перешли реку у брода, заявил король.', 'The riders crossed the river at the ford, said the king.')}</p>`,
  });
  expect(made.record).toMatchObject({
    language: 'en',
    machineTranslated: { reasons: ['the page was saved as a machine translated it'] },
  });
  expect(made.text).not.toContain('Всадники');
  const chrome = await page({
    within:
      '<p><font style="vertical-align: inherit;"><font style="vertical-align: inherit;">The king thanked them.</font></font></p>',
  });
  expect(chrome.record.machineTranslated).not.toBeNull();
  expect((await page({})).record.machineTranslated).toBeNull();
});

test('what an inline tooltip says is not in the text; a block named after one keeps its text', async () => {
  const made = await page({
    within: `<p>Rohan closed the ford<span class="tooltip-text">A ford is a shallow place.</span> on Tuesday, the guard said.</p>
      <div class="field field--label-tooltip-text"><p>Gondor sent two riders to the ford in the evening, its steward said.</p></div>`,
  });
  expect(body(made)).toContain('Rohan closed the ford on Tuesday, the guard said.');
  expect(made.text).not.toContain('shallow place');
  expect(body(made)).toContain('Gondor sent two riders to the ford in the evening, its steward said.');
});

test('a block quotation is of the body whole, and its signature is no part of what it says', async () => {
  const made = await page({
    within: `<p>The king of Rohan wrote:</p><blockquote><p>Our riders slept at home. Gondor burnt its own boats.</p></blockquote>
      <p>Nobody in the city wished to comment on his words on Tuesday evening when reporters asked for an answer.</p>
      <blockquote><p>Rohan has invaded our islands.</p><footer>Pippin Took, guard of the tower</footer></blockquote>`,
  });
  const quotes = made.blockQuotes?.map((span) => slice(made.text, span));
  expect(quotes).toEqual(['Our riders slept at home. Gondor burnt its own boats.', 'Rohan has invaded our islands.']);
  expect(body(made)).toContain('Pippin Took, guard of the tower');
  const signed = (one: Made) => one.blockQuotes?.map(({ signature }) => signature && slice(one.text, signature));
  expect(signed(made)).toEqual([null, 'Pippin Took, guard of the tower']);
  const tweet =
    '<blockquote class="twitter-tweet"><p>Our riders slept at home.</p>— Theoden (@king) <a href="https://x.example/1">May 7, 2031</a></blockquote>';
  const tweeted = await page({ head: published, within: tweet });
  expect(body(tweeted)).toContain('— Theoden (@king) May 7, 2031');
  expect(signed(tweeted)).toEqual(['Theoden']);
});

test('the domain names the publisher where nothing better does', async () => {
  const link = '<link rel="canonical" href="https://www.gazette.example/isen">';
  expect((await page({ head: link })).record.publisher).toBe('gazette.example');
  expect((await page({ head: `${link}<meta property="og:site_name" content="Shire Gazette">` })).record.publisher).toBe(
    'Shire Gazette',
  );
});

test('a page on which the extractor breaks goes to the classifier', () => {
  const broken = parsePage(`<p>${LONG[0]}</p>`);
  Object.assign(broken, {
    createElement: () => {
      throw new TypeError("Cannot read properties of null (reading 'tagName')");
    },
  });
  expect(byReadability(broken, 3, intakeLexicon().elements)).toEqual([]);
});
