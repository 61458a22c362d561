import { expect, test } from 'vitest';
import { recordId } from '../../src/core/entry.ts';
import type { Stage } from '../../src/core/reading.ts';
import { slice } from '../../src/core/span.ts';
import { compose } from '../../src/pipeline.ts';
import { makeArticle } from '../../src/text/article.ts';
import { readingForm } from '../../src/text/readingform.ts';
import { spent } from '../support/spent.ts';

const read = (text: string) => readingForm(text)?.text ?? text;

test.each([
  ['soft hyphens', 'The Ro\u00adhan ri\u00adders left.', 'The Rohan riders left.'],
  ['a soft hyphen at a line end', 'The ri\u00ad\nders left.', 'The riders left.'],
  ['the sign for a soft hyphen', 'The ri¬\nders of Ro¬han left.', 'The riders of Rohan left.'],
  ['what is invisible', 'Gan\u200bdalf\ufeff and \u2066Pippin\u2069 left.', 'Gandalf and Pippin left.'],
  ['ligatures', 'The ﬁrst oﬃcer of the ﬂeet left.', 'The first officer of the fleet left.'],
  ['bytes of windows-1252', '\u0093Never,\u0094 he said \u0096 and left.', '“Never,” he said – and left.'],
  ['spaced letters', 'The guard, P i p p i n  T o o k, left.', 'The guard, Pippin Took, left.'],
  ['spaced capitals', 'G O N D O R  W A I T S for news', 'GONDOR WAITS for news'],
])('%s', (_, written, right) => expect(read(written)).toBe(right));

test.each(['Plans A B C D were made.', 'He is well-known – or was.', 'a - b', '🧑\u200d🌾 left.'])(
  '%s stays as it is',
  (text) => expect(readingForm(text)).toBeNull(),
);

test('words parted at line ends are joined, and the wrapped block runs on; a compound keeps its hyphen', () => {
  const text =
    'Riders at the ford\n7 May 2031\n\nThe riders of Rohan, whose lea-\nder is well-\nknown, crossed the river on Mon-\nday and did not\nstop.\n\nThe well-known king of the Anglo-\nSaxons left.\n';
  expect(read(text)).toBe(
    'Riders at the ford\n7 May 2031\n\nThe riders of Rohan, whose leader is well-known, crossed the river on Monday and did not\nstop.\n\nThe well-known king of the Anglo-Saxons left.\n',
  );
});

test('every place leads back: a word of the form is the word of the text', () => {
  const text = 'Ro\u00adhan and\u200b Gon\u00ad\ndor: the ﬁrst oﬃcer left. T h e y  wait.';
  const form = readingForm(text)!;
  const at = (word: string) => {
    const from = form.text.indexOf(word);
    return slice(text, { from: form.toText(from), to: form.toText(from + word.length) });
  };
  expect(['Rohan', 'Gondor', 'officer', 'They', 'wait'].map(at)).toEqual([
    'Ro\u00adhan',
    'Gon\u00ad\ndor',
    'oﬃcer',
    'T h e y',
    'wait',
  ]);
  for (let n = 0; n <= form.text.length; n++) expect(form.toText(form.toForm(form.toText(n)))).toBe(form.toText(n));
  expect(form.toText(form.text.length)).toBe(text.length);
});

test('stages see the reading form; spans come back in the fixed text, and ids are made of them', async () => {
  const text = '😀 Ro\u00adhan waits for Gon\u00addor.';
  const article = makeArticle({ text, location: 'a.txt' });
  let id = '';
  const finder: Stage<never, 'times'> = {
    name: 'finder',
    needs: [],
    gives: ['times'],
    run: (reading) => {
      const from = reading.article.text.indexOf('Gondor');
      const span = { from, to: from + 6 };
      id = recordId(reading.article, 'time', [span]);
      return { ...reading, times: [{ span } as never] };
    },
  };
  const { times = [], article: same } = await compose([finder])(article);
  expect(same).toBe(article);
  expect(slice(text, times[0]!.span)).toBe('Gon\u00addor');
  expect(id).toBe(recordId(article, 'time', [times[0]!.span]));
});

test.each([
  ['line ends', 'a-\nb'],
  ['hyphens', '- \n'],
  ['letters', 'a '],
  ['soft hyphens', 'a\u00ad\n'],
])('hostile %s take linear time', (_, part) => {
  const time = (n: number) => {
    const end = spent();
    readingForm(part.repeat(n));
    return end();
  };
  time(1000);
  expect(time(80_000)).toBeLessThan(40 * Math.max(time(8000), 5));
});
