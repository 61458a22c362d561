import type { Contract, Entity, Event } from '../core/record.ts';
import { spansOf } from '../ledger/place.ts';
import { happeningsOf } from '../ledger/views.ts';
import type { Filter, Row, Store } from '../store/store.ts';
import { reviewOf, wordsOf } from './export.ts';
import { deskRow } from './rows.ts';

/** Exports in the forms of other programs, a line at a time. Each carries the ids of its evidence. */

/** POLECAT's column names where it has one, then what it lacks; GDELT's root code and classes under their own names. */
const EVENT_COLUMNS = [
  'Event ID',
  'Event Date',
  'Event Type',
  'Event Mode',
  'Contexts',
  'Actor Name',
  'Actor COWCode ISO3',
  'Actor Sectors',
  'Recipient Name',
  'Recipient COWCode ISO3',
  'Recipient Sectors',
  'Placename',
  'Quad Code',
  'Intensity',
  'EventRootCode',
  'QuadClass',
  'GoldsteinScale',
  'Status',
  'Said In',
  'Chain',
  'Words',
  'Review',
  'Document',
  'Span',
  'Origin',
  'Origins',
  'Publication',
  'Publication Date',
  'URL',
] as const;

const QUADS = ['', 'VERBAL COOPERATION', 'MATERIAL COOPERATION', 'VERBAL CONFLICT', 'MATERIAL CONFLICT'];

/** One value of a table that tabs and line ends part; several are parted by semicolons. */
const cell = (value: string | number | null | readonly (string | null)[]): string =>
  (Array.isArray(value) ? value.filter((v) => v !== null).join('; ') : String(value ?? '')).replace(/[\t\r\n]+/gu, ' ');

/** Events as tab-separated values with a heading line; `Origins` counts the distinct texts that report the happening. */
export function* eventTsv(store: Store, filter?: Filter): Iterable<string> {
  const origins = new Map<string, number>();
  for (const happening of happeningsOf(store.views))
    for (const report of happening.reports) origins.set(report, happening.origins.length);
  yield EVENT_COLUMNS.join('\t');
  for (const row of store.each('event', filter ?? null)) yield eventLine(store, row as Row, origins);
}

function eventLine(store: Store, row: Row, origins: ReadonlyMap<string, number>): string {
  const shown = deskRow(store, row);
  const { document } = row;
  const event = row.record as Contract<Event>;
  const side = (people: Contract<Event>['actors']) => [
    people.map((p) => (p.entity && store.entity(p.entity)?.name) || p.span.quote),
    people.map((p) => p.country),
    people.map((p) => p.sector),
  ];
  const values = [
    event.id,
    event.when && (event.when.from === event.when.to ? event.when.from : `${event.when.from}/${event.when.to}`),
    event.type,
    event.mode,
    event.context,
    ...side(event.actors),
    ...side(event.recipients),
    event.place?.span.quote ?? null,
    QUADS[event.quad]!,
    event.goldstein,
    event.cameo ?? null,
    event.quad,
    event.goldstein,
    event.status,
    event.saidIn,
    shown.chain.map((link) => link.label).join(' › '),
    wordsOf(event),
    reviewOf(shown),
    document.id,
    spansOf(event).map((s) => `${s.from}-${s.to}`),
    document.origin,
    origins.get(event.id) ?? 1,
    document.publisher,
    document.published?.from ?? null,
    document.url ?? document.location,
  ];
  return values.map(cell).join('\t');
}

