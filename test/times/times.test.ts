import { expect, test } from 'vitest';
import { times } from '../../src/extract/times.ts';
import { readTimesLexicon } from '../../src/lexicon/times.ts';
import { makeArticle } from '../../src/text/article.ts';
import { readGold } from '../support/gold.ts';
import { spent } from '../support/spent.ts';

const stage = times(readTimesLexicon());

/** `2023-10-18` or `2023-10-01..2023-10-31`. */
function published(expected: readonly string[]) {
  const line = expected.find((e) => e.startsWith('published '));
  if (!line) return null;
  const [from, to] = line.slice('published '.length).split('..');
  return { from: from!, to: to ?? from!, basis: 'metadata' as const };
}

const read = async (text: string, day: ReturnType<typeof published>) =>
  (await stage.run({ article: makeArticle({ text, location: 'test', published: day }), issues: [] })).times;

for (const passage of readGold('gold/times/times.gold'))
  test(`line ${passage.line}: ${passage.comment}`, async () => {
    const found = await read(passage.text, published(passage.expected));
    const said = found.map((t) => ({
      text: passage.text.slice(t.span.from, t.span.to),
      value: t.from ? `${t.from}..${t.to} ${t.basis}` : `null ${t.issues[0]?.code}`,
    }));
    const wanted = passage.expected.filter((e) => e !== 'nothing' && !e.startsWith('published '));
    expect(said).toEqual(
      passage.marks.map((mark) => ({
        text: passage.text.slice(mark.from, mark.to),
        value: wanted
          .find((e) => e.split(' ')[0] === (mark.number === 1 ? mark.label : `${mark.label}${mark.number}`))!
          .replace(/^\S+ /u, ''),
      })),
    );
  });

test('a narrative date is forgotten after a while', async () => {
  const text = `The king fled on 5 May 1990. ${'He waited and waited. '.repeat(80)} A month later he was back.`;
  const found = await read(text, null);
  expect(found.at(-1)?.issues[0]?.code).toBe('no-anchor');
});

test('ids do not depend on the anchor', async () => {
  const day = { from: '2023-01-02', to: '2023-01-02', basis: 'metadata' as const };
  const ids = [await read('He left on Monday.', day), await read('He left on Monday.', null)];
  expect(ids[0]!.map((t) => t.id)).toEqual(ids[1]!.map((t) => t.id));
});

test('long hostile input is read in linear time', async () => {
  const since = spent();
  await read('early '.repeat(5000) + '1 '.repeat(20_000) + 'March '.repeat(10_000), null);
  expect(since()).toBeLessThan(3000);
});
