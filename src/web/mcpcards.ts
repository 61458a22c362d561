import { z } from 'zod';
import type { ListedRecord, Store } from '../store/store.ts';
import type { DeskRow } from './api.ts';
import { reviewOf, wordsOf } from './export.ts';
import { namesFor } from './rows.ts';

const text = z.string().nullable();
const day = z.object({ from: z.string(), to: z.string(), basis: z.string() }).nullable();
const names = z.array(z.string());

/** A record as an assistant gets it: its words exactly, through whom they came, and who checked the reading. */
export const CARD = z.object({
  id: z.string(),
  uri: z.string(),
  kind: z.string(),
  quote: z.string().describe('exact words of the article; gaps shown by " … "'),
  chain: names.describe('publisher first, source last'),
  review: z.string(),
  machineTranslated: names.nullable().describe('why the text seems machine-translated; null: it does not'),
  type: z.string(),
  status: text,
  actors: names,
  recipients: names,
  when: day,
  article: z.object({ id: z.string(), title: text, publisher: text, published: text, url: text }),
});
export type Card = z.output<typeof CARD>;

export const uriOf = (id: string): string => `dragoman://record/${id}`;

/** What kind of statement, event, forecast or assessment it is, and what holds of it. */
function natureOf(record: ListedRecord): Pick<Card, 'type' | 'status' | 'when'> {
  switch (record.kind) {
    case 'attribution':
      return { type: record.act, status: record.polarity === '-' ? 'denied' : record.form, when: record.said };
    case 'event':
      return { type: record.type, status: record.status, when: record.when };
    case 'forecast':
      return { type: record.wording.class, status: `grade ${record.grade}`, when: record.horizon };
    case 'assessment':
      return { type: record.dimension, status: record.direction, when: null };
  }
}

export function cardOf(store: Store, row: DeskRow): Card {
  const { record, document } = row;
  const known = namesFor(store, row.record);
  const parties = (people: readonly { readonly entity: string | null; readonly span: { readonly quote: string } }[]) =>
    people.map(({ entity, span }) => (entity && known[entity]?.name) || span.quote);
  return {
    id: record.id,
    uri: uriOf(record.id),
    kind: record.kind,
    quote: wordsOf(record),
    chain: row.chain.map((link) => link.label),
    review: reviewOf(row),
    machineTranslated: document.machineTranslated ? [...document.machineTranslated.reasons] : null,
    ...natureOf(record),
    actors: record.kind === 'event' ? parties(record.actors) : [],
    recipients: record.kind === 'event' ? parties(record.recipients) : [],
    article: {
      id: document.id,
      title: document.title,
      publisher: document.publisher,
      published: document.published?.from ?? null,
      url: document.url,
    },
  };
}
