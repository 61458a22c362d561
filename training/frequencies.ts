/**
 * Counts in how many texts a word occurs, for telling what a story is about: `node training/frequencies.ts`.
 * Counts only, the 4,000 commonest words; no text enters. Source folder: `DRAGOMAN_DATA`, default `../shared/data`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { storyTerms } from '../src/ledger/stories.ts';

const DATA = process.env.DRAGOMAN_DATA ?? '../shared/data';
const KEPT = 4000;
const lines = (file: string) => readFileSync(join(DATA, file), 'utf8').trim().split('\n');
const texts = [
  ...lines('pages/pages_dev.jsonl').map((line) => (JSON.parse(line) as { gold: { text: string } }).gold.text),
  ...lines('attribution/polnear_train.jsonl').map((line) => (JSON.parse(line) as { text: string }).text),
];

const counts = new Map<string, number>();
for (const text of texts)
  for (const term of storyTerms(null, text ?? '').keys()) {
    if (!term.includes(' ')) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
const kept = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, KEPT);
const table = { texts: texts.length, counts: Object.fromEntries(kept) };
writeFileSync('models/frequencies-en/frequencies.json', `${JSON.stringify(table)}\n`);
console.log(`${texts.length} texts, ${counts.size} words, ${KEPT} kept, least ${kept.at(-1)?.[1]}`);
