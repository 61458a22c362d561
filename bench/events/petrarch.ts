import type { Event } from '../../src/core/record.ts';
import { type Figures, line, type Read } from './read.ts';

interface Row {
  readonly text: string;
  readonly date: string;
  readonly noevents: boolean;
  readonly events: readonly { source: string; target: string; code: string }[];
}

/** True when a party's words include one that begins like the code's country part ("ARN" of "Arnor"). */
const codes = (text: string, parts: Event['actors'], code: string): boolean =>
  parts.some((p) =>
    text
      .slice(p.span.from, p.span.to)
      .split(/[\s_-]+/u)
      .some((w) => w.slice(0, 3).toUpperCase() === code.slice(0, 3)),
  );

/**
 * PETRARCH's unit sentences: a regression of dyads, not accuracy. Their codes follow several schemes and test parser
 * corners, so only the pair of parties is compared, and silence where the file expects none.
 */
export async function petrarch(read: Read, rows: readonly Row[], show: (line: string) => void): Promise<Figures> {
  const c = { dyads: 0, found: 0, quiet: 0, silent: 0 };
  for (const row of rows) {
    const text = row.text.replaceAll('_', ' ');
    const { events } = await read(text, row.date);
    const wanted = row.events.filter((e) => /^[A-Z]{3}/u.test(e.source) && /^[A-Z]{3}/u.test(e.target));
    if (row.events.length === 0) {
      c.quiet++;
      if (events.length === 0) c.silent++;
    }
    for (const w of wanted) {
      c.dyads++;
      const hit = events.some((e) => {
        const all = [...e.actors, ...e.recipients];
        return codes(text, all, w.source) && codes(text, all, w.target);
      });
      if (hit) c.found++;
      else
        show(
          `petrarch ${w.source} ${w.target} ${w.code}: ${text}\n    ${events.map((e) => line(text, e)).join('\n    ') || '(none)'}`,
        );
    }
  }
  return {
    text: `PETRARCH unit sentences: ${c.found}/${c.dyads} coded dyads named as parties of one event; ${c.silent}/${c.quiet} uncoded sentences left without an event`,
    shares: {},
  };
}
