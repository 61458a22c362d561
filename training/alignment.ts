import { wordsOf } from '../bench/fourgrams.ts';

/** Most places in the gold text that one line is tried at. */
const PLACES = 40;

/** A line laid on the gold text up to a word of it, and what was laid before it. */
interface Laid {
  readonly line: number;
  readonly score: number;
  readonly before: Laid | null;
}

/**
 * Which lines of a page are its body (c) and which are not (b), by its gold text: the lines that stand in it in its
 * order. Of all ways to lay lines on the text one after the other, the one that covers most words counts, so that a menu
 * word that also occurs in the article is not taken for a part of it. A line lies where most of its word 4-grams stand,
 * a line of under four words where it stands as a whole. Longer lines that stand in the text elsewhere come after.
 */
export function alignedLabels(lines: readonly string[], gold: string): readonly ('c' | 'b')[] {
  const words = wordsOf(gold);
  const starts = new Map<string, number[]>();
  for (let size = 1; size <= 4; size++)
    for (let at = 0; at + size <= words.length; at++) {
      const key = words.slice(at, at + size).join(' ');
      starts.set(key, [...(starts.get(key) ?? []).slice(0, PLACES - 1), at]);
    }
  const ends: (Laid | null)[] = new Array(words.length + 1).fill(null);
  lines.forEach((text, line) => {
    const own = wordsOf(text);
    const laid = placesOf(own, starts).map((at): readonly [number, Laid] => {
      const before = bestUpTo(ends, at);
      return [Math.min(words.length, at + own.length), { line, score: own.length + (before?.score ?? 0), before }];
    });
    for (const [end, way] of laid) raise(ends, end, way);
  });
  const body = new Set<number>();
  for (let way = bestUpTo(ends, words.length); way; way = way.before) body.add(way.line);
  addStrays(body, lines, words);
  return lines.map((_, i) => (body.has(i) ? 'c' : 'b'));
}

/** Shortest line, in words, that can be laid on the text out of its order. */
const STRAY = 8;

/** Adds lines that most of the text not yet covered has, in whatever order: an introduction moved, a table at the end. */
function addStrays(body: Set<number>, lines: readonly string[], words: readonly string[]): void {
  const free = counts(words);
  const take = (grams: ReadonlyMap<string, number>) => {
    for (const [gram, n] of grams) free.set(gram, (free.get(gram) ?? 0) - n);
  };
  for (const line of body) take(counts(wordsOf(lines[line]!)));
  lines.forEach((text, line) => {
    const own = wordsOf(text);
    if (body.has(line) || own.length < STRAY) return;
    const grams = counts(own);
    const shared = grams.entries().reduce((sum, [gram, n]) => sum + Math.min(n, Math.max(0, free.get(gram) ?? 0)), 0);
    if (shared <= 0.6 * (own.length - 3)) return;
    body.add(line);
    take(grams);
  });
}

/** How often each run of four words occurs. */
function counts(words: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (let i = 0; i + 4 <= words.length; i++) {
    const gram = words.slice(i, i + 4).join(' ');
    found.set(gram, (found.get(gram) ?? 0) + 1);
  }
  return found;
}

/** Words of the gold text at which a line may begin. */
function placesOf(own: readonly string[], starts: ReadonlyMap<string, readonly number[]>): readonly number[] {
  if (own.length < 4) return starts.get(own.join(' ')) ?? [];
  const found = own.slice(3).flatMap((_, i) => {
    const at = starts.get(own.slice(i, i + 4).join(' '));
    return at ? [{ i, at }] : [];
  });
  if (found.length * 2 <= own.length - 3) return [];
  const { i, at } = found[0]!;
  return at.map((place) => Math.max(0, place - i));
}

/** Best way that ends at or before a word: a Fenwick tree of maxima. */
function bestUpTo(ends: readonly (Laid | null)[], at: number): Laid | null {
  let best: Laid | null = null;
  for (let i = at + 1; i > 0; i -= i & -i) if ((ends[i - 1]?.score ?? 0) > (best?.score ?? 0)) best = ends[i - 1]!;
  return best;
}

function raise(ends: (Laid | null)[], at: number, way: Laid): void {
  for (let i = at + 1; i <= ends.length; i += i & -i) if ((ends[i - 1]?.score ?? 0) < way.score) ends[i - 1] = way;
}
