/**
 * Who is meant: `node bench/entities.ts [--errors] [--gold-trees] [--genre news]`.
 * Links on the project's own articles in gold/entities; pronouns and descriptions on OntoGUM (open genres),
 * read end to end from raw text with the reader model, or with `--gold-trees` from GUM's own trees and names.
 */
import { globSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readActors } from '../src/lexicon/actors.ts';
import { createReader } from '../src/model/onnx.ts';
import { readGold } from '../test/support/gold.ts';
import { count, link, noLinks, precision, recall } from './entities/linking.ts';
import { ontogum } from './entities/ontogum.ts';

const { values } = parseArgs({
  options: {
    errors: { type: 'boolean', default: false },
    'gold-trees': { type: 'boolean', default: false },
    genre: { type: 'string', default: '' },
  },
});

const analyzer = await createReader();
const actors = readActors();
const links = noLinks();
const passages = globSync('gold/entities/articles*.gold').flatMap((file) => readGold(file));
for (const passage of passages) {
  const before = links.errors.length;
  count(await link(actors, analyzer, passage), links);
  if (values.errors) for (const error of links.errors.slice(before)) console.log(`  ${passage.line}: ${error}`);
}
const share = (n: number) => n.toFixed(3);
console.log(
  `own articles: ${passages.length}, links right ${links.right}, wrong ${links.wrong}, missed ${links.missed}, rightly open ${links.open}`,
);
console.log(`linking precision ${share(precision(links))} recall ${share(recall(links))}; exact spans ${links.exact}`);
await ontogum(actors, values['gold-trees'] ? null : analyzer, values.genre, values.errors);
await analyzer.close();
