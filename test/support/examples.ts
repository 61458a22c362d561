import { z } from 'zod';
import { LEXICON_DIR, readEntries } from '../../src/lexicon/load.ts';

/** The entries of a lexicon file that carry an example. */
export const readExamples = (name: string): readonly (Record<string, unknown> & { readonly example: string })[] =>
  readEntries([LEXICON_DIR], name, z.looseObject({ example: z.string().optional() })).flatMap((entry) =>
    entry.example === undefined ? [] : [{ ...entry, example: entry.example }],
  );
