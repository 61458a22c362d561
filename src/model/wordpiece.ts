import { readFileSync } from 'node:fs';

export const CLS = 101;
export const SEP = 102;
const UNK = 100;
const LONGEST = 100;

/** Wordpieces by the ids they have. */
export type Vocabulary = ReadonlyMap<string, number>;

/** Cuts one word into wordpiece ids, at least one. */
export type Pieces = (word: string) => readonly number[];

/** Reads `vocab.txt`: one piece a line, the line number its id. */
export const readVocabulary = (file: string): Vocabulary =>
  new Map(
    readFileSync(file, 'utf8')
      .split('\n')
      .map((piece, id) => [piece, id]),
  );

const CJK = /[\p{Script=Han}]/u;
const PUNCTUATION = /[!-/:-@[-`{-~]|\p{P}/u;

/**
 * WordPiece of BERT's uncased vocabulary (Devlin et al. 2019): controls out, accents off, lower case, punctuation and
 * Chinese characters alone, then the longest known piece from the left.
 * @param most ids kept of one word
 */
export function piecesOf(ids: Vocabulary, most: number): Pieces {
  const known = new Map<string, readonly number[]>();
  return (word) => {
    let found = known.get(word);
    if (!found) {
      found = basic(word)
        .flatMap((part) => longest(part, ids))
        .slice(0, most);
      if (found.length === 0) found = [UNK];
      if (known.size > 50_000) known.clear();
      known.set(word, found);
    }
    return found;
  };
}

function basic(word: string): string[] {
  const plain = word
    .replace(/\p{C}/gu, '')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
  const parts: string[] = [];
  let current = '';
  const close = () => {
    if (current) parts.push(current);
    current = '';
  };
  for (const char of plain) {
    if (/\s/u.test(char)) close();
    else if (PUNCTUATION.test(char) || CJK.test(char)) {
      close();
      parts.push(char);
    } else current += char;
  }
  close();
  return parts;
}

function longest(part: string, ids: Vocabulary): number[] {
  const chars = [...part];
  if (chars.length > LONGEST) return [UNK];
  const out: number[] = [];
  for (let from = 0; from < chars.length; ) {
    let to = chars.length;
    let id: number | undefined;
    for (; to > from && id === undefined; to--) id = ids.get((from ? '##' : '') + chars.slice(from, to).join(''));
    if (id === undefined) return [UNK];
    out.push(id);
    from = to + 1;
  }
  return out;
}

/** The case and digit pattern of a word: 0 lower, 1 Title, 2 CAPS, 3 one capital, 4 mIxed, 5 digits, 6 no letters, 7 caseless. */
export function shape(word: string): number {
  if (/\p{N}/u.test(word)) return 5;
  const letters = word.match(/\p{L}/gu) ?? [];
  if (letters.length === 0) return 6;
  const upper = letters.filter((c) => /\p{Lu}/u.test(c)).length;
  if (upper === 0) return letters.some((c) => /\p{Ll}/u.test(c)) ? 0 : 7;
  if (letters.length === 1) return 3;
  if (upper === letters.length) return 2;
  return upper === 1 && /\p{Lu}/u.test(letters[0]!) ? 1 : 4;
}
