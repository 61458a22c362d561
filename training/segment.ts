/**
 * Cuts the corpora that come as raw text with the project's own splitter and tokenizer, so that training sees
 * what reading will see: `node training/segment.ts OUT_DIR`. Offsets in the output are code points.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { offsetMap, type Span } from '../src/core/span.ts';
import { words } from '../src/model/words.ts';
import { loadAbbreviations } from '../src/text/abbreviations.ts';
import { sentences } from '../src/text/sentences.ts';

const data = process.env.DRAGOMAN_DATA ?? '../shared/data';
const out = process.argv[2] ?? 'cache';
const known = loadAbbreviations();

const JOBS = [
  ['attribution/polnear_train.jsonl', 'polnear_train'],
  ['attribution/polnear_dev.jsonl', 'polnear_dev'],
  ['attribution/gum_dev.jsonl', 'gumraw_dev'],
  ['events/plv_train.jsonl', 'plv_train'],
] as const;
/** Written by passages.py. */
const OWN = ['passages_plover', 'passages_frames'] as const;

/** Every line is a paragraph, as in the corpora's own layout. */
function lines(text: string): Span[] {
  return [...text.matchAll(/[^\n]+/gu)]
    .map((m) => ({ from: m.index, to: m.index + m[0].length }))
    .filter((s) => /\S/u.test(text.slice(s.from, s.to)));
}

mkdirSync(out, { recursive: true });
const files = [
  ...JOBS.map(([file, name]) => [join(data, file), name]),
  ...OWN.map((n) => [join(out, `${n}.jsonl`), n]),
];
for (const [file, name] of files as [string, string][]) {
  const rows = readFileSync(file, 'utf8').trim().split('\n');
  const done = rows.map((row) => {
    const doc = JSON.parse(row);
    const { toCodePoint } = offsetMap(doc.text);
    const paragraphs = lines(doc.text).map((p) =>
      sentences(doc.text, p, known).map((s) =>
        words(doc.text, s, known).map((w) => [w.form, toCodePoint(w.from), toCodePoint(w.to)]),
      ),
    );
    return JSON.stringify({ ...doc, paragraphs });
  });
  writeFileSync(join(out, `${name}.segmented.jsonl`), `${done.join('\n')}\n`);
}
