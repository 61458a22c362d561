import { z } from 'zod';
import { LEXICON_DIR, readEntries } from './load.ts';

export const UNITS = [
  'second',
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'quarter',
  'year',
  'decade',
  'century',
] as const;
export type Unit = (typeof UNITS)[number];

const words = z.array(z.string().min(1)).min(1);
const example = z.string().min(1);
const named = (kind: 'month' | 'weekday' | 'season' | 'ordinal') =>
  z.strictObject({ kind: z.literal(kind), words, value: z.int(), example });

const entry = z.discriminatedUnion('kind', [
  named('month'),
  named('weekday'),
  named('season'),
  named('ordinal'),
  z.strictObject({ kind: z.literal('number'), words, value: z.int().nullable(), example }),
  z.strictObject({ kind: z.literal('unit'), words, unit: z.enum(UNITS), example }),
  z.strictObject({ kind: z.literal('set'), words, unit: z.enum(UNITS), example }),
  z.strictObject({ kind: z.literal('which'), words, by: z.int(), from: z.enum(['article', 'narrative']), example }),
  z.strictObject({ kind: z.literal('portion'), words, portion: z.enum(['early', 'middle', 'late']), example }),
  z.strictObject({ kind: z.literal('day'), words, by: z.int(), example }),
  z.strictObject({
    kind: z.literal('holiday'),
    words,
    rules: z.array(z.string().regex(/^(\d\d-\d\d|\d\d\/[1-7]\/-?\d|easter[+-]\d+)$/u)).min(1),
    example,
  }),
  z.strictObject({ kind: z.literal('war'), words, start: z.iso.date(), example }),
  z.strictObject({ kind: z.literal('vague'), words, when: z.enum(['past', 'present', 'future']), example }),
  z.strictObject({ kind: z.literal(['future', 'past', 'deadline']), words, example }),
]);

export type TimeEntry = z.output<typeof entry>;
export type TimeKind = TimeEntry['kind'];
type EntryOf<K extends TimeKind> = TimeEntry & { kind: K };

/** The words of calendar and clock, by kind. */
export interface TimesLexicon {
  readonly entries: readonly TimeEntry[];
  /** The entry of that kind that holds the word, whatever its case; null where none does. */
  readonly find: <K extends TimeKind>(kind: K, word: string) => EntryOf<K> | null;
  /** Alternatives for a regular expression, longest first. */
  readonly any: (...kinds: readonly TimeKind[]) => string;
  readonly all: <K extends TimeKind>(kind: K) => readonly EntryOf<K>[];
}

const pattern = (word: string): string =>
  word
    .replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')
    .replace(/ /gu, '\\s+')
    .replace(/'/gu, "['’]");

/** Reads `times.yaml` of each folder. @throws LedgerError `lexicon-invalid` */
export function readTimesLexicon(dirs: readonly string[] = [LEXICON_DIR]): TimesLexicon {
  const entries = readEntries(dirs, 'times', entry);
  const key = (kind: string, word: string) => `${kind} ${word.toLowerCase().replace(/\s+/gu, ' ').replace(/’/gu, "'")}`;
  const byWord = new Map(entries.flatMap((e) => e.words.map((word) => [key(e.kind, word), e] as const)));
  const all = <K extends TimeKind>(kind: K) => entries.filter((e): e is EntryOf<K> => e.kind === kind);
  return {
    entries,
    find: <K extends TimeKind>(kind: K, word: string) => (byWord.get(key(kind, word)) as EntryOf<K>) ?? null,
    any: (...kinds) =>
      kinds
        .flatMap((kind) => all(kind).flatMap((e) => e.words))
        .sort((a, b) => b.length - a.length)
        .map(pattern)
        .join('|'),
    all,
  };
}
