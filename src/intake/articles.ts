import type { Interval } from '../core/date.ts';
import { LedgerError } from '../core/errors.ts';
import type { Article } from '../core/reading.ts';
import type { Issue } from '../core/record.ts';
import { movedSpans, slice } from '../core/span.ts';
import { oneLine, unsteered, webAddress } from '../core/visible.ts';
import type { BylineLexicon } from '../lexicon/byline.ts';
import { type IntakeLexicon, intakeLexicon } from '../lexicon/intake.ts';
import { makeArticle } from '../text/article.ts';
import { cutOff } from '../text/cutoff.ts';
import { datelineDay } from '../text/datelineday.ts';
import { monthEnd } from '../text/days.ts';
import { decode } from '../text/encoding.ts';
import { type LineReader, lineReader } from '../text/furniture.ts';
import { inferredDate } from '../text/inferred.ts';
import { languageOf } from '../text/language.ts';
import { shapeOfText } from '../text/plain.ts';
import { readingForm } from '../text/readingform.ts';
import type { Shape } from '../text/shape.ts';
import { translationReasons } from '../text/translation.ts';
import { shapeOfPage } from '../text/web.ts';
import { frontMatter } from './frontmatter.ts';
import type { Known, Source } from './source.ts';

/** What making articles needs, opened once. */
export interface ArticleTools {
  readonly lexicon: IntakeLexicon;
  readonly lines: LineReader;
}

/** Opens the lexicon and the line classifiers; further folders add an analyst's own words. */
export function articleTools(dirs?: readonly string[]): ArticleTools {
  const lexicon = intakeLexicon(dirs);
  return { lexicon, lines: lineReader(lexicon.furniture) };
}

/**
 * Makes the article of a source: its fixed text, headline, body and furniture, and what is known or stated of it.
 * What was given beforehand (a corpus line, a sidecar, front matter) goes before what the article says. A text that is not English
 * is kept without body paragraphs, with the issue `not-english`.
 * @throws LedgerError `unreadable` where the bytes hold no text
 */
export async function toArticle(source: Source, tools: ArticleTools): Promise<Article> {
  const { location, sha256, retrieved } = source;
  const decoded = decodedText(source);
  const front = source.known.html ? null : frontMatter(decoded.text);
  const known: Known = { ...front?.known, ...stated(source.known) };
  const { text, shape: whole } = shapeOf(decoded.text, { ...source, known }, tools, front?.length ?? 0);
  if (!/\S/u.test(text)) throw unreadable(source, 'No text in it');
  const shape = cutOff(text, whole, tools.lexicon.byline);
  const language = known.language ?? languageOf(shape.paragraphs.map((span) => slice(text, span)).join('\n'));
  const english = language === null || /^en\b/iu.test(language);
  const body = english ? shape.paragraphs.map((span) => slice(text, span)) : [];
  const lines = [...shape.paragraphs, ...shape.furniture].map((span) => slice(text, span));
  const traces = english ? (translationReasons(lines, tools.lexicon.translation) ?? []) : [];
  const reasons = english ? [...(shape.translated ?? []), ...traces] : [];
  const { url, issues } = addressOf(known.url ?? shape.url ?? source.finalUrl);
  const line = (words: string | null | undefined) =>
    words ? oneLine(unsteered(readingForm(words)?.text ?? words)).toWellFormed() || null : null;
  return makeArticle({
    text,
    location,
    sha256,
    retrieved,
    title: line(known.title ?? shape.title),
    headline: shape.headline,
    authors: (known.authors ?? shape.authors).flatMap((name) => line(name) ?? []),
    publisher: line(known.publisher ?? shape.publisher),
    url,
    language: english ? 'en' : language,
    published: known.published
      ? givenInterval(known.published)
      : publishedOn(shape.published, body, tools.lexicon.byline),
    machineTranslated: reasons.length > 0 ? { reasons } : null,
    translationOf: known.translationOf ?? null,
    paragraphs: english ? shape.paragraphs : [],
    furniture: shape.furniture,
    ...(english ? { posts: shape.posts ?? [], blockQuotes: shape.blockQuotes ?? [] } : {}),
    issues: [
      ...(source.issues ?? []),
      ...decoded.issues,
      ...shape.issues,
      ...issues,
      ...(english ? [] : [notEnglish(language)]),
    ],
  });
}

