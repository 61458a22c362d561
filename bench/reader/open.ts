import type { Analyzer } from '../../src/core/analysis.ts';
import { createReader } from '../../src/model/onnx.ts';
import type { WindowRead } from '../../src/model/read.ts';
import { readWindows } from '../../src/model/reader.ts';
import { type Graphs, openModel } from '../../src/model/session.ts';
import { windowsOf } from '../../src/model/windows.ts';
import type { Pieces } from '../../src/model/wordpiece.ts';
import type { GoldParagraph } from './corpora.ts';

/** The model opened twice: behind the port, and bare for gold words. */
export interface Bench {
  readonly analyzer: Analyzer;
  readonly graphs: Graphs;
  readonly pieces: Pieces;
  /** Reads gold paragraphs in groups the size of an article; gives word-level results per paragraph. */
  read(paragraphs: readonly GoldParagraph[]): Promise<WordResult[][]>;
  close(): Promise<void>;
}

/** What the model says of one gold word; `head` is an index in the paragraph. */
export interface WordResult {
  readonly upos: string;
  readonly lemma: string;
  readonly head: number;
  readonly deprel: string;
  readonly factuality: number;
  name: string;
}

const GROUP = 20;

export async function openBench(dir: string): Promise<Bench> {
  const [analyzer, graphs] = [await createReader({ modelDir: dir }), await openModel(dir)];
  const { pieces } = graphs;
  const read = async (paragraphs: readonly GoldParagraph[]) => {
    const out: WordResult[][] = [];
    for (let at = 0; at < paragraphs.length; at += GROUP) {
      const group = paragraphs.slice(at, at + GROUP).map((p) => windowsOf(p.words, pieces, graphs.settings.window));
      const results = await readWindows(graphs, group.flat());
      let next = 0;
      for (const windows of group) out.push(windows.flatMap((w) => wordsOf(results[next++]!, w.words[0]!.from)));
    }
    return out;
  };
  return { analyzer, graphs, pieces, read, close: () => analyzer.close() };
}

function wordsOf(w: WindowRead, offset: number): WordResult[] {
  const words = w.upos.map((upos, i) => ({
    upos,
    lemma: w.lemmas[i]!,
    head: w.heads[i]! < 0 ? -1 : w.heads[i]! + offset,
    deprel: w.deprels[i]!,
    factuality: w.factuality[i]!,
    name: 'O',
  }));
  for (const n of w.names) for (let i = n.from; i < n.to; i++) words[i]!.name = `${i === n.from ? 'B' : 'I'}-${n.tag}`;
  return words;
}
