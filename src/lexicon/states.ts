import { z } from 'zod';
import { readEntries } from './load.ts';

export const text = z.string().min(1);
export const texts = z.array(text).default([]);
export const iso3 = z.string().regex(/^[A-Z]{3}$/u, 'three capital letters');
export const qid = z.string().regex(/^Q[1-9]\d*$/u, 'a Wikidata id such as Q212');

/** Something else of the same name; `cues` are names that speak for it when the document has them. */
const rival = z.strictObject({ name: text, qid: qid.optional(), iso3: iso3.nullable().default(null), cues: texts });

const state = z.strictObject({
  /** ISO 3166-1 alpha-3, or three free letters for a power that ISO does not list. */
  iso3,
  qid: qid.optional(),
  name: text,
  names: texts,
  former: texts,
  adjectives: texts,
  /** Nouns for its people, singular and plural. */
  people: texts,
  capital: z.strictObject({ name: text, qid: qid.optional(), names: texts }).optional(),
  /** Places and seats that always stand for its government. */
  metonyms: texts,
  /** Names that another power uses too: they count only where the document decides between them. */
  shared: texts,
  /** The office that "the leader" means; absent where the press uses it of nobody in particular. */
  leader: text.optional(),
  cues: texts,
  rivals: z.array(rival).default([]),
  example: text.optional(),
});

export type StateEntry = z.output<typeof state>;

/** Reads `states.yaml` of each folder. @throws LedgerError `lexicon-invalid` */
export const readStates = (dirs: readonly string[]): readonly StateEntry[] => readEntries(dirs, 'states', state);
