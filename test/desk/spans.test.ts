import { expect, test } from 'vitest';
import { everyPeriod } from '../../desk/src/periods.ts';
import { layBlocks, type Mark, segments } from '../../desk/src/spans.ts';

const mark = (from: number, to: number, look: string): Mark => ({ from, to, look, card: 0 });

test('marks that nest and overlap are cut into pieces, each with all that cover it, innermost last', () => {
  const pieces = segments([mark(2, 8, 'inner'), mark(0, 10, 'outer'), mark(6, 12, 'across')], 0, 14);
  expect(pieces.map((p) => [p.from, p.to, p.marks.map((m) => m.look).join(' ')])).toEqual([
    [0, 2, 'outer'],
    [2, 6, 'outer inner'],
    [6, 8, 'outer inner across'],
    [8, 10, 'outer across'],
    [10, 12, 'across'],
    [12, 14, ''],
  ]);
});

test('a mark that reaches over a paragraph’s edge is drawn in both, and an empty one in none', () => {
  expect(segments([mark(0, 20, 'long'), mark(5, 5, 'empty')], 4, 8).map((p) => p.marks.length)).toEqual([1]);
});

test('lines that are neither body nor furniture keep their place; blank ones are left out', () => {
  const text = 'Headline\n\nBody one.\n \nMenu\nTail';
  const at = (words: string) => ({ from: text.indexOf(words), to: text.indexOf(words) + words.length });
  const blocks = layBlocks(Array.from(text), [at('Body one.')], [at('Menu')]);
  expect(blocks.map((b) => [b.type, text.slice(b.from, b.to)])).toEqual([
    ['other', 'Headline'],
    ['body', 'Body one.'],
    ['furniture', 'Menu'],
    ['other', 'Tail'],
  ]);
});

test('a time axis shows the empty periods too, over the turn of a year and a long year’s 53rd week', () => {
  expect(everyPeriod(['2023-11', '2024-02'])).toEqual(['2023-11', '2023-12', '2024-01', '2024-02']);
  expect(everyPeriod(['2020-W52', '2021-W02'])).toEqual(['2020-W52', '2020-W53', '2021-W01', '2021-W02']);
  expect(everyPeriod(['2021', '2023'])).toEqual(['2021', '2022', '2023']);
  expect(everyPeriod([])).toEqual([]);
});
