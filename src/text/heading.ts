import type { Interval } from '../core/date.ts';
import type { BylineLexicon } from '../lexicon/byline.ts';
import type { FurnitureLexicon } from '../lexicon/furniture.ts';
import type { IntakeLexicon } from '../lexicon/intake.ts';
import { opensText } from './datelineday.ts';
import { type Day, daysIn, monthIn, type SlashOrder } from './days.ts';
import { listedLines } from './listed.ts';

/** What the first lines of a plain text say of it: indices of lines, and the values read off them. */
export interface Heading {
  /** Line that is the headline; null where the text begins without one. */
  readonly headline: number | null;
  readonly publisher: string | null;
  readonly authors: readonly string[];
  /** ISO day stated beside the headline, or the days of the month where a line of its own states no more. */
  readonly day: string | null;
  readonly month: Omit<Interval, 'basis'> | null;
  /** Lines about the article (publisher, byline, date, the headline again) rather than of it. */
  readonly about: ReadonlySet<number>;
}

/** Lines this long are running text. */
const PROSE = 140;
/** Lines of byline and date are no longer than this. */
const SHORT = 120;
/** How far down a headline may stand. */
const REACH = 150;

/**
 * Reads headline, byline, date and publisher off the top of a plain text. Of several days the one nearest to the headline
 * is the article's, none that stands under a heading such as "Read also"; where none is near, the one line of the text
 * that says "published" gives it.
 * @param title the headline where it is known beforehand; then no other line is taken for it
 */
export function headingOf(
  lines: readonly string[],
  bodyness: readonly number[],
  lexicon: IntakeLexicon,
  title: string | null = null,
): Heading {
  const start = bodyStart(lines, bodyness);
  const given = title === null ? -1 : lines.slice(0, start + 1).findIndex((line) => sameWords(line, title));
  const headline = title === null ? headlineAmong(lines, start, lexicon) : given < 0 ? null : given;
  const about = new Set<number>();
  const authors: string[] = [];
  const days: { readonly day: string; readonly rank: number }[] = [];
  const elsewhere = listedAround(lines, headline, lexicon.furniture);
  const from = headline === null ? 0 : Math.max(0, headline - 6);
  for (let i = from; i < Math.min(lines.length, start + 3); i++) {
    const line = lines[i]!;
    if (i === headline || line.length > PROSE || elsewhere.has(i)) continue;
    const names = bylineNames(line, lexicon.byline);
    const day = dateLine(line, lexicon.byline);
    authors.push(...names);
    const updated = lexicon.byline.updated.test(line) && !lexicon.byline.published.test(line);
    if (day) days.push({ day, rank: Math.abs(i - (headline ?? -1) - 0.1) + (updated ? lines.length : 0) });
    if (names.length > 0 || day || (headline !== null && sameWords(line, lines[headline]!))) about.add(i);
  }
  if (authors.length === 0)
    for (let i = start; i < lines.length; i++) {
      const fits = lines[i]!.length <= SHORT && lexicon.furniture.classesOf(lines[i]!).includes('author');
      const names = fits ? bylineNames(lines[i]!, lexicon.byline) : [];
      authors.push(...names);
      if (names.length > 0) about.add(i);
    }
  const publisher = headline !== null && headline > 0 && headline <= 3 ? publisherLine(lines[0]!, lexicon) : null;
  if (publisher) about.add(0);
  const stated = lines.flatMap((_, i) => (elsewhere.has(i) ? [] : (publishedLine(lines, i, lexicon.byline) ?? [])));
  if (days.length === 0 && stated.length === 1) days.push({ day: stated[0]!.day, rank: 0 });
  for (const { line } of stated) about.add(line);
  const day = days.sort((a, b) => a.rank - b.rank)[0]?.day ?? null;
  const top = Array.from({ length: Math.min(lines.length, start + 1) - from }, (_, n) => from + n);
  const dated = day
    ? []
    : top.filter((i) => i !== headline && !elsewhere.has(i) && monthLine(lines[i]!, lexicon.byline));
  for (const line of dated) about.add(line);
  const month = dated.length === 1 ? monthLine(lines[dated[0]!]!, lexicon.byline) : null;
  return { headline, publisher, authors: [...new Set(authors)], day, month, about };
}

