import { expect, test } from 'vitest';
import { seeded } from '../bench/articles.ts';
import { growth, tooSteep } from '../bench/growth.ts';
import { placed, touching } from '../src/core/placed.ts';
import { overlaps } from '../src/core/span.ts';

test('intake, dates and drafts take time in step with the text, whatever its shape', async () => {
  const quick = await growth(['times', 'drafts']);
  const all = [...quick, ...(await growth(['intake'], 'line')), ...(await growth(['intake'], 'marks'))];
  expect(all.length).toBeGreaterThan(80);
  expect(tooSteep(all)).toEqual([]);
}, 600_000);

test('what is found by place is what going through the list finds', () => {
  const random = seeded(5);
  const span = (longest: number) => {
    const from = Math.floor(random() * 3000);
    return { from, to: from + 1 + Math.floor(random() * longest) };
  };
  const spans = Array.from({ length: 300 }, () => span(random() < 0.1 ? 2000 : 40));
  const pairs = spans.map((a, i) => ({ parts: [a, spans[(i * 7) % 300]!] }));
  const at = placed(pairs, (pair) => pair.parts);
  for (let i = 0; i < 300; i++) {
    const query = span(i % 3 === 0 ? 1500 : 20);
    expect(touching(spans, query)).toEqual(spans.filter((s) => overlaps(s, query)));
    expect(at(query)).toEqual(pairs.filter((pair) => pair.parts.some((s) => overlaps(s, query))));
  }
});
