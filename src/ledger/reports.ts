import type { Interval } from '../core/date.ts';
import { type Contract, type Event, type Participant, type Status, UNKNOWN_PUBLISHER } from '../core/record.ts';
import { offsetMap, type Span } from '../core/span.ts';
import { type Aspects, aspectsOf } from './aspects.ts';
import type { Page } from './entries.ts';
import { passagesIn } from './passage.ts';
import type { Frequencies, StoryVector } from './stories.ts';

/** What comparing needs of an event record, its document and its voice. */
export interface Report {
  readonly id: string;
  readonly document: string;
  readonly type: string;
  readonly status: Status;
  readonly mode: readonly string[];
  /** Null where the text gives no date, or only the week before publication was inferred. */
  readonly when: Interval | null;
  readonly place: string | null;
  readonly figures: readonly { readonly value: number; readonly unit: string }[];
  readonly quad: 1 | 2 | 3 | 4;
  readonly goldstein: number;
  readonly trigger: Span & { readonly quote: string };
  /** Powers (else entities) that act, and that are acted on. */
  readonly actors: readonly string[];
  readonly recipients: readonly string[];
  /** Lower-cased trigger without its ending: reports in the same word are likelier one happening. */
  readonly stem: string;
  /** Who says so: the entity or words of the innermost source, else the publisher, else the place of the text. */
  readonly voice: string;
  /** True where a source is quoted, false on the document's own word. */
  readonly isSourced: boolean;
  /** `UNKNOWN_PUBLISHER` where it is not known. */
  readonly publisher: string;
  /** First day the article may have been published; null where unknown. */
  readonly published: string | null;
  /** True where the trigger stands in the headline. */
  readonly isHeadline: boolean;
  /** Names among the recipients that are no power ("the Tern Line"), lower-cased. */
  readonly things: readonly string[];
  /** Longer words of the trigger's sentence, lower-cased, participants and trigger left out. */
  readonly object: readonly string[];
  /** Where its sentence stands. */
  readonly sentence: Span;
  readonly aspects: Aspects;
}

/** A report with what the other documents make of its own. */
export interface Told extends Report {
  readonly origin: string;
  readonly story: StoryVector;
}

/** What a participant counts as: the power it belongs to, else the entity itself; null where unresolved. */
const party = (p: Contract<Participant>): string | null => p.country ?? p.entity;

const parties = (list: readonly Contract<Participant>[]): readonly string[] =>
  [...new Set(list.map(party).filter((p) => p !== null))].sort();

/** Participants as what their sentence names. */
const partiesIn = (event: Contract<Event>) =>
  [...event.actors, ...event.recipients].map((p) => ({ span: p.span, entity: p.entity ?? p.country }));

const thingsOf = (event: Contract<Event>): readonly string[] =>
  event.recipients
    .filter((p) => p.country === null && /^\p{Lu}/u.test(p.span.quote.replace(/^the /iu, '')))
    .map((p) => p.span.quote.replace(/^the /iu, '').toLowerCase());

const stemOf = (trigger: string): string =>
  trigger
    .toLowerCase()
    .split(/\s+/u)[0]!
    .replace(/(?:ations?|ments?|ings?|ions?|als?|ed|es|s)$/u, '')
    .slice(0, 6);

/** Words of the trigger's sentence, without trigger and participants. */
function objectOf(sentence: string, event: Contract<Event>): readonly string[] {
  const apart = [event.trigger, ...[...event.actors, ...event.recipients].map((p) => p.span)];
  const words = (part: string) => part.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? [];
  const known = new Set(apart.flatMap((s) => words(s.quote)));
  return [...new Set(words(sentence).filter((w) => !known.has(w)))];
}

/** Where the headline stands in the page's text, in code points; null where the text does not carry it. */
function headlineOf({ record, text }: Page): Span | null {
  const at = record.title ? text.indexOf(record.title) : -1;
  if (!record.title || at < 0) return null;
  const { toCodePoint } = offsetMap(text);
  return { from: toCodePoint(at), to: toCodePoint(at + record.title.length) };
}

/** True where the date says more than that an undated report is news: a day, words of the text, or a time to come. */
const isTold = ({ when, status }: Contract<Event>): boolean =>
  when !== null && (when.basis === 'text' || when.basis === 'judged' || when.from === when.to || status === 'future');

/** The event records of a page as reports. */
export function reportsOf(page: Page, frequencies: Frequencies): readonly Report[] {
  const headline = headlineOf(page);
  const passages = passagesIn(page.record, page.text);
  const sources = new Map(page.attributions.map((a) => [a.id, a.source]));
  const publisher = page.record.publisher ?? UNKNOWN_PUBLISHER;
  return page.events.map((event) => {
    const { id, document, type, status, mode, quad, goldstein, trigger } = event;
    const when = isTold(event) ? event.when : null;
    const passage = passages([trigger])[0]!;
    const source = event.saidIn === null ? null : sources.get(event.saidIn);
    return {
      ...{ id, document, type, status, mode, when, quad, goldstein },
      trigger: { from: trigger.from, to: trigger.to, quote: trigger.quote },
      place: event.place?.entity ?? null,
      figures: event.quantities.map(({ value, unit }) => ({ value, unit })),
      actors: parties(event.actors),
      recipients: parties(event.recipients),
      stem: stemOf(trigger.quote),
      voice: source ? (source.entity ?? source.span.quote) : (page.record.publisher ?? page.record.location),
      isSourced: event.saidIn !== null,
      publisher,
      published: page.record.published?.from ?? null,
      isHeadline: !!headline && trigger.from >= headline.from && trigger.to <= headline.to,
      things: thingsOf(event),
      object: objectOf(passage.quote, event),
      sentence: { from: passage.from, to: passage.to },
      aspects: aspectsOf(passage, trigger, [...page.mentions, ...partiesIn(event)], frequencies),
    };
  });
}

const key = (r: Report): string =>
  `${r.published ?? '9999'} ${r.document} ${String(r.trigger.from).padStart(9, '0')} ${r.id}`;

/** Order of publication, then of place in the text. */
export const byPublication = (a: Report, b: Report): number => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
