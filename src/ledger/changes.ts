import type { Interval } from '../core/date.ts';
import type { AnyExtracted, Contract, DocumentRecord, Entity, Judgement, Ref } from '../core/record.ts';
import { NONE } from './corrections.ts';
import { standing } from './entries.ts';
import { dayText } from './place.ts';

type C<T> = Contract<T>;

/** What a person changed in a record: the machine's reading beside the ledger's word. */
export interface Change {
  /** The verdict that corrects this field. */
  readonly field: string;
  readonly was: string;
  readonly now: string;
  /** Who corrected it and when; null where it follows from the correction of another record. */
  readonly by: string | null;
  readonly at: string | null;
}

/** Field → its value in words; "none" where there is none. */
export type Face = Readonly<Record<string, string>>;
const dayOf = (when: Interval | null): string => (when ? dayText(when) : NONE);
type NameOf = (id: string) => string;

/** The correctable fields of a record, each in words. */
export function faceOf(record: C<AnyExtracted>, nameOf: NameOf): Face {
  const named = (refs: readonly C<Ref>[]) =>
    refs.map((r) => (r.entity === null ? r.span.quote : nameOf(r.entity))).join('; ') || NONE;
  switch (record.kind) {
    case 'attribution': {
      const source = record.source ? named([record.source]) : 'unresolved';
      const relayer = record.chain.slice(1, -1).map((link) => link.label);
      const { act, polarity } = record;
      return { source, relayer: relayer.join('; ') || NONE, act, polarity, day: dayOf(record.said) };
    }
    case 'event': {
      const { type, status } = record;
      return {
        type,
        status,
        actor: named(record.actors),
        recipient: named(record.recipients),
        day: dayOf(record.when),
      };
    }
    case 'forecast':
      return { source: record.by.label, day: dayOf(record.horizon) };
    case 'assessment':
      return { source: record.by.label };
    default:
      return {};
  }
}

/** The same of a document. */
export function documentFace({ publisher, title, authors, published, language }: C<DocumentRecord>): Face {
  const or = (value: string | null) => value ?? NONE;
  return {
    publisher: or(publisher),
    title: or(title),
    author: authors.join('; ') || NONE,
    day: dayOf(published),
    language: or(language),
  };
}

/** The same of an entity. */
export const entityFace = ({ name, codes }: Entity): Face => ({ name, power: codes.iso3 ?? NONE });

function differing(was: Face, now: Face, judgements: readonly Judgement[]): readonly Change[] {
  return Object.keys(now)
    .filter((field) => was[field] !== now[field])
    .map((field) => {
      const said = standing(judgements).findLast((j) => j.verdict === field);
      return { field, was: was[field]!, now: now[field]!, by: said?.by ?? null, at: said?.at ?? null };
    });
}

/** What people changed in a record, given the machine's reading of it (undefined: nothing) and the judgements on it. */
export const changes = (
  machine: C<AnyExtracted> | undefined,
  record: C<AnyExtracted>,
  judgements: readonly Judgement[],
  nameOf: NameOf,
): readonly Change[] => (machine ? differing(faceOf(machine, nameOf), faceOf(record, nameOf), judgements) : []);

/** The same of a document. */
export const documentChanges = (
  machine: C<DocumentRecord> | null,
  document: C<DocumentRecord>,
  judgements: readonly Judgement[],
): readonly Change[] => (machine ? differing(documentFace(machine), documentFace(document), judgements) : []);
