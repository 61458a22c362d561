import { join } from 'node:path';
import type { Analyzer } from '../../src/core/analysis.ts';
import type { Assessment, Entity } from '../../src/core/record.ts';
import { contains, type Span } from '../../src/core/span.ts';
import { assessments } from '../../src/extract/assessments.ts';
import { attributions } from '../../src/extract/attributions.ts';
import { mentions } from '../../src/extract/mentions.ts';
import { times } from '../../src/extract/times.ts';
import { readActors } from '../../src/lexicon/actors.ts';
import { readAssessments } from '../../src/lexicon/assessments.ts';
import { readCues } from '../../src/lexicon/cues.ts';
import { readHedges } from '../../src/lexicon/hedges.ts';
import { LEXICON_DIR } from '../../src/lexicon/load.ts';
import { readTimesLexicon } from '../../src/lexicon/times.ts';
import { makeArticle } from '../../src/text/article.ts';
import { quotations } from '../../src/text/quotations.ts';
import { type Passage, readGold } from '../support/gold.ts';

export interface Expected {
  readonly word: Span;
  readonly dimension: string;
  /** Codes of the powers, sorted. */
  readonly about: string;
  /** "A>B" pairs, sorted; null where the gold gives no direction. */
  readonly direction: string | null;
  readonly by: string | null;
}

/** What was found, in the gold's terms. */
export interface Found extends Omit<Expected, 'word'> {
  readonly content: readonly Span[];
  readonly rule: string;
}

export const passages = (): readonly Passage[] =>
  ['relations', 'none', 'press'].flatMap((name) => readGold(`gold/assessments/${name}.gold`));

const sorted = (text: string): string => text.split(',').sort().join(',');

/** Reads `2: leverage GDR>RHN by the expert` against the mark h of that number. */
export function expectedOf(passage: Passage): readonly Expected[] {
  return passage.expected
    .filter((line) => line !== 'nothing')
    .map((line) => {
      const m = /^(?:(\d+): )?(\w+) (\S+)(?: by (.+))?$/u.exec(line);
      const word = passage.marks.find((mark) => mark.label === 'h' && mark.number === Number(m?.[1] ?? 1));
      if (!m || !word) throw new Error(`${passage.file}:${passage.line}: cannot read "${line}"`);
      const pairs = m[3]!;
      const codes = [...new Set(pairs.split(/[,>]/u))].sort().join(',');
      return {
        word,
        dimension: m[2]!,
        about: codes,
        direction: pairs.includes('>') ? sorted(pairs) : null,
        by: m[4] ?? null,
      };
    });
}

/** Reads passages through the stages an assessment stands on, with the invented powers of the tests. */
export function assessmentReader(analyzer: Analyzer): (text: string) => Promise<readonly Found[]> {
  const actors = readActors([LEXICON_DIR, join(import.meta.dirname, 'lexicon')]);
  const stages = {
    quotations: quotations(),
    times: times(readTimesLexicon()),
    mentions: mentions(actors),
    attributions: attributions(readCues()),
    assessments: assessments(readAssessments(), readHedges()),
  };
  return async (text) => {
    const published = { from: '2023-10-18', to: '2023-10-18', basis: 'metadata' } as const;
    const article = makeArticle({ text, location: 'gold', published });
    const analysis = await analyzer.analyze(text, article.paragraphs);
    const quoted = await stages.quotations.run({ article, issues: [], analysis });
    const dated = await stages.times.run(quoted);
    const mentioned = await stages.mentions.run({ ...quoted, ...dated });
    const said = await stages.attributions.run({ ...quoted, ...dated, ...mentioned });
    const told = await stages.assessments.run({ ...said, ...mentioned });
    return told.assessments.map((a) => inCodes(a, mentioned.entities));
  };
}

function inCodes(a: Assessment, entities: readonly Entity[]): Found {
  const codes = a.about.map((id) => entities.find((e) => e.id === id)?.codes.iso3 ?? id);
  return {
    dimension: a.dimension,
    about: codes.sort().join(','),
    direction: a.direction && sorted(a.direction),
    by: a.by.label,
    content: a.content,
    rule: a.reader.rule,
  };
}

export interface Score {
  readonly gold: number;
  readonly found: number;
  /** Found with the right dimension over the right words. */
  readonly right: number;
  /** … and the right powers and direction. */
  readonly exact: number;
  readonly errors: readonly string[];
}

/** Scores found assessments one to one against the gold. */
export function score(read: readonly { passage: Passage; found: readonly Found[] }[]): Score {
  const tally = { gold: 0, found: 0, right: 0, exact: 0 };
  const errors: string[] = [];
  for (const { passage, found } of read) {
    const expected = [...expectedOf(passage)];
    const note = (what: string) =>
      errors.push(`${passage.file.replace(/.*\//u, '')}:${passage.line} ${what} | ${passage.text}`);
    tally.gold += expected.length;
    tally.found += found.length;
    for (const f of found) {
      const same = expected.filter((e) => e.dimension === f.dimension && f.content.some((c) => contains(c, e.word)));
      const match = same.find((e) => e.about === f.about && e.direction === f.direction) ?? same[0];
      if (!match) {
        note(`FALSE ${f.dimension} ${f.direction ?? f.about} ${f.rule}`);
        continue;
      }
      expected.splice(expected.indexOf(match), 1);
      tally.right++;
      if (match.about !== f.about || match.direction !== f.direction)
        note(`POWERS ${f.about} ${f.direction}, not ${match.about} ${match.direction}`);
      else if (match.by && match.by !== f.by) note(`BY ${f.by}, not ${match.by}`);
      else tally.exact++;
    }
    for (const e of expected) note(`MISS ${e.dimension} ${e.direction ?? e.about}`);
  }
  return { ...tally, errors };
}
