/**
 * Story groups against ECB+ (topics 1–30, each two look-alike stories): `node bench/stories.ts`.
 * Prints BCubed precision, recall and F1 (Bagga and Baldwin 1998) at the shipped threshold, and with the threshold
 * chosen on the other topics (five folds).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SAME_STORY, type StoryVector, similarity, storyVector } from '../src/ledger/stories.ts';
import { loadFrequencies } from '../src/lexicon/frequencies.ts';

interface Item {
  readonly id: string;
  readonly topic: string;
  readonly text: string;
}

const FOLDS = 5;
const data = process.env.DRAGOMAN_DATA ?? '../shared/data';
const items = readFileSync(join(data, 'events/ecbplus_dev.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Item);
const frequencies = loadFrequencies();
const body = (text: string) => text.replace(/^http.*\n/u, '');
const vectors = items.map((item) => storyVector(null, body(item.text), frequencies));
const gold = items.map((item) => item.topic + (item.id.endsWith('plus') ? '+' : ''));

/**
 * Groups documents that tell one story: average linkage down to `least`. Returns groups of indices; the result
 * does not depend on the order of `vectors` but for exact ties.
 */
function storyGroups(vectors: readonly StoryVector[], least: number): readonly (readonly number[])[] {
  const n = vectors.length;
  const sums = vectors.map((a) => Float64Array.from(vectors, (b) => similarity(a, b)));
  const members = vectors.map((_, index) => [index]);
  const alive = new Set(members.keys());
  for (;;) {
    const pair = closest(sums, members, alive, least);
    if (!pair) return [...alive].map((index) => members[index]!.sort((a, b) => a - b));
    const [kept, gone] = pair;
    for (let k = 0; k < n; k++) {
      sums[kept]![k]! += sums[gone]![k]!;
      sums[k]![kept] = sums[kept]![k]!;
    }
    members[kept]!.push(...members[gone]!);
    alive.delete(gone);
  }
}

function closest(
  sums: readonly Float64Array[],
  members: readonly (readonly number[])[],
  alive: ReadonlySet<number>,
  least: number,
): readonly [number, number] | null {
  let best: readonly [number, number] | null = null;
  let highest = least;
  for (const i of alive)
    for (const j of alive) {
      if (j >= i) break;
      const mean = sums[i]![j]! / (members[i]!.length * members[j]!.length);
      if (mean >= highest) [best, highest] = [[j, i], mean];
    }
  return best;
}

function bcubed(indices: readonly number[], least: number): readonly [number, number, number] {
  const groups = storyGroups(
    indices.map((i) => vectors[i]!),
    least,
  );
  const sizes = Map.groupBy(indices, (i) => gold[i]!);
  let [precision, recall] = [0, 0];
  for (const group of groups)
    for (const [label, same] of Map.groupBy(group, (k) => gold[indices[k]!]!)) {
      precision += same.length ** 2 / group.length;
      recall += same.length ** 2 / sizes.get(label)!.length;
    }
  const [p, r] = [precision / indices.length, recall / indices.length];
  return [p, r, (2 * p * r) / (p + r)];
}

const show = (name: string, scores: readonly number[]) =>
  console.log(`${name.padEnd(34)} P ${scores[0]!.toFixed(3)}  R ${scores[1]!.toFixed(3)}  F1 ${scores[2]!.toFixed(3)}`);

const all = items.map((_, i) => i);
show(`all topics, threshold ${SAME_STORY}`, bcubed(all, SAME_STORY));

const THRESHOLDS = [0.18, 0.2, 0.21, 0.22, 0.23, 0.235, 0.24, 0.25, 0.26, 0.28, 0.3];
const fold = (i: number) => Number(items[i]!.topic) % FOLDS;
const means = [0, 0, 0];
for (let f = 0; f < FOLDS; f++) {
  const [train, test] = [all.filter((i) => fold(i) !== f), all.filter((i) => fold(i) === f)];
  const best = THRESHOLDS.map((t) => ({ t, f1: bcubed(train, t)[2] })).sort((a, b) => b.f1 - a.f1 || a.t - b.t)[0]!;
  const scores = bcubed(test, best.t);
  show(`fold ${f + 1}, threshold ${best.t} from the rest`, scores);
  for (const [k, score] of scores.entries()) means[k]! += (score * test.length) / items.length;
}
show('unseen topics, mean', means);
