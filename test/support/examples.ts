import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { LEXICON_DIR } from '../../src/lexicon/load.ts';

/** The entries of a lexicon file that carry an example. */
export const readExamples = (name: string): readonly (Record<string, unknown> & { readonly example: string })[] =>
  parse(readFileSync(join(LEXICON_DIR, `${name}.yaml`), 'utf8')).entries.filter(
    (e: { example?: string }) => e.example !== undefined,
  );
