import type { Analyzer } from '../../src/core/analysis.ts';
import type { Entity, Mention } from '../../src/core/record.ts';
import type { Span } from '../../src/core/span.ts';
import { contains, overlaps } from '../../src/core/span.ts';
import { mentions } from '../../src/extract/mentions.ts';
import type { Actors } from '../../src/lexicon/actors.ts';
import { readCues, speakerClause } from '../../src/lexicon/cues.ts';
import { makeArticle } from '../../src/text/article.ts';
import { quotations } from '../../src/text/quotations.ts';
import type { Passage } from '../../test/support/gold.ts';

/** A marked mention with the entity it should have: a name, `?` for open, `-` for not counted. */
export interface GoldMention {
  readonly span: Span;
  readonly entity: string;
}

export interface LinkedPassage {
  readonly text: string;
  readonly gold: readonly GoldMention[];
  readonly mentions: readonly Mention[];
  readonly nameOf: (mention: Mention) => string | null;
}

/** What went right and wrong in linking. */
export interface Linking {
  right: number;
  wrong: number;
  missed: number;
  /** Open in the gold, and left open. */
  open: number;
  exact: number;
  readonly errors: string[];
}

/** `→ 3 Hakan Fidan` as number and name; `→ date 2023-09-04` as the date of publication. */
export function expectations(passage: Passage): { date: string | null; names: ReadonlyMap<number, string> } {
  const pairs = passage.expected.map((line) => /^(\S+)\s+(.+)$/u.exec(line)).filter((m) => m !== null);
  const date = pairs.find((m) => m[1] === 'date')?.[2] ?? null;
  return { date, names: new Map(pairs.filter((m) => m[1] !== 'date').map((m) => [Number(m[1]), m[2]!])) };
}

export function goldMentions(passage: Passage): readonly GoldMention[] {
  const { names } = expectations(passage);
  return passage.marks.map(({ from, to, number }) => {
    const entity = names.get(number);
    if (entity === undefined) throw new Error(`${passage.file}:${passage.line}: no arrow for mention ${number}`);
    const article = /^(?:the|a|an)\s+/iu.exec(passage.text.slice(from, to))?.[0].length ?? 0;
    return { span: { from: from + article, to }, entity };
  });
}

/** Reads a gold passage and links it. */
export async function link(actors: Actors, analyzer: Analyzer, passage: Passage): Promise<LinkedPassage> {
  const { date } = expectations(passage);
  const published = date ? ({ from: date, to: date, basis: 'metadata' } as const) : null;
  const article = makeArticle({ text: passage.text, location: passage.file, published });
  const analysis = await analyzer.analyze(article.text, article.paragraphs);
  const quoted = await quotations(speakerClause(readCues())).run({ article, issues: [], analysis });
  const reading = await mentions(actors).run({ ...quoted, analysis });
  const byId = new Map<string, Entity>(reading.entities.map((e) => [e.id, e]));
  return {
    text: passage.text,
    gold: goldMentions(passage),
    mentions: reading.mentions,
    nameOf: (m) => (m.entity ? (byId.get(m.entity)?.name ?? null) : null),
  };
}

/**
 * Counts links. A found mention answers the gold mention it overlaps and is not merely a part of; powers inside a longer
 * mention ("Russian" in "Russian President N") and lists as groups are neither marked nor counted.
 */
export function count({ text, gold, mentions: found, nameOf }: LinkedPassage, into: Linking): void {
  const words = (span: Span) => text.slice(span.from, span.to);
  const counted = gold.filter((g) => g.entity !== '-');
  for (const g of counted) {
    const answer = answerTo(g, found);
    const name = answer ? nameOf(answer) : null;
    if (answer && answer.span.from === g.span.from && answer.span.to === g.span.to) into.exact++;
    if (g.entity === '?') {
      if (name === null) into.open++;
      else wrong(into, `“${words(g.span)}” is open, not ${name}`);
    } else if (name === g.entity) into.right++;
    else if (name === null) {
      into.missed++;
      into.errors.push(`missed “${words(g.span)}” = ${g.entity}`);
    } else wrong(into, `“${words(g.span)}” = ${g.entity}, not ${name}`, true);
  }
  for (const m of found) {
    if (m.entity === null || gold.some((g) => overlaps(g.span, m.span))) continue;
    wrong(into, `“${words(m.span)}” is no mention of ${nameOf(m)}`);
  }
}

function wrong(into: Linking, message: string, isMissed = false): void {
  into.wrong++;
  if (isMissed) into.missed++;
  into.errors.push(message);
}

const answerTo = (g: GoldMention, found: readonly Mention[]): Mention | null => {
  const over = found.filter((m) => m.reader.rule !== 'group' && overlaps(m.span, g.span));
  const size = (m: Mention) => Math.min(m.span.to, g.span.to) - Math.max(m.span.from, g.span.from);
  const exact = over.find((m) => m.span.from === g.span.from && m.span.to === g.span.to);
  const whole = over.filter((m) => contains(m.span, g.span) || size(m) * 2 > g.span.to - g.span.from);
  return exact ?? whole.sort((a, b) => size(b) - size(a))[0] ?? null;
};

export const noLinks = (): Linking => ({ right: 0, wrong: 0, missed: 0, open: 0, exact: 0, errors: [] });

export const precision = (l: Linking): number => l.right / (l.right + l.wrong || 1);
export const recall = (l: Linking): number => l.right / (l.right + l.missed || 1);
