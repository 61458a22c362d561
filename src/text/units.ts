import { type Span, trimSpan } from '../core/span.ts';

/** Shortest and longest line that can come from wrapping at a column. */
const WRAP_MIN = 45;
const WRAP_MAX = 110;

/**
 * The logical lines of a plain text, trimmed: one a line of the file, but a block wrapped at a column (every line but
 * its last about as long as the longest, none of them ending early) is one.
 */
export function unitsOf(text: string): readonly Span[] {
  return linesOf(text).flatMap((block) =>
    isWrapped(text, block) ? [{ from: block[0]!.from, to: block.at(-1)!.to }] : block,
  );
}

/** Lines grouped into blocks between blank lines. */
function linesOf(text: string): readonly (readonly Span[])[] {
  const blocks: Span[][] = [[]];
  let from = 0;
  while (from <= text.length) {
    const end = nextBreak(text, from);
    const line = trimSpan(text, { from, to: end });
    if (line.to > line.from) blocks.at(-1)!.push(line);
    else if (blocks.at(-1)!.length > 0) blocks.push([]);
    from = end + 1;
  }
  return blocks.filter((block) => block.length > 0);
}

function nextBreak(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  const end = feed < 0 ? text.length : feed;
  const lone = text.slice(from, end).indexOf('\r'); // old line ends; a \r before \n is trimmed as white space
  return lone >= 0 && lone < end - from - 1 ? from + lone : end;
}

function isWrapped(text: string, block: readonly Span[]): boolean {
  if (block.length < 3) return false;
  const inner = block.slice(0, -1).map((line) => line.to - line.from);
  const longest = Math.max(...inner);
  if (longest > WRAP_MAX || longest < WRAP_MIN) return false;
  // A line was wrapped where the next one's first word would not have fitted.
  const full = block.slice(0, -1).filter((line, i) => {
    const word = /^\S*/u.exec(text.slice(block[i + 1]!.from, block[i + 1]!.from + 40))![0].length;
    return line.to - line.from + 1 + word > longest - 6;
  });
  const runOn = block.slice(1).filter((line) => /^[\p{Ll}\d(“"]/u.test(text.slice(line.from, line.from + 2)));
  return full.length >= 0.9 * inner.length && runOn.length >= 0.4 * inner.length;
}