const XML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
const xml = (text: string): string =>
  text
    .replace(/[&<>"']/gu, (c) => XML[c]!)
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '');

/**
 * Who acts towards whom as a directed graph (GEXF 1.3): an edge for each pair and quad class, weighted by the distinct
 * texts that report such happenings. Happenings that are only planned, or that nobody asserts, make no edge.
 */
export function* gexf(store: Store): Iterable<string> {
  const edges = new Map<string, { a: string; b: string; quad: number; origins: Set<string>; reports: string[] }>();
  for (const { planned, statuses, actors, recipients, quad, origins, reports } of happeningsOf(store.views)) {
    if (planned || !statuses.asserted) continue;
    for (const a of actors)
      for (const b of recipients) {
        const edge = edges.get(`${a} ${b} ${quad}`) ?? { a, b, quad, origins: new Set<string>(), reports: [] };
        for (const origin of origins) edge.origins.add(origin);
        edge.reports.push(...reports);
        edges.set(`${a} ${b} ${quad}`, edge);
      }
  }
  const names = store.stateNames();
  const nodes = new Set([...edges.values()].flatMap(({ a, b }) => [a, b]));
  yield '<?xml version="1.0" encoding="UTF-8"?>';
  yield '<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="directed">';
  yield '<attributes class="edge"><attribute id="quad" title="quad class" type="string"/><attribute id="reports" title="event ids" type="string"/></attributes>';
  yield '<nodes>';
  for (const id of nodes) yield `<node id="${xml(id)}" label="${xml(store.entity(id)?.name ?? names.get(id) ?? id)}"/>`;
  yield '</nodes><edges>';
  for (const [key, { a, b, quad, origins, reports }] of edges)
    yield `<edge id="${xml(key)}" source="${xml(a)}" target="${xml(b)}" weight="${origins.size}"><attvalues><attvalue for="quad" value="${QUADS[quad]!.toLowerCase()}"/><attvalue for="reports" value="${xml(reports.join(' '))}"/></attvalues></edge>`;
  yield '</edges></graph></gexf>';
}

const SCHEMATA: Partial<Record<Entity['type'], string>> = {
  person: 'Person',
  state: 'PublicBody',
  office: 'PublicBody',
  organisation: 'Organization',
  media: 'Organization',
};

type Properties = Readonly<Record<string, readonly (string | null | undefined)[]>>;

/** An entity of FollowTheMoney (followthemoney.tech), one JSON object a line; what is absent is left out. */
function thing(id: string, schema: string, properties: Properties): string {
  const held = Object.entries(properties).map(([name, values]) => [name, values.filter((value) => value)] as const);
  return JSON.stringify({ id, schema, properties: Object.fromEntries(held.filter(([, values]) => values.length > 0)) });
}

/**
 * The ledger in FollowTheMoney: articles, persons and bodies, mentions, events, and statements as notes. An event's name
 * begins with its status where it is not asserted, and its summary gives on whose word it stands.
 */
export function* followTheMoney(store: Store, filter?: Filter): Iterable<string> {
  for (const document of store.eachDocument())
    yield thing(document.id, 'Article', {
      title: [document.title ?? document.location],
      author: document.authors,
      publisher: [document.publisher],
      publishedAt: [document.published?.from],
      retrievedAt: [document.retrieved.slice(0, 10)],
      sourceUrl: [webUrl(document)],
      fileName: [document.location],
    });
  const known = new Map<string, string>();
  for (const { id, type, name, names, codes } of store.entities()) {
    const schema = SCHEMATA[type];
    if (!schema) continue;
    known.set(id, schema);
    yield thing(id, schema, {
      name: [name],
      alias: names.filter((other) => other !== name),
      notes: [codes.iso3 && `ISO 3166: ${codes.iso3}`],
      wikidataId: [/^Q\d+$/u.test(id) ? id : null],
    });
  }
  for (const { record } of store.each('mention', null)) {
    if (record.kind !== 'mention' || !record.entity || !known.has(record.entity)) continue;
    const detectedSchema = [known.get(record.entity)];
    yield thing(record.id, 'Mention', {
      document: [record.document],
      resolved: [record.entity],
      name: [record.span.quote],
      detectedSchema,
    });
  }
  for (const row of store.each('event', filter ?? null)) yield eventThing(store, row as Row, known);
  for (const row of store.each('attribution', filter ?? null)) yield noteThing(store, row as Row, known);
}

const webUrl = ({ url }: Pick<Row['document'], 'url'>): string | null => (url && /^https?:/iu.test(url) ? url : null);

/** Whose word something is, of which day, and who checked that. */
function wordOf(store: Store, row: Row): string {
  const shown = deskRow(store, row);
  const chain = shown.chain.map((link) => link.label).join(' › ');
  return `${chain}, ${row.document.published?.from ?? 'no date'} (${reviewOf(shown)}; record ${row.record.id})`;
}

function eventThing(store: Store, row: Row, known: ReadonlyMap<string, string>): string {
  const event = row.record as Contract<Event>;
  const people = [...event.actors, ...event.recipients];
  const name = `${event.status === 'asserted' ? '' : `${event.status}: `}${event.type} “${event.trigger.quote}”`;
  return thing(event.id, 'Event', {
    name: [name],
    summary: [`${event.status}, on the word of ${wordOf(store, row)}`],
    startDate: [event.when?.from],
    endDate: [event.when?.to],
    involved: people.flatMap(({ entity }) => (entity && known.has(entity) ? [entity] : [])),
    proof: [event.document],
    recordId: [event.id],
  });
}

function noteThing(store: Store, row: Row, known: ReadonlyMap<string, string>): string {
  const { record, document } = row;
  const source = record.kind === 'attribution' ? record.source?.entity : null;
  return thing(record.id, 'Note', {
    description: [wordsOf(record)],
    summary: [wordOf(store, row)],
    entity: [record.document, source && known.has(source) ? source : null],
    publisher: [document.publisher],
    sourceUrl: [webUrl(document)],
    proof: [record.document],
  });
}
