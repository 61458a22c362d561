import { type Interval, isGivenDate } from '../core/date.ts';
import { LedgerError } from '../core/errors.ts';
import type { Contract, DocumentRecord, Entity, Judgement } from '../core/record.ts';
import { EVENT_TYPES } from '../lexicon/events.ts';
import { standing } from './entries.ts';

/** What stands for "none" in a correction of something a record may do without. */
export const NONE = 'none';

const ACTS = ['statement', 'belief', 'intention', 'decree', 'question'];
const STATUSES = ['asserted', 'denied', 'possible', 'future', 'hypothetical'];
const POLARITIES = ['+', '-'];

/** A field that people correct: on which kinds, and what its value may be. */
interface Field {
  readonly on: readonly string[];
  /** The only values it takes; absent where it takes any words. */
  readonly values?: readonly string[];
  /** Names of somebody or something, looked up among the entities. */
  readonly isNames?: true;
  readonly isDay?: true;
  /** True where it needs no value. */
  readonly isBare?: true;
}

/** Every field that can be corrected, by the verdict that names it; the judgement's note gives the true value. */
export const FIELDS: Readonly<Record<string, Field>> = {
  source: { on: ['attribution', 'forecast', 'assessment'], isNames: true },
  relayer: { on: ['attribution'], isNames: true },
  act: { on: ['attribution'], values: ACTS },
  polarity: { on: ['attribution'], values: POLARITIES },
  type: { on: ['event'], values: EVENT_TYPES },
  status: { on: ['event'], values: STATUSES },
  actor: { on: ['event'], isNames: true },
  recipient: { on: ['event'], isNames: true },
  day: { on: ['attribution', 'event', 'forecast', 'document'], isDay: true },
  publisher: { on: ['document'] },
  title: { on: ['document'] },
  author: { on: ['document'] },
  language: { on: ['document'] },
  out: { on: ['document'], isBare: true },
  name: { on: ['entity'] },
  power: { on: ['entity'], isNames: true },
};

/** True of verdicts that change what the ledger says of their record. */
export const isCorrection = (verdict: string): boolean => Object.hasOwn(FIELDS, verdict);

/** The values a field takes, or what they look like, in words. */
function wanted({ values, isDay }: Field): string {
  if (values) return `Use one of: ${values.join(', ')}.`;
  if (isDay) return 'Write 2031-03-14, 2031-03, 2031, two of them with “to” between, or none.';
  return `Give the true value as the note, or "${NONE}".`;
}

/**
 * The value of a correction as it is kept.
 * @throws LedgerError `bad-argument` where the field is not one of that kind of record, or the value not one of the field
 */
export function correctionNote(verdict: string, kind: string, note: string | null): string | null {
  const field = FIELDS[verdict]!;
  const fail = (what: string, remedy: string) => new LedgerError('bad-argument', what, note ?? verdict, remedy);
  if (!field.on.includes(kind)) {
    const mine = Object.keys(FIELDS).filter((name) => FIELDS[name]!.on.includes(kind));
    throw fail(`The ${verdict} of ${withArticle(kind)} cannot be corrected`, `Correctable here: ${mine.join(', ')}.`);
  }
  if (field.isBare) return note;
  const value = note?.trim() || null;
  if (value === null) throw fail(`A corrected ${verdict} needs its value`, wanted(field));
  const known = field.values?.find((v) => v.toLowerCase() === value.toLowerCase());
  if (field.values && !known) throw fail(`This is no ${verdict}`, wanted(field));
  if (field.isDay && value !== NONE && !intervalOf(value)) throw fail('This is no day', wanted(field));
  return known ?? value;
}

const withArticle = (kind: string): string => `${/^[aeiou]/u.test(kind) ? 'an' : 'a'} ${kind}`;

/** `2031-03`, or `2031-03-14/2031-03-16`, as an interval; null where it is neither. */
export function intervalOf(value: string): Interval | null {
  const [from = '', to = from, ...rest] = value.split(/\s*\/\s*|\s+to\s+/u);
  if (rest.length > 0 || !isGivenDate(from) || !isGivenDate(to)) return null;
  const interval = { from: firstDay(from), to: lastDay(to), basis: 'judged' } as const;
  return interval.from <= interval.to ? interval : null;
}

const firstDay = (given: string): string => `${given}-01-01`.slice(0, 10).replace(/^(\d{4}-\d\d)-0$/u, '$1-01');

function lastDay(given: string): string {
  if (given.length === 10) return given;
  const [year, month = '12'] = given.split('-');
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
}

/** The names in a note. */
export const namesIn = (note: string): readonly string[] =>
  note === NONE ? [] : note.split(';').flatMap((name) => name.trim() || []);

/** Verdict → the last correction of that field that stands, for one record. */
export type Fixes = ReadonlyMap<string, Judgement>;

/** Record id → its corrections in force. */
export function fixesOf(judgements: readonly Judgement[]): ReadonlyMap<string, Fixes> {
  const found = new Map<string, Map<string, Judgement>>();
  for (const j of standing(judgements)) {
    if (!isCorrection(j.verdict)) continue;
    const mine = found.get(j.on.record) ?? new Map<string, Judgement>();
    found.set(j.on.record, mine.set(j.verdict, j));
  }
  return found;
}

/** The value a correction gives; undefined where nobody corrected the field, null where there is none. */
export function valueIn(fixes: Fixes, field: string): string | null | undefined {
  const note = fixes.get(field)?.note;
  return note === undefined ? undefined : note === NONE ? null : note;
}

/** An entity under the name and of the power that people gave it. */
export function correctedEntity(
  entity: Entity,
  fixes: Fixes | undefined,
  powerOf: (id: string) => string | null,
): Entity {
  if (!fixes) return entity;
  const name = valueIn(fixes, 'name') ?? entity.name;
  const power = fixes.get('power');
  const names = [...new Set([...entity.names, entity.name, name])];
  if (!power) return { ...entity, name, names };
  const [id = null] = power.entities ?? [];
  const note = valueIn(fixes, 'power') ?? null;
  const iso3 = note === null ? null : ((id && powerOf(id)) ?? (/^[A-Z]{3}$/u.test(note) ? note : null));
  return { ...entity, name, names, codes: { ...entity.codes, iso3 } };
}

/** A document as people corrected it. */
export function correctedDocument(
  document: Contract<DocumentRecord>,
  fixes: Fixes | undefined,
): Contract<DocumentRecord> {
  if (!fixes) return document;
  const pick = <T>(field: string, made: (value: string) => T, none: T, machine: T): T => {
    const value = valueIn(fixes, field);
    return value === undefined ? machine : value === null ? none : made(value);
  };
  const same = (value: string): string | null => value;
  const corrected = {
    ...document,
    title: pick('title', same, null, document.title),
    authors: pick('author', namesIn, [], document.authors),
    publisher: pick('publisher', same, null, document.publisher),
    language: pick('language', same, null, document.language),
    published: pick<DocumentRecord['published']>('day', intervalOf, null, document.published),
  };
  return JSON.stringify(corrected) === JSON.stringify(document) ? document : corrected;
}
