import type {
  Assessment,
  Attribution,
  Contract,
  DocumentRecord,
  Entity,
  Event,
  Forecast,
  Judgement,
} from '../core/record.ts';

/** A document as the views need it: the record and its fixed text. */
export interface Page {
  readonly record: Contract<DocumentRecord>;
  readonly text: string;
}

/** What the ledger holds, current readings only; every derived view is a pure function of this. */
export interface Entries {
  readonly pages: readonly Page[];
  readonly entities: readonly Entity[];
  readonly attributions: readonly Contract<Attribution>[];
  readonly events: readonly Contract<Event>[];
  readonly forecasts: readonly Contract<Forecast>[];
  readonly assessments: readonly Contract<Assessment>[];
  readonly judgements: readonly Judgement[];
}

/** Judgements that stand: not withdrawn, oldest first. */
export const standing = (judgements: readonly Judgement[]): readonly Judgement[] =>
  judgements
    .filter((j) => j.withdrawn === null)
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));

/** The last standing verdict among `verdicts` on a record; null where there is none. */
export function lastVerdict(
  judgements: readonly Judgement[],
  record: string,
  verdicts: readonly string[],
): string | null {
  return standing(judgements).findLast((j) => j.on.record === record && verdicts.includes(j.verdict))?.verdict ?? null;
}
