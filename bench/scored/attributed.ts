import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Attribution } from '../../src/core/record.ts';
import { offsetMap, type Span } from '../../src/core/span.ts';
import { jsonl } from '../reader/corpora.ts';
import { score } from './scored.ts';

export const CORPORA = { polnear: 'attribution/polnear_dev.jsonl', gum: 'attribution/gum_dev.jsonl' } as const;
export type Corpus = keyof typeof CORPORA;

/** The shared scorer's report on the statements that `read` finds; only outermost ones are counted where asked. */
export async function scoreAttributions(
  corpus: Corpus,
  read: (id: string, text: string) => Promise<readonly Attribution[]>,
  { outermost = corpus === 'polnear', limit = Number.POSITIVE_INFINITY } = {},
): Promise<{ readonly report: string; readonly count: number }> {
  const rows = jsonl(CORPORA[corpus]).slice(0, limit);
  const lines: string[] = [];
  for (const { id, text } of rows) {
    const found = await read(id, text);
    lines.push(predicted(id, text, outermost ? found.filter((a) => a.in === null) : found));
  }
  return { report: scorePredicted(corpus, lines), count: rows.length };
}

/** The report on predictions, one line for each of the corpus's first texts. */
export function scorePredicted(corpus: Corpus, lines: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const paths = [join(folder, 'gold.jsonl'), join(folder, 'predicted.jsonl')] as const;
    const rows = jsonl(CORPORA[corpus]).slice(0, lines.length);
    writeFileSync(paths[0], rows.map((r) => `${JSON.stringify(r)}\n`).join(''));
    writeFileSync(paths[1], lines.map((line) => `${line}\n`).join(''));
    return score('score_attribution.py', paths);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One text's statements as the scorer takes them, in code points. */
export function predicted(id: string, text: string, found: readonly Attribution[]): string {
  const { toCodePoint } = offsetMap(text);
  const pairs = (spans: readonly (Span | null | undefined)[]) =>
    spans.flatMap((s) => (s ? [[toCodePoint(s.from), toCodePoint(s.to)]] : []));
  return JSON.stringify({
    id,
    attributions: found.map((a) => ({
      source: pairs([a.source?.span]),
      cue: pairs([a.cue]),
      content: pairs(a.content),
      rule: a.reader.rule,
    })),
  });
}
