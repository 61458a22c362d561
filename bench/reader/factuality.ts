import { jsonl, paragraph } from './corpora.ts';
import type { Bench } from './open.ts';
import { pearson } from './scores.ts';

/** Pearson's r and mean absolute error per source corpus, on gold words and gold predicates. */
export async function factuality(bench: Bench): Promise<void> {
  const rows = jsonl('factuality/factuality_dev.jsonl');
  const results = await bench.read(rows.map((r) => paragraph(r.tokens, [])));
  const by = new Map<string, { got: number[]; gold: number[] }>();
  rows.forEach((row, k) => {
    const into = by.get(row.src) ?? { got: [], gold: [] };
    by.set(row.src, into);
    for (const [word, score] of row.targets) {
      const got = results[k]![word]?.factuality;
      if (got === undefined) continue;
      into.got.push(Math.max(-3, Math.min(3, got)));
      into.gold.push(score);
    }
  });
  for (const [name, { got, gold }] of by) {
    const error = got.reduce((s, v, i) => s + Math.abs(v - gold[i]!), 0) / got.length;
    console.log(
      `factuality ${name} dev: Pearson ${pearson(got, gold).toFixed(3)}  mean absolute error ${error.toFixed(2)}  (n ${got.length})`,
    );
  }
}
