import { join } from 'node:path';

/** Where the recorded analyses of `TEXTS` are kept. */
export const RECORDED = join(import.meta.dirname, 'fixtures/recorded.json');

/** Invented texts that are kept as recordings. */
export const TEXTS = [
  `The foreign minister of Gondor, Odo Took, said on Monday that Rohan didn't attack the port.

"We will not sign the treaty," he told reporters in Bree. The talks ended without a deal.`,
  'An expert told the channel that the leader of Freedonia had promised to withdraw the troops from Sylvania.',
] as const;
