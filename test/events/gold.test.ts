import { globSync } from 'node:fs';
import { beforeAll, test } from 'vitest';
import { failureOf } from '../../bench/events/precision.ts';
import { INVENTED, passageReader, type Read } from '../../bench/events/read.ts';
import { analyzerForTests } from '../support/analyze.ts';
import { expectListed, type Failing } from '../support/failing.ts';
import { nameOf, readGold } from '../support/gold.ts';

let read: Read;
beforeAll(async () => {
  read = passageReader(await analyzerForTests(), undefined, INVENTED);
}, 120_000);

test('every passage is read wholly right, but those listed', { timeout: 300_000 }, async () => {
  const failing: Failing[] = [];
  for (const passage of globSync('gold/events/*.gold').sort().flatMap(readGold)) {
    const why = await failureOf(read, passage);
    if (why) failing.push({ name: nameOf(passage), why });
  }
  await expectListed('events', failing);
});
