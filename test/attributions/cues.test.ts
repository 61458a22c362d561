import { expect, test } from 'vitest';
import type { Analysis } from '../../src/core/analysis.ts';
import { contentOf } from '../../src/extract/complements.ts';
import { cueAt, predicateAt } from '../../src/extract/cues.ts';
import { type Cue, readCues, speakerClause } from '../../src/lexicon/cues.ts';
import { analyzerForTests } from '../support/analyze.ts';
import { wordsOf } from '../support/words.ts';

const cues = readCues();

/** The entries that fire somewhere in an analysed example. */
const fired = (analysis: Analysis, { form }: Cue): readonly Cue[] =>
  analysis.sentences.flatMap((sentence) =>
    sentence.words.flatMap((word, index) => {
      if (form === 'verb' || form === 'adjective') return predicateAt(cues, sentence, index)?.entry ?? [];
      if (form === 'negation') return cues.starting(form, word.form.toLowerCase());
      return cueAt(cues, form, sentence, index)?.entry ?? [];
    }),
  );

/** Words that take up the sentence before are matched with what stands between ("such an unexpected statement"). */
const resumes = (text: string, { cue }: Cue): boolean => text.toLowerCase().includes(cue);

test('every cue has an example that fires it', { timeout: 300_000 }, async () => {
  const analyzer = await analyzerForTests();
  const silent: string[] = [];
  for (const entry of cues.entries) {
    const analysis = await analyzer.analyze(entry.example, [{ from: 0, to: entry.example.length }]);
    const fires = entry.form === 'resume' ? resumes(entry.example, entry) : fired(analysis, entry).includes(entry);
    if (!fires) silent.push(`${entry.form} "${entry.cue}": ${entry.example}`);
  }
  expect(silent, `These examples do not fire their cue:\n${silent.join('\n')}`).toEqual([]);
});

test('no cue is listed twice', () => {
  const keys = cues.entries.map((e) => `${e.form} ${e.cue}`);
  expect(keys.filter((k, i) => keys.indexOf(k) !== i)).toEqual([]);
});

test("a speaker's clause is told at the beginning of a text", () => {
  const says = speakerClause(cues);
  for (const ahead of ['Bard said, adding', ' said the mayor', ', the foreign minister added.', ' - says analyst Bel'])
    expect(says(ahead), ahead).toBe(true);
  for (const ahead of ['decree ". Further', ' and the army left', '', ', in May 1911, he said'])
    expect(says(ahead), ahead).toBe(false);
});

test('an object of marks alone is no content', () => {
  const words = wordsOf('Holt/Holt/PROPN/1/nsubj', 'denied/deny/VERB/-1/root', '■/■/PUNCT/1/obj');
  const sentence = { from: 0, to: 21, words };
  const match = predicateAt(cues, sentence, 1)!;
  expect(match.entry.takes).toContain('np');
  expect(contentOf(sentence, match)).toBeNull();
});
