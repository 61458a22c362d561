import type { Analyzer } from '../../src/core/analysis.ts';
import { loadEventWords } from '../../src/extract/eventscenes.ts';
import { makeTree } from '../../src/extract/eventtree.ts';
import { verdictOf } from '../../src/extract/factuality.ts';
import type { Figures } from './read.ts';

interface Row {
  readonly src: string;
  readonly tokens: readonly string[];
  readonly targets: readonly (readonly [number, number])[];
}

/**
 * Sign of factuality on UDS-IH2 dev: did it happen (score above zero) or not. The tree's status says yes where it is
 * `asserted`; the model says yes where its score is above zero; `both` takes the model where the tree found no word.
 */
export async function sign(analyzer: Analyzer, rows: readonly Row[], show: (line: string) => void): Promise<Figures> {
  const words = loadEventWords();
  const c = { all: 0, tree: 0, model: 0, both: 0, yes: 0 };
  for (const row of rows.filter((r) => r.src === 'UDS_IH2').slice(0, 1200)) {
    const starts: number[] = [];
    let text = '';
    for (const token of row.tokens) {
      starts.push(text.length);
      text += `${token} `;
    }
    const analysis = await analyzer.analyze(text.trim(), [{ from: 0, to: text.trim().length }]);
    for (const [target, score] of row.targets) {
      const at = starts[target]!;
      const sentence = analysis.sentences.find((s) => s.from <= at && at < s.to);
      const index = sentence?.words.findIndex((w) => w.from <= at && at < w.to) ?? -1;
      if (!sentence || index < 0 || score === 0) continue;
      const tree = makeTree(sentence, () => null, words.grammar);
      const verdict = verdictOf(tree, index, words.modality);
      const truth = score > 0;
      const byTree = verdict.status === 'asserted';
      const modelScore = sentence.words[index]!.factuality;
      const byModel = modelScore === undefined ? byTree : modelScore > 0;
      c.all++;
      if (truth) c.yes++;
      if (byTree === truth) c.tree++;
      else show(`sign ${score} ${verdict.status} model ${modelScore} "${row.tokens[target]}": ${row.tokens.join(' ')}`);
      if (byModel === truth) c.model++;
      if ((verdict.words.length === 0 ? byModel : byTree) === truth) c.both++;
    }
  }
  const share = (n: number) => (n / c.all).toFixed(3);
  return {
    text: `UDS-IH2 dev sign over ${c.all} predicates: tree ${share(c.tree)}, model ${share(c.model)}, model where the tree found no word ${share(c.both)}; always yes ${share(c.yes)}`,
    shares: {},
  };
}
