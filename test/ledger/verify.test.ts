import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Entity } from '../../src/core/record.ts';
import { docxText } from '../../src/intake/formats/zip.ts';
import { stepsText } from '../../src/ledger/align.ts';
import { readDraft } from '../../src/ledger/draft.ts';
import { type Finding, type Texts, verifyDraft } from '../../src/ledger/verify.ts';

const HERALD = `Gondor will not wait

“We will not sign the treaty this year,” said Mira Holt – the president’s adviser. “Not while the river is
closed.” The envoy of Rohan called it “a grave mistake” and left for Edoras.`;

/** Texts in which the words stand, found without an index. */
const texts = (...all: string[]): Texts => ({
  textsWith: () => all.map((text, index) => ({ id: `d${index}`, text })),
  sayingsOf: () => ({ furniture: [], statements: [] }),
  entitiesNamed: () => [],
});

const quotes = (draft: string) => readDraft(draft).quotations.map((q) => q.text);
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
    expect(readDraft(draft).open).toEqual(lines);
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
    expect(readDraft('One.\n\nTwo “three”.').quotations[0]?.line).toBe(3);
  });
});

describe('against the stored texts', () => {
  test.each([
    ['word for word', '“We will not sign the treaty this year”'],
    ['with straight marks and an apostrophe', '"Mira Holt - the president\'s adviser"'],
    ['with the comma of the sentence around it', '“Not while the river is closed,” she said.'],
    ['over a line break', '“while the river is closed”'],
    ['with a small letter at the start', 'He would “not while the river is closed”.'],
    ['with an ellipsis', '“We will not sign … this year”'],
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
    expect(verdicts('“while the river is closed … We will not sign”')).toEqual(['joined']);
  });

  test('part of a word is not the word', () => {
    expect(verdicts('“grave mist”')).not.toEqual(['exact']);
  });

  test('what nobody wrote is absent', () => {
    expect(verdicts('“Elephants graze beside the northern lighthouse”')).toEqual(['absent']);
  });

  test('the place is that of the words', () => {
    const [finding] = check('“a grave mistake”');
    expect(finding?.place && HERALD.slice(finding.place.from, finding.place.to)).toBe('a grave mistake');
  });
});

/** An article with who says what in it, as its reader found it; words stand for their first span. */
function article(
  text: string,
  said: readonly (readonly [string, string, boolean?])[],
  furniture: readonly string[] = [],
) {
  const span = (words: string) => {
    const from = text.indexOf(words);
    if (from < 0) throw new Error(`"${words}" is not in the article`);
    return { from, to: from + words.length };
  };
  const people = new Map(
    [...new Set(said.map(([name]) => name))].map((name): [string, Entity] => [
      name,
      { kind: 'entity', id: name, name, type: 'person', codes: { iso3: null, cameo: null }, names: [name] },
    ]),
  );
  const statements = said.map(([name, words, isDirect = true]) => ({
    content: [span(words)],
    isDirect,
    source: { label: name, entity: people.get(name)! },
  }));
  const sayings = { furniture: furniture.map(span), statements };
  return (draft: string) =>
    verifyDraft(draft, {
      textsWith: () => [{ id: 'd1', text }],
      sayingsOf: () => sayings,
      entitiesNamed: (name) => [...people.values()].filter((e) => e.name === name),
    });
}

const LEASE = `Lease of the mole
3 May 2031

The minister of Ostfold, Dubo Arlan, said: "Under clause seven the tenant is not permitted to shut the mole during the term."

"We have no plan to attack Veldria," Arlan said. "But we shall never give up the sound."

Karla Vind, the sea minister of Veldria, replied: "The fee rose to ten crowns [about one mark] a ship, and the pilots [15 of them] went home." She said the fee had grown by 1.5 percent in 30,000 ports. "Will he come?" she asked.

"Wards were full in 21 of 28 ports [12]. Fever was found in 12 of 28 [2, 6] of them," a doctor said.

The mole min\u00adister said: "The \ufb01rst o\ufb03cer de\u00adnied it." Un-armed men left.

"The ships shall re-
turn to the har-
bour by Friday," the clerk wrote.

Vind told the paper: "Ostfold's fleet isn't ready - not yet - for 2031's storms… and it knows it."

Read also: Ten fish that nobody wants to eat`;

