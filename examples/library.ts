/**
 * The ledger as a library: reads a folder, then prints who denied what. `npx node examples/library.ts [FOLDER] [LEDGER]`
 */
import { openLedger, readInto } from '../src/index.ts';

const [folder = 'examples/powers/articles', file = 'powers.db'] = process.argv.slice(2);
const ledger = openLedger(file);
const { counts, failures } = await readInto(ledger, file, [folder]);
console.log(`${counts.added} articles added, ${failures.length} failed`);
for (const { record, document } of ledger.list('event', { denied: true })) {
  if (record.kind !== 'event') continue;
  const actors = record.actors.map((a) => a.span.quote).join(', ') || 'somebody';
  console.log(
    `${record.type}: “${record.trigger.quote}” by ${actors} is denied in ${document.title ?? document.location}`,
  );
}
ledger.close();
