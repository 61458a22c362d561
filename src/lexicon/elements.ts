import { z } from 'zod';
import { readEntries } from './load.ts';

/**
 * What the class or id of an HTML element can say of it: readers' comments, other articles, anything beside the body, the
 * body, what no reader of the page sees, a page that a machine translated.
 */
const HINTS = ['comments', 'related', 'aside', 'body', 'unseen', 'translated'] as const;
type Hint = (typeof HINTS)[number];

export const elementEntry = z.strictObject({
  name: z.string().regex(/^[a-z]+(?:[ -][a-z]+)*-?$/u),
  hints: z.array(z.enum(HINTS)).min(1),
  ends: z.boolean().default(false),
  example: z.string().min(1),
});

/** By hint, a pattern that finds its names in a class or id. */
export type ElementLexicon = Readonly<Record<Hint, RegExp>>;

/** A name as a piece of a pattern. */
export const namePattern = ({ name, ends }: z.output<typeof elementEntry>): string =>
  name.replaceAll(' ', '-?_?') + (ends ? '\\b' : '');

/** Reads `elements.yaml` of each folder. */
export function elementLexicon(dirs: readonly string[]): ElementLexicon {
  const entries = readEntries(dirs, 'elements', elementEntry);
  const anyOf = (hint: Hint): RegExp =>
    new RegExp(
      entries
        .filter((entry) => entry.hints.includes(hint))
        .map(namePattern)
        .join('|'),
      'iu',
    );
  const lexicon = Object.fromEntries(HINTS.map((hint) => [hint, anyOf(hint)]));
  return lexicon as ElementLexicon;
}
