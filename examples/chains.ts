/** Reads one text and prints who says what, through whom. `npx node examples/chains.ts` */
import { readArticle } from '../src/index.ts';

const text = `Gondor keeps the pass closed

"We will not open the pass," said Faramir, the steward of Gondor, in an interview with the Citadel Gazette.`;
const { records } = await readArticle(text, { publisher: 'Minas Tirith Herald', published: '2031-03-14' });
for (const record of records)
  if (record.kind === 'attribution') {
    const chain = record.chain.map((link) => link.label).join(' › ');
    console.log(`${chain}: ${record.content.map((span) => span.quote).join(' … ')}`);
  }
