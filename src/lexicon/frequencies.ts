import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const schema = z.object({ texts: z.number().int().positive(), counts: z.record(z.string(), z.number()) });

/** In how many of a background collection's texts each common word occurs (models/frequencies-en). */
export const loadFrequencies = (): z.output<typeof schema> =>
  schema.parse(
    JSON.parse(readFileSync(join(import.meta.dirname, '../../models/frequencies-en/frequencies.json'), 'utf8')),
  );
