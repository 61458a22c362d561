import { jsonl } from './corpora.ts';
import type { Bench } from './open.ts';
import { type Counts, counts, prf, share } from './scores.ts';

/** PLV merges two types. */
const merged = (type: string): string => (type === 'CONCEDE' || type === 'RETREAT' ? 'YIELD' : type);

/** PLOVER type of the likeliest act of a sentence, on the fifth of PLV that training leaves out; each has one event. */
export async function events(bench: Bench): Promise<void> {
  const types = new Map<string, Counts>(bench.graphs.settings.acts.slice(1).map((t) => [merged(t), counts()]));
  let [hit, n] = [0, 0];
  for (const [index, row] of jsonl('events/plv_train.jsonl').entries()) {
    if (index % 5 !== 0) continue;
    const { acts } = await bench.analyzer.analyze(row.text, [{ from: 0, to: row.text.length }]);
    const top = acts.reduce<(typeof acts)[number] | null>((a, b) => (a && a.confidence >= b.confidence ? a : b), null);
    const { code } = row.events[0] as { code: string };
    const got = top && merged(top.type);
    n++;
    types.get(code)!.gold++;
    if (got) types.get(got)!.predicted++;
    if (got === code) {
      hit++;
      types.get(code)!.hit++;
    }
  }
  const f = (c: Counts) => (c.hit ? (2 * c.hit) / (c.gold + c.predicted) : 0);
  const macro = [...types.values()].reduce((s, c) => s + f(c), 0) / types.size;
  console.log(
    `events PLOVER type of the likeliest act: right ${share(hit, n)}  macro-F1 ${(100 * macro).toFixed(1)}  (n ${n})`,
  );
  for (const [type, c] of types) console.log(`  ${type.padEnd(10)} ${prf(c)}`);
}
