/**
 * Trains the forests that choose an act's parties: `node training/parties.ts MODEL_DIR=LIST_FILE… [--write]`, from the project's folder. The
 * articles of training/press/gold.jsonl and the shared press gold are read by the program itself; a phrase near an act is a
 * party where it stands for one that gold names. Prints how often all parties of a side are right on the held-out fifth.
 * The links of a reader model are surer on articles that taught it than on new ones, so each article is read with a model
 * that it did not teach: `MODEL_DIR=LIST_FILE` names one and the articles (a path a line). Held-out ones the shipped model reads.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadingWith } from '../src/core/reading.ts';
import type { Entity } from '../src/core/record.ts';
import { contains, overlaps } from '../src/core/span.ts';
import { openReader } from '../src/defaults.ts';
import { candidatesIn, near, weigh } from '../src/extract/eventparties.ts';
import { tellsAct } from '../src/extract/events.ts';
import { eventScenes, loadEventWords } from '../src/extract/eventscenes.ts';
import { type ActScene, type Candidate, PARTY_FEATURES, partyRows } from '../src/extract/partyfeatures.ts';
import { REFERENT_FEATURES, referentRows, referentsIn } from '../src/extract/partyreferents.ts';
import { saidInOf } from '../src/extract/voices.ts';
import { listSources, loadSource } from '../src/intake/sources.ts';
import { probability, type Tree } from '../src/text/forest.ts';
import { binned, boost, edgesOf } from './boosting.ts';
import { namesOfStates, standsFor } from './goldnames.ts';

type Whole = ReadingWith<'analysis' | 'times' | 'mentions' | 'entities' | 'attributions'>;
interface Gold {
  readonly file: string;
  readonly events: readonly {
    trigger_span: [number, number];
    type: string;
    actors: string[];
    recipients: string[];
    optional?: boolean;
  }[];
}
/** An act that gold has, among the acts of its article. */
interface Lesson {
  /** Index of the act among the article's, its annotation, and what gold parties each phrase near it stands for. */
  readonly at: number;
  readonly event: Gold['events'][number];
}
interface Sample {
  readonly file: string;
  readonly isHeld: boolean;
  readonly acts: readonly ActScene[];
  readonly candidates: readonly (readonly Candidate[])[];
  readonly lessons: readonly Lesson[];
  readonly stands: (candidate: Candidate, name: string) => boolean;
}

const data = process.env.DRAGOMAN_DATA ?? '../shared/data';
const press = join(data, 'press');
const args = process.argv.slice(2);
const lines = (file: string) => readFileSync(file, 'utf8').split('\n').filter(Boolean);
const aside = JSON.parse(readFileSync('training/press/heldout.json', 'utf8')) as { names: string[]; pool: string[] };
const isHeld = (file: string) => aside.pool.includes(file) || aside.names.includes(file.replace(/\.txt$/u, ''));
/** Readers by folder (null: the shipped one, of held-out articles) with the articles each has not been taught by. */
const readers: [string | null, Set<string> | null][] = [
  ...args
    .filter((a) => a.includes('='))
    .map((a): [string, Set<string>] => [a.split('=')[0]!, new Set(lines(a.split('=')[1]!))]),
  [null, null],
];
const named = new Set(readers.flatMap(([, files]) => [...(files ?? [])]));

const golds: Gold[] = [
  ...readdirSync(join(press, 'gold'))
    .filter((f) => f.endsWith('.json'))
    .map((f) => JSON.parse(readFileSync(join(press, 'gold', f), 'utf8')) as Gold),
  ...lines('training/press/gold.jsonl').map((l) => JSON.parse(l) as Gold),
];

const FILE = 'models/parties-en/parties.json';
/** A model that chooses nobody: the program opens with one, and its features may have changed. */
const none = { bias: -9, trees: [], threshold: 0.5 };
const FEATURES = { phrase: PARTY_FEATURES, referent: REFERENT_FEATURES };
if (args.includes('--write')) {
  mkdirSync('models/parties-en', { recursive: true });
  writeFileSync(
    FILE,
    JSON.stringify({
      features: FEATURES,
      phrase: { actor: none, recipient: none },
      referent: { actor: none, recipient: none },
    }),
  );
}