/** Lines listed under a heading such as "Read also", before the headline or after it; the headline ends a list. */
function listedAround(
  lines: readonly string[],
  headline: number | null,
  lexicon: FurnitureLexicon,
): ReadonlySet<number> {
  const at = headline ?? -1;
  const after = listedLines(lines.slice(at + 1), lexicon);
  return new Set([...listedLines(lines.slice(0, at + 1), lexicon), ...[...after].map((i) => i + at + 1)]);
}

/** A short line that begins by saying when the text was published. */
function publishedLine(
  lines: readonly string[],
  line: number,
  byline: BylineLexicon,
): { readonly line: number; readonly day: string } | null {
  const text = lines[line]!;
  const says = text.length <= SHORT && byline.published.exec(text)?.index === 0;
  const day = says ? dateLine(text, byline) : null;
  return day ? { line, day } : null;
}

/** Index of the first line of running text. */
function bodyStart(lines: readonly string[], bodyness: readonly number[]): number {
  const ends = (line: string) => /[.!?]['"”’)]*$/u.test(line.slice(-4));
  const fits = (i: number) => lines[i]!.length >= (ends(lines[i]!) ? 100 : PROSE) && bodyness[i]! > 0.4;
  const sure = lines.findIndex((_, i) => fits(i));
  return sure >= 0 ? sure : Math.min(lines.length, 8);
}

function headlineAmong(lines: readonly string[], start: number, lexicon: IntakeLexicon): number | null {
  let best: number | null = null;
  let bestScore = 0;
  const text = lines.slice(start, start + 12).map((line) => plain(line.slice(0, 1000)));
  const below = new Set(text.flatMap((line) => line.split(' ')));
  const top = lines.slice(0, start + 5);
  const isAbout = (line: string) =>
    dateLine(line, lexicon.byline) !== null || bylineNames(line, lexicon.byline).length > 0;
  const seen: Top = { start, below, about: top.map(isAbout), plain: top.slice(0, start + 2).map(plain) };
  for (let i = Math.max(0, start - REACH); i < Math.min(start, lines.length); i++) {
    const score = headlineScore(lines, i, seen, lexicon.furniture);
    if (score > bestScore) [best, bestScore] = [i, score];
  }
  return best;
}

/** What is known of the lines above the running text before one of them is taken for the headline. */
interface Top {
  /** Index of the first line of running text. */
  readonly start: number;
  /** Words of the first lines of running text. */
  readonly below: ReadonlySet<string>;
  /** Whether each line is byline or date. */
  readonly about: readonly boolean[];
  readonly plain: readonly string[];
}

/** How much a line looks like the headline: its length, its place, and what stands next to it. */
function headlineScore(
  lines: readonly string[],
  i: number,
  { start, below, about, plain }: Top,
  furniture: FurnitureLexicon,
): number {
  const line = lines[i]!;
  const words = line.split(/\s+/u).length;
  const marked = /^# /u.test(line);
  const again = plain.filter((other) => other === plain[i]).length > 1;
  const nextTo = about.slice(i + 1, i + 5).includes(true);
  const follows = about.slice(i + 1, i + 3).includes(true);
  if (line.length > 250 || words < (follows ? 2 : 3) || (words < 4 && !marked && !follows && i > 1)) return 0;
  if (/\p{L}{3}[.;]$/u.test(line) && !marked && !again) return 0;
  if (furniture.classesOf(line).length > 0 || about[i] || isTrail(line)) return 0;
  return (
    4 +
    (marked ? 3 : 0) +
    (i <= 1 && start <= 12 ? 1.5 : 0) -
    (looksLikeName(line) ? 1.5 : 0) +
    2 * echoed(line, below) +
    Math.min(words, 8) / 4 +
    (nextTo ? 1 : 0) +
    (follows ? 0.5 : 0) +
    (again ? 0.5 : 0) -
    (/[:,]$/u.test(line) ? 1 : 0) -
    (/[|›»>→/]|\s-\s/u.test(line) ? 1 : 0) -
    Math.min(30, start - i) / 8
  );
}

/** Share of a line's longer words that the text below takes up, as it does a headline's. */
function echoed(line: string, below: ReadonlySet<string>): number {
  const words = plain(line)
    .split(' ')
    .filter((word) => word.length > 3);
  return words.length === 0 ? 0 : words.filter((word) => below.has(word)).length / words.length;
}

const plain = (line: string): string =>
  line
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
const sameWords = (a: string, b: string): boolean => plain(a) === plain(b);

/** The first day a line names that is not, by the words before it, of a correction, an acceptance or a download. */
export function ownDay(line: string, lexicon: BylineLexicon, order: SlashOrder = null): Day | undefined {
  const days = daysIn(line, lexicon, order);
  return days.find((day, i) => !lexicon.other.test(line.slice(days[i - 1]?.to ?? 0, day.from)));
}

/** The day a short line states, where the line says little else and is no text behind a dateline. */
export function dateLine(line: string, lexicon: BylineLexicon, order: SlashOrder = null): string | null {
  return isStamp(line, lexicon, order) ? (ownDay(line, lexicon, order)?.day ?? null) : null;
}

/** True for a short line that names a day and says little else. */
export function isStamp(line: string, lexicon: BylineLexicon, order: SlashOrder = null): boolean {
  if (line.length > SHORT) return false;
  const [found] = daysIn(line, lexicon, order);
  if (!found || opensText(line, lexicon)) return false;
  const rest = line.slice(0, found.from) + line.slice(found.to);
  return rest.split(/\s+/u).filter((word) => /\p{L}{2}/u.test(word)).length <= 8;
}

/** The month that ends a short line ("Shire Gazette | November 2031"), where a name at most stands before it. */
function monthLine(line: string, lexicon: BylineLexicon): Omit<Interval, 'basis'> | null {
  const found = line.length > SHORT ? null : monthIn(line, lexicon);
  if (!found || found.to < line.trimEnd().length) return null;
  const before = line.slice(0, found.from).trim();
  return before === '' || /^[^.!?]{2,60}[|•·–—,-]$/u.test(before) ? found.days : null;
}

const NAME = /^(?:(?:(?:[dv]e|[dv]an|von|der|al|bin|di|da|la|le)\s)*\p{Lu}[\p{L}'’.-]*\s?){2,4}$/u;

/** Authors named in a byline ("By Pippin Took and Meriadoc Brandybuck", "Author: Pippin Took, reporter"). */
export function bylineNames(stated: string, lexicon: BylineLexicon): readonly string[] {
  if (stated.length > SHORT) return [];
  const line = withoutDays(stated, lexicon).replace(/^[\s,.|·•–—-]+/u, '');
  const cue = lexicon.by.exec(line);
  if (!cue || cue.index > 2) return [];
  const rest = line.slice(cue.index + cue[0].length).replace(/^[\s:.–—-]+/u, '');
  const names = rest.split(/\s*(?:,|\||•|·|;|&|\b(?:and|in)\b|\s[–—-]\s)\s*/u).map((part) => part.trim());
  const found: string[] = [];
  for (const name of names) {
    if (!NAME.test(name) || lexicon.weekday.test(name) || daysIn(name, lexicon).length > 0) break;
    found.push(name.replace(/\s+/gu, ' '));
  }
  return found;
}

/** A line with a bar in place of each day it names: a day written right behind a name is no part of it. */
const withoutDays = (line: string, lexicon: BylineLexicon): string =>
  daysIn(line, lexicon).reduceRight((rest, { from, to }) => `${rest.slice(0, from)} | ${rest.slice(to)}`, line);

/** Few words, each with a capital, no sentence: the name of a paper or of a section. */
function looksLikeName(line: string): boolean {
  const words = line.split(/\s+/u);
  if (words.length > 5 || line.length > 40 || /[?!:;,]|\d{3}|\.$/u.test(line)) return false;
  return words.every((word) => /^(?:[\p{Lu}\d]|(?:of|the|and|&)$)/u.test(word));
}

/** Names side by side: where the page stands in its site ("Home > World > Rohan", "Shire Gazette | World"). */
const trailOf = (line: string): readonly string[] => line.split(/\s*[|›»>→/·]\s*/u);
const isTrail = (line: string): boolean => trailOf(line).length > 1 && trailOf(line).every(looksLikeName);

/** The paper's name on a first line that can be nothing else, alone or before its section. */
function publisherLine(line: string, { furniture, byline }: IntakeLexicon): string | null {
  const names = trailOf(line);
  const name = names.find((one) => furniture.classesOf(one).length === 0);
  if (!name || names.length > 2 || !names.every(looksLikeName)) return null;
  return dateLine(line, byline) || bylineNames(line, byline).length > 0 ? null : name;
}
