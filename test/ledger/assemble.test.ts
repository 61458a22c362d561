import { expect, test } from 'vitest';
import { standInReading } from '../../bench/readings.ts';
import type { Reading } from '../../src/core/reading.ts';
import { assemble } from '../../src/ledger/assemble.ts';
import { makeArticle } from '../../src/text/article.ts';

const reading = standInReading(
  makeArticle({ text: 'Gondor accused Rohan of sheltering smugglers.', location: 'a.txt' }),
);
const event = reading.events![0]!;
const eventsOf = (events: Reading['events']) =>
  assemble({ ...reading, events: events! }).filter((record) => record.kind === 'event');

test('records that stand on the same words have ids of their own, the first the one it has alone', () => {
  const ids = eventsOf([event, { ...event, status: 'denied' }, { ...event, status: 'possible' }]).map((r) => r.id);
  expect(ids[0]).toBe(event.id);
  expect(new Set(ids).size).toBe(3);
  for (const id of ids) expect(id).toMatch(/^e[\da-f]{16}$/u);
});

test('a record found twice is one', () => {
  expect(eventsOf([event, { ...event }])).toEqual(eventsOf([event]));
});