const pathOf = (file: string) => (file.includes('/') ? join(press, 'pool', file) : join(press, 'texts', file));
const words = loadEventWords();
const readings: { gold: Gold; reading: Whole }[] = [];
for (const [modelDir, files] of readers) {
  const reader = await openReader({
    only: ['analysis', 'quotations', 'times', 'mentions', 'attributions'],
    ...(modelDir ? { modelDir } : {}),
  });
  for (const gold of golds.filter((g) => (files ? files.has(g.file) : !named.has(g.file) && isHeld(g.file))))
    for await (const ref of listSources([pathOf(gold.file)])) {
      if (ref.kind === 'failure' || ref.kind === 'skipped') throw new Error(`cannot read ${ref.location}`);
      readings.push({
        gold,
        reading: (await reader.readArticle(await reader.toArticle(await loadSource(ref)))) as Whole,
      });
    }
  await reader.close();
}
const states = namesOfStates(readings.flatMap(({ reading }) => reading.entities));
const samples = readings.map(({ gold, reading }) => sampleOf(gold, reading));

function sampleOf(gold: Gold, reading: Whole): Sample {
  const { article, analysis } = reading;
  const scenes = eventScenes(reading, words);
  const entities = new Map<string, Entity>(reading.entities.map((e) => [e.id, e]));
  const lessons: Lesson[] = [];
  const chosen = analysis.acts.filter((a) => tellsAct(scenes, a));
  for (const event of gold.events) {
    const span = {
      from: article.offsets.toUnit(event.trigger_span[0]),
      to: article.offsets.toUnit(event.trigger_span[1]),
    };
    const over = analysis.acts.filter((a) => overlaps(scenes[a.sentence]!.tree.words[a.word]!, span));
    const act = over.toSorted((a, b) => b.confidence - a.confidence)[0];
    if (!act) continue;
    if (!chosen.includes(act)) chosen.push(act);
    lessons.push({ at: chosen.indexOf(act), event });
  }
  const acts = chosen.map((act): ActScene => {
    const scene = scenes[act.sentence]!;
    const isHeadline = article.headline !== null && contains(article.headline, scene.tree.sentence);
    return { act, scene, said: saidInOf(reading.attributions, scene.tree.words[act.word]!), isHeadline };
  });
  const known = new Map<string, boolean>();
  const stands = (c: Candidate, name: string): boolean => {
    const key = `${c.sentence}:${c.word}:${name}`;
    if (!known.has(key)) {
      const text = article.text.slice(c.party.span.from, c.party.span.to);
      known.set(key, standsFor(c, text, name, c.party.entity ? entities.get(c.party.entity) : undefined, states));
    }
    return known.get(key)!;
  };
  return {
    file: gold.file,
    isHeld: isHeld(gold.file),
    acts,
    candidates: candidatesIn(scenes, reading.mentions, article.headline),
    lessons,
    stands,
  };
}

const SETTINGS = { trees: 120, leaves: 12, rate: 0.12, rows: 0.6, columns: 0.3, lambda: 2, minWeight: 3, seed: 11 };
const sides = ['actor', 'recipient'] as const;
type SideName = (typeof sides)[number];
type Forests = Record<SideName, { bias: number; trees: Tree[] }>;
interface Row {
  readonly row: Float32Array;
  readonly label: number;
  readonly weight: number;
}
const wanted = ({ event }: Lesson, side: SideName): readonly string[] =>
  side === 'actor' ? event.actors : event.recipients;

function grow(rows: readonly Row[]): { bias: number; trees: Tree[] } {
  const features = rows.map((r) => r.row);
  const edges = edgesOf(features);
  const target = Uint8Array.from(rows, (r) => r.label);
  const weight = Float32Array.from(rows, (r) => r.weight);
  return boost({ columns: binned(features, edges), edges, target, weight }, SETTINGS);
}
const both = (rows: (side: SideName) => readonly Row[]): Forests => ({
  actor: grow(rows('actor')),
  recipient: grow(rows('recipient')),
});

