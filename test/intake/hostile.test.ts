import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { slice } from '../../src/core/span.ts';
import { articleTools, toArticle } from '../../src/intake/articles.ts';
import { spent } from '../support/spent.ts';

const tools = articleTools();
const PROSE = [
  'The riders of Rohan crossed the river Isen on Tuesday, and the king said that his men would not stop before the walls of the city.',
  'The steward of Gondor welcomed the news. "We asked for help, and help has come," he told reporters in the great hall of the tower.',
  'Nobody in the city expects the siege to end soon, but three ships with grain arrived from the south during the night, the harbour master said.',
];
const TITLE = 'Riders of Rohan cross the Isen';
const paragraphs = PROSE.map((line) => `<p>${line}</p>`).join('');
const page = (body: string) => `<html><head><title>${TITLE}</title></head><body>${body}</body></html>`;

async function read(content: string | Uint8Array) {
  const bytes = Buffer.from(content as string);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const source = { location: 'a.html', bytes, sha256, retrieved: '', contentType: null, finalUrl: null, known: {} };
  const { record, text } = await toArticle(source, tools);
  return { record, text, body: record.body.map((span) => slice(text, span)) };
}

test('scripts and event handlers leave nothing in the text', async () => {
  const armed = `<h1 onclick="steal()">${TITLE}</h1>${'<script>document.write("<p>stolen words in a script</p>")</script>'.repeat(500)}
    <div onmouseover="steal()" style="background:url(javascript:steal())">${paragraphs}</div><img src=x onerror="steal()">
    <svg onload="steal()"><text>stolen</text></svg><iframe srcdoc="<p>stolen</p>"></iframe><noscript>stolen</noscript>`;
  const { text, body } = await read(page(armed));
  expect(text).not.toMatch(/steal|stolen|script/u);
  expect(body).toEqual(PROSE);
});

test.each([
  ['a script', '<script>document.write("<body class=ad>")</script>'],
  ['a style', '<style>body::before { content: "<body >" }</style>'],
  ['a conditional comment', '<!--[if lt IE 9]><body class="ie"><![endif]-->'],
])('a body tag inside %s is none', async (_, junk) => {
  const whole = `<!doctype html><html><head><title>${TITLE}</title>${junk}</head><body><h1>${TITLE}</h1>${junk}${paragraphs}</body></html>`;
  const { record, body } = await read(whole);
  expect(record.title).toBe(TITLE);
  expect(body).toEqual(PROSE);
});

test('invalid UTF-8 is read as far as it goes, and says so', async () => {
  const bytes = Buffer.from([TITLE, ...PROSE].join('\n\n'));
  const broken = Buffer.concat([bytes, Buffer.from([0x20, 0xe2, 0x80, 0x94, 0x20, 0xc3, 0x28, 0x0a])]);
  const { record, body } = await read(broken);
  expect(body.slice(0, 2)).toEqual(PROSE.slice(0, 2));
  expect(record.issues.map(({ code }) => code)).toContain('encoding');
});

test.each([
  ['text at each of 3,000 levels of nesting', `${'<ul><li>one more step down the stair '.repeat(3000)}`],
  ['9,000 table cells', `<table>${`<tr>${'<td>1<td>2<td>3'.repeat(10)}</tr>`.repeat(300)}</table>`],
  ['5,000 links', '<a href="/a">A headline of another article here</a> <br>'.repeat(5_000)],
  ['quotation marks that never close', `<p>${'“He said, "we go '.repeat(20_000)}</p>`],
  ['an attribute that never ends', `<p class="${'x '.repeat(200_000)}`],
])(
  'a page with %s is read in time, its article found',
  async (_, junk) => {
    const since = spent();
    const { text } = await read(page(`<article><h1>${TITLE}</h1>${paragraphs}</article><div>${junk}</div>`));
    expect(text).toContain(PROSE[1]);
    expect(since()).toBeLessThan(20_000);
  },
  40_000,
);
