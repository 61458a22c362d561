/**
 * Events against the development sets: `node bench/events.ts [--show] [probe] [plv] [gold] [petrarch] [sign]`.
 * Corpora come from DRAGOMAN_DATA (default ../shared/data); gold/events is the project's own.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createReader } from '../src/model/onnx.ts';
import { petrarch } from './events/petrarch.ts';
import { plv } from './events/plv.ts';
import { precision } from './events/precision.ts';
import { probe } from './events/probe.ts';
import { INVENTED, passageReader } from './events/read.ts';
import { sign } from './events/sign.ts';

const data = process.env.DRAGOMAN_DATA ?? '../shared/data';
const rows = (file: string) =>
  readFileSync(join(data, file), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((l) => JSON.parse(l));

const asked = process.argv.slice(2).filter((a) => !a.startsWith('--'));
const wants = (name: string) => asked.length === 0 || asked.includes(name);
const show = process.argv.includes('--show') ? (line: string) => console.log(line) : () => {};

const analyzer = await createReader();
let spent = 0;
let read = 0;
const timed = (name: string, ms: number) => {
  if (name !== 'events') return;
  spent += ms;
  read++;
};
const passages = passageReader(analyzer, timed);
const invented = passageReader(analyzer, timed, INVENTED);
if (wants('probe')) console.log(await probe(passages, rows('events/modality_probe.jsonl'), show));
if (wants('plv'))
  console.log(await plv(passages, rows('events/plv_train.jsonl'), 'held-out fifth', (n) => n % 5 === 4, show));
if (asked.includes('plv-choose'))
  console.log(await plv(passages, rows('events/plv_train.jsonl'), 'four fifths', (n) => n % 5 !== 4, show));
if (wants('gold')) console.log(await precision(invented, join(import.meta.dirname, '../gold/events'), show));
if (wants('petrarch')) console.log(await petrarch(passages, rows('events/petrarch_unit.jsonl'), show));
if (wants('sign')) console.log(await sign(analyzer, rows('factuality/factuality_dev.jsonl'), show));
if (read > 0) console.log(`events stage: ${(spent / read).toFixed(2)} ms a passage over ${read}`);
await analyzer.close();
