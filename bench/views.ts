/**
 * How long the views take to follow a growing ledger: `node bench/views.ts [articles…]` (default 1000 5000).
 * Made-up ledgers: eight events an article among forty powers over two years, one article in ten a reprint.
 */

import { bodyText } from '../src/ledger/origins.ts';
import { update } from '../src/ledger/update.ts';
import { viewsOf } from '../src/ledger/views.ts';
import { loadFrequencies } from '../src/lexicon/frequencies.ts';
import { openLedger } from '../src/store/sqlite.ts';
import { day, event, page } from '../test/support/entries.ts';

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
    const events = [];
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
    pages.push({ ...at, events });
  }
  return pages;
}

const BATCH = 100;
const sizes = process.argv.slice(2).map(Number);
for (const n of sizes.length > 0 ? sizes : [1000, 5000]) {
  const pages = ledger(n + 1);
  const store = openLedger(':memory:');
  const bodies = new Map(pages.map((p) => [p.record.id, bodyText(p)]));
  const around = { frequencies: loadFrequencies(), bodyOf: (id: string) => bodies.get(id)! };
  const bring = (added: typeof pages): number => {
    const start = performance.now();
    store.refreshViews(0, new Map(), (index) => update(index, { added, gone: [], judgements: [] }, around));
    return (performance.now() - start) / 1000;
  };
  let seconds = 0;
  for (let i = 0; i < n; i += BATCH) seconds += bring(pages.slice(i, Math.min(i + BATCH, n)));
  const one = bring(pages.slice(n));
  const { happenings, conflicts } = viewsOf(store.views, [], '2026-01-01');
  console.log(
    `${n} articles: ${seconds.toFixed(1)} s (${((1000 * seconds) / n).toFixed(1)} ms an article), one more ${one.toFixed(3)} s; ${happenings.length} happenings, ${conflicts.length} conflicts`,
  );
}
