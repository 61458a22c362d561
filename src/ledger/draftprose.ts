import { parseHTML } from 'linkedom';

/** Fills up what is shorter than it was; it is no space and no letter, and words are compared without it. */
const PAD = '\u2060';

const TAG =
  /<(\/?)(q|blockquote|p|br|div|em|strong|b|i|u|a|span|li|ul|ol|h[1-6]|tr|td|th|table|tbody|sup|sub|cite|html|head|body|title|meta|link|small|s|del|ins|mark|figure|figcaption|section|article|header|footer|img|hr|main|aside|nav)\b[^<>]{0,1000}>/giu;
const BREAKS = /^(?:p|br|div|li|h[1-6]|tr|td|th|title|figcaption|section|article|header|footer|hr)$/iu;

const padded = (text: string, length: number): string => (text + PAD.repeat(length)).slice(0, Math.max(length, 0));
const blank = (code: string): string => code.replace(/[^\n]/gu, ' ');

/**
 * A draft as plain prose of the same length, so that places stay: code is blank, tags are gone (`<q>` is a quotation mark,
 * `<blockquote>` a block quotation, what ends a line a line's end), entities and Markdown's emphasis are resolved.
 */
export function prose(draft: string): string {
  const bare = draft
    .replace(/^(```|~~~)[^\n]*\n[\s\S]*?^\1[^\n]*$/gmu, blank)
    .replace(/`[^`\n]*`/gu, blank)
    .replace(/<!--[\s\S]*?-->/gu, blank)
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/giu, blank);
  return withoutEmphasis(withoutEntities(withoutTags(bare)));
}

function withoutTags(text: string): string {
  let depth = 0;
  return text.replace(TAG, (tag, slash: string, name: string) => {
    const element = name.toLowerCase();
    const isEnd = slash === '/';
    if (element === 'q') return padded(isEnd ? '”' : '“', tag.length);
    if (element === 'blockquote') {
      depth = Math.max(0, depth + (isEnd ? -1 : 1));
      return padded(isEnd ? '\n\n' : '\n\n>', tag.length);
    }
    if (!BREAKS.test(element)) return padded('', tag.length);
    return padded(`${element === 'br' ? '\n' : '\n\n'}${depth > 0 && !isEnd ? '>' : ''}`, tag.length);
  });
}

const known = new Map<string, string>();

/** What an entity stands for; one that HTML does not know stays. */
function entity(name: string): string {
  const found = known.get(name) ?? parseHTML(`<p>${name}</p>`).document.querySelector('p')?.textContent ?? name;
  if (known.size < 3000) known.set(name, found);
  return found;
}

const withoutEntities = (text: string): string =>
  text.replace(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});/giu, (name) => padded(entity(name), name.length));

/** Stars and underscores at the edge of a word or of marks are emphasis. */
const withoutEmphasis = (text: string): string =>
  text
    .replace(/(?<![\p{L}\p{N}*_])[*_]{1,3}(?=[\p{L}\p{N}“„«"‘'([])/gu, (stars) => PAD.repeat(stars.length))
    .replace(/(?<=[\p{L}\p{N}”»"’'.,;:!?)\]])[*_]{1,3}(?![\p{L}\p{N}*_])/gu, (stars) => PAD.repeat(stars.length));
