import { z } from 'zod';
import { LEXICON_DIR, readEntries } from './load.ts';

export const turningEntry = z.strictObject({
  word: z.string().regex(/^[a-z']+$/u),
  kind: z.enum(['negation', 'condition', 'modal', 'number', 'limit']),
  example: z.string().min(1),
});

/** Words that a quotation cannot lose or gain without saying something else. */
export interface TurningWords {
  /** Those in a stretch of text, figures among them, in order. */
  readonly all: (text: string) => readonly string[];
  /** Those of them that negate. */
  readonly negations: (text: string) => readonly string[];
}

/** Reads `turning.yaml` of each folder. */
export function readTurningWords(dirs: readonly string[] = [LEXICON_DIR]): TurningWords {
  const entries = readEntries(dirs, 'turning', turningEntry);
  const finder = (words: readonly string[], figures: string) => {
    const free = words.filter((word) => !word.startsWith("n'"));
    const pattern = new RegExp(
      `(?<![\\p{L}\\p{N}])(?:${free.join('|')}${figures})(?![\\p{L}\\p{N}])|\\p{L}+n['’]t(?!\\p{L})`,
      'giu',
    );
    return (text: string): readonly string[] => text.match(pattern) ?? [];
  };
  const words = entries.map(({ word }) => word);
  return {
    all: finder(words, '|\\d[\\d.,]*'),
    negations: finder(
      entries.flatMap(({ word, kind }) => (kind === 'negation' ? word : [])),
      '',
    ),
  };
}
