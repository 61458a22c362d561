import type { Span } from '../../src/core/span.ts';
import { conllu } from './corpora.ts';
import type { Bench } from './open.ts';
import { counts, prf, share } from './scores.ts';

const SETS = ['ewt_dev', 'gumopen_dev'] as const;
const plain = (deprel: string | undefined): string => deprel?.split(':')[0] ?? '';

/** Tagging, lemmas and trees on gold words, read paragraph by paragraph. */
export async function syntax(bench: Bench): Promise<void> {
  for (const set of SETS) {
    const { paragraphs } = conllu(`syntax/${set}.conllu`);
    const results = await bench.read(paragraphs);
    let [n, upos, lemma, uas, las, full] = [0, 0, 0, 0, 0, 0];
    paragraphs.forEach((p, k) => {
      p.rows.forEach((gold, i) => {
        const got = results[k]![i]!;
        n++;
        if (got.upos === gold.upos) upos++;
        if (got.lemma === gold.lemma || gold.lemma === '_') lemma++;
        if (got.head !== gold.head) return;
        uas++;
        if (plain(got.deprel) === plain(gold.deprel)) las++;
        if (got.deprel === gold.deprel) full++;
      });
    });
    console.log(
      `syntax ${set} gold words: UPOS ${share(upos, n)}  lemma ${share(lemma, n)}  UAS ${share(uas, n)}  LAS ${share(las, n)}  with subtypes ${share(full, n)}  (n ${n})`,
    );
  }
}

interface Raw extends Span {
  readonly key: string;
  readonly head: string;
  readonly upos: string;
  readonly deprel: string;
}

/** The same from raw text, by characters (F1 as in the CoNLL 2018 shared task): sentences, words, UPOS, UAS, LAS. */
export async function rawSyntax(bench: Bench): Promise<void> {
  for (const set of SETS) {
    const { paragraphs, texts } = conllu(`syntax/${set}.conllu`);
    const [sent, word, upos, uas, las] = [counts(), counts(), counts(), counts(), counts()];
    for (const [k, p] of paragraphs.entries()) {
      const text = texts[k]!.join(' ');
      const analysis = await bench.analyzer.analyze(text, [{ from: 0, to: text.length }]);
      const gold = align(
        p.words.map((w) => w.form),
        (i) => p.rows[i]!,
        p.words.map((w) => w.sentence),
      );
      const flat = analysis.sentences.flatMap((s, n) => s.words.map((w) => ({ w, n })));
      const bases = analysis.sentences.map((_, n) => flat.findIndex((f) => f.n === n));
      const got = align(
        flat.map((f) => f.w.form),
        (i) => ({ ...flat[i]!.w, head: flat[i]!.w.head < 0 ? -1 : flat[i]!.w.head + bases[flat[i]!.n]! }),
        flat.map((f) => f.n),
      );
      compare(gold.words, got.words, word, upos, uas, las);
      sent.gold += gold.sentences.size;
      sent.predicted += got.sentences.size;
      sent.hit += [...got.sentences].filter((s) => gold.sentences.has(s)).length;
    }
    for (const [name, c] of Object.entries({ sentences: sent, words: word, UPOS: upos, UAS: uas, LAS: las }))
      console.log(`raw ${set} ${name}: ${prf(c)}`);
  }
}

type Row = { readonly head?: number; readonly upos?: string; readonly deprel?: string };

/** Words keyed by their characters in the text without spaces. */
function align(forms: readonly string[], row: (i: number) => Row, sentence: readonly number[]) {
  const keys: string[] = [];
  const sentences = new Set<string>();
  let at = 0;
  let start = 0;
  forms.forEach((form, i) => {
    const size = form.replace(/\s/gu, '').length;
    keys.push(`${at}-${at + size}`);
    at += size;
    if (sentence[i] === sentence[i + 1]) return;
    sentences.add(`${start}-${at}`);
    start = at;
  });
  const words = new Map<string, Raw>();
  forms.forEach((_, i) => {
    const r = row(i);
    const head = r.head! < 0 ? 'root' : keys[r.head!]!;
    words.set(keys[i]!, { key: keys[i]!, head, upos: r.upos!, deprel: plain(r.deprel), from: 0, to: 0 });
  });
  return { words, sentences };
}

function compare(
  gold: ReadonlyMap<string, Raw>,
  got: ReadonlyMap<string, Raw>,
  ...all: ReturnType<typeof counts>[]
): void {
  for (const c of all) {
    c.gold += gold.size;
    c.predicted += got.size;
  }
  const [word, upos, uas, las] = all as [
    ReturnType<typeof counts>,
    ReturnType<typeof counts>,
    ReturnType<typeof counts>,
    ReturnType<typeof counts>,
  ];
  for (const [key, g] of gold) {
    const p = got.get(key);
    if (!p) continue;
    word.hit++;
    if (p.upos === g.upos) upos.hit++;
    if (p.head !== g.head) continue;
    uas.hit++;
    if (p.deprel === g.deprel) las.hit++;
  }
}
