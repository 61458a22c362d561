import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { visible } from '../../src/core/visible.ts';
import { dragoman, parsed } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'dragoman-output-'));
afterAll(() => rmSync(folder, { recursive: true }));
const run = (...args: string[]) => dragoman(args, { cwd: folder });

const PAGE = `<!doctype html><html><head><title>Talks &#x1b;[2Jgo &#27;]0;owned&#7; on</title></head><body><article>
  <h1>Talks &#x1b;[2Jgo &#27;]0;owned&#7; on</h1><p>President Xi Jinping&#x1b;[31m said on Monday that China will &#x9b;31m win
  &#x202e;the talks with Russia. Russia attacked Ukraine on 3 March 2031, the minister said on Monday.</p></article></body></html>`;
const KNOWN = {
  authors: ['a\n\n# Forged heading\n\n[^2]: forged footnote', '\u001b[31mred'],
  publisher: '  =1+1',
  title: 'Talks\u009b31m go\u202e on',
  url: 'javascript:alert(1)//',
};

beforeAll(() => {
  mkdirSync(join(folder, 'press'));
  writeFileSync(join(folder, 'press', 'a\u001b[2J.html'), PAGE);
  writeFileSync(
    join(folder, 'press', 'b.txt'),
    'Talks go on\n\nPresident Xi Jinping said on Monday that China will win.\n',
  );
  writeFileSync(join(folder, 'press', 'b.txt.meta.json'), JSON.stringify(KNOWN));
  writeFileSync(join(folder, 'press', 'c\u001b[2J\u202e.txt'), '');
});

/** What steers a terminal or the order of reading. */
const STEERING = /(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

test('nothing an article, a sidecar or a file name holds steers a terminal, a table, a footnote', () => {
  const read = run('read', 'press');
  expect(read.err).toMatch(/failed: press\/c\\u001b\[2J\\u202e\.txt/u);
  const csv = run('export', 'csv').out.replaceAll('\r', '');
  const records = parsed(run('export', 'jsonl', '--only', 'attribution', 'document').out);
  const documents = records.filter((r) => r.kind === 'document');
  expect(documents.map((d) => [d.url, d.authors, d.publisher]).sort()).toEqual(
    [
      [null, [], null],
      [null, ['a # Forged heading [^2]: forged footnote', '[31mred'], '=1+1'],
    ].sort(),
  );
  const cited = records.filter((r) => r.kind === 'attribution').map((r) => r.id as string);
  expect(cited.length).toBeGreaterThanOrEqual(2);
  const told = cited.flatMap((id) => [
    run('cite', id).out,
    run('cite', id, '--format', 'markdown').out,
    run('why', id).out,
  ]);
  for (const out of [read.err, csv, ...told, run('said').out, run('doctor').out, run('export', 'jsonl').out])
    expect(out).not.toMatch(STEERING);
  expect(csv).toMatch(/,'=1\+1,/u);
  expect(csv).not.toMatch(/(?:^|,)"?\s*[=+@]/mu);
  for (const out of told) expect(out).not.toMatch(/^#|^\[\^2\]|javascript:/mu);
}, 120_000);

test('what is written out in JSON is the same value', () => {
  const value = { title: 'a\u001b[2J\u009b \u202e b\u2028', rest: ['\u0000', '\u{1f600}'] };
  expect(visible(JSON.stringify(value))).not.toMatch(STEERING);
  expect(JSON.parse(visible(JSON.stringify(value)))).toEqual(value);
});
