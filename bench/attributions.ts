/**
 * Who said what, end to end from raw text, by the shared scorer:
 * `node bench/attributions.ts [--model DIR] [--corpus polnear|gum] [--with rules|both] [--inner] [--limit N]`.
 * PolNeAR annotates outermost attributions only, so inner ones are left out of its predictions unless `--inner` is given.
 * Corpora from DRAGOMAN_DATA, the scorer (python3) from DRAGOMAN_TOOLS.
 */
import { parseArgs } from 'node:util';
import type { Analysis } from '../src/core/analysis.ts';
import type { ReadingWith } from '../src/core/reading.ts';
import type { Attribution } from '../src/core/record.ts';
import { attributions } from '../src/extract/attributions.ts';
import { readCues, speakerClause } from '../src/lexicon/cues.ts';
import { createReader, MODEL_DIR } from '../src/model/onnx.ts';
import { makeArticle } from '../src/text/article.ts';
import { quotations } from '../src/text/quotations.ts';
import { DATA } from './reader/corpora.ts';
import { scoreAttributions } from './scored/attributed.ts';

const { values } = parseArgs({
  options: {
    model: { type: 'string', default: MODEL_DIR },
    corpus: { type: 'string', default: 'polnear,gum' },
    with: { type: 'string', default: 'both' },
    inner: { type: 'boolean', default: false },
    limit: { type: 'string', default: '9999' },
  },
});

const cues = readCues();
const [quoting, attributing] = [quotations(speakerClause(cues)), attributions(cues)];
const analyzer = await createReader({ modelDir: values.model });
let milliseconds = 0;

/** The two statement stages over one text; `--with rules` hides the model's frames from them. */
async function read(id: string, text: string): Promise<readonly Attribution[]> {
  const paragraphs = [...text.matchAll(/[^\n]*\S[^\n]*/gu)].map((m) => ({ from: m.index, to: m.index + m[0].length }));
  const article = makeArticle({ text, location: id, paragraphs });
  const full = await analyzer.analyze(text, paragraphs);
  const analysis: Analysis = values.with === 'rules' ? { ...full, frames: [] } : full;
  const start = performance.now();
  const quoted = await quoting.run({ article, issues: [], analysis });
  const layers = { ...quoted, times: [], mentions: [], entities: [] };
  const found = (
    await attributing.run(layers as ReadingWith<'analysis' | 'quotations' | 'times' | 'mentions' | 'entities'>)
  ).attributions;
  milliseconds += performance.now() - start;
  return found;
}

/** 95 % Wilson interval of a share of `n`. */
function interval(share: number, n: number): string {
  const z = 1.96;
  const centre = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return `${(centre - half).toFixed(3)}–${(centre + half).toFixed(3)}`;
}

for (const name of ['polnear', 'gum'] as const) {
  if (!values.corpus.split(',').includes(name)) continue;
  const outermost = name === 'polnear' && !values.inner;
  const { report, count } = await scoreAttributions(name, read, { outermost, limit: Number(values.limit) });
  console.log(`${name} dev, ${count} texts, with ${values.with}:\n${report.trimEnd()}`);
  const nested = /nested: ([\d.]+) \(n (\d+)\)/u.exec(report);
  if (nested && Number(nested[2]) > 0)
    console.log(`  nested, 95 % interval: ${interval(Number(nested[1]), Number(nested[2]))}`);
}
console.log(`statement stages: ${milliseconds.toFixed(0)} ms in all (${DATA})`);
await analyzer.close();
