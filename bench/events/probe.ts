import type { Event } from '../../src/core/record.ts';
import { type Figures, line, type Read } from './read.ts';

interface Row {
  readonly id: string;
  readonly text: string;
  readonly date: string;
  readonly modality: string;
  readonly events: readonly { source: string; target: string; code: string }[];
}

/** Status each modality of the probe stands for; fiction is no event. */
const STATUS: Readonly<Record<string, string>> = {
  asserted: 'asserted',
  historical: 'asserted',
  negated: 'denied',
  denied: 'denied',
  failed: 'denied',
  modal_may: 'possible',
  question: 'possible',
  reported_unconfirmed: 'possible',
  forecast: 'future',
  hypothetical: 'hypothetical',
  opinion_should: 'hypothetical',
};

const named = (text: string, parts: Event['actors'], name: string): boolean =>
  parts.some((p) =>
    text.slice(p.span.from, p.span.to).toLowerCase().includes(name.toLowerCase().replace(/^the /u, '')),
  );

/** Share of probe sentences with status and triple both right (fiction: no event); a meeting's parties are all actors. */
export async function probe(read: Read, rows: readonly Row[], show: (line: string) => void): Promise<Figures> {
  const by = new Map<string, [number, number]>();
  let extra = 0;
  for (const row of rows) {
    const { events } = await read(row.text, row.date);
    const want = row.events[0]!;
    const status = STATUS[row.modality];
    const right = events.filter(
      (e) =>
        e.type === want.code &&
        e.status === status &&
        named(row.text, e.actors, want.source) &&
        (named(row.text, e.recipients, want.target) ||
          (e.type === 'CONSULT' && named(row.text, e.actors, want.target))),
    );
    const ok = status === undefined ? events.length === 0 : right.length > 0;
    if (ok && status !== undefined && events.length > 1) extra++;
    if (!ok)
      show(
        `probe ${row.modality}: ${row.text}\n    ${events.map((e) => line(row.text, e)).join('\n    ') || '(none)'}`,
      );
    const [hit, all] = by.get(row.modality) ?? [0, 0];
    by.set(row.modality, [hit + (ok ? 1 : 0), all + 1]);
  }
  const sum = [...by.values()].reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
  const parts = [...by].filter(([, [h, n]]) => h < n).map(([m, [h, n]]) => `${m} ${h}/${n}`);
  return {
    text: `modality probe: ${sum[0]}/${sum[1]} = ${(sum[0] / sum[1]).toFixed(3)}${parts.length > 0 ? ` (short: ${parts.join(', ')})` : ''}; ${extra} with a second event`,
    shares: { 'events/modality_probe': sum[0] / sum[1] },
  };
}
