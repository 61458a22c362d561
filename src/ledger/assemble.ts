import { furtherId } from '../core/entry.ts';
import type { Article, Reading } from '../core/reading.ts';
import type { AnyRecord, Contract, Refusal } from '../core/record.ts';
import type { Span } from '../core/span.ts';

const isSpan = (value: object): value is Span =>
  typeof (value as Span).from === 'number' && typeof (value as Span).to === 'number';

/** A record as the contract has it: spans in code points, each with the characters it covers. */
export function toContract<T>(article: Article, value: T): Contract<T> {
  if (Array.isArray(value)) return value.map((item) => toContract(article, item)) as Contract<T>;
  if (value === null || typeof value !== 'object') return value as Contract<T>;
  if (isSpan(value)) {
    const { from, to } = value;
    const at = article.offsets.toCodePoint;
    return { ...value, from: at(from), to: at(to), quote: article.text.slice(from, to) } as Contract<T>;
  }
  const record: Record<string, unknown> = {};
  for (const name of Object.keys(value)) record[name] = toContract(article, value[name as keyof T & string]);
  return record as Contract<T>;
}

/** The document without quotes on its body and furniture: the text itself is kept beside it. */
function documentRecord(reading: Reading): Contract<AnyRecord> {
  const { article, issues } = reading;
  const at = article.offsets.toCodePoint;
  const bare = (spans: readonly Span[]) => spans.map((s) => ({ from: at(s.from), to: at(s.to) }));
  const { body, furniture, ...rest } = article.record;
  const record = toContract(article, { ...rest, issues: [...rest.issues, ...issues] });
  const { issues: collected, reader, ...head } = record;
  return {
    ...head,
    body: bare(body),
    furniture: bare(furniture),
    issues: collected,
    reader,
  } as unknown as Contract<AnyRecord>;
}

/**
 * Every record of a reading in the contract's form: the document first, then entities, mentions, times,
 * attributions, events, forecasts and assessments, each kind in text order. Ids are unique.
 */
export function assemble(reading: Reading): readonly Contract<AnyRecord>[] {
  const { article } = reading;
  const layers: readonly (readonly AnyRecord[] | undefined)[] = [
    reading.entities,
    reading.mentions,
    reading.times,
    reading.attributions,
    reading.events,
    reading.forecasts,
    reading.assessments,
  ];
  const found = layers.flatMap((layer) => (layer ?? []).map((r) => toContract(article, r)));
  return [documentRecord(reading), ...withOwnIds(found)];
}

/** What a reading found and dropped, in the contract's form. */
export const refusals = ({ article, refused = [] }: Reading): readonly Contract<Refusal>[] =>
  refused.map((r) => toContract(article, r));

/** Two records may stand on the same words: where they are equal they are one, else each further one gets an id of its own. */
function withOwnIds(records: readonly Contract<AnyRecord>[]): readonly Contract<AnyRecord>[] {
  const met = new Map<string, string[]>();
  return records.flatMap((record) => {
    const [before, json] = [met.get(record.id), JSON.stringify(record)];
    if (!before) met.set(record.id, [json]);
    if (!before || record.kind === 'entity') return [record];
    if (before.includes(json)) return [];
    before.push(json);
    return [{ ...record, id: furtherId(record.id, before.length) }];
  });
}
