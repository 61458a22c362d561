/**
 * Trains models/antecedents-en/antecedents.json, the forest that says whom a pronoun or a description means:
 *
 *   node training/antecedents.ts            cross-validates and prints what each kind gets right, wrong and open
 *   node training/antecedents.ts --write    the same, and writes the model trained on everything
 *
 * Teachers are the press gold's sources outside the held-out fifth, and OntoGUM's chains (open genres), both read end to
 * end from raw text (DRAGOMAN_DATA).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { AnaphorKind } from '../src/resolve/anaphors.ts';
import { ANTECEDENT_FEATURES } from '../src/resolve/antecedentfeatures.ts';
import { ANTECEDENTS_FILE, best } from '../src/resolve/antecedentmodel.ts';
import type { Tree } from '../src/text/forest.ts';
import { type Lesson, lessons } from './antecedents/lessons.ts';
import { binned, boost, edgesOf } from './boosting.ts';

const SETTINGS = { trees: 150, leaves: 10, rate: 0.08, rows: 0.7, columns: 0.5, lambda: 2, minWeight: 3, seed: 7 };
const FOLDS = 5;
/** By so much the best must be more probable than the next. */
const MARGIN = 0.2;
/** A press source weighs as much as so many anaphors of OntoGUM. */
const PRESS_WEIGHT = 3;
/** Chosen on the folds: nearly all that is settled is right. */
const THRESHOLDS: Readonly<Record<AnaphorKind, number>> = {
  he: 0.78,
  it: 0.7,
  they: 0.6,
  person: 0.7,
  body: 0.6,
  organ: 0.5,
  document: 0.75,
  land: 0.75,
};

type Forest = { readonly bias: number; readonly trees: readonly Tree[] };

function train(list: readonly Lesson[]): Forest {
  const rows = list.flatMap((l) => l.choices.map((c) => c.row));
  const target = Uint8Array.from(list.flatMap((l) => l.choices.map((c) => (l.right.has(c.entity) ? 1 : 0))));
  const weight = Float32Array.from(list.flatMap((l) => l.choices.map(() => (l.isPress ? PRESS_WEIGHT : 1))));
  const edges = edgesOf(rows);
  return boost({ columns: binned(rows, edges), edges, target, weight }, SETTINGS);
}

/** How many of a kind are right, wrong and open at a threshold; `none` are those that mean nobody known, settled or not. */
function report(title: string, judged: readonly { lesson: Lesson; top: ReturnType<typeof best> }[]): void {
  for (const kind of Object.keys(THRESHOLDS) as AnaphorKind[]) {
    const own = judged.filter(({ lesson }) => lesson.kind === kind);
    const cells = [0.5, 0.6, 0.7, 0.8, 0.9].map((t) => {
      const settled = own.filter(({ top }) => top !== null && top.p >= t && top.p - top.second >= MARGIN);
      const right = settled.filter(({ lesson, top }) => lesson.right.has(top!.choice.entity)).length;
      return `${t}: ${right} right ${settled.length - right} wrong`;
    });
    const known = own.filter(({ lesson }) => lesson.right.size > 0).length;
    console.log(`${title} ${kind}: ${own.length} met, ${known} known | ${cells.join(' | ')}`);
  }
}

const all = await lessons();
const documents = [...new Set(all.map((l) => l.document))].sort();
const foldOf = new Map(documents.map((d, i) => [d, i % FOLDS]));
const judged = Array.from({ length: FOLDS }, (_, fold) => {
  const model = train(all.filter((l) => foldOf.get(l.document) !== fold));
  return all
    .filter((l) => foldOf.get(l.document) === fold)
    .map((lesson) => ({ lesson, top: best(model, lesson.choices) }));
}).flat();
report(
  'press',
  judged.filter(({ lesson }) => lesson.isPress),
);
report(
  'OntoGUM',
  judged.filter(({ lesson }) => !lesson.isPress),
);
if (process.argv.includes('--write')) {
  const forest = train(all);
  const model = { version: '1', features: ANTECEDENT_FEATURES, thresholds: THRESHOLDS, margin: MARGIN, ...forest };
  writeFileSync(ANTECEDENTS_FILE, `${JSON.stringify(model)}\n`);
  console.log(`${forest.trees.length} trees, ${readFileSync(ANTECEDENTS_FILE).length} bytes`);
}
