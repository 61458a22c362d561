/**
 * How long deriving all views takes: `node bench/views.ts [articles…]` (default 1000 5000 20000).
 * Made-up ledgers: eight events an article among forty powers over two years, one article in ten a reprint.
 */
import { derive } from '../src/ledger/views.ts';
import { loadFrequencies } from '../src/lexicon/frequencies.ts';
import { day, entries, event, page } from '../test/support/entries.ts';

const TYPES = ['CONSULT', 'ACCUSE', 'ASSAULT', 'AID', 'AGREE', 'THREATEN', 'SANCTION', 'REJECT'];
const POWERS = Array.from(
  { length: 40 },
  (_, i) => `X${String.fromCharCode(65 + (i % 26))}${String.fromCharCode(65 + Math.floor(i / 26))}`,
);
const WORDS = Array.from({ length: 3000 }, (_, i) => `w${((i * 2654435761) >>> 0).toString(36)}`);

/** Small deterministic generator (mulberry32). */
function random(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function ledger(articles: number) {
  const next = random(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const pages = [];
  const events = [];
  let text = '';
  for (let i = 0; i < articles; i++) {
    const date = new Date(Date.UTC(2024, 0, 1) + Math.floor((i / articles) * 730) * 86_400_000)
      .toISOString()
      .slice(0, 10);
    if (i % 10 !== 9)
      text = Array.from(
        { length: 12 },
        (_, s) => `Act${s} ${Array.from({ length: 50 }, () => pick(WORDS)).join(' ')}.`,
      ).join('\n');
    const at = page(`d${i}`, date, `Paper ${i % 60}`, text);
    pages.push(at);
    for (let s = 0; s < 8; s++)
      events.push(
        event(at, {
          type: pick(TYPES),
          trigger: `Act${s}`,
          actors: [pick(POWERS)],
          recipients: [pick(POWERS)],
          status: next() < 0.2 ? 'future' : next() < 0.1 ? 'denied' : 'asserted',
          when: next() < 0.5 ? day(date) : null,
        }),
      );
  }
  return entries({ pages, events });
}

const sizes = process.argv.slice(2).map(Number);
for (const n of sizes.length > 0 ? sizes : [1000, 5000, 20_000]) {
  const made = ledger(n);
  const start = performance.now();
  const { happenings, conflicts } = derive(made, loadFrequencies(), '2026-01-01');
  const seconds = (performance.now() - start) / 1000;
  console.log(
    `${n} articles, ${made.events.length} events: ${seconds.toFixed(1)} s, ${happenings.length} happenings, ${conflicts.length} conflicts, ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
  );
}