describe('what a quotation of a draft is', () => {
  const check = article(
    LEASE,
    [
      ['Dubo Arlan', 'Under clause seven the tenant is not permitted to shut the mole during the term.'],
      ['Dubo Arlan', 'We have no plan to attack Veldria,'],
      ['Dubo Arlan', 'But we shall never give up the sound.'],
      ['Karla Vind', 'The fee rose to ten crowns [about one mark] a ship, and the pilots [15 of them] went home.'],
      ['Karla Vind', 'the fee had grown by 1.5 percent in 30,000 ports', false],
    ],
    ['Read also: Ten fish that nobody wants to eat'],
  );
  const verdict = (draft: string) => check(draft).map((f) => f.verdict);

  test.each([
    [
      'a negation under an ellipsis',
      'Arlan said "the tenant is ... permitted to shut the mole during the term."',
      'turned',
    ],
    ['no under an ellipsis', 'Arlan said "We have ... plan to attack Veldria."', 'turned'],
    ['never under an ellipsis', 'Arlan said "we shall ... give up the sound."', 'turned'],
    ['no under a bracket', '"We have [a] plan to attack Veldria."', 'turned'],
    ['a negation lost before it', 'He was "permitted to shut the mole during the term."', 'turned'],
    ['that negation kept by the draft', 'He was not "permitted to shut the mole during the term."', 'exact'],
    [
      'utterances in another order',
      'Arlan: "we shall never give up the sound ... We have no plan to attack Veldria".',
      'joined',
    ],
    [
      'utterances of two paragraphs',
      'Arlan said: "Under clause seven ... we shall never give up the sound."',
      'joined',
    ],
    ['the article’s words and a speaker’s', '"Dubo Arlan, said: [...] Under clause seven"', 'joined'],
    ['one utterance that “he said” parts', '"We have no plan to attack Veldria ... we shall never give up"', 'exact'],
    [
      'brackets of the article',
      'Vind said "The fee rose to ten crowns [about one mark] a ship, and the pilots [15 of them] went home."',
      'exact',
    ],
    [
      'numbers of references left out',
      'The doctor: "Wards were full in 21 of 28 ports. Fever was found in 12 of 28 of them".',
      'exact',
    ],
    [
      'numbers of references kept',
      'The doctor: "Wards were full in 21 of 28 ports [12]. Fever was found in 12 of 28 [2, 6] of them".',
      'exact',
    ],
    ['ligatures and soft hyphens', 'The minister: "The first officer denied it."', 'exact'],
    ['words that a line’s end cuts', 'The clerk wrote "The ships shall return to the harbour by Friday".', 'exact'],
    ['another speaker', 'As Karla Vind said, "we shall never give up the sound."', 'speaker'],
    ['another speaker, after it', '"We have no plan to attack Veldria," said Karla Vind.', 'speaker'],
    ['the speaker by surname', '"We have no plan to attack Veldria," Arlan said.', 'exact'],
    ['the speaker by a description', '"We have no plan to attack Veldria," the minister said.', 'exact'],
    [
      'dashes, apostrophes, dots',
      "He said \"Ostfold's fleet isn't ready – not yet – for 2031's storms... and it knows it.\"",
      'exact',
    ],
    ['emphasis', '"**Under clause seven** the tenant is *not* permitted to shut the mole".', 'exact'],
    ['single straight marks', "'We have no plan to attack Veldria'", 'exact'],
    ['French marks', '«We have no plan to attack Veldria»', 'exact'],
    ['German marks turned', '»We have no plan to attack Veldria«', 'exact'],
    ['single angle marks', '‹We have no plan to attack Veldria›', 'exact'],
    ['Japanese marks', '〝We have no plan to attack Veldria〞', 'exact'],
    ['an element of quotation', '<p>He said <q>We have no plan to attack Veldria</q></p>', 'exact'],
    [
      'an element of block quotation',
      '<blockquote><p>We have no plan to <em>attack</em> Veldria</p></blockquote>',
      'exact',
    ],
    ['entities', 'He said &ldquo;We have no plan to attack Veldria&rdquo;', 'exact'],
    ['the article’s paraphrase', 'Vind said "the fee had grown by 1.5 percent".', 'paraphrase'],
    ['a number cut', '"5 percent in 30,000 ports"', 'differs'],
    ['thousands cut', 'in "000 ports"', 'absent'],
    ['a word cut at its hyphen', '"armed men left"', 'differs'],
    ['a question made a statement', '"Will he come."', 'differs'],
    ['a statement made a question', '"The first officer denied it?"', 'differs'],
    ['a comma put in', '"We have no plan, to attack Veldria"', 'differs'],
    ['a capital', '"We have no Plan to attack Veldria"', 'differs'],
    ['a plural', '"We have no plans to attack Veldria"', 'differs'],
    ['only in furniture', '"Ten fish that nobody wants to eat"', 'furniture'],
    ['nowhere', '"Elephants graze beside the northern lighthouse"', 'absent'],
  ])('%s', (_name, draft, expected) => {
    expect(verdict(draft)).toEqual([expected]);
  });

  test('what turned, who said it and what differs are told', () => {
    expect(check('"We have ... plan to attack Veldria."')[0]!.turning).toEqual(['no']);
    expect(check('"We have [a] plan to attack Veldria."')[0]!.turning).toEqual(['no']);
    expect(check('He may be "permitted to shut the mole during the term."')[0]!.turning).toEqual(['not']);
    expect(check('"We have no [scheme] to attack Veldria."')[0]).toMatchObject({
      verdict: 'exact',
      replaced: ['scheme for “plan”'],
    });
    expect(check('As Karla Vind said, "we shall never give up the sound."')[0]).toMatchObject({
      saidBy: 'Dubo Arlan',
      draftNames: 'Karla Vind',
    });
    const steps = (draft: string) => stepsText(check(draft)[0]!.steps);
    expect(steps('"We have no plan, to attack Veldria"')).toBe('We have no plan [-,-] to attack Veldria');
    expect(steps('"we have no Plans to attack Veldria"')).toBe('We have no [-Plans-] {+plan+} to attack Veldria');
  });

  test('a draft that was read as an article does not bear itself out', () => {
    const draft = `${LEASE}\n\nIt ended: "We have no plan to attack Veldria," Arlan said.`;
    expect(new Set(verdict(draft))).toEqual(new Set(['absent']));
  });
});

test.each(['‘a ', '“a ', '"a ', "'a ", '« a ', '‘a ” ', '<p ', '> a\n\n', '*a ', '&amp '])(
  'time grows with the length of a draft, not its square: %j',
  (unit) => {
    const time = (n: number) => {
      const [draft, start] = [unit.repeat(n), performance.now()];
      verifyDraft(draft, texts(HERALD));
      return performance.now() - start;
    };
    time(1_000);
    const short = Math.min(time(4_000), time(4_000));
    expect(Math.min(time(16_000), time(16_000))).toBeLessThan(Math.max(60, short) * 12);
  },
);

test('a word processor’s document is a draft too; what only looks like one is none', async () => {
  const sample = (name: string) => docxText(readFileSync(join(import.meta.dirname, '../intake/samples', name)));
  const text = await sample('nexis.docx');
  expect(text?.split('\n\n').length).toBeGreaterThan(3);
  expect(await sample('damaged.docx')).toBeNull();
  expect(await docxText(new TextEncoder().encode('PK, he said, "no deal".'))).toBeNull();
});
