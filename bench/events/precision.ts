import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Event } from '../../src/core/record.ts';
import { type Passage, readGold } from '../../test/support/gold.ts';
import { type Figures, line, type Read } from './read.ts';

/** An expected event: `TYPE status trigger: actor + actor > recipient`; `-` stands for none. */
export interface Expected {
  readonly type: string;
  readonly status: string;
  readonly trigger: string;
  readonly actors: readonly string[];
  readonly recipients: readonly string[];
}

/** Reads an expectation line of gold/events; null for `nothing`. */
export function expectation(text: string): Expected | null {
  if (text === 'nothing') return null;
  const m = /^([A-Z]+) ([a-z]+) (\S+): (.+) > (.+)$/u.exec(text);
  if (!m) throw new Error(`not an expectation: ${text}`);
  const parts = (s: string) => (s === '-' ? [] : s.split(' + '));
  return { type: m[1]!, status: m[2]!, trigger: m[3]!, actors: parts(m[4]!), recipients: parts(m[5]!) };
}

/** True when every found party lies in an expected one and every expected one is found. */
export function sameParties(text: string, found: Event['actors'], expected: readonly string[]): boolean {
  const quotes = found.map((p) => text.slice(p.span.from, p.span.to).toLowerCase());
  const wanted = expected.map((w) => w.toLowerCase());
  const meet = (a: string, b: string) => a.includes(b) || b.includes(a);
  return quotes.every((q) => wanted.some((w) => meet(q, w))) && wanted.every((w) => quotes.some((q) => meet(q, w)));
}

const share = (n: number, of: number): string => (n / Math.max(1, of)).toFixed(3);

/** Precision and recall over the exhaustively annotated news sentences of gold/events. */
export async function precision(read: Read, dir: string, show: (line: string) => void): Promise<Figures> {
  const c = { sentences: 0, quiet: 0, loud: 0, found: 0, expected: 0, type: 0, status: 0, all: 0 };
  for (const file of globSync(join(dir, '{news,quiet}*.gold')).sort())
    for (const passage of readGold(file)) {
      const { text } = passage;
      const { events } = await read(text, '2015-06-01');
      const wanted = passage.expected.map(expectation).filter((e) => e !== null);
      c.sentences++;
      c.found += events.length;
      c.expected += wanted.length;
      if (wanted.length === 0) c.quiet++;
      if (wanted.length === 0 && events.length > 0) c.loud++;
      const left = [...wanted];
      for (const e of events) {
        const word = text.slice(e.trigger.from, e.trigger.to);
        const fits = (w: Expected) =>
          w.type === e.type && (w.trigger === word || sameParties(text, e.actors, w.actors));
        const status = (w: Expected) => w.status === e.status;
        const parties = (w: Expected) =>
          sameParties(text, e.actors, w.actors) && sameParties(text, e.recipients, w.recipients);
        const pick =
          left.find((w) => fits(w) && status(w) && parties(w)) ??
          left.find((w) => fits(w) && status(w)) ??
          left.find(fits);
        if (pick) {
          left.splice(left.indexOf(pick), 1);
          c.type++;
          if (status(pick)) c.status++;
          if (status(pick) && parties(pick)) c.all++;
          if (!status(pick) || !parties(pick))
            show(`gold WRONG ${passage.line} ${text}\n    want ${JSON.stringify(pick)}\n    got  ${line(text, e)}`);
        } else show(`gold EXTRA ${passage.line} ${text}\n    got  ${line(text, e)}`);
      }
      for (const w of left)
        show(
          `gold MISSED ${passage.line} ${text}\n    want ${w.type} ${w.status} ${w.trigger}: ${w.actors} > ${w.recipients}`,
        );
    }
  const text = [
    `gold news: ${c.sentences} sentences, ${c.quiet} without an event (${c.loud} of them given one); ${c.found} events found, ${c.expected} annotated`,
    `  precision: type ${share(c.type, c.found)}, with status ${share(c.status, c.found)}, with status and all parties ${share(c.all, c.found)}`,
    `  recall:    type ${share(c.type, c.expected)}, with status ${share(c.status, c.expected)}, with status and all parties ${share(c.all, c.expected)}`,
  ].join('\n');
  return { text, shares: { 'gold/events precision': c.all / c.found, 'gold/events recall': c.all / c.expected } };
}

/** What is wrong with one passage that must be read wholly right, null where nothing is: every event, and no other. */
export async function failureOf(read: Read, { text, expected }: Passage): Promise<string | null> {
  const { events } = await read(text);
  const wanted = expected.map(expectation).filter((e) => e !== null);
  const found = wanted.every((w) =>
    events.some(
      (e) =>
        e.type === w.type &&
        e.status === w.status &&
        sameParties(text, e.actors, w.actors) &&
        sameParties(text, e.recipients, w.recipients),
    ),
  );
  return found && events.length === wanted.length
    ? null
    : `${text} got ${events.map((e) => line(text, e)).join(' | ') || 'nothing'}`;
}

/** Share of the passages of each gold file that are read wholly right. */
export async function wholly(
  read: Read,
  dir: string,
  names: readonly string[],
  show: (line: string) => void,
): Promise<Figures> {
  const shares: Record<string, number> = {};
  for (const name of names) {
    const passages = readGold(join(dir, `${name}.gold`));
    let right = 0;
    for (const passage of passages) {
      const failure = await failureOf(read, passage);
      if (failure) show(`${name}: ${failure}`);
      else right++;
    }
    shares[`gold/events ${name}`] = right / passages.length;
  }
  const text = Object.entries(shares).map(([name, value]) => `${name} ${value.toFixed(3)}`);
  return { text: `passages wholly right: ${text.join(', ')}`, shares };
}
