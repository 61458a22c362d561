import { expect, test } from 'vitest';
import type { Analysis } from '../../src/core/analysis.ts';
import { slice } from '../../src/core/span.ts';
import { signatureCandidates } from '../../src/extract/colons.ts';
import { piecesOf } from '../../src/extract/pieces.ts';
import { makeArticle } from '../../src/text/article.ts';

const [FIRST, SECOND, NAME] = ['Our riders slept.', 'Gondor burnt its boats.', 'Theoden, king of Rohan'];
const text = [FIRST, SECOND, NAME, 'Nobody answered.'].join('\n\n');
const at = (part: string) => ({ from: text.indexOf(part), to: text.indexOf(part) + part.length });
const block = { from: 0, to: at(SECOND).to };

/** Whose the words of the block are, by its signature, where the model sees these names. */
function signed(names: readonly string[]): readonly string[] {
  const article = makeArticle({ text, location: 'a.html', blockQuotes: [{ ...block, signature: at(NAME) }] });
  const analysis = {
    sentences: [],
    names: names.map((name) => ({ ...at(name), type: 'PER', confidence: 1 })),
    frames: [],
    acts: [],
    foretold: [],
    claims: [],
    reader: { model: 'none', version: '0' },
  } as Analysis;
  const pieces = piecesOf(article, [{ ...block, inner: block, repaired: false }]);
  return signatureCandidates(article, analysis, pieces).map(
    ({ source, content }) => `${slice(text, source!)}: ${content.map((span) => slice(text, span)).join()}`,
  );
}

test('a block quotation is of the name that signs it, all its paragraphs', () => {
  expect(signed(['Theoden'])).toEqual([`${NAME}: ${FIRST}`, `${NAME}: ${SECOND}`]);
});

test('what is under a block is a signature only where it begins with a name', () => {
  expect(signed(['Rohan'])).toEqual([]);
});
