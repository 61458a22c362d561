import { jsonl } from './corpora.ts';
import type { Bench } from './open.ts';

/** Wordpieces a second of CPU time for the whole pass, on PolNeAR dev articles. */
export async function speed(bench: Bench): Promise<void> {
  const docs = jsonl('attribution/polnear_dev.jsonl').slice(0, 30);
  const paragraphs = (text: string) =>
    [...text.matchAll(/[^\n]*\S[^\n]*/gu)].map((m) => ({ from: m.index, to: m.index + m[0].length }));
  await bench.analyzer.analyze(docs[0].text, paragraphs(docs[0].text));
  let [pieces, characters] = [0, 0];
  const before = process.cpuUsage();
  for (const { text } of docs) {
    const { sentences } = await bench.analyzer.analyze(text, paragraphs(text));
    pieces += sentences.flatMap((s) => s.words).reduce((sum, w) => sum + bench.pieces(w.form).length, 0);
    characters += text.length;
  }
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  console.log(
    `speed: ${Math.round(pieces / seconds)} wordpieces, ${(characters / 1000 / seconds).toFixed(1)} kB of text per CPU-second (${docs.length} articles, ${seconds.toFixed(1)} s)`,
  );
}
