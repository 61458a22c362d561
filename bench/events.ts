/**
 * Events against the development sets: `node bench/events.ts [--show] [probe] [plv] [gold] [passages] [petrarch] [sign]`.
 * Corpora come from DRAGOMAN_DATA (default ../shared/data); gold/events is the project's own.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createReader } from '../src/model/onnx.ts';
import { petrarch } from './events/petrarch.ts';
import { plv } from './events/plv.ts';
import { precision, wholly } from './events/precision.ts';
import { probe } from './events/probe.ts';
import { type Figures, INVENTED, passageReader } from './events/read.ts';
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
const figures: Figures[] = [];
const measure = async (name: string, run: () => Promise<Figures>, usual = true): Promise<void> => {
  if (!(usual ? wants(name) : asked.includes(name))) return;
  const found = await run();
  console.log(found.text);
  figures.push(found);
};
const coded = rows('events/plv_train.jsonl');
await measure('probe', () => probe(passages, rows('events/modality_probe.jsonl'), show));
await measure('plv', () => plv(passages, coded, 'held-out fifth', (n) => n % 5 === 4, show));
await measure('plv-choose', () => plv(passages, coded, 'four fifths', (n) => n % 5 !== 4, show), false);
await measure('gold', () => precision(invented, join(import.meta.dirname, '../gold/events'), show));
const gold = join(import.meta.dirname, '../gold/events');
await measure('passages', () => wholly(invented, gold, ['rules', 'status', 'press', 'later'], show));
await measure('petrarch', () => petrarch(invented, rows('events/petrarch_unit.jsonl'), show));
await measure('sign', () => sign(analyzer, rows('factuality/factuality_dev.jsonl'), show));
if (read > 0) console.log(`events stage: ${(spent / read).toFixed(2)} ms a passage over ${read}`);
await analyzer.close();

const floors = JSON.parse(readFileSync(join(import.meta.dirname, 'floors.json'), 'utf8')) as Record<
  string,
  { floor: number }
>;
for (const [name, share] of figures.flatMap((f) => Object.entries(f.shares))) {
  const floor = floors[name]?.floor;
  if (floor === undefined || share >= floor) continue;
  console.error(`${name}: ${share.toFixed(3)} is below its floor ${floor}`);
  process.exitCode = 1;
}
