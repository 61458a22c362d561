import type { BylineLexicon } from '../lexicon/byline.ts';
import type { IntakeLexicon } from '../lexicon/intake.ts';
import { daysIn } from './days.ts';

/** What the first lines of a plain text say of it: indices of lines, and the values read off them. */
export interface Heading {
  /** Line that is the headline; null where the text begins without one. */
  readonly headline: number | null;
  readonly publisher: string | null;
  readonly authors: readonly string[];
  /** ISO day stated beside the headline. */
  readonly day: string | null;
  /** Lines about the article (publisher, byline, date, the headline again) rather than of it. */
  readonly about: ReadonlySet<number>;
}

/** Lines this long are running text. */
const PROSE = 140;
/** How far down a headline may stand. */
const REACH = 150;

/** Reads headline, byline, date and publisher off the top of a plain text. */
export function headingOf(lines: readonly string[], bodyness: readonly number[], lexicon: IntakeLexicon): Heading {
  const start = bodyStart(lines, bodyness);
  const headline = headlineAmong(lines, start, lexicon);
  const about = new Set<number>();
  const authors: string[] = [];
  const days: { readonly day: string; readonly rank: number }[] = [];
  const from = headline === null ? 0 : Math.max(0, headline - 6);
  for (let i = from; i < Math.min(lines.length, start + 3); i++) {
    const line = lines[i]!;
    if (i === headline || line.length > PROSE) continue;
    const names = bylineNames(line, lexicon.byline);
    const day = dateLine(line, lexicon.byline);
    authors.push(...names);
    if (day) days.push({ day, rank: lexicon.byline.updated.test(line) ? 1 : 0 });
    if (names.length > 0 || day || (headline !== null && sameWords(line, lines[headline]!))) about.add(i);
  }
  if (authors.length === 0)
    for (let i = start; i < lines.length; i++) {
      const names = lexicon.furniture.classesOf(lines[i]!).includes('author')
        ? bylineNames(lines[i]!, lexicon.byline)
        : [];
      authors.push(...names);
      if (names.length > 0) about.add(i);
    }
  const publisher = headline === 1 || headline === 2 ? publisherLine(lines[0]!, lexicon) : null;
  if (publisher) about.add(0);
  const day = days.sort((a, b) => a.rank - b.rank)[0]?.day ?? null;
  return { headline, publisher, authors: [...new Set(authors)], day, about };
}

/** Index of the first line of running text. */
function bodyStart(lines: readonly string[], bodyness: readonly number[]): number {
  const fits = (i: number) => lines[i]!.length >= PROSE && bodyness[i]! > 0.4;
  const sure = lines.findIndex((_, i) => fits(i));
  return sure >= 0 ? sure : Math.min(lines.length, 8);
}

function headlineAmong(lines: readonly string[], start: number, lexicon: IntakeLexicon): number | null {
  let best: number | null = null;
  let bestScore = 0;
  for (let i = Math.max(0, start - REACH); i < Math.min(start, lines.length); i++) {
    const score = headlineScore(lines, i, start, lexicon);
    if (score > bestScore) [best, bestScore] = [i, score];
  }
  return best;
}

/** How much a line looks like the headline: its length, its place, and what stands next to it. */
function headlineScore(
  lines: readonly string[],
  i: number,
  start: number,
  { furniture, byline }: IntakeLexicon,
): number {
  const line = lines[i]!;
  const words = line.split(/\s+/u).length;
  const marked = /^# /u.test(line);
  if (line.length > 250 || words < 3 || (words < 4 && !marked && i > 1)) return 0;
  if (furniture.classesOf(line).length > 0 || dateLine(line, byline) || bylineNames(line, byline).length > 0) return 0;
  const nextTo = lines
    .slice(i + 1, i + 5)
    .some((next) => dateLine(next, byline) || bylineNames(next, byline).length > 0);
  const again = lines.slice(0, start + 2).filter((other) => sameWords(other, line)).length > 1;
  return (
    (marked ? 3 : 0) +
    (i <= 1 ? 2 : 0) +
    Math.min(words, 9) / 6 +
    (nextTo ? 1 : 0) +
    (again ? 1 : 0) -
    (/[.;]$/u.test(line) ? 1 : 0) -
    (/[:,]$/u.test(line) ? 1 : 0) +
    (start - i <= 8 ? 1 - (start - i) / 16 : 0)
  );
}

const plain = (line: string): string =>
  line
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
const sameWords = (a: string, b: string): boolean => plain(a) === plain(b);

/** The day a short line states, where the line says little else. */
export function dateLine(line: string, lexicon: BylineLexicon): string | null {
  if (line.length > 120) return null;
  const [found] = daysIn(line, lexicon);
  if (!found) return null;
  const rest = line.slice(0, found.from) + line.slice(found.to);
  return rest.split(/\s+/u).filter((word) => /\p{L}{2}/u.test(word)).length <= 8 ? found.day : null;
}

const NAME = /^(?:(?:(?:[dv]e|[dv]an|von|der|al|bin|di|da|la|le)\s)*\p{Lu}[\p{L}'’.-]*\s?){2,4}$/u;

/** Authors named in a byline ("By Pippin Took and Meriadoc Brandybuck", "Author: Pippin Took, reporter"). */
export function bylineNames(line: string, lexicon: BylineLexicon): readonly string[] {
  if (line.length > 120) return [];
  const cue = lexicon.by.exec(line);
  if (!cue || cue.index > 2) return [];
  const rest = line.slice(cue.index + cue[0].length).replace(/^[\s:.–—-]+/u, '');
  const names = rest.split(/\s*(?:,|\||•|·|;|&|\band\b|\s[–—-]\s)\s*/u).map((part) => part.trim());
  const found: string[] = [];
  for (const name of names) {
    if (!NAME.test(name) || lexicon.weekday.test(name) || daysIn(name, lexicon).length > 0) break;
    found.push(name.replace(/\s+/gu, ' '));
  }
  return found;
}

/** A first line that can only be the paper's name: few words, each with a capital, no sentence. */
function publisherLine(line: string, { furniture, byline }: IntakeLexicon): string | null {
  const words = line.split(/\s+/u);
  if (words.length > 5 || line.length > 40 || /[?!:;,]|\d{3}|\.$/u.test(line)) return null;
  if (!words.every((word) => /^(?:[\p{Lu}\d]|of$|the$|and$|&$)/u.test(word))) return null;
  if (furniture.classesOf(line).length > 0 || dateLine(line, byline) || bylineNames(line, byline).length > 0)
    return null;
  return line;
}
