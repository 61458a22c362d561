import type { Tensor } from 'onnxruntime-node';
import type { Run, Tagged } from './decode.ts';
import type { ActRead, ForetoldRead, LinkRead, WindowRead } from './read.ts';
import { floats, type Settings } from './session.ts';

/** Chance below which a word is no act, no part of one, nothing foretold; stages ask for more (bench/press.ts). */
const LEAST = 0.2;
/** Chance of a claim above which a word belongs to one, and which one of its words must pass. */
const [CLAIM_EXTEND, CLAIM_LEAST] = [0.25, 0.4];
/** The same of a link to a party or day, which other things are weighed with. */
const LINK = 0.02;
/** Words between two runs of one claim, at most. */
const GAP = 2;

type Press = Pick<WindowRead, 'acts' | 'foretold' | 'claims'>;
type Outputs = Readonly<Record<string, Tensor>>;

/** What the press heads say of one window: row `row` of outputs that are `wide` words wide, `n` of them the window's. */
export function pressOf(settings: Settings, out: Outputs, row: number, wide: number, n: number): Press {
  const table = (name: string, width: number) => {
    const data = floats(out[name]);
    return (word: number) => data.subarray((row * wide + word) * width, (row * wide + word + 1) * width);
  };
  const acts = table('acts', settings.acts.length);
  const statuses = table('status', settings.statuses.length);
  const foretold = table('foretold', settings.foretold.length);
  const claims = table('claims', settings.claims.length);
  const roles = floats(out.roles);
  const links = (role: number, word: number): LinkRead[] => {
    const start = ((row * 3 + role) * wide + word) * wide;
    const found: LinkRead[] = [];
    for (let w = 0; w < n; w++)
      if (roles[start + w]! > LINK && w !== word) found.push({ word: w, confidence: roles[start + w]! });
    return found.sort((a, b) => b.confidence - a.confidence || a.word - b.word);
  };
  const words = Array.from({ length: n }, (_, i) => i);
  return {
    acts: words.flatMap((word): ActRead[] => {
      const confidence = 1 - acts(word)[0]!;
      if (confidence <= LEAST) return [];
      const [type, status] = [best(acts(word), 1), best(statuses(word), 0)];
      return [
        {
          word,
          confidence,
          type: settings.acts[type]!,
          typeConfidence: acts(word)[type]! / confidence,
          status: settings.statuses[status]!,
          statusConfidence: statuses(word)[status]!,
          actors: links(0, word),
          recipients: links(1, word),
          times: links(2, word),
        },
      ];
    }),
    foretold: words.flatMap((word): ForetoldRead[] => {
      const confidence = 1 - foretold(word)[0]!;
      return confidence > LEAST ? [{ word, confidence, class: settings.foretold[best(foretold(word), 1)]! }] : [];
    }),
    claims: claimRuns(words.map(claims), settings.claims),
  };
}

/** Index of the greatest from `from` on. */
function best(row: Float32Array, from: number): number {
  let top = from;
  for (let i = from + 1; i < row.length; i++) if (row[i]! > row[top]!) top = i;
  return top;
}

/** Runs of words that claim something, small gaps closed; the dimension is the one that most of the run's weight goes to. */
function claimRuns(rows: readonly Float32Array[], labels: readonly string[]): readonly Tagged[] {
  const runs: { from: number; to: number }[] = [];
  rows.forEach((row, i) => {
    if (1 - row[0]! <= CLAIM_EXTEND) return;
    const last = runs.at(-1);
    if (last && i - last.to <= GAP) last.to = i + 1;
    else runs.push({ from: i, to: i + 1 });
  });
  return runs.flatMap((run): Tagged[] => {
    const inside = rows.slice(run.from, run.to);
    const confidence = Math.max(...inside.map((r) => 1 - r[0]!));
    const weight = labels.map((_, k) => (k === 0 ? 0 : inside.reduce((sum, r) => sum + r[k]!, 0)));
    const tag = labels[weight.indexOf(Math.max(...weight))]!;
    return confidence > CLAIM_LEAST && run.to - run.from > 2 ? [{ ...(run satisfies Run), tag, confidence }] : [];
  });
}
