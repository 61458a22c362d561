import { describe, expect, test } from 'vitest';
import { stepsText } from '../../src/ledger/align.ts';
import { draftQuotations, openQuotations } from '../../src/ledger/draft.ts';
import { type Finding, type Texts, verifyDraft } from '../../src/ledger/verify.ts';

const HERALD = `Gondor will not wait

“We will not sign the treaty this year,” said Mira Holt – the president’s adviser. “Not while the river is
closed.” The envoy of Rohan called it “a grave mistake” and left for Edoras.`;

/** Texts in which the words stand, found without an index. */
const texts = (...all: string[]): Texts => ({
  textsWith: () => all.map((text, index) => ({ id: `d${index}`, text })),
});

const quotes = (draft: string) => draftQuotations(draft).map((q) => q.text);
const check = (draft: string): readonly Finding[] => verifyDraft(draft, texts('Nothing of it is here.', HERALD));
const verdicts = (draft: string) => check(draft).map((finding) => finding.verdict);

describe('quotations of a draft', () => {
  test.each([
    ['One.\n\nHe said “no deal, and left.', [3]],
    ['An "open mark begins here', [1]],
    ['He said: “One day.\n\n“Another day.\n\nNobody answered.', [1]],
    ['He said: “One day.\n\n“Another day.”\n\nNobody answered “yes”.', []],
    ['The minister\'s 5" gun, and ‘90s music.', []],
  ])('one that never ends is named by its line: %j', (draft, lines) => {
    expect(openQuotations(draft)).toEqual(lines);
  });

  test.each([
    ['curly marks', 'He said “no deal” and “no talks”.', ['no deal', 'no talks']],
    ['straight marks', 'He said "no deal" and "no talks".', ['no deal', 'no talks']],
    ['German and French marks', 'Er sagte „nein“, puis «jamais».', ['nein', 'jamais']],
    ['single curly marks, with an apostrophe inside', 'She said ‘we don’t know’.', ['we don’t know']],
    ['apostrophes are no marks', "The minister's plan isn't the king’s.", []],
    ['a quotation inside another', 'He said “they called it ‘a plot’ at once”.', ['they called it ‘a plot’ at once']],
    ['curly marks inside curly marks', 'He said “their “peace plan” failed”.', ['their “peace plan” failed']],
    ['several paragraphs', 'He said: “One day.\n\n“Another day.”', ['One day. Another day.']],
    ['a block quotation', 'He wrote:\n\n> We shall\n> see.\n> — N. N.\n\nSo it was.', ['We shall see.']],
    ['code is no prose', 'Run `echo "hello"` or\n\n```\nprint("x")\n```\n\nand say “yes”.', ['yes']],
    ['an inch is no mark', 'A 5" gun and a 6" gun.', []],
    ['an unclosed mark is left alone', 'He said “and never closed it.', []],
  ])('%s', (_name, draft, expected) => {
    expect(quotes(draft)).toEqual(expected);
  });

  test('its line is told', () => {
    expect(draftQuotations('One.\n\nTwo “three”.')[0]?.line).toBe(3);
  });
});

describe('against the stored texts', () => {
  test.each([
    ['word for word', '“We will not sign the treaty this year”'],
    ['with straight marks and an apostrophe', '"Mira Holt - the president\'s adviser"'],
    ['with the comma of the sentence around it', '“Not while the river is closed,” she said.'],
    ['over a line break', '“while the river is closed”'],
    ['with a small letter at the start', 'He would “not while the river is closed”.'],
    ['with an ellipsis', '“We will not sign … while the river is closed.”'],
    ['with a bracketed ellipsis', '“We will not sign [...] this year”'],
    ['with words in brackets', '“We will not sign [it] this year”'],
    ['with a letter in brackets', '“[w]e will not sign the treaty”'],
    ['with a remark in brackets', '“We will not sign the treaty [with Rohan] this year”'],
  ])('%s: exact', (_name, draft) => {
    expect(verdicts(draft)).toEqual(['exact']);
  });

  test.each([
    ['a word changed', '“We shall not sign the treaty this year”', '[-shall-] {+will+}'],
    ['a word left out', '“We will sign the treaty this year”', '{+not+}'],
    ['a word put in', '“We will certainly not sign the treaty this year”', '[-certainly-]'],
  ])('%s: differs, and how', (_name, draft, expected) => {
    const [finding] = check(draft);
    expect(finding?.verdict === 'differs' && stepsText(finding.steps)).toContain(expected);
  });

  test('what an ellipsis hides must stand in order', () => {
    expect(verdicts('“while the river is closed … We will not sign”')).not.toEqual(['exact']);
  });

  test('part of a word is not the word', () => {
    expect(verdicts('“grave mist”')).not.toEqual(['exact']);
  });

  test('what nobody wrote is absent', () => {
    expect(verdicts('“Elephants graze beside the northern lighthouse”')).toEqual(['absent']);
  });

  test('the place is that of the words', () => {
    const [finding] = check('“a grave mistake”');
    expect(finding?.verdict === 'exact' && HERALD.slice(finding.place.from, finding.place.to)).toBe('a grave mistake');
  });
});
