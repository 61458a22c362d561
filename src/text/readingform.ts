/** A text as it is read: the same words without what printing and copying left inside them, and the way back. */
export interface ReadingForm {
  readonly text: string;
  /** Offset in the fixed text of an offset in this one. */
  readonly toText: (offset: number) => number;
  /** Offset in this text of one in the fixed text. */
  readonly toForm: (offset: number) => number;
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly by: string;
}

/** Soft hyphens (also as the sign ¬, also at a line's end), invisible characters, ligatures, bytes of windows-1252. */
const MARKS =
  /(?<=\p{L})[\u00ad¬][ \t]*\r?\n[ \t]*(?=\p{L})|(?<=\p{L})¬(?=\p{L})|[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+|(?<=\p{L})\u200d+|[\ufb00-\ufb06]|[\u0080-\u009f]/gu;
const windows = new TextDecoder('windows-1252');

function marks(text: string): readonly Edit[] {
  return [...text.matchAll(MARKS)].map(({ index, 0: found }) => {
    const code = found.charCodeAt(0);
    const by =
      code >= 0xfb00 && code <= 0xfb06
        ? found.normalize('NFKC')
        : code >= 0x80 && code <= 0x9f
          ? windows.decode(Uint8Array.of(code))
          : '';
    return { from: index, to: index + found.length, by };
  });
}

const LINE_END = /(?<=\p{L})-[ \t]*\r?\n[ \t]*(?=\p{L})/gu;
const BLANK_LINE = /\n[ \t]*\r?\n/gu;
/** Longest half of a word that is looked at. */
const HALF = 30;

/**
 * Words parted at a line's end. The hyphen goes, unless the text has the word with it elsewhere or a capital follows; a
 * block with such a word was wrapped, so that its other long lines run on too.
 */
function lineEnds(text: string): readonly Edit[] {
  if (!LINE_END.test(text)) return [];
  LINE_END.lastIndex = 0;
  const compounds = new Set(text.match(/\p{L}{1,30}-\p{L}{1,30}/gu));
  return blocksOf(text).flatMap(({ from: start, to: end }) => {
    const block = text.slice(start, end);
    const edits = [...block.matchAll(LINE_END)].map(({ index, 0: parted }): Edit => {
      const [from, to] = [start + index, start + index + parted.length];
      const word = /\p{L}*$/u.exec(text.slice(Math.max(0, from - HALF), from))![0];
      const rest = /^\p{L}*/u.exec(text.slice(to, to + HALF))![0];
      const isCompound = !/^\p{Ll}/u.test(rest) || compounds.has(`${word}-${rest}`);
      return { from, to, by: isCompound ? '-' : '' };
    });
    return edits.length === 0 ? [] : [...edits, ...runOnLines(block, start)];
  });
}

function blocksOf(text: string): readonly Omit<Edit, 'by'>[] {
  const ends = [...text.matchAll(BLANK_LINE)].map(({ index, 0: gap }) => ({ from: index, to: index + gap.length }));
  return [...ends, { from: text.length, to: text.length }].map(({ from }, i) => ({
    from: ends[i - 1]?.to ?? 0,
    to: from,
  }));
}

/** Share of the longest line that a line has which runs on into the next. */
const FULL = 0.6;

function runOnLines(block: string, start: number): readonly Edit[] {
  const lines = block.split('\n');
  const longest = lines.reduce((most, { length }) => Math.max(most, length), 0);
  let at = start;
  return lines.slice(0, -1).flatMap((line): readonly Edit[] => {
    at += line.length + 1;
    return line.length >= FULL * longest ? [{ from: at - 1, to: at, by: ' ' }] : [];
  });
}

const SPACED = /(?<![\p{L}\p{N}'’.-])\p{L}(?: {1,3}\p{L}){3,}(?![\p{L}\p{N}'’])/gu;

/** Words printed with a space after each letter ("V i n t"); a row of few capitals ("A B C D") is none. */
function spaced(text: string): readonly Edit[] {
  return [...text.matchAll(SPACED)].flatMap(({ index, 0: word }) =>
    /\p{Ll}/u.test(word) || word.length >= 9
      ? [...word.matchAll(/ +/gu)].map(({ index: at, 0: { length } }) => ({
          from: index + at,
          to: index + at + length,
          by: length === 1 ? '' : ' ',
        }))
      : [],
  );
}

/** The reading form of a text; null where the text is read as it is. Linear in the text's length. */
export function readingForm(text: string): ReadingForm | null {
  const edits = [...marks(text), ...lineEnds(text), ...spaced(text)].sort((a, b) => a.from - b.from || b.to - a.to);
  if (edits.length === 0) return null;
  const parts: string[] = [];
  /** Where each stretch of unchanged text begins, in both. */
  const texts: number[] = [0];
  const forms: number[] = [0];
  let [at, length] = [0, 0];
  for (const { from, to, by } of edits) {
    if (from < at) continue;
    parts.push(text.slice(at, from), by);
    length += from - at + by.length;
    at = to;
    texts.push(to);
    forms.push(length);
  }
  parts.push(text.slice(at));
  const form = parts.join('');
  const across = (offset: number, here: readonly number[], there: readonly number[]): number => {
    const i = lastUpTo(here, offset);
    const next = there[i + 1] ?? Number.POSITIVE_INFINITY;
    return Math.min(there[i]! + offset - here[i]!, next);
  };
  return { text: form, toText: (n) => across(n, forms, texts), toForm: (n) => across(n, texts, forms) };
}

/** Index of the last number not above another. */
function lastUpTo(numbers: readonly number[], most: number): number {
  let [low, high] = [0, numbers.length];
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! <= most) low = middle;
    else high = middle;
  }
  return low;
}
