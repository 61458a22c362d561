/**
 * What each rule is worth: `node bench/rules.ts [--only ID,ID] [--check]`. Every rule is left out in turn; printed are
 * how often it changes or drops something in the press (the fifth held out apart) and in the other two corpora, and what is
 * lost without it: points of the share in no wrong named mouth and of F1 on the press (statements found and wholly right, events and forecasts wholly right), who-said-what F1 on
 * PolNeAR dev and GUM dev, and passages of our own. A minus says that the figure is better without it. `--check` exits
 * 1 where a rule changes nothing in the press, or where no passage breaks without it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Analysis, Analyzer } from '../src/core/analysis.ts';
import { RULES } from '../src/extract/rules.ts';
import { createReader } from '../src/model/onnx.ts';
import { DATA } from './reader/corpora.ts';
import { articlesIn } from './scored/scored.ts';
import { attributedWith, passagesWith, pressWith } from './scored/without.ts';

const { values } = parseArgs({
  options: { only: { type: 'string' }, check: { type: 'boolean', default: false } },
});

/** Every text is analysed once, however often it is read. */
function remembering(analyzer: Analyzer): Analyzer {
  const known = new Map<string, Promise<Analysis>>();
  return {
    ...analyzer,
    analyze: (text, paragraphs) => {
      const found = known.get(text) ?? analyzer.analyze(text, paragraphs);
      known.set(text, found);
      return found;
    },
  };
}

const heldout = new Set(
  (JSON.parse(readFileSync(join(import.meta.dirname, '../training/press/heldout.json'), 'utf8')) as { names: string[] })
    .names,
);
const texts = join(DATA, 'press/texts');
const names = articlesIn(texts).filter((name) => !heldout.has(name));
const analyzer = remembering(await createReader());

const corpora = [
  await pressWith(analyzer, join(DATA, 'press'), names),
  await attributedWith(analyzer, 'polnear'),
  await attributedWith(analyzer, 'gum'),
];
const passages = await passagesWith(analyzer);

const asked = values.only?.split(',');
const cell = (share: number): string => (share * 100).toFixed(2).padStart(9);
const COLUMNS = corpora.flatMap(({ whole }) => Object.keys(whole));
const right = Object.values(passages.whole).filter(Boolean).length;
console.log(`${'rule'.padEnd(24)}fires elsewhere${COLUMNS.map((c) => c.padStart(9)).join('')}  passages`);
console.log(`${'all'.padEnd(39)}${corpora.flatMap(({ whole }) => Object.values(whole).map(cell)).join('')}  ${right}`);

/** Prints what is lost without a rule; returns what `--check` has against it. */
async function worth(id: string): Promise<string | null> {
  const [press, ...others] = corpora.map(({ fires }) => fires(id));
  const lost: string[] = [];
  for (const { whole, without } of corpora) {
    const less = await without(id);
    for (const [name, share] of Object.entries(whole)) lost.push(cell(share - less[name]!));
  }
  const less = await passages.without(id);
  const broken = Object.entries(passages.whole).filter(([name, is]) => less[name]! < is).length;
  const mended = Object.entries(passages.whole).filter(([name, is]) => less[name]! > is).length;
  const elsewhere = others.reduce((a, b) => a + b, 0);
  console.log(
    `${id.padEnd(24)}${String(press).padStart(5)}${String(elsewhere).padStart(10)}${lost.join('')}  −${broken} +${mended}`,
  );
  if (press === 0) return 'changes nothing in the press';
  return broken === 0 ? 'no passage breaks without it' : null;
}

for (const { id } of RULES) {
  if (asked && !asked.includes(id)) continue;
  const fault = await worth(id);
  if (!values.check || !fault) continue;
  console.error(`${id}: ${fault}`);
  process.exitCode = 1;
}
await analyzer.close();
