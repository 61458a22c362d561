import { expect, test } from 'vitest';
import { slice } from '../../src/core/span.ts';
import { intakeLexicon } from '../../src/lexicon/intake.ts';
import { metadataOf } from '../../src/text/metadata.ts';
import { parsePage, renderPage } from '../../src/text/page.ts';

const lexicon = intakeLexicon();

/** The day a page is dated, with these things in its head and under its headline. */
function dayOf(head: string, under: string, url = 'https://gazette.example/isen'): string | null {
  const page = parsePage(
    `<head><title>Riders cross the Isen</title>${head}</head><body><h1>Riders cross the Isen</h1>${under}
    <p>The riders of Rohan crossed the river on Tuesday, and the king said that his men would not stop.</p></body>`,
  );
  const { text, lines } = renderPage(page, lexicon.elements);
  const seen = lines.map((line) => ({
    text: slice(text, line),
    block: line.block,
    elsewhere: line.inside[3] ?? false,
  }));
  const { published } = metadataOf(page, seen, url, lexicon);
  return published && (published.from === published.to ? published.from : `${published.from}/${published.to}`);
}

const data = (day: string) =>
  `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"${day}"}</script>`;
const meta = (day: string) => `<meta property="article:published_time" content="${day}">`;

test('a day of revision dates a page only where the text is a new one', () => {
  expect(dayOf('', '<p>Updated 9 May 2031</p>')).toBe('2031-05-09');
  expect(dayOf(data('2031-05-07'), '<p>Updated 9 May 2031</p>')).toBe('2031-05-07');
  expect(dayOf(data('2029-05-07'), '<p>Updated 9 May 2031</p>')).toBe('2031-05-09');
  expect(dayOf(meta('2029-05-07'), '<p>Updated 9 May 2031</p>')).toBe('2029-05-07');
  expect(dayOf(data('2029-05-07'), '<p>7 May 2029, updated 9 May 2031</p><p>Published 7 May 2029</p>')).toBe(
    '2029-05-07',
  );
});

test('a byline right under the headline counts, whatever its container', () => {
  expect(dayOf('', '<aside><p>By Pippin Took, 7 May 2031</p></aside>')).toBe('2031-05-07');
});

test('a month in the address bounds the day', () => {
  const url = 'https://gazette.example/2031/05/isen';
  expect(dayOf('', '<p>Released: 17 June 2030</p><p>7 May 2031</p>', url)).toBe('2031-05-07');
  expect(dayOf('', '<p>Released: 17 June 2030</p>', url)).toBe('2031-05-01/2031-05-31');
});

test('a numeric day is read as the page means it', () => {
  expect(dayOf('', '<p>5/7/2031</p>')).toBeNull();
  expect(dayOf('', '<p>5/7/2031</p><p>Revised 5/27/2031</p>')).toBe('2031-05-07');
  expect(dayOf(data('2031-05-07'), '<p>05.07.2031</p>')).toBe('2031-05-07');
});
