import { expect, test } from 'vitest';
import { words } from '../../src/model/words.ts';
import { loadAbbreviations } from '../../src/text/abbreviations.ts';
import { spent } from '../support/spent.ts';

const known = loadAbbreviations();
const forms = (text: string) => words(text, { from: 0, to: text.length }, known).map((w) => w.form);

test.each([
  ["They don't know Gondor's plan.", ['They', 'do', "n't", 'know', 'Gondor', "'s", 'plan', '.']],
  ['He can’t; she cannot.', ['He', 'ca', 'n’t', ';', 'she', 'can', 'not', '.']],
  ['O’Brien paid $5,000.50 (about 10%).', ['O’Brien', 'paid', '$', '5,000.50', '(', 'about', '10', '%', ')', '.']],
  ['The Rohan-led force re-entered.', ['The', 'Rohan', '-', 'led', 'force', 're-entered', '.']],
  [
    'Write to a.b@gondor.org, or see https://gondor.org/x.',
    ['Write', 'to', 'a.b@gondor.org', ',', 'or', 'see', 'https://gondor.org/x', '.'],
  ],
  ['U.S. envoy J. Took… left--fast!', ['U.S.', 'envoy', 'J.', 'Took', '…', 'left', '--', 'fast', '!']],
  ['Mr. Took met Mithril Inc.', ['Mr.', 'Took', 'met', 'Mithril', 'Inc.']],
  ['At 10am or 5pm, 7:30pm, 3.5m, the 5th.', 'At 10 am or 5 pm , 7:30 pm , 3.5 m , the 5th .'.split(' ')],
  [
    'A 4G mast, 1980s, the 60’s, 853-3242, 2001-2002.',
    'A 4G mast , 1980s , the 60’s , 853-3242 , 2001 - 2002 .'.split(' '),
  ],
  ['Its not the U.S.’s plan; its army left.', 'It s not the U.S. ’s plan ; its army left .'.split(' ')],
  [
    'Gondor kept its so-called plan, its just demands and its like-minded allies.',
    'Gondor kept its so - called plan , its just demands and its like - minded allies .'.split(' '),
  ],
  ['Rohan lets go of it, but lets go.', 'Rohan lets go of it , but let s go .'.split(' ')],
  ['Well, lets see who lets him in.', 'Well , let s see who lets him in .'.split(' ')],
  ['Im Sung says im late.', 'Im Sung says i m late .'.split(' ')],
  [
    'Odo Took Ph.D. of alt.peace.gondor, #peace @gondor',
    'Odo Took Ph.D. of alt.peace.gondor , #peace @gondor'.split(' '),
  ],
  ['Really?! No!!! Well... Grain, oil, etc.', 'Really ?! No !!! Well ... Grain , oil , etc .'.split(' ')],
  [
    'See https://gondor.org/a?b=1&c=2, or http://rohan.org?',
    'See https://gondor.org/a?b=1&c=2 , or http://rohan.org ?'.split(' '),
  ],
  ['A full -scale, so -called war', 'A full - scale , so - called war'.split(' ')],
  ['🙂 北京 Éowyn', ['🙂', '北京', 'Éowyn']],
])('%s', (text, expected) => {
  expect(forms(text)).toEqual(expected);
});

test('every form is the text it spans, in order, and no letter is lost', () => {
  const text = 'Peaceful Putin. "They ended", he said.It cost 10$ a full -scale war,"no"; a/b 🙂🙂 x\u200by 5am… ¡Olé!';
  const found = words(text, { from: 0, to: text.length }, known);
  let at = 0;
  for (const w of found) {
    expect(text.slice(w.from, w.to)).toBe(w.form);
    expect(text.slice(at, w.from).trim()).toBe('');
    at = w.to;
  }
  expect(text.slice(at).trim()).toBe('');
});

test('a hostile text takes linear time', () => {
  const text = `${'a-'.repeat(20_000)} ${"'".repeat(20_000)} ${'a.b'.repeat(20_000)} ${'x@'.repeat(20_000)} ${'1-'.repeat(20_000)} ${'1.'.repeat(20_000)} ${'A.b'.repeat(20_000)} ${'re-'.repeat(20_000)} ${'#'.repeat(20_000)} ${'-='.repeat(20_000)} ${'th- '.repeat(20_000)} ${'1'.repeat(20_000)}x`;
  const since = spent();
  words(text, { from: 0, to: text.length }, known);
  expect(since()).toBeLessThan(3000);
});
