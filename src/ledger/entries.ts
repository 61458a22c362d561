import type {
  Assessment,
  Attribution,
  Contract,
  DocumentRecord,
  Event,
  Forecast,
  Judgement,
  Mention,
} from '../core/record.ts';

/** A document with its fixed text and the records of its current reading that views are derived from. */
export interface Page {
  readonly record: Contract<DocumentRecord>;
  readonly text: string;
  readonly attributions: readonly Contract<Attribution>[];
  readonly events: readonly Contract<Event>[];
  readonly forecasts: readonly Contract<Forecast>[];
  readonly assessments: readonly Contract<Assessment>[];
  readonly mentions: readonly Contract<Mention>[];
}

/** Judgements that stand: not withdrawn, oldest first. */
export const standing = (judgements: readonly Judgement[]): readonly Judgement[] =>
  judgements
    .filter((j) => j.withdrawn === null)
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));

/** Whether a judgement says something of its record: a mark only keeps it in view. */
export const isReview = ({ verdict }: Pick<Judgement, 'verdict'>): boolean => verdict !== 'marked';

/** Record id → the last standing verdict among `verdicts`. */
export const lastVerdicts = <V extends string>(
  judgements: readonly Judgement[],
  verdicts: readonly V[],
): ReadonlyMap<string, V> =>
  new Map(
    standing(judgements)
      .filter((j) => (verdicts as readonly string[]).includes(j.verdict))
      .map((j) => [j.on.record, j.verdict as V]),
  );
