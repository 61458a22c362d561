import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from '../../src/core/analysis.ts';
import { contains, offsetMap, type Span } from '../../src/core/span.ts';
import { DATA, jsonl, TOOLS } from './corpora.ts';
import type { Bench } from './open.ts';

/** Attributions from raw text by the shared scorer: PolNeAR keeps outermost frames only, GUM keeps all. */
export async function attribution(bench: Bench): Promise<void> {
  for (const [name, file, outermost] of [
    ['PolNeAR dev', 'attribution/polnear_dev.jsonl', true],
    ['GUM dev', 'attribution/gum_dev.jsonl', false],
  ] as const) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-'));
    const lines: string[] = [];
    for (const doc of jsonl(file)) {
      const paragraphs = [...doc.text.matchAll(/[^\n]*\S[^\n]*/gu)].map((m) => ({
        from: m.index,
        to: m.index + m[0].length,
      }));
      const { frames } = await bench.analyzer.analyze(doc.text, paragraphs);
      const { toCodePoint } = offsetMap(doc.text);
      const pairs = (spans: readonly Span[]) => spans.map((s) => [toCodePoint(s.from), toCodePoint(s.to)]);
      const kept = frames.filter((f) => f.content.length > 0 && !(outermost && isInner(f, frames)));
      lines.push(
        JSON.stringify({
          id: doc.id,
          attributions: kept.map((f) => ({ source: pairs(f.source), cue: pairs(f.cue), content: pairs(f.content) })),
        }),
      );
    }
    const predicted = join(folder, 'predicted.jsonl');
    writeFileSync(predicted, `${lines.join('\n')}\n`);
    console.log(`attribution ${name}:`);
    console.log(
      execFileSync('python3', [join(TOOLS, 'score_attribution.py'), join(DATA, file), predicted], {
        encoding: 'utf8',
      }).trimEnd(),
    );
    rmSync(folder, { recursive: true });
  }
}

/** Does the frame's cue stand in the content of another? */
const isInner = (frame: Frame, all: readonly Frame[]): boolean =>
  all.some((other) => other !== frame && other.content.some((c) => frame.cue.some((cue) => contains(c, cue))));
