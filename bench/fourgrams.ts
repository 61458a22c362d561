/** The words of a text, lower case. */
export const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];

function grams(text: string, size = 4): Map<string, number> {
  const words = wordsOf(text);
  const found = new Map<string, number>();
  const last = words.length === 0 ? 0 : Math.max(1, words.length - size + 1);
  for (let i = 0; i < last; i++) {
    const key = words.slice(i, i + size).join(' ');
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  return found;
}

const total = (counts: ReadonlyMap<string, number>): number => counts.values().reduce((sum, n) => sum + n, 0);

/** F1 of the 4-grams of words two texts share, counted with repetition; 1 where both are empty. */
export function fourGramF1(found: string, gold: string): number {
  const [a, b] = [grams(found), grams(gold)];
  if (a.size === 0 && b.size === 0) return 1;
  let shared = 0;
  for (const [key, n] of a) shared += Math.min(n, b.get(key) ?? 0);
  return shared === 0 ? 0 : (2 * shared) / (total(a) + total(b));
}

/** The corpora stand outside the project; `DRAGOMAN_DATA` names their folder. */
export const DATA = process.env.DRAGOMAN_DATA ?? new URL('../../shared/data', import.meta.url).pathname;
