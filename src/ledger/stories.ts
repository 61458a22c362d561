/** Document frequencies of common words in a background collection; a word it lacks counts as rare. */
export interface Frequencies {
  readonly texts: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** A document's weighted terms, of unit length. */
export type StoryVector = ReadonlyMap<string, number>;

const LEDE_WORDS = 50;
const MOST_WORDS = 400;
const MOST_TERMS = 120;
const LEDE_BOOST = 2;
const NAME_BOOST = 2;
const PAIR_BOOST = 3;
const SMOOTHING = 2;
const TOKEN = /[\p{L}\p{N}][\p{L}\p{N}'’-]*|\n|[.!?]/gu;

const stem = (word: string): string => (word.length > 4 ? word.replace(/(?:ing|ed|es|s)$/u, '') : word);

/** Counts the terms of headline and opening; names and pairs of names weigh more, the lede most. */
export function storyTerms(title: string | null, body: string): Map<string, number> {
  const terms = new Map<string, number>();
  const add = (term: string, weight: number) => terms.set(term, (terms.get(term) ?? 0) + weight);
  const text = title === null ? body : `${title}\n${body}`;
  let read = 0;
  let opening = true;
  let before = '';
  for (const [word] of text.matchAll(TOKEN)) {
    if (/^[\n.!?]$/u.test(word)) {
      opening = true;
      continue;
    }
    if (++read > MOST_WORDS) break;
    const low = word.toLowerCase().replace(/['’]s$/u, '');
    const isName = !opening && /^\p{Lu}/u.test(word);
    opening = false;
    const boost = read <= LEDE_WORDS ? LEDE_BOOST : 1;
    if (isName && before) add(`${before} ${low}`, PAIR_BOOST);
    before = isName ? low : '';
    if (low.length > 1) add(stem(low), isName ? boost * NAME_BOOST : boost);
  }
  return terms;
}

/**
 * A document's story as a vector: TF-IDF over headline and opening, with background document frequencies, so that
 * it depends on the document alone (Allan et al. 1998, topic detection, with fixed weights).
 */
export function storyVector(title: string | null, body: string, frequencies: Frequencies): StoryVector {
  const weighted = [...storyTerms(title, body)].map(([term, n]): [string, number] => {
    const rarity = Math.log((frequencies.texts + 1) / ((frequencies.counts[term] ?? 0) + SMOOTHING));
    return [term, (1 + Math.log(n)) * rarity];
  });
  const kept = weighted
    .filter(([, weight]) => weight > 0)
    .toSorted(([s, a], [t, b]) => b - a || (s < t ? -1 : 1))
    .slice(0, MOST_TERMS);
  const length = Math.sqrt(kept.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
  return new Map(kept.map(([term, weight]) => [term, weight / length]));
}

/** Cosine of two stories, 0…1. */
export function similarity(a: StoryVector, b: StoryVector): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [term, weight] of small) sum += weight * (large.get(term) ?? 0);
  return sum;
}

/** At or above this mean similarity two groups of documents tell one story; chosen on ECB+ topics 1–30. */
export const SAME_STORY = 0.235;
