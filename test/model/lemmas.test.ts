import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadLemmas } from '../../src/model/lemmas.ts';
import { MODEL_DIR } from '../../src/model/onnx.ts';
import { checkModel } from '../../src/model/session.ts';
import { readVocabulary } from '../../src/model/wordpiece.ts';
import { readExamples } from '../support/examples.ts';

const lemma = loadLemmas(MODEL_DIR, checkModel(MODEL_DIR).scripts, readVocabulary(join(MODEL_DIR, 'vocab.txt')));
/** A head that says "?" shows where nothing else decided. */
const HEAD = 'k0:?';

test.each([
  ['watches searches switches dispatches quashes annexes harasses', 'watch search switch dispatch quash annex harass'],
  ['vetoes torpedoes forgoes does goes', 'veto torpedo forgo do go'],
  ['accuses denounces seizes alleges recaptures emphasises', 'accuse denounce seize allege recapture emphasise'],
  ['denies defies ratifies testifies vies', 'deny defy ratify testify vie'],
  ['reproached retreated severed annexed rebuffed exceeded', 'reproach retreat sever annex rebuff exceed'],
  ['deposed toppled implored emphasised mobilized razed', 'depose topple implore emphasise mobilize raze'],
  ['retreating detaining ousting dispatching deporting', 'retreat detain oust dispatch deport'],
  ['reiterating rebuking fining sentencing preceding', 'reiterate rebuke fine sentence precede'],
  ['barred expelling vetoing freeing', 'bar expel veto free'],
])('verbs: %s', (forms, lemmas) => {
  expect(forms.split(' ').map((form) => lemma(form, 'VERB', HEAD))).toEqual(lemmas.split(' '));
});

test('nouns in -es', () => {
  const forms = 'breaches switches buses axes headaches testimonies hypotheses loaves missiles vetoes'.split(' ');
  const lemmas = 'breach switch bus axis headache testimony hypothesis loaf missile veto'.split(' ');
  expect(forms.map((form) => lemma(form, 'NOUN', HEAD))).toEqual(lemmas);
});

test('what has no regular ending is left to the head', () => {
  for (const [form, upos] of [
    ['Rohan', 'PROPN'],
    ['zweg', 'NOUN'],
    ['sneg', 'VERB'],
  ] as const)
    expect(lemma(form, upos, HEAD)).toBe(`${form}?`);
});

test.each(readExamples('irregular'))('irregular forms: $verb', (entry) => {
  const { verb, past, example } = entry as unknown as { verb: string; past: string[]; example: string };
  expect(past.some((form) => example.split(/\W+/u).includes(form))).toBe(true);
  for (const form of past) expect(lemma(form, 'VERB', HEAD)).toBe(verb);
});
