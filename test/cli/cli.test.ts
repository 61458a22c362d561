import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dragoman, parsed } from './run.ts';

const LETTER = `Kremlin spokesman rejects talks with Beijing over gas

The Morning Post, 12 March 2023

Chinese President Xi Jinping will visit Moscow next week, Russian Foreign Minister Sergei Lavrov said on Monday.

“We expect a frank talk about the price of gas,” Lavrov told reporters in Moscow. According to him, Russia and China 🕊 signed the agreement in 2019.

Ukraine denied on Sunday that its troops had attacked the port. Iran may send drones to Russia, an unnamed official added.
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dragoman-cli-'));
  mkdirSync(join(folder, 'press'));
  writeFileSync(join(folder, 'press', 'letter.txt'), LETTER);
  writeFileSync(join(folder, 'press', 'empty.txt'), '');
});
afterAll(() => {
  chmodSync(folder, 0o755);
  rmSync(folder, { recursive: true });
});

const run = (...args: string[]) => dragoman(args, { cwd: folder });

describe('from a folder to a footnote', () => {
  test('read commits what can be read, lists what cannot, and says what comes next', () => {
    const { status, out, err } = run('read', 'press');
    expect(status).toBe(1);
    expect(out).toBe('');
    expect(err).toMatch(/2 articles .*1 new.*1 failed/u);
    expect(err).toMatch(/failed: press\/empty\.txt: .+\. .+/u);
    expect(err).toContain('Next: dragoman said');
  });

  test('read again changes nothing', () => {
    const before = run('export', 'jsonl').out;
    const { status, err } = run('read', 'press/letter.txt');
    expect(status).toBe(0);
    expect(err).toContain('0 new, 0 read anew, 1 known');
    expect(run('export', 'jsonl').out).toBe(before);
  });

  test('said lists who said what, and JSON is the record contract', () => {
    const { out } = run('said', 'Sergei Lavrov');
    expect(out).toMatch(/Lavrov/u);
    expect(out).toMatch(/^Kremlin spokesman [^\n]+\n {2}Sergei Lavrov [^\n]+\n {2}“We expect [^\n]+\n {2}¶2 /u);
    const records = parsed(run('said', 'Lavrov', '--json').out);
    expect(records.length).toBeGreaterThan(0);
    expect(Object.keys(records[0]!).slice(0, 3)).toEqual(['kind', 'id', 'document']);
  });

  test('filters combine; a list of nothing is no error and names the next command', () => {
    expect(parsed(run('said', '--about', 'RUS-CHN', '--json').out).length).toBeGreaterThan(0);
    const { status, out, err } = run('said', 'Gandalf');
    expect(status).toBe(0);
    expect(out).toBe('');
    expect(err).toContain('dragoman entities "Gandalf"');
  });

  test('why, cite and show tell of one record', () => {
    const [record] = parsed(run('said', 'Lavrov', '--json').out);
    const id = String(record!.id);
    expect(run('why', id).out).toMatch(/^A statement: “.+”, in paragraph \d/u);
    const note = run('cite', id.slice(0, 12)).out;
    expect(note).toContain('unreviewed machine reading');
    expect(note).toContain('SHA-256');
    expect(run('cite', id, '--format', 'markdown').out).toMatch(/^\[\^a[0-9a-f]{16}\]: /u);
    const csl = JSON.parse(run('cite', id, '--format', 'csl').out) as Record<string, unknown>;
    expect(csl.type).toBe('article-newspaper');
    expect(run('show', id).out).toContain('"chain"');
    expect(run('show', String(record!.document), '--text').out).toContain(LETTER);
  });

  test('verify tells exact, altered and absent quotations apart', () => {
    const draft = join(folder, 'draft.md');
    writeFileSync(draft, 'He said "We expect a frank talk about the price of gas".\n');
    expect(run('verify', draft).status).toBe(0);
    writeFileSync(draft, 'He said “We expect a friendly talk about the price of gas”. “Dragons sleep.”\n');
    const { status, out, err } = run('verify', draft);
    expect(status).toBe(1);
    expect(out).toContain('[-friendly-] {+frank+}');
    expect(err).toContain('2 quotations: 1 differ, 1 absent.');
  });

  test('export writes kinds in their order, every quote the slice it says', () => {
    const records = parsed(run('export', 'jsonl', '--with-text').out);
    const kinds = [...new Set(records.map((r) => r.kind))];
    const order = [
      'document',
      'entity',
      'mention',
      'time',
      'attribution',
      'event',
      'forecast',
      'assessment',
      'happening',
      'conflict',
    ];
    expect(kinds).toEqual(order.filter((kind) => kinds.includes(kind)));
    const points = [...String(records[0]!.text)];
    const visit = (value: unknown): number => {
      if (value === null || typeof value !== 'object') return 0;
      const { from, to, quote } = value as Record<string, unknown>;
      const own = typeof from === 'number' && quote !== undefined ? 1 : 0;
      if (own) expect(points.slice(from as number, to as number).join('')).toBe(quote);
      return own + Object.values(value).reduce((n: number, v) => n + visit(v), 0);
    };
    expect(records.reduce((n, record) => n + visit(record), 0)).toBeGreaterThan(20);
  });

  test('export of a filter is the list; CSV has a heading; annotations are JSON-LD', () => {
    const listed = run('said', 'Lavrov', '--json').out;
    expect(run('export', 'jsonl', '--only', 'attribution', '--about', 'RUS').out.split('\n').length).toBeGreaterThan(1);
    expect(listed.length).toBeGreaterThan(0);
    expect(run('export', 'csv').out).toMatch(/^id,kind,/u);
    const [annotation] = parsed(run('export', 'annotations', '--only', 'attribution').out);
    expect(annotation!['@context']).toBe('http://www.w3.org/ns/anno.jsonld');
  });

  test('analyze prints CoNLL-U', () => {
    const { out, status } = run('analyze', 'press/letter.txt');
    expect(status).toBe(0);
    expect(out).toMatch(/^# sent_id = 1\n# text = .+\n1\t/u);
  });

  test('doctor finds all in order', () => {
    const { status, out } = run('doctor');
    expect(out.match(/^good/gmu)).toHaveLength(3);
    expect(status).toBe(0);
  });
});

describe('misuse is status 2 and one clear line', () => {
  test.each([
    [['said', '--ledger', 'none.db'], /No ledger yet \(none\.db\)\. Read some articles first/u],
    [['why', 'a000000000000'], /Nothing in the ledger has this id/u],
    [['said', '--since', 'yesterday'], /A date reads 2023-10-18/u],
    [['said', '--act', 'shout'], /Allowed choices are statement/u],
    [['export', 'pdf'], /Formats are jsonl, csv, annotations/u],
    [['verify', 'none.md'], /The draft cannot be read: no such file \(none\.md\)/u],
    [['verify', 'press'], /The draft cannot be read: it is a folder/u],
    [['analyze', 'none.txt'], /The file cannot be read: no such file/u],
    [['said', '--since', '2023-02-30'], /the calendar must have it/u],
    [['said', '--limit', '0'], /a whole number above zero/u],
    [['read', 'press', '--max-size', '0'], /a whole number above zero/u],
    [['read', 'press', '--lexicon', 'none'], /No such folder/u],
    [['resolve', 'f0', '--as', 'happened', '--ledger', 'none.db'], /No ledger yet/u],
    [['merge', 'a', 'b', '--ledger', 'none.db'], /No ledger yet/u],
    [['sing'], /unknown command 'sing'/u],
  ])('%j', (args, message) => {
    const { status, err, out } = run(...args);
    expect(err).toMatch(message);
    expect(status).toBe(2);
    expect(out).toBe('');
  });

  test('a ledger that only a question names is not made', () => {
    expect(existsSync(join(folder, 'none.db'))).toBe(false);
  });

  test('a file that is no ledger is said to be none', () => {
    const { status, err } = run('said', '--ledger', 'press/letter.txt');
    expect(err).toContain('This file is not a ledger of Dragoman');
    expect(status).toBe(1);
  });
});

test('a folder without articles, and a ledger without any, name the next step', () => {
  mkdirSync(join(folder, 'bare'));
  const { status, err } = run('read', 'bare', '--ledger', 'bare.db');
  expect(err).toContain('No article is there. What is read: docs/reference/intake.md.');
  expect(status).toBe(0);
  writeFileSync(join(folder, 'draft.md'), 'He said “no talks with Beijing over gas at all”.');
  for (const args of [['said'], ['export', 'jsonl'], ['verify', 'draft.md']])
    expect(run(...args, '--ledger', 'bare.db').err).toContain('The ledger is empty. Next: dragoman read FOLDER');
});

test('the filters hold for forecasts of one state', () => {
  const due = parsed(run('forecasts', 'due', '--json').out);
  expect(due.length).toBeGreaterThan(0);
  expect(parsed(run('forecasts', 'due', '--about', 'RUS', '--json').out)).toEqual(due);
  const { out, err } = run('forecasts', 'due', '--since', '2031');
  expect(out).toBe('');
  expect(err).toContain('No forecast that matches is due.');
});

test('what lists print can be shown; what is no record has no chain, and that is said', () => {
  const [happening] = parsed(run('happenings', '--json').out) as { id: string }[];
  expect(parsed(run('show', happening!.id, '--json').out)).toMatchObject([
    { id: happening!.id, reports: expect.anything() },
  ]);
  const { status, err } = run('why', happening!.id);
  expect(err).toContain('This is compared from several records, not a record');
  expect(status).toBe(2);
  expect(run('cite', 'Q58217').err).toContain('This is an entity, not a record');
});

test('the draft of the dossier has one quotation right, one altered, one from nowhere', () => {
  const dossier = join(import.meta.dirname, '../../examples/dossier');
  const articles = ['10-opinion-dant.txt', '12-orlik-reversal.txt'].map((name) => join(dossier, 'articles', name));
  run('read', ...articles, '--ledger', 'dossier.db');
  const { out, status } = run('verify', join(dossier, 'draft.md'), '--ledger', 'dossier.db');
  expect([...out.matchAll(/draft\.md:\d+ {2}(\w+)/gu)].map((m) => m[1])).toEqual(['exact', 'differs', 'absent']);
  expect(out).toContain('[-respects-] {+recognises+}');
  expect(status).toBe(1);
});

test('a quotation that never ends is a finding', () => {
  writeFileSync(join(folder, 'open.md'), 'First.\n\nHe said “we expect a frank talk and left.');
  const { status, err } = run('verify', 'open.md');
  expect(err).toContain('open.md:3: a quotation begins here that never ends; it was not checked.');
  expect(status).toBe(1);
});

test('a draft in windows-1252 is checked, one that is no text is refused', () => {
  writeFileSync(join(folder, 'old.md'), Buffer.from('He said \x93signed the agreement in 2018\x94.', 'latin1'));
  expect(run('verify', 'old.md').err).toContain('1 quotation');
  writeFileSync(join(folder, 'draft.docx'), Buffer.from('PK\x03\x04\0\0'));
  const { status, err } = run('verify', 'draft.docx');
  expect(err).toContain('The draft is no text');
  expect(status).toBe(1);
});

test('a reader that stops listening ends the program quietly', async () => {
  const main = join(import.meta.dirname, '../../src/cli/main.ts');
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', main, 'export', 'jsonl', '--with-text'],
    { cwd: folder },
  );
  let err = '';
  child.stderr.on('data', (text) => {
    err += text;
  });
  child.stdout.destroy();
  const [status] = await once(child, 'exit');
  expect(err).toBe('');
  expect(status).toBe(0);
});
