import { describe, expect, test } from 'vitest';
import type { Sentence, Word } from '../../src/core/analysis.ts';
import { numberOf } from '../../src/extract/eventdetails.ts';
import { loadEventWords } from '../../src/extract/eventscenes.ts';
import { makeTree } from '../../src/extract/eventtree.ts';
import { verdictOf } from '../../src/extract/factuality.ts';
import { combine } from '../../src/extract/factualityverdict.ts';

const words = loadEventWords();

/** A tree from lines of "form lemma upos head deprel", heads counted from 1, 0 for the root. */
function tree(...lines: readonly string[]) {
  let at = 0;
  const all: Word[] = lines.map((l) => {
    const [form, lemma, upos, head, deprel] = l.split(' ') as [string, string, string, string, string];
    const from = at;
    at += form.length + 1;
    return { from, to: from + form.length, form, lemma, upos, head: Number(head) - 1, deprel };
  });
  const sentence: Sentence = { from: 0, to: at, words: all };
  return makeTree(sentence, () => null, words.grammar);
}

describe('status from a tree', () => {
  test('the table of combinations', () => {
    expect(combine('asserted', 'denied')).toBe('denied');
    expect(combine('denied', 'denied')).toBe('possible');
    expect(combine('possible', 'future')).toBe('possible');
    expect(combine('denied', 'hypothetical')).toBe('hypothetical');
    expect(combine('hypothetical', 'possible')).toBe('hypothetical');
  });

  test('a governor decides over its complement and the words that decided are kept', () => {
    const t = tree(
      'Gondor Gondor PROPN 2 nsubj',
      'denied deny VERB 0 root',
      'attacking attack VERB 2 xcomp',
      'Rohan Rohan PROPN 3 obj',
    );
    const verdict = verdictOf(t, 2, words.modality);
    expect(verdict.status).toBe('denied');
    expect(verdict.words).toEqual([1]);
  });

  test('"may not" doubts, "cannot" denies', () => {
    const may = tree(
      'Gondor Gondor PROPN 4 nsubj',
      'may may AUX 4 aux',
      'not not PART 4 advmod',
      'attack attack VERB 0 root',
    );
    expect(verdictOf(may, 3, words.modality).status).toBe('possible');
    const can = tree(
      'Gondor Gondor PROPN 4 nsubj',
      'can can AUX 4 aux',
      'not not PART 4 advmod',
      'attack attack VERB 0 root',
    );
    expect(verdictOf(can, 3, words.modality).status).toBe('denied');
  });

  test('reported speech is a border: what is said of the saying is not said of the event', () => {
    const t = tree(
      'Bree Bree PROPN 3 nsubj',
      'may may AUX 3 aux',
      'say say VERB 0 root',
      'Gondor Gondor PROPN 5 nsubj',
      'attacked attack VERB 3 ccomp',
    );
    expect(verdictOf(t, 4, words.modality).status).toBe('asserted');
  });

  test('a loop of heads ends the walk instead of the program', () => {
    const t = tree('Gondor Gondor PROPN 2 nsubj', 'denied deny VERB 3 xcomp', 'attacking attack VERB 2 xcomp');
    expect(t.children.flat()).toHaveLength(0);
  });
});

test('written numbers', () => {
  expect(numberOf(['2.5', 'million'], words.quantities)).toBe(2_500_000);
  expect(numberOf(['1,200'], words.quantities)).toBe(1200);
  expect(numberOf(['two', 'hundred'], words.quantities)).toBe(200);
  expect(numberOf(['several'], words.quantities)).toBeNull();
});
