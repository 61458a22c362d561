import type { Contract, Event, Participant } from '../core/record.ts';
import { type OffsetMap, offsetMap, type Span } from '../core/span.ts';
import type { Entries, Page } from './entries.ts';
import { bodyText } from './origins.ts';
import { type Frequencies, type StoryVector, storyVector } from './stories.ts';

/** An event record with what comparing reports needs to know of its document and its voice. */
export interface Report {
  readonly event: Contract<Event>;
  readonly document: string;
  readonly origin: string;
  readonly publisher: string;
  /** First day the article may have been published; null where unknown. */
  readonly published: string | null;
  /** True where the trigger stands in the headline. */
  readonly isHeadline: boolean;
  readonly actors: ReadonlySet<string>;
  readonly recipients: ReadonlySet<string>;
  /** Lower-cased trigger without its ending: reports in the same word are likelier one happening. */
  readonly stem: string;
  /** Who says so: the entity or words of the innermost source, else the publisher. */
  readonly voice: string;
  readonly story: StoryVector;
  /** Names and longer words of the trigger's sentence, lower-cased, participants and trigger left out. */
  readonly object: ReadonlySet<string>;
}

/** What a participant counts as: the power it belongs to, else the entity itself; null where unresolved. */
export const party = (p: Contract<Participant>): string | null => p.country ?? p.entity;

const parties = (list: readonly Contract<Participant>[]): ReadonlySet<string> =>
  new Set(list.map(party).filter((p) => p !== null));

const stemOf = (trigger: string): string =>
  trigger
    .toLowerCase()
    .split(/\s+/u)[0]!
    .replace(/(?:ations?|ments?|ings?|ions?|als?|ed|es|s)$/u, '')
    .slice(0, 6);

/** Words around the trigger within its sentence, without trigger and participants. */
function objectOf(page: Page, offsets: OffsetMap, event: Contract<Event>): ReadonlySet<string> {
  const around = sentenceAt(page.text, offsets, event.trigger);
  const apart = [event.trigger, ...[...event.actors, ...event.recipients].map((p) => p.span)];
  const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? [];
  const known = new Set(apart.flatMap((s) => words(s.quote)));
  return new Set(words(around).filter((w) => !known.has(w)));
}

/** The text from the last sentence end before a span (in code points) to the next after it. */
function sentenceAt(text: string, { toUnit }: OffsetMap, span: Span): string {
  const REACH = 300;
  const [from, to] = [toUnit(span.from), toUnit(span.to)];
  const before = text
    .slice(Math.max(0, from - REACH), from)
    .split(/[.!?\n]\s/u)
    .at(-1)!;
  const after = text.slice(to, to + REACH).split(/[.!?\n]\s/u)[0]!;
  return before + text.slice(from, to) + after;
}

/** Where the headline stands in the page's text, in code points; null where the text does not carry it. */
export function headlineOf(page: Page): Span | null {
  const { title } = page.record;
  const at = title ? page.text.indexOf(title) : -1;
  if (!title || at < 0) return null;
  const { toCodePoint } = offsetMap(page.text);
  return { from: toCodePoint(at), to: toCodePoint(at + title.length) };
}

/** The event records of the ledger as reports, the earliest published first. */
export function reportsOf(
  entries: Entries,
  origins: ReadonlyMap<string, string>,
  frequencies: Frequencies,
): readonly Report[] {
  const pages = new Map(entries.pages.map((p) => [p.record.id, p]));
  const headlines = new Map(entries.pages.map((p) => [p.record.id, headlineOf(p)]));
  const stories = new Map(
    entries.pages.map((p) => [p.record.id, storyVector(p.record.title, bodyText(p), frequencies)]),
  );
  const offsets = new Map(entries.pages.map((p) => [p.record.id, offsetMap(p.text)]));
  const attributions = new Map(entries.attributions.map((a) => [a.id, a]));
  const reports = entries.events.flatMap((event): Report[] => {
    const page = pages.get(event.document);
    if (!page) return [];
    const headline = headlines.get(event.document);
    const source = event.saidIn === null ? null : attributions.get(event.saidIn)?.source;
    const publisher = page.record.publisher ?? page.record.location;
    return [
      {
        event,
        document: event.document,
        origin: origins.get(event.document) ?? event.document,
        publisher,
        published: page.record.published?.from ?? null,
        isHeadline: !!headline && event.trigger.from >= headline.from && event.trigger.to <= headline.to,
        actors: parties(event.actors),
        recipients: parties(event.recipients),
        stem: stemOf(event.trigger.quote),
        voice: source ? (source.entity ?? source.span.quote) : publisher,
        story: stories.get(event.document)!,
        object: objectOf(page, offsets.get(event.document)!, event),
      },
    ];
  });
  return reports.toSorted((a, b) => compare(reportKey(a), reportKey(b)));
}

const reportKey = (r: Report): string =>
  `${r.published ?? '9999'} ${r.document} ${String(r.event.trigger.from).padStart(8, '0')} ${r.event.id}`;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
