import { z } from 'zod';
import { readEntries } from './load.ts';
import { text, texts } from './states.ts';

const office = z.strictObject({
  office: text,
  /** Titles in use everywhere. */
  titles: texts,
  /** Titles that mean this office in one power or organisation only ("secretary of state" in the US). */
  special: z.record(text, z.array(text)).default({}),
  /** PLOVER sector of its holder. */
  sector: text,
  example: text,
});

const body = z.strictObject({
  body: text,
  names: z.array(text).min(1),
  sector: text,
  /** True where "the ministry" alone comes back to the one the text named; most bodies are also common nouns. */
  again: z.boolean().default(false),
  /** The office of its head; null where the press has none for it. */
  head: text.nullable(),
  example: text,
});

const words = z.array(text).min(1);
const gender = z.enum(['m', 'f']).optional();
const description = z.discriminatedUnion('kind', [
  /** Words that only say "leader"; loaded ones too, since the reader notes the role and not the colour. */
  z.strictObject({ kind: z.literal('leader'), words, example: text }),
  /** "Head", "chief": the leader of whatever follows. */
  z.strictObject({ kind: z.literal('head'), words, example: text }),
  z.strictObject({ kind: z.literal('counterpart'), words, example: text }),
  /** What a person may be called ("political scientist"). */
  z.strictObject({ kind: z.literal('person'), words, sector: text.nullable(), gender, example: text }),
  z.strictObject({ kind: z.literal('honorific'), words, gender, example: text }),
  /** Words before a title that make its holder another than today's. */
  z.strictObject({ kind: z.literal('past'), words, example: text }),
  z.strictObject({ kind: z.literal('other'), words, example: text }),
  z.strictObject({ kind: z.literal('neutral'), words, example: text }),
  z.strictObject({ kind: z.literal('given'), words, gender: z.enum(['m', 'f']), example: text }),
  /** Nouns, verbs and prepositions that make a capital a place and not a government. */
  /** Nouns for human beings that name no office or trade. */
  z.strictObject({ kind: z.literal('human'), words, gender, example: text }),
  /** Last words of an institution's name, after which "for …" and "of …" go on with it. */
  z.strictObject({ kind: z.literal('institution'), words, example: text }),
  /** Common nouns for a body of any kind, for what somebody wrote or published, for a power: "the group", "the report". */
  z.strictObject({ kind: z.literal('body'), words, example: text }),
  z.strictObject({ kind: z.literal('document'), words, example: text }),
  z.strictObject({ kind: z.literal('land'), words, example: text }),
  /** Nouns for a medium that stand after its name ("the TASS agency"). */
  z.strictObject({ kind: z.literal('outlet'), words, example: text }),
  z.strictObject({ kind: z.literal('place-before'), words, example: text }),
  z.strictObject({ kind: z.literal('place-after'), words, example: text }),
  z.strictObject({ kind: z.literal('travel'), words, example: text }),
]);

export type OfficeEntry = z.output<typeof office>;
export type BodyEntry = z.output<typeof body>;
export type DescriptionEntry = z.output<typeof description>;
export type DescriptionKind = DescriptionEntry['kind'];

/** Reads `offices.yaml` of each folder. @throws LedgerError `lexicon-invalid` */
export const readOffices = (dirs: readonly string[]): readonly OfficeEntry[] => readEntries(dirs, 'offices', office);

/** Reads `bodies.yaml` of each folder. @throws LedgerError `lexicon-invalid` */
export const readBodies = (dirs: readonly string[]): readonly BodyEntry[] => readEntries(dirs, 'bodies', body);

/** Reads `descriptions.yaml` of each folder. @throws LedgerError `lexicon-invalid` */
export const readDescriptions = (dirs: readonly string[]): readonly DescriptionEntry[] =>
  readEntries(dirs, 'descriptions', description);
