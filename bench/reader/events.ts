import { offsetMap } from '../../src/core/span.ts';
import { typeOfPair } from '../../src/model/marked.ts';
import { prepare } from '../../src/model/onnx.ts';
import { loadAbbreviations } from '../../src/text/abbreviations.ts';
import { jsonl } from './corpora.ts';
import type { Bench } from './open.ts';
import { type Counts, counts, prf, share } from './scores.ts';

/** PLOVER type with the actor and the recipient given, on the fifth of PLV that training leaves out. */
export async function events(bench: Bench): Promise<void> {
  const known = loadAbbreviations();
  const types = new Map<string, Counts>(bench.graphs.settings.types.map((t) => [t, counts()]));
  let [hit, n] = [0, 0];
  for (const [index, row] of jsonl('events/plv_train.jsonl').entries()) {
    if (index % 5 !== 0) continue;
    const { windows } = prepare(
      row.text,
      [{ from: 0, to: row.text.length }],
      known,
      bench.pieces,
      bench.graphs.settings.window,
    );
    const window = windows.reduce((a, b) => (b.words.length > a.words.length ? b : a));
    const { toUnit } = offsetMap(row.text);
    const event = row.events[0];
    const words = (label: string) =>
      event.spans
        .filter((s: { label: string }) => s.label === label)
        .flatMap((s: { start: number; end: number }) =>
          window.words.flatMap((w, i) => (w.from < toUnit(s.end) && w.to > toUnit(s.start) ? [i] : [])),
        );
    const got = await typeOfPair(bench.graphs, window, words('SRC'), words('TAR'));
    n++;
    types.get(event.code)!.gold++;
    types.get(got)!.predicted++;
    if (got === event.code) {
      hit++;
      types.get(got)!.hit++;
    }
  }
  const f = (c: Counts) => (c.hit ? (2 * c.hit) / (c.gold + c.predicted) : 0);
  const macro = [...types.values()].reduce((s, c) => s + f(c), 0) / types.size;
  console.log(
    `events PLOVER type, pair given: micro-F1 ${share(hit, n)}  macro-F1 ${(100 * macro).toFixed(1)}  (n ${n})`,
  );
  for (const [type, c] of types) console.log(`  ${type.padEnd(10)} ${prf(c)}`);
}
