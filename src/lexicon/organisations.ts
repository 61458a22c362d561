import { z } from 'zod';
import { readEntries } from './load.ts';
import { iso3, qid, text, texts } from './states.ts';

const organisation = z.strictObject({
  /** Short key by which offices name it (`NATO`). */
  key: text.optional(),
  name: text,
  qid: qid.optional(),
  names: texts,
  /** Forms that count only where the reader model or the publisher confirms them ("Focus"). */
  weak: texts,
  shared: texts,
  adjectives: texts,
  cues: texts,
  /** The state it belongs to; null for an international one. */
  iso3: iso3.nullable().default(null),
  cameo: text.nullable().default(null),
  sector: text.nullable().default(null),
  /** The office that "its head", "its chief" means. */
  leader: text.optional(),
  /** Domain of a publisher's pages. */
  site: text.optional(),
  example: text.optional(),
});

export type OrganisationEntry = z.output<typeof organisation>;

/** Reads `organisations.yaml` of each folder. @throws LedgerError `lexicon-invalid` */
export const readOrganisations = (dirs: readonly string[]) => readEntries(dirs, 'organisations', organisation);

/** Reads `media.yaml` of each folder. @throws LedgerError `lexicon-invalid` */
export const readMedia = (dirs: readonly string[]) => readEntries(dirs, 'media', organisation);

const place = z.strictObject({
  name: text,
  qid: qid.optional(),
  names: texts,
  adjectives: texts,
  /** Nouns for those who live there or belong to it. */
  people: texts,
  /** State it lies in by ISO 3166; null where it lies in several, or in none. */
  iso3: iso3.nullable().default(null),
  /** `group` for a camp of powers such as the West. */
  type: z.enum(['place', 'group']).default('place'),
  example: text.optional(),
});

export type PlaceEntry = z.output<typeof place>;

/** Reads `places.yaml` of each folder. @throws LedgerError `lexicon-invalid` */
export const readPlaces = (dirs: readonly string[]): readonly PlaceEntry[] => readEntries(dirs, 'places', place);
