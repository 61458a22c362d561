import type { Interval } from '../core/date.ts';
import type { IntakeLexicon } from '../lexicon/intake.ts';
import { type SlashOrder, slashOrder, statedDay, urlDays } from './days.ts';
import { elementDay } from './elementday.ts';
import { bylineNames, dateLine, isStamp } from './heading.ts';
import { isProse } from './listed.ts';
import type { Page } from './page.ts';
import { type LivePost, type Structured, structured } from './structured.ts';

/** What a page states about its article; null or empty where it does not. */
export interface Metadata {
  readonly title: string | null;
  /** Index of the rendered line that is the headline. */
  readonly headline: number | null;
  readonly authors: readonly string[];
  readonly publisher: string | null;
  readonly url: string | null;
  readonly language: string | null;
  readonly published: Interval | null;
  /** Rendered lines that are byline or date rather than text. */
  readonly about: ReadonlySet<number>;
  /** By line, the day of the live blog's post that begins there; null where the page is no live blog. */
  readonly posts: ReadonlyMap<number, string> | null;
}

/** A rendered line as metadata sees it. */
export interface PageLine {
  readonly text: string;
  readonly block: string;
  /** True inside a sidebar, menu or footer, and under a heading such as "Read also": nothing there is about this article. */
  readonly elsewhere: boolean;
}

/**
 * Reads title, authors, publisher, address, language and day of publication off a page.
 * @param location where the page came from; used where the page does not state its address
 */
export function metadataOf(
  page: Page,
  lines: readonly PageLine[],
  location: string | null,
  lexicon: IntakeLexicon,
): Metadata {
  const stated = structured(page);
  const url = address(stated.url, location);
  const title = titleOf(page, stated);
  const headline = title === null ? null : headlineLine(lines, title);
  const near = linesNear(lines, headline ?? firstHeading(lines));
  const bylines = near.filter((i) => bylineNames(lines[i]!.text, lexicon.byline).length > 0);
  const order = slashOrder(lines.map(({ text }) => text));
  const dated = near.filter((i) => isStamp(lines[i]!.text, lexicon.byline, order));
  const posts = stated.posts && postDays(stated.posts, lines, lexicon, order);
  const named = bylines.flatMap((i) => bylineNames(lines[i]!.text, lexicon.byline));
  return {
    title,
    headline,
    authors: stated.authors.length > 0 ? stated.authors : [...new Set(named)],
    publisher: stated.publisher ?? siteOf(page, title) ?? domainOf(url),
    url,
    language: stated.language?.slice(0, 2).toLowerCase() ?? null,
    published: publishedOn(page, stated, url, lines, dated, order, lexicon),
    about: new Set([...bylines, ...dated, ...(posts ? datedLines(lines, lexicon, order).keys() : [])]),
    posts,
  };
}

/** Lines that are a day and little else, with that day. */
const datedLines = (
  lines: readonly PageLine[],
  { byline }: IntakeLexicon,
  order: SlashOrder,
): ReadonlyMap<number, string> =>
  new Map(
    lines.flatMap(({ text, elsewhere }, i) => {
      const day = elsewhere ? null : dateLine(text, byline, order);
      return day ? [[i, day] as const] : [];
    }),
  );

/** Where the posts of a live blog begin: at a line that is a day, or that opens as the page's data say a post does. */
function postDays(
  posts: readonly LivePost[],
  lines: readonly PageLine[],
  lexicon: IntakeLexicon,
  order: SlashOrder,
): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  // A post's heading stands above its day.
  for (const [i, day] of datedLines(lines, lexicon, order))
    found.set(/^H[2-6]$/u.test(lines[i - 1]?.block ?? '') ? i - 1 : i, day);
  for (const { opening, published } of posts) {
    const [wanted, day] = [plain(opening).slice(0, OPENING), statedDay(published, lexicon.byline)];
    const at = lines.findIndex(({ text }) => wanted.length > 0 && plain(text).slice(0, wanted.length) === wanted);
    if (day && at >= 0) found.set(at, day);
  }
  return found;
}

/** The site's name as its address has it: all that is known of who publishes a page that does not say so. */
function domainOf(url: string | null): string | null {
  const host = url === null ? '' : new URL(url).hostname;
  return /[a-z]/iu.test(host) && host.includes('.') ? host.replace(/^(?:www|m|amp|mobile)\./u, '') : null;
}

function address(stated: string | null, location: string | null): string | null {
  const base = location !== null && /^https?:/iu.test(location) ? location : undefined;
  for (const candidate of [stated, base])
    try {
      const url = new URL(candidate ?? '', base);
      // A canonical address that is only the site's front page says nothing of this page.
      if (/^https?:$/u.test(url.protocol) && (url.pathname !== '/' || url.search || candidate === base))
        return url.href;
    } catch {}
  return null;
}

const squeeze = (text: string | null | undefined): string => (text ?? '').replace(/\s+/gu, ' ').trim();
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The first-level heading that the page's own title carries; else the title without the site's name. */
function titleOf(page: Page, stated: Structured): string | null {
  const whole = squeeze(page.querySelector('title')?.textContent);
  const given = [...stated.titles, whole].map(squeeze).filter(Boolean);
  const headings = [...page.querySelectorAll('h1')].map((h) => squeeze(h.textContent)).filter((h) => h.length < 300);
  const carried = headings.filter((h) => h.length > 8 && given.some((title) => agree(h, title)));
  if (carried[0]) return carried[0];
  return given[0] ? withoutSite(given[0]) : (headings[0] ?? null);
}

