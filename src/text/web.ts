import type { BlockQuote, Post } from '../core/reading.ts';
import type { Issue } from '../core/record.ts';
import { type Span, slice, trimSpan } from '../core/span.ts';
import type { IntakeLexicon } from '../lexicon/intake.ts';
import type { LineReader } from './furniture.ts';
import { isProse, listedLines } from './listed.ts';
import { metadataOf } from './metadata.ts';
import { CONTAINERS, labelOf } from './names.ts';
import { byReadability, keptShares, type Page, parsePage, renderPage } from './page.ts';
import type { Line } from './render.ts';
import type { Shape } from './shape.ts';

/** Below this agreement of extractor and classifier the body is in doubt. */
const DOUBTFUL = 0.5;

const UNCERTAIN: Issue = {
  code: 'body-uncertain',
  message: 'Extractor and classifier differ on what of this page is the article; check the body.',
};

/** Characters of the lines that both take for body, as a share of those that either does. */
function agreement(lines: readonly string[], kept: readonly number[], isBody: (i: number) => boolean): number {
  const sum = (fits: (i: number) => boolean) => lines.reduce((n, line, i) => n + (fits(i) ? line.length : 0), 0);
  const either = sum((i) => kept[i]! > 0.5 || isBody(i));
  return either === 0 ? 0 : sum((i) => kept[i]! > 0.5 && isBody(i)) / either;
}

/** A line this long that stands on the page a second time is a copy for another screen, not said twice. */
const COPY = 50;

/** The lines likely enough to be body; of equal long lines the first. */
export function bodyLines(
  lines: readonly string[],
  bodyness: readonly number[],
  threshold: number,
): ReadonlySet<number> {
  const said = new Set<string>();
  return new Set(
    lines.flatMap((line, i) => {
      if (bodyness[i]! < threshold || said.has(line)) return [];
      if (line.length >= COPY) said.add(line);
      return [i];
    }),
  );
}

/** Lines in one block quotation, one after the other. */
function quoteGroups(lines: readonly Line[]): readonly (readonly number[])[] {
  const groups: number[][] = [];
  lines.forEach((line, i) => {
    if (!line.inside[QUOTE]) return;
    if (groups.at(-1)?.at(-1) === i - 1) groups.at(-1)!.push(i);
    else groups.push([i]);
  });
  return groups;
}

/** True for the line that says whose words a block quotation is: behind a dash, or in the quotation's own footer. */
const isSignature = (line: Line, text: string): boolean =>
  /^[—–-]\s*\p{Lu}/u.test(text) || (line.inside[FOOTER]! && text.length < SIGNATURE);

/** Containers of what is not about the page's own article. */
const ELSEWHERE: ReadonlySet<string> = new Set(['NAV', 'ASIDE', 'FOOTER', 'hint:comments']);
const [QUOTE, FOOTER] = [CONTAINERS.indexOf('BLOCKQUOTE'), CONTAINERS.indexOf('FOOTER')];
/** Longest signature under a block quotation. */
const SIGNATURE = 160;

const moved = ({ from, to }: Span, by: number): Span => ({ from: from + by, to: to + by });

/** A block quotation as far as it is in the body; null where none of its words are. */
function quoteOf(
  group: readonly number[],
  lines: readonly Line[],
  texts: readonly string[],
  isBody: (i: number) => boolean,
): BlockQuote | null {
  const signed = group.find((i) => i > group[0]! && isSignature(lines[i]!, texts[i]!));
  const own = group.filter((i) => isBody(i) && i !== signed);
  if (own.length === 0) return null;
  const signature = signed === undefined ? null : nameIn(lines[signed]!, texts[signed]!);
  return { from: lines[own[0]!]!.from, to: lines[own.at(-1)!]!.to, signature };
}

