import { z } from 'zod';
import { EVENT_TYPES, type EventType } from './events.ts';
import { LEXICON_DIR, readEntries } from './load.ts';

/** Quad classes: verbal cooperation 1, material cooperation 2, verbal conflict 3, material conflict 4. */
export type Quad = 1 | 2 | 3 | 4;

export interface Score {
  readonly quad: Quad;
  /** Goldstein-like score, −10 (conflict) to 10 (cooperation). */
  readonly score: number;
  /** CAMEO root nearest to the type. */
  readonly cameo: string;
}

const example = z.string().min(1);
const scoreEntry = z.strictObject({
  type: z.enum(EVENT_TYPES),
  quad: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  score: z.number(),
  cameo: z.string().regex(/^\d{2}$/u),
  modes: z.record(z.string(), z.number()),
  example,
});
const contextEntry = z.strictObject({ context: z.string(), words: z.string(), example });
const quantityEntry = z.strictObject({
  unit: z.string(),
  kind: z.enum(['harm', 'money', 'measure', 'scale', 'multiplier']),
  words: z.string(),
  example,
});

export type ScoreTable = (type: EventType, mode?: string | null) => Score;

/** The pinned table of lexicon/en/goldstein.yaml: a mode without a score of its own takes its type's. */
export function loadScores(dirs: readonly string[] = [LEXICON_DIR]): ScoreTable {
  const rows = new Map(readEntries(dirs, 'goldstein', scoreEntry).map((row) => [row.type, row]));
  return (type, mode = null) => {
    const row = rows.get(type);
    if (!row) throw new RangeError(`the score table has no ${type}`);
    return { quad: row.quad, score: (mode ? row.modes[mode] : undefined) ?? row.score, cameo: row.cameo };
  };
}

/** Modes a type may have, from the score table. */
export function loadModes(dirs: readonly string[] = [LEXICON_DIR]): ReadonlyMap<EventType, readonly string[]> {
  return new Map(readEntries(dirs, 'goldstein', scoreEntry).map((row) => [row.type, Object.keys(row.modes)]));
}

export interface Phrase {
  readonly words: readonly string[];
  readonly label: string;
}

const phrases = (text: string, label: string): readonly Phrase[] =>
  text
    .split(/\s+/u)
    .filter(Boolean)
    .map((word) => ({ words: word.split('_'), label }));

/** Phrases by first word, each with the context it stands for. */
export function loadContexts(dirs: readonly string[] = [LEXICON_DIR]): ReadonlyMap<string, readonly Phrase[]> {
  const all = readEntries(dirs, 'contexts', contextEntry).flatMap((e) => phrases(e.words, e.context));
  return Map.groupBy(all, (p) => p.words[0] ?? '');
}

export interface QuantityWords {
  /** Unit that a harm word stands for ("kill" → killed). */
  readonly harm: ReadonlyMap<string, string>;
  readonly money: ReadonlyMap<string, string>;
  readonly measure: ReadonlyMap<string, string>;
  readonly numbers: ReadonlyMap<string, number>;
  readonly multipliers: ReadonlyMap<string, number>;
}

/** Words of number and unit, from lexicon/en/quantities.yaml. */
export function loadQuantities(dirs: readonly string[] = [LEXICON_DIR]): QuantityWords {
  const entries = readEntries(dirs, 'quantities', quantityEntry);
  const pick = (kind: string): ReadonlyMap<string, string> =>
    new Map(
      entries
        .filter((e) => e.kind === kind)
        .flatMap((e) => e.words.split(' ').map((w) => [w.replaceAll('_', ' '), e.unit] as const)),
    );
  const numbers = (kind: string) => new Map([...pick(kind)].map(([word, unit]) => [word, Number(unit)]));
  return {
    harm: pick('harm'),
    money: pick('money'),
    measure: pick('measure'),
    numbers: numbers('scale'),
    multipliers: numbers('multiplier'),
  };
}
