import type { Interval } from '../core/date.ts';
import type { BylineLexicon } from '../lexicon/byline.ts';
import { daysIn } from './days.ts';
import { latestPast } from './inferred.ts';
import { isProse } from './listed.ts';

/** A name with a capital, or an agency in brackets or between strokes. */
const AGENCY = String.raw`\([^()\n]*\p{L}{2}[^()\n]*\)|\/[^/\n]{2,40}\/`;
const NAME = String.raw`\p{Lu}[\p{L}\p{N}.'’&-]*`;
const BEFORE = new RegExp(String.raw`^(?:(?:${AGENCY}|${NAME})(?:[,.]? |\/)){0,8}\(?$`, 'u');
const AFTER = new RegExp(
  String.raw`^\)?,?(?: (?:${AGENCY}|${NAME})){0,4}(?<end>,? ?(?:[-–—]{1,2} |—)|: |\. )(?=["“«‘']?\p{Lu})`,
  'u',
);
/** A dateline ends before this many characters. */
const LONGEST = 140;

/**
 * The day of an agency's opening, or null: "STRELSAU, March 14, 2031 (Wire) - ", "STRELSAU, 14 March 2031. ",
 * "Wire/STRELSAU, 14 March 2031 – ", "STRELSAU (14 March 2031) – ", "(Wire) 14 March 2031 Strelsau: ". Names alone may
 * stand before and after the day; a colon or stop ends it only with an agency or a place in capitals. "STRELSAU - MARCH
 * 14, 2031: Men …" is how a photograph is captioned.
 */
function openingDay(paragraph: string, lexicon: BylineLexicon): string | null {
  const head = paragraph.slice(0, LONGEST);
  const [found, next] = daysIn(head, lexicon);
  if (!found) return null;
  const before = head.slice(0, found.from);
  const after = AFTER.exec(head.slice(found.to));
  if (!after || !BEFORE.test(before) || before.endsWith('(') !== after[0].startsWith(')')) return null;
  const names = (before + after[0]).replace(lexicon.weekday, '');
  if (!/\p{L}{3}/u.test(names) || lexicon.updated.test(names) || next?.from === found.to + after[0].length) return null;
  const sure = /[-–—]/u.test(after.groups!.end!) || /\p{Lu}{3}/u.test(names) || new RegExp(AGENCY, 'u').test(names);
  return sure ? found.day : null;
}

/** True for a line that goes on from a dateline to the end of a sentence: text, however short. */
export const opensText = (line: string, lexicon: BylineLexicon): boolean =>
  /[.!?]["”’]?$/u.test(line) && openingDay(line, lexicon) !== null;

/** A text that tells of what happened this many days after its opening day opens with history. */
const HISTORY_DAYS = 31;
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/**
 * The day of publication as the dateline that opens the body states it, or null. A text whose paragraphs open with
 * several days is a chronicle, and one that names a later past opens with a scene of old: neither is dated.
 * @param stated the month or year stated otherwise, which the day must lie in
 */
export function datelineDay(
  paragraphs: readonly string[],
  stated: Interval | null,
  lexicon: BylineLexicon,
): Interval | null {
  const prose = paragraphs.findIndex(isProse);
  const opening = paragraphs.slice(0, prose < 0 ? 1 : prose + 1);
  const day = opening.map((paragraph) => openingDay(paragraph, lexicon)).find((found) => found !== null);
  if (!day || (stated && (day < stated.from || day > stated.to))) return null;
  const isAlone = paragraphs.every((paragraph) => (openingDay(paragraph, lexicon) ?? day) === day);
  const past = latestPast(paragraphs, lexicon);
  if (!isAlone || (past && daysBetween(day, past) > HISTORY_DAYS)) return null;
  return { from: day, to: day, basis: 'text' };
}
