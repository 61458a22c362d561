/**
 * Real press, annotated exhaustively, end to end by the shared scorer:
 * `node bench/press.ts [--only NAMES|LIST-FILE] [--heldout|--dev] [--show statement|event|forecast|assessment|document]
 * [--json] [--keep FILE] [--records FILE] [--check|--accept]`.
 * Articles from DRAGOMAN_DATA, the scorer (python3) from the folder `tools` beside it, or DRAGOMAN_TOOLS. `--heldout`
 * reads the fifth that no head is taught on (training/press/heldout.json), `--dev` the rest. `--keep` leaves the export,
 * `--records` scores one that was kept. `--check` exits 1 where a figure is worse than in floors.json, `--accept` writes
 * the figures there; both read all articles.
 */
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DATA } from './reader/corpora.ts';
import { acceptFigures, figuresOf, worse } from './scored/floors.ts';
import { articlesIn, score, withExport } from './scored/scored.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    heldout: { type: 'boolean', default: false },
    dev: { type: 'boolean', default: false },
    show: { type: 'string' },
    json: { type: 'boolean', default: false },
    keep: { type: 'string' },
    records: { type: 'string' },
    check: { type: 'boolean', default: false },
    accept: { type: 'boolean', default: false },
  },
});

const PRESS = join(DATA, 'press');
const HELDOUT = join(import.meta.dirname, '../training/press/heldout.json');

/** Names from a file that lists them (JSON or one a line), or as given, with commas between. */
function listed(list: string): readonly string[] {
  const text = existsSync(list) ? readFileSync(list, 'utf8') : list;
  const names = text.trimStart().startsWith('{')
    ? (JSON.parse(text) as { names: string[] }).names
    : text.match(/\w+/gu);
  return names ?? [];
}

const all = articlesIn(join(PRESS, 'texts'));
function chosen(): readonly string[] {
  if (values.check || values.accept) return all;
  if (values.only) return listed(values.only);
  if (!values.heldout && !values.dev) return all;
  const heldout = new Set(listed(HELDOUT));
  return all.filter((name) => heldout.has(name) === values.heldout);
}

const names = chosen();
const report = await withExport(values.records, join(PRESS, 'texts'), names, (file) => {
  if (values.keep) copyFileSync(file, values.keep);
  const filter = names.length === all.length ? [] : names;
  return score('score_press.py', [PRESS, file, ...filter, '--json', ...(values.show ? ['--show', values.show] : [])]);
});
const lines = report.trimEnd().split('\n');
const json = lines.pop()!;
console.log(lines.join('\n'));
if (values.json) console.log(json);

const figures = figuresOf(JSON.parse(json));
if (values.accept) acceptFigures(figures);
if (values.check)
  for (const line of worse(figures)) {
    console.error(line);
    process.exitCode = 1;
  }
