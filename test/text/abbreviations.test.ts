import { expect, test } from 'vitest';
import { z } from 'zod';
import { LEXICON_DIR, readEntries } from '../../src/lexicon/load.ts';
import { words } from '../../src/model/words.ts';
import { loadAbbreviations } from '../../src/text/abbreviations.ts';
import { sentences } from '../../src/text/sentences.ts';

const known = loadAbbreviations();
const entry = z.object({ form: z.string(), kind: z.string().optional(), example: z.string() });
const entries = (name: string) => readEntries([LEXICON_DIR], name, entry);
const whole = (text: string) => ({ from: 0, to: text.length });

test.each(entries('abbreviations'))('"$form." ends no sentence in its example and is one word', ({ form, example }) => {
  expect(sentences(example, whole(example), known)).toHaveLength(1);
  expect(words(example, whole(example), known).map((w) => w.form)).toContain(`${form}.`);
});

test.each(entries('sentence-starters'))('"$form" opens a sentence after "U.S."', ({ example }) => {
  expect(sentences(example, whole(example), known)).toHaveLength(2);
});

test.each(entries('tokens'))('$kind "$form" is read so in its example', ({ form, kind, example }) => {
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
