import { z } from 'zod';
import { LEXICON_DIR, readEntries } from './load.ts';

/** True where a text begins with a word that carries an apostrophe before it: "tis", "em". */
export type Elided = (ahead: string) => boolean;

export const elisionEntry = z.strictObject({
  form: z.string().regex(/^[a-z]{1,10}$/u),
  example: z.string().min(1),
});

/** Reads `elisions.yaml` of each folder. */
export function readElisions(dirs: readonly string[] = [LEXICON_DIR]): Elided {
  const forms = new Set(readEntries(dirs, 'elisions', elisionEntry).map(({ form }) => form));
  return (ahead) => forms.has(/^\w+/u.exec(ahead)?.[0].toLowerCase() ?? '');
}
