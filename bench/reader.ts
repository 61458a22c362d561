/**
 * Dev scores of every head of the reader model: `node bench/reader.ts [--model DIR] [--only syntax,names,...]`.
 * Corpora from DRAGOMAN_DATA, the attribution scorer (python3) from DRAGOMAN_TOOLS.
 */
import { parseArgs } from 'node:util';
import { MODEL_DIR } from '../src/model/onnx.ts';
import { attribution } from './reader/attribution.ts';
import { events } from './reader/events.ts';
import { factuality } from './reader/factuality.ts';
import { names } from './reader/names.ts';
import { openBench } from './reader/open.ts';
import { speed } from './reader/speed.ts';
import { rawSyntax, syntax } from './reader/syntax.ts';

const { values } = parseArgs({ options: { model: { type: 'string', default: MODEL_DIR }, only: { type: 'string' } } });
const parts = { syntax, raw: rawSyntax, names, factuality, events, attribution, speed };
const bench = await openBench(values.model);
for (const [name, run] of Object.entries(parts)) {
  if (!values.only || values.only.split(',').includes(name)) await run(bench);
}
await bench.close();
