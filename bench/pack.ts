/**
 * One real story across articles, end to end by the shared scorer: `node bench/pack.ts [--show] [--keep FILE]
 * [--records FILE]`. Articles with their sidecars from DRAGOMAN_DATA, the scorer (python3) from the folder `tools`
 * beside it, or DRAGOMAN_TOOLS. `--keep` leaves the export, `--records` scores one that was kept.
 */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DATA } from './reader/corpora.ts';
import { articlesIn, score, withExport } from './scored/scored.ts';

const { values } = parseArgs({
  options: {
    show: { type: 'boolean', default: false },
    keep: { type: 'string' },
    records: { type: 'string' },
  },
});

const PACK = join(DATA, 'pack');
const texts = join(PACK, 'texts');
const report = await withExport(values.records, texts, articlesIn(texts), (file) => {
  if (values.keep) copyFileSync(file, values.keep);
  return score('score_pack.py', [PACK, file, ...(values.show ? ['--show'] : [])]);
});
console.log(report.trimEnd());
