/**
 * How long the views take to follow a growing ledger: `node --max-old-space-size=6000 bench/views.ts [articles…]`
 * (default 1000 4000), over the made-up press of ./pile.ts. Processor time, as other programs may use the machine.
 */
import { update } from '../src/ledger/update.ts';
import { loadFrequencies } from '../src/lexicon/frequencies.ts';
import { openLedger } from '../src/store/sqlite.ts';
import { pile } from './pile.ts';

const BATCH = 100;
/** Articles that are added one at a time in the end. */
const SINGLY = 15;

const sizes = process.argv.slice(2).map(Number);
for (const n of sizes.length > 0 ? sizes : [1000, 4000]) {
  const pages = pile(n + SINGLY);
  const store = openLedger(':memory:');
  const frequencies = loadFrequencies();
  const bring = (from: number, to: number): number => {
    const start = process.cpuUsage();
    const added = pages.slice(from, to);
    store.refreshViews(0, new Map(), (index) => update(index, { added, gone: [], judgements: [] }, frequencies));
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
  let spent = 0;
  let last = 0;
  for (let i = 0; i < n; i += BATCH) {
    const took = bring(i, Math.min(i + BATCH, n));
    spent += took;
    last = took / Math.min(BATCH, n - i);
    if (i % 1000 === 0) process.stderr.write(`\r${i} of ${n}: ${last.toFixed(1)} ms an article `);
  }
  const singly = Array.from({ length: SINGLY }, (_, i) => bring(n + i, n + i + 1)).sort((a, b) => a - b);
  const kept = (space: 'cluster' | 'conflict' | 'edge') => store.views.all(space).length;
  console.log(
    `\n${n} articles: ${(spent / 1000).toFixed(1)} s (${(spent / n).toFixed(1)} ms an article, ${last.toFixed(1)} the last ones); one more ${singly[SINGLY >> 1]!.toFixed(0)} ms (at most ${singly.at(-1)!.toFixed(0)}); ` +
      `${kept('cluster')} happenings, ${kept('edge')} likely pairs, ${kept('conflict')} conflicts; ${Math.round(process.memoryUsage().rss / 1e6)} MB with the articles`,
  );
  store.close();
}
