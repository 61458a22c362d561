import { join } from 'node:path';
import { z } from 'zod';
import { LedgerError } from '../core/errors.ts';
import type { WordingClass } from '../core/record.ts';
import { byWord, LEXICON_DIR, readEntries } from './load.ts';

const words = z.array(z.string().min(1)).min(1);
const example = z.string().min(1);
const wordingClass = z.enum(['categorical', 'intention', 'possibility', 'estimative']);
const term = z.string().nullable().default(null);
const flag = z.boolean().default(false);

const LISTS = [
  'schedule',
  'state',
  'desire',
  'promise',
  'condition',
  'subordinate',
  'coordinate',
  'ahead',
  'generic',
  'purpose',
  'outcome',
  'modifier',
] as const;
/** Scales a person may choose, with the lexicon folder each adds. */
export const SCALES: ReadonlyMap<string, readonly string[]> = new Map([
  ['icd203', []],
  ['kent', [join(LEXICON_DIR, '../kent')]],
]);

/** Plain lists of words by what they do to a clause. */
export type HedgeList = (typeof LISTS)[number];

const entry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('scheme'), name: z.string().min(1) }),
  z.strictObject({
    kind: z.literal('range'),
    scheme: z.string(),
    term: z.string(),
    low: z.number().min(0).max(1),
    high: z.number().min(0).max(1),
  }),
  z.strictObject({ kind: z.literal('auxiliary'), words, class: wordingClass, reported: flag, dated: flag, example }),
  z.strictObject({
    kind: z.literal('governor'),
    pos: z.enum(['verb', 'adjective', 'noun']),
    words,
    class: wordingClass,
    term,
    takes: z.enum(['infinitive', 'clause', 'object', 'person', 'date']),
    negatable: flag,
    own: flag,
    be: flag,
    example,
  }),
  z.strictObject({ kind: z.literal('adverb'), words, class: wordingClass, term, example }),
  z.strictObject({ kind: z.literal('phrase'), words, near: z.array(z.string()).default([]), term, example }),
  z.strictObject({ kind: z.literal('rhetoric'), words, subjects: words, example }),
  z.strictObject({ kind: z.literal(LISTS), words, example }),
]);

export type HedgeEntry = z.output<typeof entry>;
export type Auxiliary = Extract<HedgeEntry, { kind: 'auxiliary' }>;
export type Governor = Extract<HedgeEntry, { kind: 'governor' }>;
export type Adverb = Extract<HedgeEntry, { kind: 'adverb' }>;

/** A phrase word by word, and those of which one must stand beside it (none: it needs no other). */
export interface HedgePhrase {
  readonly phrase: string;
  readonly words: readonly string[];
  readonly near: readonly (readonly string[])[];
  readonly term: string | null;
}

/** The range a scale of estimative words gives a term, as fractions. */
export interface Probability {
  readonly low: number;
  readonly high: number;
  readonly scheme: string;
}

/** The words in which the future is foretold. */
export interface HedgesLexicon {
  readonly entries: readonly HedgeEntry[];
  readonly auxiliary: (word: string) => Auxiliary | null;
  readonly governors: (lemmas: readonly string[]) => readonly Governor[];
  readonly adverb: (word: string) => Adverb | null;
  readonly phrases: readonly HedgePhrase[];
  /** True when one of the words (or the one) stands in the list. */
  readonly has: (list: HedgeList, words: string | readonly string[]) => boolean;
  /** True when the verb with that subject addresses the reader ("as we will see"). */
  readonly isRhetoric: (lemmas: readonly string[], subject: string) => boolean;
  /** The range of a term in the chosen scheme; null where the scheme has none for it. */
  readonly range: (term: string | null) => Probability | null;
}

/**
 * Reads `hedges.yaml` of each folder. The last `scheme` entry chooses the scale whose ranges are given, so that a folder
 * read after the project's (`lexicon/kent`) changes it.
 * @throws LedgerError `lexicon-invalid`, also for a scheme that has no ranges
 */
export function readHedges(dirs: readonly string[] = [LEXICON_DIR]): HedgesLexicon {
  const entries = readEntries(dirs, 'hedges', entry);
  const of = <K extends HedgeEntry['kind']>(kind: K) =>
    entries.filter((e): e is HedgeEntry & { kind: K } => e.kind === kind);
  const scheme = of('scheme').at(-1)?.name ?? '';
  const ranges = of('range').filter((r) => r.scheme === scheme);
  if (ranges.length === 0)
    throw new LedgerError(
      'lexicon-invalid',
      `The scale of estimative words "${scheme}" has no ranges`,
      'hedges.yaml',
      'Name a scheme that `range` entries carry: "ICD 203" or "Kent".',
    );
  const index = <E extends { words: readonly string[] }>(list: readonly E[]) =>
    new Map(list.flatMap((e) => e.words.map((word) => [word.toLowerCase(), e] as const)));
  const [auxiliaries, adverbs] = [index(of('auxiliary')), index(of('adverb'))];
  const governors = byWord(of('governor'));
  const rhetoric = of('rhetoric');
  const lists = new Map(LISTS.map((list) => [list, new Set(of(list).flatMap((e) => e.words))]));
  return {
    entries,
    auxiliary: (word) => auxiliaries.get(word.toLowerCase()) ?? null,
    governors,
    adverb: (word) => adverbs.get(word.toLowerCase()) ?? null,
    phrases: of('phrase').flatMap(({ words, near, term }) =>
      words.map((phrase) => ({ phrase, words: wordByWord(phrase), near: near.map(wordByWord), term })),
    ),
    has: (list, words) => {
      const known = lists.get(list)!;
      return typeof words === 'string' ? known.has(words.toLowerCase()) : words.some((w) => known.has(w.toLowerCase()));
    },
    isRhetoric: (lemmas, subject) =>
      rhetoric.some((r) => r.subjects.includes(subject) && lemmas.some((l) => r.words.includes(l))),
    range: (term) => {
      const found = ranges.find((r) => r.term === term);
      return found ? { low: found.low, high: found.high, scheme } : null;
    },
  };
}

/** "yet-to-be": hyphens are words of their own. */
const wordByWord = (phrase: string): readonly string[] => phrase.split(/[ ]|(?=-)|(?<=-)/u);

export type { WordingClass };
