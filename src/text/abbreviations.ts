import { z } from 'zod';
import { LEXICON_DIR, readEntries } from '../lexicon/load.ts';

const abbreviation = z.object({
  form: z.string().min(1),
  kind: z.enum(['before', 'number', 'either']),
  example: z.string().min(1),
});
const starter = z.object({ form: z.string().min(1), example: z.string().min(1) });

/** What the splitter and the tokenizer know of full stops that end no sentence. Forms carry no final stop. */
export interface Abbreviations {
  readonly kind: ReadonlyMap<string, 'before' | 'number' | 'either'>;
  readonly starters: ReadonlySet<string>;
}

/** Reads `abbreviations.yaml` and `sentence-starters.yaml`. */
export function loadAbbreviations(dirs: readonly string[] = [LEXICON_DIR]): Abbreviations {
  return {
    kind: new Map(readEntries(dirs, 'abbreviations', abbreviation).map((e) => [e.form, e.kind])),
    starters: new Set(readEntries(dirs, 'sentence-starters', starter).map((e) => e.form)),
  };
}