/** True where one of two titles carries most of the other's words. */
function agree(a: string, b: string): boolean {
  const [wordsA, wordsB] = [new Set(plain(a).split(' ')), new Set(plain(b).split(' '))];
  const shared = [...wordsA].filter((word) => wordsB.has(word)).length;
  return shared >= 0.6 * Math.min(wordsA.size, wordsB.size) && shared >= 2;
}

/** A title without " | Site", " - Site": the last part, where it is short beside the rest. */
function withoutSite(title: string): string {
  const cut = /^(.{12,}?)\s+(?:[|»·•:]|[-–—])\s+([^|»·•–—]{2,40})$/u.exec(title);
  return cut && cut[2]!.split(' ').length <= 5 && cut[1]!.length > cut[2]!.length ? cut[1]! : title;
}

/** What the page's own title adds to the headline ("Headline - Site"); null where the rest is not the headline itself. */
function siteOf(page: Page, title: string | null): string | null {
  const cut = /^(.+?)\s+(?:[|»·•]|[-–—])\s+([^|»·•–—]{2,40})$/u.exec(squeeze(page.querySelector('title')?.textContent));
  return cut && title !== null && plain(cut[1]!) === plain(title) ? cut[2]! : null;
}

function headlineLine(lines: readonly PageLine[], title: string): number | null {
  const wanted = plain(title);
  const same = lines.flatMap((line, i) => (plain(line.text) === wanted ? [i] : []));
  return same.find((i) => lines[i]!.block === 'H1') ?? same[0] ?? null;
}

const firstHeading = (lines: readonly PageLine[]): number | null => {
  const found = lines.findIndex(({ block, elsewhere }) => block === 'H1' && !elsewhere);
  return found < 0 ? null : found;
};

/** Lines just before and after the headline (the top of the page where there is none), not further than the lede. */
function linesNear(lines: readonly PageLine[], headline: number | null): readonly number[] {
  const [from, to] = headline === null ? [0, 25] : [Math.max(0, headline - 3), headline + 10];
  // Right under the headline a byline counts, whatever its container is called.
  const under = (i: number) => headline !== null && i > headline && i <= headline + 4;
  const near: number[] = [];
  let prose = 0;
  for (let i = from; i < Math.min(to, lines.length) && prose < 2; i++) {
    if (i > (headline ?? -1) && isProse(lines[i]!.text)) prose += under(i) ? 0 : 1;
    else if (i !== headline && (!lines[i]!.elsewhere || under(i))) near.push(i);
  }
  return near;
}

/** Short lines anywhere on the page, but not in its margins, that say "published" or "updated". */
const labelledLines = (lines: readonly PageLine[], label: RegExp): readonly string[] =>
  lines.filter(({ text, elsewhere }) => text.length < 80 && !elsewhere && label.test(text)).map(({ text }) => text);

/** Characters of a post's opening that must agree. */
const OPENING = 60;

/** A day with its numbers for day and month changed over: 09.10.2031 may have been meant either way. */
const swapped = (day: string): string => `${day.slice(0, 5)}${day.slice(8)}-${day.slice(5, 7)}`;

/** A text revised longer than this after its first publication is another text: the day of revision is its day. */
const SAME_TEXT_DAYS = 30;
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/**
 * The day of publication, as stated and never shifted to another time zone: from the address, as shown beside the
 * headline, from structured data and meta elements, from elements that by their names hold a date, from any line that
 * says "published". A day of revision serves where the page states no other, and where it is all the page shows, lies
 * more than a month after the first day, and no `article:published_time` insists on that one: the text at hand is then
 * the revised one.
 */
function publishedOn(
  page: Page,
  stated: Structured,
  url: string | null,
  lines: readonly PageLine[],
  near: readonly number[],
  order: SlashOrder,
  lexicon: IntakeLexicon,
): Interval | null {
  const { byline } = lexicon;
  const inUrl = url === null ? null : urlDays(url);
  const shown = near.map((i) => lines[i]!.text);
  const revision = (line: string) => byline.updated.test(line) && !byline.published.test(line);
  const fits = (day: string | null): day is string =>
    day !== null && (inUrl === null || (day >= inUrl.from && day <= inUrl.to));
  const firstDay = (texts: readonly string[]) => texts.map((text) => dateLine(text, byline, order)).find(fits);
  const first = stated.published.map((value) => statedDay(value, byline)).find(fits);
  const revised = firstDay(shown.filter(revision));
  const shownDay =
    firstDay(shown.filter((line) => byline.published.test(line))) ?? firstDay(shown.filter((line) => !revision(line)));
  const rewritten = first && revised && !stated.statesFirst && daysBetween(first, revised) > SAME_TEXT_DAYS;
  const day =
    (inUrl?.from === inUrl?.to ? inUrl?.from : null) ??
    (stated.posts && first) ??
    (shownDay && first && swapped(shownDay) === first ? first : shownDay) ??
    (rewritten ? revised : first) ??
    revised ??
    elementDay(page, lexicon) ??
    firstDay(labelledLines(lines, byline.published)) ??
    firstDay(labelledLines(lines, byline.updated));
  if (day) return { from: day, to: day, basis: 'metadata' };
  return inUrl ? { ...inUrl, basis: 'metadata' } : null;
}
