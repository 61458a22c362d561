import type { Interval } from '../core/date.ts';
import { type Span, slice } from '../core/span.ts';
import type { BylineLexicon } from '../lexicon/byline.ts';
import type { IntakeLexicon } from '../lexicon/intake.ts';
import type { LineClassifier } from './furniture.ts';
import { dateLine, type Heading, headingOf } from './heading.ts';
import { isProse, listedLines } from './listed.ts';
import type { Shape } from './shape.ts';
import { unitsOf } from './units.ts';

/**
 * Reads a plain text: headline, byline, date and publisher off its top, then body and furniture line by line with the
 * trained classifier. The text itself is never changed.
 * @param title the headline, where it is known beforehand
 * @param start where the article begins; front matter before it is furniture
 */
export function shapeOfText(
  text: string,
  lexicon: IntakeLexicon,
  reader: LineClassifier,
  title: string | null = null,
  start = 0,
): Shape {
  const all = unitsOf(text);
  const units = all.filter((unit) => unit.from >= start);
  const lines = units.map((unit) => slice(text, unit));
  const bodyness = reader.bodyness(lines);
  const heading = headingOf(lines, bodyness, lexicon, title);
  const listed = listedLines(lines, lexicon.furniture);
  const end = feedStart(lines, lexicon.byline);
  const isBody = (i: number) =>
    i < end &&
    i !== heading.headline &&
    !heading.about.has(i) &&
    !listed.has(i) &&
    (i > (heading.headline ?? -1) || isProse(lines[i]!)) &&
    bodyness[i]! >= reader.threshold;
  const headline = heading.headline === null ? null : unmarked(text, units[heading.headline]!);
  return {
    title: headline && slice(text, headline).replace(/\s+/gu, ' '),
    headline,
    authors: heading.authors,
    publisher: heading.publisher,
    url: null,
    published: publishedOn(heading),
    paragraphs: units.filter((_, i) => isBody(i)),
    furniture: [
      ...all.slice(0, all.length - units.length),
      ...units.filter((_, i) => i !== heading.headline && !isBody(i)),
    ],
    issues: [],
  };
}

const publishedOn = ({ day, month }: Heading): Interval | null => {
  const days = day ? { from: day, to: day } : month;
  return days && { ...days, basis: 'metadata' };
};

/** Longest line that is a day and nothing more. */
const BARE_DAY = 40;

/** Where a feed of other headlines begins: under a bare day after the last running text, two lines at least. */
function feedStart(lines: readonly string[], byline: BylineLexicon): number {
  const prose = lines.findLastIndex(isProse);
  const day = lines.findIndex((line, i) => i > prose && line.length <= BARE_DAY && dateLine(line, byline) !== null);
  return prose >= 0 && day >= 0 && day + 2 < lines.length ? day : lines.length;
}

/** A Markdown heading without its marks. */
function unmarked(text: string, unit: Span): Span {
  const marks = /^#{1,6}\s+/u.exec(slice(text, unit))?.[0].length ?? 0;
  return { from: unit.from + marks, to: unit.to };
}
