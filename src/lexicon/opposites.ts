import { z } from 'zod';
import { LEXICON_DIR, readEntries } from './load.ts';

const words = z.string().min(1);
const entry = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('opposites'),
    id: words,
    reading: z.boolean().default(false),
    one: words,
    other: words,
    example: z.tuple([z.string(), z.string()]),
  }),
  z.strictObject({ kind: z.enum(['denial', 'negation', 'guess', 'most']), words, example: z.string() }),
  z.strictObject({ kind: z.enum(['harm', 'class']), id: words, words, example: z.string() }),
  z.strictObject({ kind: z.literal('about'), sense: z.enum(['more', 'less', 'near']), words, example: z.string() }),
  z.strictObject({
    kind: z.enum(['scale', 'count']),
    words: z.record(z.string(), z.number().positive()),
    example: z.string(),
  }),
]);

/** True for a word of a list; an entry that ends in `-` stands for all words that begin with it. */
export type WordTest = (word: string) => boolean;

/** A pair of senses that cannot both hold of one thing. */
export interface Opposites {
  readonly id: string;
  /** True where the words judge rather than report. */
  readonly reading: boolean;
  readonly one: WordTest;
  readonly other: WordTest;
  readonly example: readonly [string, string];
}

/** Words by which passages contradict each other, from lexicon/en/opposites.yaml. */
export interface Contradicting {
  readonly opposites: readonly Opposites[];
  readonly denial: WordTest;
  readonly negation: WordTest;
  readonly guess: WordTest;
  readonly most: WordTest;
  /** What befell those counted, and who they are. */
  readonly harm: readonly (readonly [string, WordTest])[];
  readonly class: readonly (readonly [string, WordTest])[];
  readonly about: Readonly<Record<'more' | 'less' | 'near', WordTest>>;
  readonly scale: ReadonlyMap<string, number>;
  readonly count: ReadonlyMap<string, number>;
}

function testOf(list: string): WordTest {
  const all = list.split(' ');
  const whole = new Set(all.filter((w) => !w.endsWith('-')));
  const begun = all.filter((w) => w.endsWith('-')).map((w) => w.slice(0, -1));
  return (word) => whole.has(word) || begun.some((start) => word.startsWith(start));
}

/** @throws LedgerError `lexicon-invalid` */
export function loadOpposites(dirs: readonly string[] = [LEXICON_DIR]): Contradicting {
  const entries = readEntries(dirs, 'opposites', entry);
  const listOf = (kind: 'denial' | 'negation' | 'guess' | 'most') =>
    testOf(entries.flatMap((e) => (e.kind === kind ? [e.words] : [])).join(' '));
  const sense = (of: 'more' | 'less' | 'near') =>
    testOf(entries.flatMap((e) => (e.kind === 'about' && e.sense === of ? [e.words] : [])).join(' '));
  const named = (kind: 'harm' | 'class') =>
    entries.flatMap((e) => (e.kind === kind ? [[e.id, testOf(e.words)] as const] : []));
  const valuesOf = (kind: 'scale' | 'count') =>
    new Map(entries.flatMap((e) => (e.kind === kind ? Object.entries(e.words) : [])));
  return {
    opposites: entries.flatMap((e) =>
      e.kind === 'opposites'
        ? [{ id: e.id, reading: e.reading, one: testOf(e.one), other: testOf(e.other), example: e.example }]
        : [],
    ),
    denial: listOf('denial'),
    negation: listOf('negation'),
    guess: listOf('guess'),
    most: listOf('most'),
    harm: named('harm'),
    class: named('class'),
    about: { more: sense('more'), less: sense('less'), near: sense('near') },
    scale: valuesOf('scale'),
    count: valuesOf('count'),
  };
}
