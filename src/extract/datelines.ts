const NAME = String.raw`\p{Lu}[\p{L}\p{N}.'’&-]*`;
const AGENCY = String.raw`\([^()\n]{1,40}\)`;
/** "INTERFAX-NORD - ", "STRELSAU (Wire) – ": no day. */
const UNDATED = String.raw`(?:\p{Lu}[\p{Lu}\p{N}.'’&/-]+,? ){1,4}(?:${AGENCY} )?[-–—]`;
/** "Strelsau, March 14, 2031 (Wire) - ", "Wire/STRELSAU, 14 March 2031 – ", "(Wire) 14 March 2031 Strelsau: ". */
const DATED = String.raw`(?:(?:${NAME}|${AGENCY})(?:[,.]? |\/)){1,8}\(?\d{1,2}(?: \p{Lu}\p{Ll}+)?,? \d{4}\)?(?: (?:${NAME}|${AGENCY})){0,3}(?: ?[-–—]|:)`;
const DATELINE = new RegExp(String.raw`^(?:${UNDATED}|${DATED}) (?=["“«]?\p{Lu})`, 'u');

/**
 * Characters that the line of an agency takes before a text's first words; 0 where it begins with none. A day need not
 * stand in it; the day that dates an article is read by `text/datelineday.ts`, which asks for more.
 */
export const datelineLength = (text: string): number => DATELINE.exec(text.slice(0, 140))?.[0].length ?? 0;
