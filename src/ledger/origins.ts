import { offsetMap } from '../core/span.ts';
import type { Page } from './entries.ts';

const SHINGLE = 5;
/** So many of the smallest hashes propose pairs (Broder 1997, bottom sketch). */
const SKETCH = 24;
/** Sketches that share fewer hashes are not compared. */
const FEWEST_SHARED = 2;
/** At least this share of the shorter text's shingles must stand in the longer. */
const CONTAINED = 0.8;
/** Texts with fewer shingles are too short to call a reprint. */
const FEWEST = 20;
const WORD = /[\p{L}\p{N}]+/gu;

/** Hashes of all runs of five words in a text, case aside, in order. */
export type Shingles = Uint32Array;

export function shingles(text: string): Shingles {
  const words = text.toLowerCase().match(WORD) ?? [];
  const found = new Set<number>();
  for (let i = 0; i + SHINGLE <= words.length; i++) found.add(hash(words.slice(i, i + SHINGLE).join(' ')));
  return Uint32Array.from(found).sort();
}

/** Shingles in a form that survives JSON. */
export const packed = (set: Shingles): string =>
  Buffer.from(set.buffer, set.byteOffset, set.byteLength).toString('base64');

export function unpacked(text: string): Shingles {
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
  return new Uint32Array(bytes.buffer);
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** The hashes by which a text meets its near-duplicates; none for a text too short to be a reprint. */
export const sketchOf = (set: Shingles): readonly number[] => (set.length < FEWEST ? [] : [...set.subarray(0, SKETCH)]);

/** Share of the smaller set that stands in the larger, 0…1. */
function containment(a: Shingles, b: Shingles): number {
  const smaller = Math.min(a.length, b.length);
  if (smaller === 0) return 0;
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [x, y] = [a[i]!, b[j]!];
    if (x === y) shared++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return shared / smaller;
}

export const areReprints = (a: Shingles, b: Shingles): boolean =>
  Math.min(a.length, b.length) >= FEWEST && containment(a, b) >= CONTAINED;

/** Ids that stand often enough among the holders of a text's sketch. */
export const proposed = (holders: readonly string[]): readonly string[] =>
  [...Map.groupBy(holders, (id) => id)].filter(([, hits]) => hits.length >= FEWEST_SHARED).map(([id]) => id);

/** Body text of a page, furniture left out: on raw text different articles of one site look alike. */
export function bodyText(page: Pick<Page, 'record' | 'text'>): string {
  const { toUnit } = offsetMap(page.text);
  return page.record.body.map((s) => page.text.slice(toUnit(s.from), toUnit(s.to))).join('\n');
}
