import { z } from 'zod';
import { isGivenDate } from '../core/date.ts';
import type { Conflict, Happening } from '../core/derived.ts';
import type {
  Assessment,
  Attribution,
  Contract,
  DocumentRecord,
  Entity,
  Event,
  Forecast,
  Judgement,
  Mention,
  TimeExpression,
} from '../core/record.ts';
import { EVENT_TYPES } from '../lexicon/events.ts';

/** The record contract as schemas: what is exported conforms to them, and proposals are checked by them. */

const id = z.string().min(1);
const offset = z.int().min(0);
const at = { from: offset, to: offset };
const span = z
  .strictObject({ ...at, quote: z.string().min(1) })
  .describe('A stretch of document.text in Unicode code points, end-exclusive, with exactly its characters.');
const bare = z.strictObject(at);
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/u)
  .refine(isGivenDate, 'not a day of the calendar');
const basis = z.enum(['metadata', 'text', 'inferred', 'judged']);
const interval = z.strictObject({ from: day, to: day, basis });
const entity = id.nullable().describe('Id of an entity; null where it is not resolved.');
const ref = z.strictObject({ span, entity });
const participant = ref.extend({ country: z.string().nullable(), sector: z.string().nullable() });
const by = z.strictObject({ label: z.string(), entity });
const issue = z.strictObject({ code: z.string(), message: z.string(), span: z.exactOptional(span) });
const reader = z.strictObject({ rule: z.string(), version: z.string() });
const pieces = z.array(span).min(1).describe('In the order of the text.');
const statement = id.nullable().describe('Id of the attribution it stands in; null: the document’s own word.');

/** The rules that changed a record, with its fields as they stood before. */
const changes = z.array(
  z.strictObject({
    id: z.string(),
    was: z.record(z.string(), z.union([span, z.array(span), z.string(), z.null()])),
  }),
);

const extracted = {
  id,
  document: id,
  issues: z.array(issue),
  confidence: z.number().min(0).max(1),
  reader: reader.extend({ changes: z.exactOptional(changes) }),
};
/** What people changed, in exports only: fields that the ledger says otherwise than the machine. */
const corrected = z.exactOptional(z.record(z.string(), z.unknown()));
const review = z.exactOptional(z.string().describe('In the desk’s exports: what a person judged.'));
const listed = { ...extracted, corrected, review };

