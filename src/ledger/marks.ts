/**
 * What a key says of its item: fields in one word, so that the many items under a head can be told apart without being
 * read whole. A mark sorts by its first field.
 */
export type Field = string | number | null | readonly string[];

const SIGNS = /[%\s|,]/gu;
const escaped = (text: string): string => text.replace(SIGNS, encodeURIComponent);
const unescaped = (text: string): string => (text.includes('%') ? decodeURIComponent(text) : text);

export const marked = (fields: readonly Field[]): string =>
  fields
    .map((f) =>
      typeof f === 'object' && f !== null ? f.map((one) => `${escaped(one)},`).join('') : escaped(`${f ?? ''}`),
    )
    .join('|');

/** The fields of a mark; null is read as the empty text, and a list by `listIn`. */
export const fieldsOf = (mark: string): readonly string[] =>
  mark.split('|').map((field) => (field.includes(',') ? field : unescaped(field)));

export const listIn = (field: string): readonly string[] => field.split(',').slice(0, -1).map(unescaped);

/** An id with the mark of the key it was found under. */
export interface Marked {
  readonly x: string;
  readonly id: string;
}

/** All keys of a head, whatever their marks. */
export const ANY = { from: '', to: '~' } as const;
