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

const tokens: { form: string; kind: string; before?: string[]; example: string }[] = parse(
  readFileSync(join(LEXICON_DIR, 'tokens.yaml'), 'utf8'),
).entries;

test.each(tokens)('$kind "$form" is read so in its example', ({ form, kind, example }) => {
  const read = words(example, whole(example), known).map((w) => w.form);
  const small = read.join('|').toLowerCase();
  if (kind === 'contraction') expect(`|${small}|`).toContain(`|${form}|`);
  else if (kind === 'unit') expect(read).toEqual(expect.arrayContaining(['5', form]));
  else if (kind === 'prefix') expect(read).toContain(`${form}-treaty`);
  else if (kind === 'extension') expect(read).toContain(`treaty_2.${form}`);
  else expect(read).toContain(form);
});

test('no form is listed twice', () => {
  for (const name of ['abbreviations', 'sentence-starters', 'tokens']) {
    const forms = entries(name).map((e) => e.form);
    expect(new Set(forms).size).toBe(forms.length);
  }
});
