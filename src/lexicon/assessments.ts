import { z } from 'zod';
import { byWord, LEXICON_DIR, readEntries } from './load.ts';

export const DIMENSIONS = ['dependence', 'alignment', 'interest', 'leverage', 'motive'] as const;

const words = z.array(z.string().min(1)).min(1);
const list = z.array(z.string().min(1)).default([]);
const flag = z.boolean().default(false);
const example = z.string().min(1);

const frame = z.strictObject({
  kind: z.literal('frame'),
  dimension: z.enum(DIMENSIONS),
  pos: z.enum(['verb', 'adjective', 'noun']),
  words,
  a: words,
  b: list,
  direction: z.enum(['a>b', 'b>a', 'none']),
  having: list,
  under: list,
  doing: list,
  beside: list,
  case: list,
  negated: flag,
  rest: flag,
  /** The infinitive states what for ("in order to"), it is not what the verb is about. */
  purpose: flag,
  /** Only a power named itself counts, not what stands for it. */
  direct: flag,
  example,
});

const entry = z.discriminatedUnion('kind', [
  frame,
  z.strictObject({ kind: z.literal(['stands', 'affair', 'light']), words, example }),
]);

/** A form in which a claim about the relation of powers is made. */
export type RelationFrame = z.output<typeof frame>;

/** Words and frames that tell of the relation between powers. */
export interface AssessmentsLexicon {
  readonly entries: readonly z.output<typeof entry>[];
  /** The frames headed by one of these stems. */
  readonly frames: (stems: readonly string[]) => readonly RelationFrame[];
  readonly has: (list: 'stands' | 'affair' | 'light', stems: readonly string[]) => boolean;
}

/** Reads `assessments.yaml` of each folder. @throws LedgerError `lexicon-invalid` */
export function readAssessments(dirs: readonly string[] = [LEXICON_DIR]): AssessmentsLexicon {
  const entries = readEntries(dirs, 'assessments', entry);
  const listed = (kind: string) => new Set(entries.flatMap((e) => (e.kind === kind ? e.words : [])));
  const lists = { stands: listed('stands'), affair: listed('affair'), light: listed('light') };
  return {
    entries,
    frames: byWord(entries.filter((e) => e.kind === 'frame')),
    has: (kind, stems) => stems.some((stem) => lists[kind].has(stem)),
  };
}
