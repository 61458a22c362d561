import { z } from 'zod';
import type { Status } from '../core/record.ts';
import { LEXICON_DIR, readEntries } from './load.ts';

const KINDS = [
  'negation',
  'auxiliary',
  'adverb',
  'adjective',
  'mark',
  'governor',
  'ending',
  'undoing',
  'carrier',
  'setting',
  'supposing',
] as const;
export type ModalityKind = (typeof KINDS)[number];

/** What a word makes of the event in its reach. */
export interface Effect {
  readonly makes: Status;
  /** The event is the subject's own undertaking: a plan, a promise, not a prediction. */
  readonly own: boolean;
  /** Acts on event nouns too ("announced the withdrawal"). */
  readonly nominal: boolean;
  /** Acts on clauses. */
  readonly clausal: boolean;
  /** Acts on infinitives only. */
  readonly infinitive: boolean;
  /** A mark that acts only where its clause is in the present ("until the army has left"). */
  readonly present: boolean;
  readonly pos: 'verb' | 'noun' | 'adj';
  readonly example: string;
}

const entry = z.strictObject({
  kind: z.enum(KINDS),
  words: z.string().min(1),
  makes: z.enum(['asserted', 'denied', 'possible', 'future', 'hypothetical']),
  pos: z.enum(['verb', 'noun', 'adj']).default('verb'),
  own: z.boolean().default(false),
  nominal: z.boolean().default(false),
  clausal: z.boolean().default(false),
  infinitive: z.boolean().default(false),
  present: z.boolean().default(false),
  unless: z.string().optional(),
  example: z.string().min(1),
});

export interface ModalityLexicon {
  /** The effects of a word (or phrase) of one kind. */
  readonly find: (kind: ModalityKind, word: string) => readonly Effect[];
  readonly knows: (word: string) => boolean;
}

/** Reads lexicon/en/modality.yaml; an entry that names neither reach acts on clauses, and if it denies, on nouns too. */
export function loadModality(dirs: readonly string[] = [LEXICON_DIR]): ModalityLexicon {
  const table = new Map<string, Effect[]>();
  for (const e of readEntries(dirs, 'modality', entry)) {
    const effect: Effect = {
      makes: e.makes,
      own: e.own,
      nominal: e.nominal || (!e.clausal && e.makes === 'denied'),
      clausal: e.clausal || !e.nominal || e.makes === 'possible' || e.own,
      infinitive: e.infinitive,
      present: e.present,
      pos: e.pos,
      example: e.example,
    };
    for (const word of e.words.split(/\s+/u)) {
      const key = `${e.kind} ${word.replaceAll('_', ' ')}`;
      table.set(key, [...(table.get(key) ?? []), effect]);
    }
  }
  const known = new Set([...table.keys()].map((key) => key.slice(key.indexOf(' ') + 1).split(' ')[0]!));
  return { find: (kind, word) => table.get(`${kind} ${word}`) ?? [], knows: (word) => known.has(word) };
}
