import { type Span, slice } from '../core/span.ts';
import type { FurnitureLexicon } from '../lexicon/furniture.ts';
import type { IntakeLexicon } from '../lexicon/intake.ts';
import type { LineClassifier } from './furniture.ts';
import { headingOf } from './heading.ts';
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
  const isBody = (i: number) =>
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
    published: heading.day ? { from: heading.day, to: heading.day, basis: 'metadata' } : null,
    paragraphs: units.filter((_, i) => isBody(i)),
    furniture: [
      ...all.slice(0, all.length - units.length),
      ...units.filter((_, i) => i !== heading.headline && !isBody(i)),
    ],
    issues: [],
  };
}

/** True for a line long enough to be running text that ends as a sentence does. */
export const isProse = (line: string): boolean => line.length >= 80 && /[.!?]["”’»)]*$/u.test(line.slice(-4));

/** Lines under a heading such as "Read also", up to the next prose: other articles' headlines. */
export function listedLines(lines: readonly string[], lexicon: FurnitureLexicon): ReadonlySet<number> {
  const listed = new Set<number>();
  let open = false;
  lines.forEach((line, i) => {
    if (line.length < 80 && lexicon.classesOf(line).includes('list')) open = true;
    else if (isProse(line)) open = false;
    if (open) listed.add(i);
  });
  return listed;
}

/** A Markdown heading without its marks. */
function unmarked(text: string, unit: Span): Span {
  const marks = /^#{1,6}\s+/u.exec(slice(text, unit))?.[0].length ?? 0;
  return { from: unit.from + marks, to: unit.to };
}
