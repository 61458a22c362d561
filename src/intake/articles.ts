import type { Interval } from '../core/date.ts';
import { LedgerError } from '../core/errors.ts';
import type { Article } from '../core/reading.ts';
import type { Issue } from '../core/record.ts';
import { slice } from '../core/span.ts';
import { type IntakeLexicon, intakeLexicon } from '../lexicon/intake.ts';
import { makeArticle } from '../text/article.ts';
import { monthEnd } from '../text/days.ts';
import { decode } from '../text/encoding.ts';
import { type LineReader, lineReader } from '../text/furniture.ts';
import { languageOf } from '../text/language.ts';
import { type Shape, shapeOfText } from '../text/plain.ts';
import type { Known, Source } from './source.ts';

/** What making articles needs, opened once. */
export interface ArticleTools {
  readonly lexicon: IntakeLexicon;
  readonly lines: LineReader;
}

/** Opens the lexicon and the line classifier; further folders add an analyst's own words. */
export function articleTools(dirs?: readonly string[]): ArticleTools {
  const lexicon = intakeLexicon(dirs);
  return { lexicon, lines: lineReader(lexicon.furniture) };
}

/**
 * Makes the article of a source: its fixed text, headline, body and furniture, and what is known or stated of it.
 * What was given beforehand (a corpus line, a sidecar) goes before what the article says. A text that is not English
 * is kept without body paragraphs, with the issue `not-english`.
 * @throws LedgerError `unreadable` where the bytes hold no text
 */
export async function toArticle(source: Source, tools: ArticleTools): Promise<Article> {
  const { location, sha256, retrieved, known } = source;
  const { text, issues } = readText(source);
  const shape = shapeOfText(text, tools.lexicon, tools.lines);
  const language = known.language ?? languageOf(shape.paragraphs.map((span) => slice(text, span)).join('\n'));
  const english = language === null || /^en\b/iu.test(language);
  const foreign: Issue = {
    code: 'not-english',
    message: `The text is in another language (${language}) and is not read.`,
  };
  return makeArticle({
    text,
    location,
    sha256,
    retrieved,
    title: known.title ?? shape.title,
    headline: shape.headline,
    authors: known.authors ?? shape.authors,
    publisher: known.publisher ?? shape.publisher,
    url: known.url ?? source.finalUrl,
    language: english ? 'en' : language,
    published: publishedOf(known, shape),
    translationOf: known.translationOf ?? null,
    paragraphs: english ? shape.paragraphs : [],
    furniture: shape.furniture,
    issues: english ? issues : [...issues, foreign],
  });
}

function readText(source: Source): { text: string; issues: readonly Issue[] } {
  const given = source.known.text ?? source.known.html;
  const decoded = given ? { text: given, issues: [] } : decode(source.bytes, source.contentType);
  if (!decoded) throw unreadable(source, 'Not a text: it has null bytes or control characters');
  if (!/\S/u.test(decoded.text)) throw unreadable(source, 'Empty');
  return decoded;
}

const unreadable = (source: Source, what: string): LedgerError =>
  new LedgerError('unreadable', what, source.location, 'Give the article as text or HTML.');

function publishedOf(known: Known, shape: Shape): Interval | null {
  if (known.published) return givenInterval(known.published);
  return shape.day ? { from: shape.day, to: shape.day, basis: 'metadata' } : null;
}

/** The interval of a given date: `2023` is that year, `2023-10` that month, a stamp the day it states. */
function givenInterval(given: NonNullable<Known['published']>): Interval {
  const { from, to } = typeof given === 'string' ? { from: given, to: given } : given;
  const first = `${from}-01-01`.slice(0, 10);
  const last = to.length === 4 ? `${to}-12-31` : to.length === 7 ? monthEnd(`${to}-01`) : to.slice(0, 10);
  return {
    from: from.length >= 10 ? from.slice(0, 10) : from.length === 7 ? `${from}-01` : first,
    to: last,
    basis: 'metadata',
  };
}
