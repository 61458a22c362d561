import type { Page } from '../src/ledger/entries.ts';
import { assessment, day, event, forecast, page } from '../test/support/entries.ts';
import { seeded } from './articles.ts';

const TYPES = ['CONSULT', 'ACCUSE', 'ASSAULT', 'AID', 'AGREE', 'THREATEN', 'SANCTION', 'REJECT'];
const POWERS = Array.from(
  { length: 40 },
  (_, i) => `X${String.fromCharCode(65 + (i % 26))}${String.fromCharCode(65 + Math.floor(i / 26))}`,
);
const word = (i: number): string => `w${((i * 2654435761) >>> 0).toString(36)}`;
const SENTENCES = 12;
const EVENTS = 8;
const DAYS = 730;

/**
 * A made-up pile of press as read, for measuring the views: each article is about one pair of forty (`powers`) powers, the first
 * pair by far the most often (one article in five), in words of which half are the pair's own; eight events,
 * two forecasts and an assessment an article, spread over `days` (two years); one article in ten is a reprint of the one before.
 */
export function pile(articles: number, { seed = 7, days = DAYS, powers = POWERS.length } = {}): readonly Page[] {
  const next = seeded(seed);
  const below = (n: number): number => Math.floor(next() * n);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  /** A rank from 0 below `n`, the first the likeliest. */
  const ranked = (n: number): number => Math.floor(n ** (next() ** 2)) - 1;
  const pages: Page[] = [];
  let [text, pair] = ['', [POWERS[0]!, POWERS[1]!] as const];
  for (let i = 0; i < articles; i++) {
    const date = new Date(Date.UTC(2024, 0, 1) + Math.floor((i / articles) * days) * 86_400_000)
      .toISOString()
      .slice(0, 10);
    if (i % 10 !== 9) {
      const a = ranked(powers - 1);
      const b = a + 1 + ranked(powers - a - 1);
      pair = [POWERS[a]!, POWERS[b]!];
      const own = () => word(100_000 + (a * 40 + b) * 100 + below(100));
      text = Array.from(
        { length: SENTENCES },
        (_, s) => `Act${s} ${Array.from({ length: 50 }, () => (next() < 0.5 ? own() : word(below(5000)))).join(' ')}.`,
      ).join('\n');
    }
    const at = page(`d${i}`, date, `Paper ${i % 60}`, text);
    const [from, to] = next() < 0.7 ? pair : pair.toReversed();
    const events = Array.from({ length: EVENTS }, (_, s) =>
      event(at, {
        type: TYPES[(s + ranked(TYPES.length)) % TYPES.length]!,
        trigger: `Act${s}`,
        actors: [from!],
        recipients: next() < 0.8 ? [to!] : [],
        status: next() < 0.2 ? 'future' : next() < 0.1 ? 'denied' : 'asserted',
        when: next() < 0.5 ? day(date) : null,
      }),
    );
    const line = (s: number) => text.split('\n')[s]!;
    const forecasts = [0, 1].map((s) =>
      forecast(at, pick(POWERS), line(s), { horizon: next() < 0.5 ? day(date, `2026-0${1 + below(9)}-01`) : null }),
    );
    pages.push({ ...at, events, forecasts, assessments: [assessment(at, pick(POWERS), line(9), `${from}>${to}`)] });
  }
  return pages;
}
