import type { Interval } from '../../src/core/date.ts';
import { localId } from '../../src/core/entry.ts';
import type {
  Assessment,
  Attribution,
  Contract,
  DocumentRecord,
  Event,
  Forecast,
  Status,
} from '../../src/core/record.ts';
import type { Page } from '../../src/ledger/entries.ts';

/** Small hand-made ledgers for tests of the derived views: each record is found by its words in the page's text. */
export const day = (from: string, to = from): Interval => ({ from, to, basis: 'text' });

const reader = { rule: 'test', version: '1' };

export function page(
  id: string,
  published: string,
  publisher: string,
  text: string,
  title: string | null = null,
): Page {
  const start = title && text.startsWith(title) ? [...title].length : 0;
  const record: Contract<DocumentRecord> = {
    kind: 'document',
    id,
    location: `${id}.txt`,
    sha256: '0',
    retrieved: '2025-01-01T00:00:00.000Z',
    title,
    authors: [],
    publisher,
    url: null,
    language: 'en',
    published: day(published),
    machineTranslated: null,
    translationOf: null,
    origin: null,
    supersedes: null,
    body: [{ from: start, to: [...text].length, quote: text.slice(start) }],
    furniture: [],
    issues: [],
    reader,
  };
  return { record, text, attributions: [], events: [], forecasts: [], assessments: [], mentions: [] };
}

/** The first place of `quote` in the page, in code points. */
export function span(at: Page, quote: string): { readonly from: number; readonly to: number; readonly quote: string } {
  const unit = at.text.indexOf(quote);
  if (unit < 0) throw new Error(`“${quote}” does not stand in ${at.record.id}`);
  const from = [...at.text.slice(0, unit)].length;
  return { from, to: from + [...quote].length, quote };
}

const extracted = (at: Page, kind: string, quote: string) => ({
  id: localId(kind[0]!, [at.record.id, kind, quote]),
  document: at.record.id,
  issues: [],
  confidence: 1,
  reader,
});

export interface EventParts {
  readonly type: string;
  readonly trigger: string;
  readonly actors?: readonly string[];
  readonly recipients?: readonly string[];
  readonly status?: Status;
  readonly when?: Interval | null;
  readonly saidIn?: string | null;
  readonly figures?: readonly (readonly [string, number, string])[];
  readonly place?: string;
}

/** Participants are three-letter country codes; they are placed on the trigger, which the views do not look at. */
export function event(at: Page, parts: EventParts): Contract<Event> {
  const trigger = span(at, parts.trigger);
  const participant = (country: string) => ({ span: trigger, entity: country, country, sector: null });
  return {
    kind: 'event',
    ...extracted(at, 'event', `${parts.trigger} ${parts.status ?? 'asserted'}`),
    type: parts.type,
    mode: [],
    context: [],
    quad: 4,
    goldstein: -9,
    trigger,
    actors: (parts.actors ?? []).map(participant),
    recipients: (parts.recipients ?? []).map(participant),
    place: parts.place ? { span: trigger, entity: parts.place } : null,
    quantities: (parts.figures ?? []).map(([quote, value, unit]) => ({ span: span(at, quote), value, unit })),
    when: parts.when ?? null,
    status: parts.status ?? 'asserted',
    saidIn: parts.saidIn ?? null,
  };
}

export function attribution(at: Page, source: string, entity: string, content: string): Contract<Attribution> {
  return {
    kind: 'attribution',
    ...extracted(at, 'attribution', content),
    form: 'indirect',
    act: 'statement',
    source: { span: span(at, source), entity },
    cue: null,
    content: [span(at, content)],
    addressee: null,
    medium: null,
    polarity: '+',
    in: null,
    chain: [],
    said: null,
  };
}

export function forecast(
  at: Page,
  by: string,
  content: string,
  parts: Partial<Pick<Forecast, 'probability' | 'horizon' | 'grade'>> = {},
): Contract<Forecast> {
  return {
    kind: 'forecast',
    ...extracted(at, 'forecast', content),
    by: { label: by, entity: by },
    saidIn: null,
    content: [span(at, content)],
    wording: { span: span(at, content), class: parts.probability ? 'estimative' : 'categorical' },
    probability: parts.probability ?? null,
    horizon: parts.horizon ?? null,
    condition: null,
    grade: parts.grade ?? 'A',
  };
}

export function assessment(at: Page, by: string, content: string, direction: string): Contract<Assessment> {
  return {
    kind: 'assessment',
    ...extracted(at, 'assessment', content),
    by: { label: by, entity: by },
    saidIn: null,
    content: [span(at, content)],
    about: direction.split('>'),
    dimension: 'dependence',
    direction,
    condition: null,
  };
}

/** Hands each record to its page. */
export function filled(
  pages: readonly Page[],
  records: Partial<Pick<Page, 'attributions' | 'events' | 'forecasts' | 'assessments'>>,
): readonly Page[] {
  const of = <R extends { readonly document: string }>(list: readonly R[] = [], page: Page) =>
    list.filter((r) => r.document === page.record.id);
  return pages.map((page) => ({
    ...page,
    attributions: of(records.attributions, page),
    events: of(records.events, page),
    forecasts: of(records.forecasts, page),
    assessments: of(records.assessments, page),
  }));
}
