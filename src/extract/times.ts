import type { Interval } from '../core/date.ts';
import { recordId } from '../core/entry.ts';
import type { Article, Stage } from '../core/reading.ts';
import type { Issue, TimeExpression } from '../core/record.ts';
import { bySpan, contains, type Span } from '../core/span.ts';
import type { TimesLexicon } from '../lexicon/times.ts';
import { type Days, parseDay } from '../resolve/calendar.ts';
import { type Resolved, resolveTime } from '../resolve/dates.ts';
import type { DateValue, Side, TimeValue } from '../resolve/timevalue.ts';
import type { Candidate } from './times-candidate.ts';
import { propose, timeFinders } from './times-finders.ts';
import { timeRefiners } from './times-refiners.ts';
import { tenseFinder } from './times-tense.ts';

const VERSION = '1';
/** A narrative date is looked for no further back than this many characters. */
const NARRATIVE_REACH = 1200;

/** A time expression with what its words say and what that comes to. */
export interface FoundTime extends Span {
  readonly value: TimeValue;
  readonly resolved: Resolved;
  readonly rule: string;
  /** The days without the portion ("early", "end of"), as TIMEX3 values have it; null where unresolved. */
  readonly wholeDays: Days | null;
  /** The tense beside it, on which an incomplete date was placed. */
  readonly tense: Side | null;
}

/** Finds and anchors the time expressions of paragraphs in text order. */
export type TimeReader = (text: string, paragraphs: readonly Span[], published: Days | null) => readonly FoundTime[];

/** Builds the reader of a lexicon: finders propose, refiners merge, then each expression is anchored (TimeML, ISO 24617-1). */
export function timeReader(lexicon: TimesLexicon): TimeReader {
  const finders = timeFinders(lexicon);
  const refiners = timeRefiners(lexicon);
  const tenseAt = tenseFinder(lexicon);
  const candidatesIn = (text: string, paragraphs: readonly Span[]): readonly (Candidate & { tense: Side | null })[] => {
    const proposed = propose(finders, text).toSorted(bySpan);
    return paragraphs.flatMap((p) => {
      const inside = proposed.slice(firstFrom(proposed, p.from), firstFrom(proposed, p.to)).filter((c) => c.to <= p.to);
      return refiners
        .reduce<readonly Candidate[]>((found, refine) => refine(found, text), inside)
        .filter((c) => contains(p, c))
        .map((c) => ({ ...c, tense: tenseAt(text, p, c) }));
    });
  };
  return (text, paragraphs, published) => {
    const located = candidatesIn(text, paragraphs);
    const article = statedDay(located, published) ?? published;
    const [narrative, quarter] = [memory(), memory()];
    return located.map((c) => {
      const anchors = { article, narrative: narrative.at(c.from), quarter: quarter.at(c.from), tense: c.tense };
      const resolved = resolveTime(c.value, anchors);
      if (resolved.days && c.value.kind !== 'length') narrative.keep(resolved.days, c.to);
      if (resolved.days && c.value.kind === 'date' && typeof c.value.quarter === 'number')
        quarter.keep(resolved.days, c.to);
      const bare = c.value.kind === 'date' && c.value.portion ? withoutPortion(c.value) : null;
      const wholeDays = bare ? resolveTime(bare, anchors).days : resolved.days;
      return { from: c.from, to: c.to, value: c.value, resolved, wholeDays, rule: c.rule, tense: c.tense };
    });
  };
}

/** Index of the first candidate that starts at or after the offset. */
function firstFrom(sorted: readonly Candidate[], offset: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.from < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last date kept, as long as it is near. */
function memory(): { at: (offset: number) => Days | null; keep: (days: Days, offset: number) => void } {
  let last: { days: Days; offset: number } | null = null;
  return {
    at: (offset) => (last && offset - last.offset < NARRATIVE_REACH ? last.days : null),
    keep: (days, offset) => {
      last = { days, offset };
    },
  };
}

function withoutPortion({ portion: _, ...rest }: DateValue): DateValue {
  return rest;
}

/** The article's own day where the text states it ("today, October 18"), if it falls in the known interval. */
function statedDay(found: readonly Candidate[], published: Days | null): Days | null {
  const stated = found.find((c) => /^day\+(?:month-day|day-month)/u.test(c.rule));
  if (!stated) return null;
  const { days } = resolveTime(stated.value, { article: published, narrative: null, tense: null });
  if (!days || !published) return days;
  return days.from >= published.from && days.to <= published.to ? days : null;
}

const TYPES = {
  date: 'date',
  shift: 'date',
  warday: 'date',
  range: 'date',
  vague: 'date',
  length: 'duration',
  set: 'set',
} as const;

/**
 * Finds time expressions in headline and paragraphs and anchors them to the article's published interval or to the
 * previous date of the narrative. `from` and `to` are null where nothing fixes them; `issues` says why.
 */
export function times(lexicon: TimesLexicon): Stage<never, 'times'> {
  const read = timeReader(lexicon);
  return {
    name: 'times',
    needs: [],
    gives: ['times'],
    run: (reading) => {
      const { article } = reading;
      const { published } = article.record;
      const spans = article.headline ? [article.headline, ...article.paragraphs] : article.paragraphs;
      const postOf = (span: Span) => article.posts?.find((post) => contains(post, span));
      const found = [undefined, ...(article.posts ?? [])].flatMap((post) => {
        const own = spans.filter((span) => postOf(span) === post);
        const days = post?.published ?? published;
        return own.length === 0 ? [] : read(article.text, own.toSorted(bySpan), days && daysOf(days));
      });
      return { ...reading, times: found.toSorted(bySpan).map((t) => timeRecord(article, t)) };
    },
  };
}

const daysOf = ({ from, to }: Interval): Days => ({ from: parseDay(from), to: parseDay(to) });

function timeRecord(article: Article, { from, to, value, resolved, rule }: FoundTime): TimeExpression {
  const span = { from, to };
  const issues: Issue[] = resolved.issue ? [{ ...resolved.issue, span }] : [];
  const { interval } = resolved;
  return {
    kind: 'time',
    id: recordId(article, 'time', [span]),
    document: article.record.id,
    span,
    from: interval?.from ?? null,
    to: interval?.to ?? null,
    basis: interval?.basis ?? null,
    type: TYPES[value.kind],
    issues,
    confidence: interval?.basis === 'text' ? 0.95 : interval ? 0.8 : 0.6,
    reader: { rule: `times/${rule}`, version: VERSION },
  };
}
