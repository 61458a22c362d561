import type { Analyzer } from '../../src/core/analysis.ts';
import type { Forecast } from '../../src/core/record.ts';
import { overlaps, type Span } from '../../src/core/span.ts';
import { attributions } from '../../src/extract/attributions.ts';
import { forecasts } from '../../src/extract/forecasts.ts';
import { mentions } from '../../src/extract/mentions.ts';
import { times } from '../../src/extract/times.ts';
import { readActors } from '../../src/lexicon/actors.ts';
import { readCues } from '../../src/lexicon/cues.ts';
import { readHedges } from '../../src/lexicon/hedges.ts';
import { readTimesLexicon } from '../../src/lexicon/times.ts';
import { makeArticle } from '../../src/text/article.ts';
import { quotations } from '../../src/text/quotations.ts';
import { type Passage, readGold } from '../support/gold.ts';

/** What one expectation line says of the wording with the same number. */
export interface Expected {
  readonly wording: Span;
  readonly class: string;
  /** "2023-11-01..2023-11-30", "..2023-12-31" where the beginning is left open, or "null". */
  readonly horizon: string;
  readonly probability: string | null;
  readonly by: string | null;
  readonly grade: string | null;
  readonly content: Span | null;
  readonly condition: Span | null;
}

const PUBLISHED = { from: '2023-10-18', to: '2023-10-18', basis: 'metadata' } as const;
export const GOLD = ['categorical', 'intention', 'possibility', 'estimative', 'none', 'later', 'press'].map(
  (name) => `gold/forecasts/${name}.gold`,
);

export const passages = (): readonly Passage[] => GOLD.flatMap(readGold);

/** Reads `2: estimative .55-.80 2023-11-01..2023-11-30 by Boromir grade A` against the marks w, f and c of that number. */
export function expectedOf(passage: Passage): readonly Expected[] {
  const mark = (label: string, number: number): Span | null =>
    passage.marks.find((m) => m.label === label && m.number === number) ?? null;
  return passage.expected
    .filter((line) => line !== 'nothing')
    .map((line) => {
      const m = /^(?:(\d+): )?(\w+)(?: (\.\d+-\.\d+))? (\S+)(?: by (.+?))?(?: grade (\w))?$/u.exec(line);
      const number = Number(m?.[1] ?? 1);
      const wording = mark('w', number);
      if (!m || !wording) throw new Error(`${passage.file}:${passage.line}: cannot read "${line}"`);
      return {
        wording,
        class: m[2]!,
        probability: m[3] ?? null,
        horizon: m[4]!,
        by: m[5] ?? null,
        grade: m[6] ?? null,
        content: mark('f', number),
        condition: mark('c', number),
      };
    });
}

/** Reads passages through the stages a forecast stands on. */
export function forecastReader(analyzer: Analyzer): (text: string) => Promise<readonly Forecast[]> {
  const stages = {
    quotations: quotations(),
    times: times(readTimesLexicon()),
    mentions: mentions(readActors()),
    attributions: attributions(readCues()),
    forecasts: forecasts(readHedges()),
  };
  return async (text) => {
    const article = makeArticle({ text, location: 'gold', published: PUBLISHED });
    const analysis = await analyzer.analyze(text, article.paragraphs);
    const quoted = await stages.quotations.run({ article, issues: [], analysis });
    const dated = await stages.times.run(quoted);
    const mentioned = await stages.mentions.run({ ...quoted, ...dated });
    const said = await stages.attributions.run({ ...quoted, ...dated, ...mentioned });
    const told = await stages.forecasts.run({ ...quoted, ...dated, ...mentioned, ...said });
    return told.forecasts;
  };
}

const matches = (forecast: Forecast, expected: Expected): boolean => overlaps(forecast.wording.span, expected.wording);

export function sameHorizon({ horizon }: Forecast, expected: string): boolean {
  if (expected === 'null' || !horizon) return expected === 'null' && !horizon;
  const [from, to] = expected.split('..');
  return horizon.to === to && (from === '' || horizon.from === from);
}

