/**
 * Reads the annotated articles as the program does and writes, for each, what the press heads are taught on: words in
 * paragraphs, whom every noun phrase stands for, and the time expressions. `node training/press.ts OUT_FILE
 * PATH…` (texts, beside their sidecars). Offsets in the output are code points; word indices count within a paragraph.
 */
import { writeFileSync } from 'node:fs';
import type { ReadingWith } from '../src/core/reading.ts';
import { contains, overlaps } from '../src/core/span.ts';
import { openReader } from '../src/defaults.ts';
import { candidatesIn } from '../src/extract/eventparties.ts';
import { eventScenes, loadEventWords } from '../src/extract/eventscenes.ts';
import { listSources, loadSource } from '../src/intake/sources.ts';

type Whole = ReadingWith<'analysis' | 'times' | 'mentions' | 'entities' | 'attributions'>;

const [out, ...paths] = process.argv.slice(2);
if (!out || paths.length === 0) throw new Error('usage: node training/press.ts OUT_FILE PATH…');
const reader = await openReader({ only: ['analysis', 'quotations', 'times', 'mentions', 'attributions'] });
const words = loadEventWords();
const rows: string[] = [];
for await (const ref of listSources(paths)) {
  if (ref.kind === 'failure' || ref.kind === 'skipped') throw new Error(ref.location);
  const article = await reader.toArticle(await loadSource(ref));
  rows.push(JSON.stringify(rowOf((await reader.readArticle(article)) as Whole)));
}
await reader.close();
writeFileSync(out, `${rows.join('\n')}\n`);

function rowOf(reading: Whole) {
  const { article, analysis } = reading;
  const { toCodePoint } = article.offsets;
  const at = ({ from, to }: { from: number; to: number }) => [toCodePoint(from), toCodePoint(to)];
  const spans = [...(article.headline ? [article.headline] : []), ...article.paragraphs].sort(
    (a, b) => a.from - b.from,
  );
  const entities = new Map(reading.entities.map((e) => [e.id, e]));
  const scenes = eventScenes(reading, words);
  const candidates = candidatesIn(scenes, reading.mentions, article.headline);
  const paragraphs = spans.map((span) => {
    const parties: unknown[] = [];
    let base = 0;
    const sentences = analysis.sentences.flatMap((s, n) => {
      if (!contains(span, s)) return [];
      for (const { word, party, type } of candidates[n]!) {
        const entity = party.entity ? entities.get(party.entity) : undefined;
        const names = entity ? [entity.name, ...entity.names] : [];
        parties.push({
          word: base + word,
          span: at(party.span),
          entity: party.entity,
          country: party.country,
          type,
          names,
        });
      }
      base += s.words.length;
      return [s.words.map((w) => [w.form, ...at(w), w.upos, w.head, w.deprel])];
    });
    return { span: at(span), sentences, parties };
  });
  return {
    file: article.record.location,
    published: article.record.published,
    paragraphs,
    times: reading.times
      .filter((t) => t.from !== null && spans.some((p) => overlaps(p, t.span)))
      .map((t) => ({ span: at(t.span), from: t.from, to: t.to, type: t.type })),
  };
}