export const CONTRACT = {
  document: z.strictObject({
    kind: z.literal('document'),
    id,
    location: z.string(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/u),
    retrieved: z.iso.datetime(),
    title: z.string().nullable(),
    authors: z.array(z.string()),
    publisher: z.string().nullable(),
    url: z.string().nullable(),
    language: z.string().nullable(),
    published: interval.nullable(),
    machineTranslated: z.strictObject({ reasons: z.array(z.string()) }).nullable(),
    translationOf: z.string().nullable(),
    origin: id.nullable(),
    supersedes: id.nullable(),
    body: z.array(bare),
    furniture: z.array(bare),
    issues: z.array(issue),
    reader,
    corrected,
    text: z.exactOptional(z.string()),
  }),
  entity: z.strictObject({
    kind: z.literal('entity'),
    id,
    name: z.string(),
    type: z.enum(['state', 'person', 'organisation', 'place', 'group', 'media', 'office', 'unknown']),
    codes: z.strictObject({
      iso3: z.string().nullable(),
      cameo: z.string().nullable(),
      sector: z.exactOptional(z.string().nullable()),
    }),
    names: z.array(z.string()),
    descriptions: z.exactOptional(z.array(z.string())),
  }),
  mention: z.strictObject({
    kind: z.literal('mention'),
    ...extracted,
    span,
    entity,
    form: z.enum(['name', 'role', 'nominal', 'pronoun']),
  }),
  time: z.strictObject({
    kind: z.literal('time'),
    ...extracted,
    span,
    from: day.nullable(),
    to: day.nullable(),
    basis: basis.nullable(),
    type: z.enum(['date', 'duration', 'set']),
  }),
  attribution: z.strictObject({
    kind: z.literal('attribution'),
    ...listed,
    form: z.enum(['direct', 'indirect', 'mixed']),
    act: z.enum(['statement', 'belief', 'intention', 'decree', 'question']),
    source: ref.nullable(),
    cue: span.nullable(),
    content: pieces,
    addressee: ref.nullable(),
    medium: ref.nullable(),
    polarity: z.enum(['+', '-']),
    in: statement,
    chain: z.array(z.strictObject({ label: z.string(), entity, span: span.nullable() })),
    said: interval.nullable(),
  }),
  event: z.strictObject({
    kind: z.literal('event'),
    ...listed,
    type: z.enum(EVENT_TYPES),
    mode: z.array(z.string()),
    context: z.array(z.string()),
    quad: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
    goldstein: z.number().min(-10).max(10),
    cameo: z.exactOptional(z.string()),
    trigger: span,
    actors: z.array(participant),
    recipients: z.array(participant),
    place: ref.nullable(),
    quantities: z.array(z.strictObject({ span, value: z.number(), unit: z.string() })),
    when: interval.nullable(),
    status: z.enum(['asserted', 'denied', 'possible', 'future', 'hypothetical']),
    saidIn: statement,
  }),
  forecast: z.strictObject({
    kind: z.literal('forecast'),
    ...listed,
    by,
    saidIn: statement,
    content: pieces,
    wording: z.strictObject({ span, class: z.enum(['categorical', 'intention', 'possibility', 'estimative']) }),
    probability: z
      .strictObject({ low: z.number().min(0).max(1), high: z.number().min(0).max(1), scheme: z.string() })
      .nullable(),
    horizon: interval.nullable(),
    condition: span.nullable(),
    grade: z.enum(['A', 'B', 'C']),
  }),
  assessment: z.strictObject({
    kind: z.literal('assessment'),
    ...listed,
    by,
    saidIn: statement,
    content: pieces,
    about: z.array(id),
    dimension: z.enum(['dependence', 'alignment', 'interest', 'leverage', 'motive']),
    direction: z.string().nullable(),
    condition: span.nullable(),
  }),
  happening: z.strictObject({
    kind: z.literal('happening'),
    id,
    type: z.enum(EVENT_TYPES),
    quad: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
    goldstein: z.number(),
    reported: z.string().nullable(),
    planned: z.boolean(),
    actors: z.array(z.string()),
    recipients: z.array(z.string()),
    reports: z.array(id),
    origins: z.array(id),
    publishers: z.array(z.string()),
    plan: id.nullable(),
    outcome: id.nullable(),
    link: z.enum(['plan', 'outcome']).nullable(),
    when: interval.nullable(),
    place: z.string().nullable(),
    quantities: z.array(
      z.strictObject({
        unit: z.string(),
        values: z.array(z.strictObject({ value: z.number(), reports: z.array(id) })),
      }),
    ),
    statuses: z.partialRecord(z.enum(['asserted', 'denied', 'possible', 'future', 'hypothetical']), z.int()),
  }),
  conflict: z.strictObject({
    kind: z.literal('conflict'),
    id,
    type: z.enum(['fact', 'denial', 'number', 'date', 'who', 'place', 'headline', 'reversal', 'reading']),
    sides: z.array(z.array(id)),
    values: z.array(z.string()),
    says: z.string(),
    happening: id.nullable(),
    origins: z.array(z.int()),
    verdict: z.string().nullable(),
  }),
  judgement: z.strictObject({
    kind: z.literal('judgement'),
    id,
    on: z.strictObject({ kind: z.string(), record: id, document: id.nullable(), spans: z.array(span) }),
    verdict: z.string(),
    by: z.string(),
    at: z.iso.datetime(),
    note: z.string().nullable(),
    entities: z.exactOptional(z.array(z.string().nullable())),
    withdrawn: z.string().nullable(),
  }),
};

/** The schemas are those of the types that the program works with. */
type Typed = {
  readonly document: Omit<Contract<DocumentRecord>, 'body' | 'furniture'>;
  readonly entity: Entity;
  readonly mention: Contract<Mention>;
  readonly time: Contract<TimeExpression>;
  readonly attribution: Contract<Attribution>;
  readonly event: Contract<Event>;
  readonly forecast: Contract<Forecast>;
  readonly assessment: Contract<Assessment>;
  readonly happening: Happening;
  readonly conflict: Conflict;
  readonly judgement: Judgement;
};
CONTRACT satisfies { readonly [K in keyof Typed]: z.ZodType<Typed[K]> };

/** The contract as one JSON Schema (2020-12): a line of `export jsonl` is valid where it fits the schema of its kind. */
export const contractSchema = (): object => ({
  $id: 'https://dragoman.invalid/records.schema.json',
  title: 'The record contract of Dragoman: one line of `dragoman export jsonl`',
  ...z.toJSONSchema(z.discriminatedUnion('kind', Object.values(CONTRACT) as never), { reused: 'ref' }),
});
