import { DOMParser } from 'linkedom';
import { expect, test } from 'vitest';
import { refreshViews } from '../../src/defaults/views.ts';
import { happeningsOf } from '../../src/ledger/views.ts';
import { eventTsv, followTheMoney, gexf } from '../../src/web/formats.ts';
import { dossier } from '../support/dossier.ts';
import { ledgerOf } from '../support/ledger.ts';

const store = ledgerOf(dossier(12));
refreshViews(store);

test('the table of events has one line for each, every column filled from it, and counts distinct texts', () => {
  const [head, ...lines] = [...eventTsv(store)].map((line) => line.split('\t'));
  expect(lines).toHaveLength(store.count('event', { allVersions: true }));
  for (const line of lines) expect(line).toHaveLength(head!.length);
  const value = (line: readonly string[], column: string) => line[head!.indexOf(column)]!;
  for (const line of lines) {
    const { record, document } = store.record(value(line, 'Event ID'))!;
    expect(record).toMatchObject({ kind: 'event', type: value(line, 'Event Type'), status: value(line, 'Status') });
    expect(value(line, 'Document')).toBe(document.id);
    const [from, to] = value(line, 'Span').split('-').map(Number) as [number, number];
    expect([...store.text(document.id)!].slice(from, to).join('')).toBe(value(line, 'Words'));
  }
  const reports = new Map(
    [...happeningsOf(store.views)].flatMap((h) =>
      h.reports.map((id: string): [string, number] => [id, h.origins.length]),
    ),
  );
  expect(lines.map((line) => Number(value(line, 'Origins')))).toEqual(
    lines.map((line) => reports.get(value(line, 'Event ID')) ?? 1),
  );
});

test('the graph is well-formed; an edge joins nodes that are there and weighs its distinct texts', () => {
  const document = new DOMParser().parseFromString([...gexf(store)].join('\n'), 'text/xml');
  const nodes = [...document.querySelectorAll('node')].map((node) => node.getAttribute('id'));
  const edges = [...document.querySelectorAll('edge')];
  expect(edges.length).toBeGreaterThan(0);
  for (const edge of edges) {
    expect(nodes).toContain(edge.getAttribute('source'));
    expect(nodes).toContain(edge.getAttribute('target'));
    const reports = edge.querySelector('[for="reports"]')!.getAttribute('value')!.split(' ');
    const origins = new Set(reports.map((id: string) => store.record(id)!.document.origin));
    expect(Number(edge.getAttribute('weight'))).toBe(origins.size);
  }
});

/** Schemata of FollowTheMoney 4.0.2 with the properties that are used of each. */
const SCHEMATA: Readonly<Record<string, readonly string[]>> = {
  Article: ['title', 'author', 'publisher', 'publishedAt', 'retrievedAt', 'sourceUrl', 'fileName'],
  Person: ['name', 'alias', 'notes', 'wikidataId'],
  PublicBody: ['name', 'alias', 'notes', 'wikidataId'],
  Organization: ['name', 'alias', 'notes', 'wikidataId'],
  Mention: ['document', 'resolved', 'name', 'detectedSchema'],
  Event: ['name', 'summary', 'startDate', 'endDate', 'involved', 'proof', 'recordId'],
  Note: ['description', 'summary', 'entity', 'publisher', 'sourceUrl', 'proof'],
};

test('FollowTheMoney: known schemata and properties, every reference leads to an entity, no denial looks like a fact', () => {
  const things = [...followTheMoney(store)].map(
    (line) => JSON.parse(line) as { id: string; schema: string; properties: Record<string, string[]> },
  );
  const ids = new Set(things.map((one) => one.id));
  expect(ids.size).toBe(things.length);
  expect(new Set(things.map((one) => one.schema)).size).toBeGreaterThan(5);
  for (const { id, schema, properties } of things) {
    expect(SCHEMATA[schema], schema).toEqual(expect.arrayContaining(Object.keys(properties)));
    for (const name of ['document', 'resolved', 'involved', 'proof', 'entity'])
      for (const target of properties[name] ?? []) expect(ids.has(target), `${id} ${name}`).toBe(true);
  }
  const denied = store.list('event', { status: 'denied' })[0]!.record.id;
  expect(things.find((one) => one.id === denied)!.properties.name![0]).toMatch(/^denied: /u);
});
