import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { slice } from '../../src/core/span.ts';
import { conllu } from '../../src/model/conllu.ts';
import { createReader, MODEL_DIR } from '../../src/model/onnx.ts';
import { recordedAnalyzer, recordingAnalyzer } from '../../src/model/recorded.ts';
import { checkModel } from '../../src/model/session.ts';
import { blocks } from '../../src/text/article.ts';
import { RECORDED, TEXTS } from './texts.ts';

const reader = await createReader();
const folder = mkdtempSync(join(tmpdir(), 'dragoman-model-'));
afterAll(async () => {
  await reader.close();
  rmSync(folder, { recursive: true });
});

const TEXT = TEXTS[0];
const analyze = (text: string) => reader.analyze(text, blocks(text));

test('a statement has its source, cue and content', async () => {
  const { frames } = await analyze(TEXT);
  const said = frames.find((f) => f.cue.some((c) => slice(TEXT, c).includes('said')))!;
  expect(said.source.map((s) => slice(TEXT, s)).join(' ')).toContain('foreign minister of Gondor');
  expect(said.content.map((s) => slice(TEXT, s)).join(' ')).toContain("Rohan didn't attack the port");
});

test('every sentence is one tree over words that cover it', async () => {
  const { sentences } = await analyze(TEXT);
  expect(sentences.map((s) => slice(TEXT, s))).toHaveLength(3);
  for (const s of sentences) {
    expect(s.words.filter((w) => w.head === -1)).toHaveLength(1);
    expect(s.words.filter((w) => w.deprel === 'root')).toHaveLength(1);
    for (const w of s.words) expect(slice(TEXT, w)).toBe(w.form);
  }
});

test('neither what was read before nor a second reader changes a result', async () => {
  const alone = JSON.stringify(await analyze(TEXT));
  await analyze('Freedonia accused Sylvania of spying. '.repeat(30));
  expect(JSON.stringify(await analyze(TEXT))).toBe(alone);
  const other = await createReader();
  const [a, b] = await Promise.all([other.analyze(TEXT, blocks(TEXT)), analyze(TEXT)]);
  expect([JSON.stringify(a), JSON.stringify(b)]).toEqual([alone, alone]);
  await other.close();
});

test('a paragraph of 10,000 words, a sentence without end, and no text at all are read', async () => {
  const long = 'The king of Rohan met the steward of Gondor in Bree on Monday. '.repeat(770);
  const { sentences } = await analyze(long);
  expect(sentences).toHaveLength(770);
  const endless = await analyze(`${'the envoy and '.repeat(500)}left`);
  expect(endless.sentences).toHaveLength(3); // a sentence ends after 3,000 characters
  for (const s of endless.sentences) expect(s.words.filter((w) => w.head === -1)).toHaveLength(1);
  expect((await analyze('')).sentences).toEqual([]);
  expect((await analyze('\u200b … 🙂')).names).toEqual([]);
}, 120_000);

test('CoNLL-U has ten columns, character offsets, names and multiword tokens', async () => {
  const rows = conllu(TEXT, await analyze(TEXT))
    .split('\n')
    .filter((l) => l && !l.startsWith('#'));
  for (const row of rows) expect(row.split('\t')).toHaveLength(10);
  const range = rows.find((r) => r.split('\t')[1] === "didn't")!.split('\t');
  expect(range[0]).toMatch(/^\d+-\d+$/u);
  const misc = rows.find((r) => r.startsWith('7\t') || r.includes('\tOdo\t'))!;
  const odo = rows.find((r) => r.includes('\tOdo\t'))!.split('\t')[9]!;
  expect(misc).toBeDefined();
  expect(odo).toContain(`start_char=${TEXT.indexOf('Odo')}|end_char=${TEXT.indexOf('Odo') + 3}`);
  const kinds = rows.flatMap((r) => /NER=B-\w+/u.exec(r)?.[0] ?? []);
  expect(kinds).toContain('NER=B-Person');
  expect(kinds).toContain('NER=B-Date');
});

test('words cut from one another are a multiword token, also without an apostrophe', async () => {
  const text = 'Gondor dont know whether it cannot pay 5km of road.';
  const tokens = conllu(text, await analyze(text)).matchAll(/^\d+-\d+\t(\S+)/gmu);
  expect([...tokens].map((m) => m[1])).toEqual(['dont', 'cannot']);
});

test('CoNLL-U counts code points', async () => {
  const text = '🙂 Gondor won.';
  expect(conllu(text, await analyze(text))).toContain('start_char=2|end_char=8');
});

test('recordings replay what was read, and refuse another model', async () => {
  const file = join(folder, 'recorded.json');
  const recorder = recordingAnalyzer({ analyze: reader.analyze, close: async () => {} }, file);
  const first = await recorder.analyze(TEXT, blocks(TEXT));
  await recorder.close();
  const replay = recordedAnalyzer(file, first.reader.version);
  expect(await replay.analyze(TEXT, blocks(TEXT))).toEqual(first);
  await expect(replay.analyze('unknown', [])).rejects.toMatchObject({ code: 'not-found' });
  expect(() => recordedAnalyzer(file, 'other')).toThrow(expect.objectContaining({ code: 'model-mismatch' }));
});

test('the recordings in the repository are what this model says', async () => {
  const recorded = recordedAnalyzer(RECORDED, checkModel(MODEL_DIR).sha256.slice(0, 12));
  for (const text of TEXTS) expect(await recorded.analyze(text, blocks(text))).toEqual(await analyze(text));
});

test('a missing or altered model is one clear error', async () => {
  await expect(createReader({ modelDir: folder })).rejects.toMatchObject({ code: 'model-missing' });
  const copy = join(folder, 'copy');
  cpSync(MODEL_DIR, copy, { recursive: true });
  expect(checkModel(copy).profile).toBe('full');
  writeFileSync(join(copy, 'vocab.txt'), 'altered');
  expect(() => checkModel(copy)).toThrow(expect.objectContaining({ code: 'model-mismatch' }));
});
