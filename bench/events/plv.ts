import type { Event } from '../../src/core/record.ts';
import { overlaps, type Span } from '../../src/core/span.ts';
import { type Figures, line, type Read } from './read.ts';

interface Row {
  readonly id: string;
  readonly text: string;
  readonly events: readonly { code: string; spans: readonly { label: string; start: number; end: number }[] }[];
}

const YIELD = ['CONCEDE', 'RETREAT'];
const sameType = (gold: string, e: Event): boolean => (gold === 'YIELD' ? YIELD.includes(e.type) : gold === e.type);

/** Recall of type, and of actor and recipient spans (any overlap) among sentences whose type was found. */
export async function plv(
  read: Read,
  rows: readonly Row[],
  name: string,
  pick: (n: number) => boolean,
  show: (line: string) => void,
): Promise<Figures> {
  const count = { all: 0, type: 0, actor: 0, recipient: 0, both: 0, some: 0 };
  const types = new Map<string, [number, number]>();
  for (const row of rows.filter((r) => pick(Number(r.id.split('-').at(-1))))) {
    const { events } = await read(row.text);
    const gold = row.events[0]!;
    const span = (label: string): Span[] =>
      gold.spans.filter((s) => s.label === label).map((s) => ({ from: s.start, to: s.end }));
    const typed = events.filter((e) => sameType(gold.code, e));
    const hits = (parts: readonly Event['actors'][number][], label: string) =>
      span(label).length === 0 || span(label).some((s) => parts.some((p) => overlaps(p.span, s)));
    // Parties that act together are all actors.
    const score = (e: Event) =>
      [
        hits(e.actors, 'SRC'),
        hits([...e.recipients, ...(e.recipients.length === 0 || e.actors.length > 1 ? e.actors : [])], 'TAR'),
      ] as const;
    const best = typed.map(score).sort((a, b) => Number(b[0]) + Number(b[1]) - Number(a[0]) - Number(a[1]))[0];
    count.all++;
    if (events.length > 0) count.some++;
    if (best) count.type++;
    if (best?.[0]) count.actor++;
    if (best?.[1]) count.recipient++;
    if (best?.[0] && best[1]) count.both++;
    const [h, n] = types.get(gold.code) ?? [0, 0];
    types.set(gold.code, [h + (best ? 1 : 0), n + 1]);
    if (!best?.[0] || !best[1])
      show(
        `${best ? 'PARTY' : 'TYPE '} ${gold.code}: ${row.text.slice(0, 260)}\n    gold ${span('SRC').map((s) => row.text.slice(s.from, s.to))} > ${span('TAR').map((s) => row.text.slice(s.from, s.to))}\n    ${events.map((e) => line(row.text, e)).join('\n    ') || '(none)'}`,
      );
  }
  const share = (n: number, of: number) => (n / of).toFixed(3);
  const each = [...types].sort().map(([t, [h, n]]) => `${t} ${h}/${n}`);
  return {
    text: `PLV ${name}: type recall ${share(count.type, count.all)} of ${count.all}; of those actor ${share(count.actor, count.type)}, recipient ${share(count.recipient, count.type)}, both ${share(count.both, count.type)}; any event ${share(count.some, count.all)}\n  ${each.join(', ')}`,
    shares: {
      [`events/plv ${name} type`]: count.type / count.all,
      [`events/plv ${name} parties`]: count.both / count.type,
    },
  };
}