export interface Score {
  readonly gold: number;
  readonly found: number;
  readonly right: number;
  readonly class: number;
  readonly horizon: number;
  readonly by: readonly [right: number, of: number];
  readonly content: readonly [right: number, of: number];
  readonly probability: readonly [right: number, of: number];
  readonly condition: readonly [right: number, of: number];
  readonly grade: readonly [right: number, of: number];
  readonly f1: number;
  /** One line for every miss, false find or wrong value. */
  readonly errors: readonly string[];
}

/** Scores found forecasts: a wording that overlaps is found; class and horizon count over those found. */
export function score(read: readonly { passage: Passage; found: readonly Forecast[] }[]): Score {
  const tally = { gold: 0, found: 0, right: 0, class: 0, horizon: 0 };
  const pair = (): [number, number] => [0, 0];
  const pairs = { by: pair(), content: pair(), probability: pair(), condition: pair(), grade: pair() };
  const errors: string[] = [];
  const count = (pair: [number, number], ok: boolean) => {
    pair[1]++;
    if (ok) pair[0]++;
    return ok;
  };
  for (const { passage, found } of read) {
    const expected = expectedOf(passage);
    const slice = (s: Span) => passage.text.slice(s.from, s.to);
    const note = (what: string) =>
      errors.push(`${passage.file.replace(/.*\//u, '')}:${passage.line} ${what} | ${passage.text}`);
    tally.gold += expected.length;
    tally.found += found.length;
    for (const f of found)
      if (!expected.some((e) => matches(f, e)))
        note(`FALSE "${slice(f.wording.span)}" ${f.wording.class} ${f.reader.rule}`);
    for (const e of expected) {
      const f = found.find((one) => matches(one, e));
      if (!f) {
        note(`MISS "${slice(e.wording)}" ${e.class}`);
        continue;
      }
      tally.right++;
      if (f.wording.class === e.class) tally.class++;
      else note(`CLASS ${f.wording.class}, not ${e.class}`);
      if (sameHorizon(f, e.horizon)) tally.horizon++;
      else note(`HORIZON ${f.horizon ? `${f.horizon.from}..${f.horizon.to}` : 'null'}, not ${e.horizon}`);
      if (e.by && !count(pairs.by, f.by.label === e.by)) note(`BY ${f.by.label}, not ${e.by}`);
      if (e.grade && !count(pairs.grade, f.grade === e.grade)) note(`GRADE ${f.grade}, not ${e.grade}`);
      const range = f.probability ? `${f.probability.low}-${f.probability.high}` : 'none';
      const wanted = e.probability?.split('-').map(Number).join('-') ?? 'none';
      if (e.class === 'estimative' && !count(pairs.probability, range === wanted))
        note(`PROBABILITY ${range}, not ${wanted}`);
      if (
        !count(
          pairs.condition,
          e.condition ? f.condition !== null && overlaps(f.condition, e.condition) : f.condition === null,
        )
      )
        note(`CONDITION ${f.condition ? slice(f.condition) : 'none'}`);
      const share = e.content ? shared(f.content, e.content) : 1;
      if (e.content && !count(pairs.content, share >= 0.8))
        note(`CONTENT ${share.toFixed(2)} ${f.content.map(slice).join(' // ')}`);
    }
  }
  const [precision, recall] = [tally.right / tally.found, tally.right / tally.gold];
  return { ...tally, ...pairs, f1: (2 * precision * recall) / (precision + recall), errors };
}

/** Characters in common over all characters. */
function shared(spans: readonly Span[], gold: Span): number {
  const common = spans.reduce((n, s) => n + Math.max(0, Math.min(s.to, gold.to) - Math.max(s.from, gold.from)), 0);
  const size = spans.reduce((n, s) => n + s.to - s.from, 0);
  return common / (size + gold.to - gold.from - common);
}
