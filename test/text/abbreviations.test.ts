import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { LEXICON_DIR } from '../../src/lexicon/load.ts';
import { words } from '../../src/model/words.ts';
import { loadAbbreviations } from '../../src/text/abbreviations.ts';
import { sentences } from '../../src/text/sentences.ts';

const known = loadAbbreviations();
const entries = (name: string): { form: string; example: string }[] =>
  parse(readFileSync(join(LEXICON_DIR, `${name}.yaml`), 'utf8')).entries;
const whole = (text: string) => ({ from: 0, to: text.length });

test.each(entries('abbreviations'))('"$form." ends no sentence in its example and is one word', ({ form, example }) => {
  expect(sentences(example, whole(example), known)).toHaveLength(1);
  expect(words(example, whole(example), known).map((w) => w.form)).toContain(`${form}.`);
});

test.each(entries('sentence-starters'))('"$form" opens a sentence after "U.S."', ({ example }) => {
  expect(sentences(example, whole(example), known)).toHaveLength(2);
});

test('no form is listed twice', () => {
  for (const name of ['abbreviations', 'sentence-starters']) {
    const forms = entries(name).map((e) => e.form);
    expect(new Set(forms).size).toBe(forms.length);
  }
});
