import type { Page } from './entries.ts';

const SHINGLE = 5;
/** One shingle in so many is sampled to propose pairs (Broder 1997; sampled by hash value, so containment shows). */
const SAMPLE = 4;
/** At least this share of the shorter text's shingles must stand in the longer. */
const CONTAINED = 0.8;
/** Texts with fewer shingles are too short to call a reprint. */
const FEWEST = 20;
const WORD = /[\p{L}\p{N}]+/gu;

/** Hashes of all runs of five words in a text, case aside. */
export function shingles(text: string): ReadonlySet<number> {
  const words = [...text.toLowerCase().matchAll(WORD)].map((m) => m[0]);
  const found = new Set<number>();
  for (let i = 0; i + SHINGLE <= words.length; i++) found.add(hash(words.slice(i, i + SHINGLE).join(' ')));
  return found;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** Share of the smaller set that stands in the larger, 0…1. */
export function containment(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const h of small) if (large.has(h)) shared++;
  return shared / small.size;
}

/** Body text of a page, furniture left out: on raw text different articles of one site look alike. */
export function bodyText(page: Page): string {
  const points = hasAstral(page.text) ? [...page.text] : null;
  const cut = (from: number, to: number) => (points ? points.slice(from, to).join('') : page.text.slice(from, to));
  return page.record.body.map((s) => cut(s.from, s.to)).join('\n');
}

const hasAstral = (text: string): boolean => /[\u{10000}-\u{10ffff}]/u.test(text);

/** Document id → the id of its origin: the earliest published document among its reprints and near-duplicates. */
export function originsOf(pages: readonly Page[]): ReadonlyMap<string, string> {
  const inOrder = pages.toSorted((a, b) => compare(publishedKey(a), publishedKey(b)));
  const sets = inOrder.map((page) => shingles(bodyText(page)));
  const parent = inOrder.map((_, i) => i);
  const find = (i: number): number => (parent[i] === i ? i : find(parent[i]!));
  for (const [a, b] of proposedPairs(sets)) {
    const [x, y] = [find(a), find(b)];
    if (x !== y && containment(sets[a]!, sets[b]!) >= CONTAINED) parent[Math.max(x, y)] = Math.min(x, y);
  }
  return new Map(inOrder.map((page, i) => [page.record.id, inOrder[find(i)]!.record.id]));
}

const publishedKey = (page: Page): string => `${page.record.published?.from ?? '9999'} ${page.record.id}`;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Pairs that share a quarter of the smaller sample; common boilerplate shingles are passed over. */
function* proposedPairs(sets: readonly ReadonlySet<number>[]): Iterable<readonly [number, number]> {
  const MOST_HOLDERS = 50;
  const samples = sets.map((set) => [...set].filter((h) => h % SAMPLE === 0));
  const holders = new Map<number, number[]>();
  for (const [i, sample] of samples.entries()) {
    if (sets[i]!.size < FEWEST) continue;
    const shared = new Map<number, number>();
    for (const h of sample) {
      const before = holders.get(h) ?? [];
      for (const j of before) shared.set(j, (shared.get(j) ?? 0) + 1);
      if (before.length < MOST_HOLDERS) holders.set(h, [...before, i]);
    }
    for (const [j, n] of shared) if (n * 4 >= Math.min(sample.length, samples[j]!.length)) yield [j, i];
  }
}