/** The day stated beside the text, else the one its dateline states (in the month stated, if any), else one inferred. */
function publishedOn(stated: Interval | null, body: readonly string[], lexicon: BylineLexicon): Interval | null {
  const isDay = stated !== null && stated.from === stated.to;
  return (isDay ? null : datelineDay(body, stated, lexicon)) ?? stated ?? inferredDate(body, lexicon);
}

/** The address where it is one of the web; of any other an issue is told. */
function addressOf(given: string | null | undefined): {
  readonly url: string | null;
  readonly issues: readonly Issue[];
} {
  const url = webAddress(given);
  const message = 'The address given is none of the web (http, https); it is left out.';
  return { url, issues: given && !url ? [{ code: 'no-web-address', message }] : [] };
}

/** The fields that say something. */
const stated = (known: Known): Known => Object.fromEntries(Object.entries(known).filter(([, value]) => value != null));

const notEnglish = (language: string): Issue => ({
  code: 'not-english',
  message: `The text is in another language (${language}); it is kept but not read.`,
});

/** Formats whose code is text too, and would pass for an article. */
const FORMATS: readonly (readonly [string, RegExp])[] = [
  ['PDF', /^\s*%PDF-\d/u],
  ['RTF', /^\s*\{\\rtf\d/u],
  ['JSON', /^\s*(?:\{\s*"[^"]{1,200}"\s*:|\[\s*\{\s*")/u],
];

function decodedText(source: Source): { readonly text: string; readonly issues: readonly Issue[] } {
  const given = (source.known.text ?? source.known.html)?.toWellFormed(); // half a character is not kept as it was
  const decoded = given ? { text: given, issues: [] } : decode(source.bytes, source.contentType);
  if (!decoded) throw unreadable(source, 'Not a text: it has null bytes or control characters');
  const format = FORMATS.find(([, sign]) => sign.test(decoded.text))?.[0];
  if (format) throw unreadable(source, `A ${format} file, whatever it is called`);
  if (!/\S/u.test(decoded.text)) throw unreadable(source, 'Empty');
  return decoded;
}

const unreadable = (source: Source, what: string): LedgerError =>
  new LedgerError('unreadable', what, source.location, 'Give an article as text or HTML, a corpus as a .jsonl file.');

const MARKUP = /<(?:!doctype html|html|head|body|article|div|p|table|span|script|meta)\b[^<>]{0,2000}>/giu;

/** The text and shape of an article whose front matter takes the first `start` characters. */
function shapeOf(
  text: string,
  source: Source,
  { lexicon, lines }: ArticleTools,
  start: number,
): { text: string; shape: Shape } {
  const html = source.known.text ? hasTags(text) : start > 0 ? false : source.known.html ? true : isHtml(text);
  if (!html) {
    const form = readingForm(text);
    if (!form) return { text, shape: shapeOfText(text, lexicon, lines.text, source.known.title, start) };
    const shape = shapeOfText(form.text, lexicon, lines.text, source.known.title, form.toForm(start));
    return { text, shape: movedSpans(shape, form.toText) };
  }
  return shapeOfPage(text, source.known.url ?? source.finalUrl, lexicon, lines);
}

/** True for a text given with the tags of a page still in it. */
const hasTags = (text: string): boolean =>
  /<(p|div|br|blockquote|ul|ol|h[1-6]|a|strong|em|span|img)\b[^<>]{0,500}>/iu.test(text) &&
  /<\/(?:p|div|blockquote|ul|ol|h[1-6]|a|strong|em|span)>|<br\s*\/?>/iu.test(text);

/** True for markup rather than text: it begins as a page does, or tags stand thick in its beginning. */
function isHtml(text: string): boolean {
  const head = text.slice(0, 20_000);
  if (/^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--|<!doctype html|<(?:html|script|style)[\s>])/iu.test(head)) return true;
  return (head.match(MARKUP)?.length ?? 0) * 400 > head.length;
}

/** The interval of a given date: `2023` is that year, `2023-10` that month, a stamp the day it states. */
function givenInterval(given: NonNullable<Known['published']>): Interval {
  const { from, to } = typeof given === 'string' ? { from: given, to: given } : given;
  const first = from.length === 4 ? `${from}-01-01` : from.length === 7 ? `${from}-01` : from.slice(0, 10);
  const last = to.length === 4 ? `${to}-12-31` : to.length === 7 ? monthEnd(`${to}-01`) : to.slice(0, 10);
  return { from: first, to: last, basis: 'metadata' };
}
