import { bucket } from './lines.ts';

/** Buckets of the words an element is named with, given as `tag|class id`: "p|post-body relatedLinks". */
export function nameBuckets(named: string): readonly number[] {
  const [tag = '', label = ''] = named.split('|', 2);
  const words = label
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .toLowerCase()
    .match(/[a-z]{3,}/gu);
  return [`<${tag}`, ...new Set(words)].map(bucket);
}

/** Hash of a path of elements: of the path to the parent, and of the element as it is named but for its numbers. */
export function pathHash(parent: number, named: string): number {
  let hash = Math.imul(parent ^ 0x811c9dc5, 0x01000193);
  for (let i = 0; i < named.length; i++) {
    const code = named.charCodeAt(i);
    if (code < 48 || code > 57) hash = Math.imul(hash ^ code, 0x01000193);
  }
  return hash;
}
