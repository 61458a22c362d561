import { z } from 'zod';
import { readEntries } from './load.ts';

/** Kinds of page furniture a phrase can give away; the order is that of the bits in `furnitureClasses`. */
export const FURNITURE_CLASSES = [
  'list',
  'reply',
  'share',
  'subscribe',
  'menu',
  'legal',
  'credit',
  'advert',
  'author',
  'stamp',
] as const;

export type FurnitureClass = (typeof FURNITURE_CLASSES)[number];

export const furnitureEntry = z.strictObject({
  class: z.enum(FURNITURE_CLASSES),
  /** whole: the line is the phrase; start: it begins with it; any: it stands anywhere in it. */
  at: z.enum(['whole', 'start', 'any']),
  phrase: z.string().min(1),
  example: z.string().min(1),
});

export const functionWordEntry = z.strictObject({
  /** function: marks running text; address: speaks to the reader, as furniture does. */
  kind: z.enum(['function', 'address']),
  word: z.string().min(1),
  example: z.string().min(1),
});

/** Says which kinds of furniture phrase a line shows. */
export interface FurnitureLexicon {
  /** The classes of the phrases found, in lexicon order; empty for an ordinary line. */
  readonly classesOf: (line: string) => readonly FurnitureClass[];
  /** Words (lower case) that mark running text, and words that address the reader. */
  readonly functionWords: ReadonlySet<string>;
  readonly addressWords: ReadonlySet<string>;
}

interface Phrase {
  readonly text: string;
  readonly class: FurnitureClass;
}

/** Reads `furniture.yaml` and `function-words.yaml` of each folder. */
export function furnitureLexicon(dirs: readonly string[]): FurnitureLexicon {
  const entries = readEntries(dirs, 'furniture', furnitureEntry);
  const whole = new Map<string, FurnitureClass[]>();
  const starts = new Map<string, Phrase[]>();
  const any: Phrase[] = [];
  for (const { class: kind, at, phrase } of entries) {
    if (at === 'whole') add(whole, phrase, kind);
    else if (at === 'start') add(starts, firstWord(phrase), { text: phrase, class: kind });
    else any.push({ text: phrase, class: kind });
  }
  const classesOf = (line: string): readonly FurnitureClass[] => {
    const text = plain(line);
    const found = new Set<FurnitureClass>(whole.get(text.replace(/[\s:.…!»›>→*]+$/u, '')));
    for (const phrase of starts.get(firstWord(text)) ?? []) if (begins(text, phrase.text)) found.add(phrase.class);
    for (const phrase of any) if (text.includes(phrase.text)) found.add(phrase.class);
    return [...found];
  };
  const common = readEntries(dirs, 'function-words', functionWordEntry);
  const words = (kind: string) => new Set(common.filter((entry) => entry.kind === kind).map((entry) => entry.word));
  return { classesOf, functionWords: words('function'), addressWords: words('address') };
}

/** Longest stretch of a line that is looked at: furniture phrases stand near the start. */
const REACH = 300;

/** Lower case, straight marks, single spaces, without a leading bullet. */
const plain = (line: string): string =>
  line
    .slice(0, REACH)
    .toLowerCase()
    .replace(/[‘’]/gu, "'")
    .replace(/\s+/gu, ' ')
    .replace(/^[^\p{L}\p{N}©(]+/u, '');

const firstWord = (text: string): string => /^[\p{L}\p{N}']+|^./u.exec(text)?.[0] ?? '';

const begins = (text: string, phrase: string): boolean =>
  text.startsWith(phrase) && !(/[\p{L}\p{N}]$/u.test(phrase) && /^[\p{L}]/u.test(text.slice(phrase.length)));

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
