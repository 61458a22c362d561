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

/** Precision and recall of the 4-grams of words in a text found, counted with repetition; null where there are none. */
export function fourGramScores(found: string, gold: string): { precision: number | null; recall: number | null } {
  const [a, b] = [grams(found), grams(gold)];
  let shared = 0;
  for (const [key, n] of a) shared += Math.min(n, b.get(key) ?? 0);
  return { precision: a.size > 0 ? shared / total(a) : null, recall: b.size > 0 ? shared / total(b) : null };
}

/** F1 of the 4-grams of words two texts share; 1 where both are empty. */
export const fourGramF1 = (found: string, gold: string): number => f1Of(fourGramScores(found, gold));

function f1Of({ precision, recall }: { precision: number | null; recall: number | null }): number {
  if (precision === null && recall === null) return 1;
  return precision && recall ? (2 * precision * recall) / (precision + recall) : 0;
}

/** Mean scores of several ways to find a body, way by way. */
export class Scores {
  private readonly ways = new Map<string, { f1: number[]; precision: number[]; recall: number[] }>();

  /** Counts what one way found of a body, and gives its F1. */
  add(way: string, found: string, gold: string): number {
    const all = this.ways.get(way) ?? { f1: [], precision: [], recall: [] };
    this.ways.set(way, all);
    const one = fourGramScores(found, gold);
    const f1 = f1Of(one);
    all.f1.push(f1);
    if (one.precision !== null) all.precision.push(one.precision);
    if (one.recall !== null) all.recall.push(one.recall);
    return f1;
  }

  /** Mean F1 of a way, and the F1 of its mean precision and recall, as the article-extraction benchmark counts. */
  of(way: string): { f1: number; joint: number; pages: number } {
    const { f1, precision, recall } = this.ways.get(way)!;
    const [p, r] = [mean(precision), mean(recall)];
    return { f1: mean(f1), joint: (2 * p * r) / (p + r), pages: f1.length };
  }

  print(): void {
    console.log('4-gram scores of the body'.padEnd(44), 'mean F1  F1 of means');
    for (const way of this.ways.keys()) {
      const { f1, joint, pages } = this.of(way);
      console.log(way.padEnd(44), f1.toFixed(4), '', joint.toFixed(4), `of ${pages}`);
    }
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

/** The corpora stand outside the project; `DRAGOMAN_DATA` names their folder. */
export const DATA = process.env.DRAGOMAN_DATA ?? new URL('../../shared/data', import.meta.url).pathname;
