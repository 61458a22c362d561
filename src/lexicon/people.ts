import { z } from 'zod';
import { readEntries } from './load.ts';
import { qid, text, texts } from './states.ts';

/** An ISO date, shortened to the month or year where no more is known: `2012-11` is month precision. */
const date = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine((d) => /^\d{4}(-\d\d(-\d\d)?)?$/u.test(d), 'YYYY, YYYY-MM or YYYY-MM-DD');

const term = z
  .strictObject({
    office: text,
    /** ISO3 of a state or key of an organisation; the person's own state where absent. */
    of: text.optional(),
    /** `null`: not known. */
    from: date.nullable(),
    /** `null`: in office when the file was written. */
    to: date.nullable(),
  })
  .refine((t) => t.from === null || t.to === null || t.from <= t.to, 'an office ends after it begins');

const person = z.strictObject({
  name: text,
  qid: qid.optional(),
  /** ISO3 of the power the person is written about for; null where none. */
  state: text.nullable().default(null),
  gender: z.enum(['m', 'f']).optional(),
  /** Other full spellings. */
  names: texts,
  /** Single names by which the press calls this person alone, without introduction. */
  alone: texts,
  /** Spellings that count only where the document names the person otherwise. */
  unsure: texts,
  /** The name that comes back after the first mention; by default the last word of `name`. */
  surname: text.optional(),
  /** PLOVER sector where no office gives one. */
  sector: text.optional(),
  offices: z.array(term).default([]),
  example: text.optional(),
});

export type PersonEntry = z.output<typeof person>;
export type Term = z.output<typeof term>;

/** Reads `people.yaml`, then the generated `leaders.yaml`, of each folder. @throws LedgerError `lexicon-invalid` */
export const readPeople = (dirs: readonly string[]): readonly PersonEntry[] => [
  ...readEntries(dirs, 'people', person),
  ...readEntries(dirs, 'leaders', person),
];