/** The name in a signature, without the dash before it and the account and day behind it. */
function nameIn(line: Line, text: string): Span | null {
  const name = /^[―—–-]{0,2}\s*(?<name>\p{L}[^\n"“”(@|·]{1,100})/du.exec(text)?.indices?.groups?.name;
  return name ? moved(trimSpan(text, { from: name[0], to: name[1] }), line.from) : null;
}

/** Each post's stretch, up to the next one. */
function postSpans(days: ReadonlyMap<number, string>, lines: readonly Line[]): readonly Post[] {
  const starts = [...days].sort(([a], [b]) => a - b);
  return starts.map(([line, day], i) => ({
    from: lines[line]!.from,
    to: lines[starts[i + 1]?.[0] ?? lines.length]?.from ?? lines.at(-1)!.to,
    published: { from: day, to: day, basis: 'metadata' },
  }));
}

/** What a browser's translator leaves in the pages it saves. */
const TRANSLATED = 'font[style*="vertical-align: inherit"] font';
const SAVED = 'the page was saved as a machine translated it';

/** Classes and ids of the page's outermost elements and of the first that keep a translation's original. */
const labelsOf = (page: Page): string =>
  [page.documentElement, page.body, ...page.querySelectorAll('span[class]')].slice(0, 200).map(labelOf).join('\n');

/** An HTML page as text: the rendered text every span refers to, and the article's shape in it. */
export interface WebPage {
  readonly text: string;
  readonly shape: Shape;
}

/**
 * Reads an HTML page. Its text is what a browser would show; each line of it is body or furniture as the trained
 * classifier says, which weighs Readability's choice against the look and place of the line; where Readability finds
 * nothing, the classifier of plain text decides, and where the classifier finds nothing, Readability.
 * @param location the page's address, where it has one
 */
export function shapeOfPage(
  html: string,
  location: string | null,
  lexicon: IntakeLexicon,
  reader: LineReader,
): WebPage {
  const page = parsePage(html);
  const { text, lines, depth } = renderPage(page, lexicon.elements);
  const texts = lines.map((line) => slice(text, line));
  const listed = listedLines(texts, lexicon.furniture);
  const seen = lines.map((line, i) => ({
    block: line.block,
    text: texts[i]!,
    elsewhere: listed.has(i) || line.inside.some((inside, k) => inside && ELSEWHERE.has(CONTAINERS[k]!)),
  }));
  const { headline, about, posts, ...stated } = metadataOf(page, seen, location, lexicon);
  const isTranslated = page.querySelector(TRANSLATED) !== null || lexicon.elements.translated.test(labelsOf(page));
  const kept = keptShares(texts, byReadability(page, depth, lexicon.elements)); // last: Readability changes the page
  const found = kept.some((share) => share > 0);
  const classifier = found ? reader.page : reader.text;
  const bodyness = classifier.bodyness(texts, found ? { lines, kept } : undefined);
  const likely = bodyLines(texts, bodyness, classifier.threshold);
  const chosen = likely.size > 0 ? likely : bodyLines(texts, kept, 0.5);
  // A block quotation right under a line of the body belongs to it whole, with its signature.
  const quoted = quoteGroups(lines).filter((group) => [group[0]! - 1, ...group].some((i) => chosen.has(i)));
  const inQuote = new Set(quoted.flat());
  const body = new Set([...chosen, ...inQuote]);
  const isBody = (i: number) =>
    body.has(i) && i !== headline && (inQuote.has(i) || !about.has(i)) && (i > (headline ?? -1) || isProse(texts[i]!));
  const spans = (fits: (i: number) => boolean): readonly Span[] =>
    lines.flatMap(({ from, to }, i) => (fits(i) ? [{ from, to }] : []));
  return {
    text,
    shape: {
      ...stated,
      headline: headline === null ? null : spans((i) => i === headline)[0]!,
      paragraphs: spans(isBody),
      furniture: spans((i) => i !== headline && !isBody(i)),
      translated: isTranslated ? [SAVED] : [],
      posts: posts ? postSpans(posts, lines) : [],
      blockQuotes: quoted.flatMap((group) => quoteOf(group, lines, texts, isBody) ?? []),
      issues: agreement(texts, kept, isBody) < DOUBTFUL ? [UNCERTAIN] : [],
    },
  };
}
