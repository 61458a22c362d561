/** Characters that steer a terminal, or turn the order of what is read: none is part of anybody's words. */
const STEERING = /\r(?!\n)|(?![\t\n\r])[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/**
 * The text with control characters, terminal escapes and changes of direction written out (`\u001b`), line breaks and tabs
 * kept. In JSON, where such characters stand in strings alone, the value stays the same.
 */
export const visible = (text: string): string =>
  text.replace(STEERING, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The text without them; of white space all is kept. */
export const unsteered = (text: string): string => text.replace(STEERING, (sign) => (/\s/u.test(sign) ? sign : ''));

/** The text on one line: runs of white space and control characters are one space. */
export const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();

/** A web address; null for any other: a script's, a file's, none at all. */
export const webAddress = (given: string | null | undefined): string | null =>
  given && /^https?:\/\/[^\s<>]+$/iu.test(given.trim()) ? given.trim() : null;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML text: everything an article holds goes through here on its way to a page or an HTML footnote. */
export const asHtml = (text: string): string => text.replace(/[&<>"']/gu, (c) => ENTITIES[c]!);
