/**
 * How long the views take to follow a growing ledger: `node --max-old-space-size=6000 bench/views.ts [articles…]`
 * (default 1000 4000), over the made-up press of ./pile.ts. Processor time, as other programs may use the machine.
 */
import type { Page } from '../src/ledger/entries.ts';
import { update } from '../src/ledger/update.ts';
import { loadBackground } from '../src/lexicon/background.ts';
import { openLedger } from '../src/store/sqlite.ts';
import { pile } from './pile.ts';

const BATCH = 100;
/** Articles that are added one at a time in the end: every other one the newest, the rest from all over the years. */
const SINGLY = 50;

/** The pile without those that are added one at a time, and these. */
function parted(pages: readonly Page[]): { readonly first: readonly Page[]; readonly singly: readonly Page[] } {
  const half = SINGLY / 2;
  const last = pages.length - half;
  const apart = new Set(
    Array.from({ length: half }, (_, i) => [Math.floor(((i + 0.5) / half) * last), last + i]).flat(),
  );
  return { first: pages.filter((_, i) => !apart.has(i)), singly: [...apart].map((i) => pages[i]!) };
}

const sizes = process.argv.slice(2).map(Number);
for (const n of sizes.length > 0 ? sizes : [1000, 4000]) {
  const { first, singly } = parted(pile(n + SINGLY));
  const store = openLedger(':memory:');
  const background = loadBackground();
  const bring = (added: readonly Page[]): number => {
    const start = process.cpuUsage();
    store.refreshViews(0, new Map(), (index) => update(index, { added, gone: [], judgements: [] }, background));
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
  let spent = 0;
  let last = 0;
  for (let i = 0; i < n; i += BATCH) {
    const took = bring(first.slice(i, i + BATCH));
    spent += took;
    last = took / Math.min(BATCH, n - i);
    if (i % 1000 === 0) process.stderr.write(`\r${i} of ${n}: ${last.toFixed(1)} ms an article `);
  }
  const took = singly.map((page) => bring([page])).sort((a, b) => a - b);
  const kept = (space: 'cluster' | 'conflict' | 'edge') => store.views.all(space).length;
  console.log(
    `\n${n} articles: ${(spent / 1000).toFixed(1)} s (${(spent / n).toFixed(1)} ms an article, ${last.toFixed(1)} the last ones); one more ${took[SINGLY >> 1]!.toFixed(0)} ms (of ${SINGLY} at most ${took.at(-1)!.toFixed(0)}); ` +
      `${kept('cluster')} happenings, ${kept('edge')} likely pairs, ${kept('conflict')} conflicts; ${Math.round(process.memoryUsage().rss / 1e6)} MB with the articles`,
  );
  store.close();
}