/** Phrases with their labels: of those that stand for one party the nearest teach, the others say nothing. */
const phrasesOf = (of: readonly Sample[]): Forests =>
  both((side) =>
    of.flatMap((s) =>
      s.lessons.flatMap((lesson) => {
        const act = s.acts[lesson.at]!;
        const candidates = near(s.candidates, act.act);
        const rows = partyRows(act, candidates);
        const distance = (c: Candidate) => Math.abs(c.sentence - act.act.sentence);
        const stands = candidates.map((c) => wanted(lesson, side).filter((n) => s.stands(c, n)));
        const closest = (n: string) =>
          Math.min(...candidates.flatMap((c, i) => (stands[i]!.includes(n) ? [distance(c)] : [])));
        const weight = lesson.event.optional ? 0.7 : 1;
        return rows.flatMap((row, i): Row[] => {
          const label = stands[i]!.some((n) => closest(n) === distance(candidates[i]!)) ? 1 : 0;
          return label === 0 && stands[i]!.length > 0 ? [] : [{ row, label, weight }];
        });
      }),
    ),
  );

/** Every referent near an act, with the chances of its phrases, and whether one of them stands for a party. */
const referred = new Map<Sample, ReturnType<typeof referentRows>>();
function refer(of: readonly Sample[], phrase: Forests): void {
  for (const s of of) {
    const weighed = s.acts.map((a) => weigh(a, near(s.candidates, a.act), { phrase }));
    referred.set(s, referentRows(weighed, referentsIn(s.candidates)));
  }
}
const referentsOf = (of: readonly Sample[]): Forests =>
  both((side) =>
    of.flatMap((s) =>
      s.lessons.flatMap((lesson) =>
        referred.get(s)![lesson.at]!.map(({ referent, row }): Row => {
          const label = wanted(lesson, side).some((n) => referent.candidates.some((c) => s.stands(c, n))) ? 1 : 0;
          return { row, label, weight: lesson.event.optional ? 0.7 : 1 };
        }),
      ),
    ),
  );

const taught = samples.filter((s) => !s.isHeld);
const held = samples.filter((s) => s.isHeld);
// what the second forests are taught by must come from first ones that have not seen the article
const half = [taught.filter((_, i) => i % 2 === 0), taught.filter((_, i) => i % 2 === 1)] as const;
refer(half[0], phrasesOf(half[1]));
refer(half[1], phrasesOf(half[0]));
const referent = referentsOf(taught);
const phrase = phrasesOf(taught);
refer(held, phrase);

/** Share of the acts whose chosen referents stand for all parties of a side, and for nobody else by name. */
function right(of: readonly Sample[], side: SideName, threshold: number): number {
  const other = sides.find((x) => x !== side)!;
  let [n, all] = [0, 0];
  for (const s of of)
    for (const lesson of s.lessons) {
      if (lesson.event.optional) continue;
      const chosen = referred.get(s)![lesson.at]!.filter(({ row }) => {
        const p = probability(referent[side], row);
        return p >= threshold && p >= probability(referent[other], row);
      });
      const names = wanted(lesson, side);
      const stands = chosen.map(({ referent: r }) => names.filter((x) => r.candidates.some((c) => s.stands(c, x))));
      const wrong = chosen.some(({ referent: r }, i) => stands[i]!.length === 0 && r.kind !== 'nameless');
      if (new Set(stands.flat()).size === names.length && !wrong) n++;
      all++;
    }
  return n / Math.max(1, all);
}

const bars: Record<SideName, number> = { actor: 0.5, recipient: 0.5 };
for (const side of sides) {
  const steps = [0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55];
  const found = steps.map((t) => ({ t, held: right(held, side, t), taught: right(taught, side, t) }));
  bars[side] = found.reduce((a, b) => (b.taught > a.taught ? b : a)).t;
  console.log(
    side,
    `${taught.length} articles taught, ${held.length} held out;`,
    found.map((f) => `${f.t}: ${f.held.toFixed(3)} (${f.taught.toFixed(3)})`).join(' '),
  );
}
const model = {
  features: FEATURES,
  phrase,
  referent: {
    actor: { ...referent.actor, threshold: bars.actor },
    recipient: { ...referent.recipient, threshold: bars.recipient },
  },
};
if (args.includes('--write')) writeFileSync(FILE, `${JSON.stringify(model)}\n`);
