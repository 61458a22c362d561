import { expect, test } from 'vitest';
import { timeReader } from '../../src/extract/times.ts';
import { readTimesLexicon } from '../../src/lexicon/times.ts';

const lexicon = readTimesLexicon();
const read = timeReader(lexicon);
const day = { from: 19_000, to: 19_000 };

test('every entry is fired by its example', () => {
  const silent = lexicon.entries.filter((entry) => {
    const found = read(entry.example, [{ from: 0, to: entry.example.length }], day);
    if (entry.kind === 'future' || entry.kind === 'past' || entry.kind === 'deadline') return found.length === 0;
    const words = entry.words.map((word) => word.toLowerCase());
    return !found.some((t) =>
      words.some((word) => entry.example.slice(t.from, t.to).toLowerCase().replace(/\s+/gu, ' ').includes(word)),
    );
  });
  expect(silent.map((e) => e.example)).toEqual([]);
});

test('the tense words place a weekday', () => {
  const monday = (text: string) => read(text, [{ from: 0, to: text.length }], day)[0]?.tense;
  expect(monday('They will meet on Monday.')).toBe('future');
  expect(monday('They met on Monday.')).toBe('past');
  expect(monday('The troops must leave by Monday.')).toBe('future');
});

test('no word stands twice in one kind', () => {
  const words = lexicon.entries.flatMap((e) => e.words.map((word) => `${e.kind} ${word.toLowerCase()}`));
  expect(words.filter((word, i) => words.indexOf(word) !== i)).toEqual([]);
});
