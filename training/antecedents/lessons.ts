import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chainOf, chainsOf, ontogumFiles } from '../../bench/entities/chains.ts';
import { treebank } from '../../bench/entities/treebank.ts';
import { DATA } from '../../bench/reader/corpora.ts';
import type { Article } from '../../src/core/reading.ts';
import { overlaps, type Span } from '../../src/core/span.ts';
import { mentions } from '../../src/extract/mentions.ts';
import { articleTools, toArticle } from '../../src/intake/articles.ts';
import { readActors } from '../../src/lexicon/actors.ts';
import { readCues, speakerClause } from '../../src/lexicon/cues.ts';
import { createReader } from '../../src/model/onnx.ts';
import type { Judge } from '../../src/resolve/anaphora.ts';
import type { Anaphor, AnaphorKind } from '../../src/resolve/anaphors.ts';
import type { Choice } from '../../src/resolve/antecedentfeatures.ts';
import { makeArticle } from '../../src/text/article.ts';
import { quotations } from '../../src/text/quotations.ts';
import { means } from './names.ts';

/** An anaphor of a corpus with everything it may mean, and what it means; nothing is right where nobody known is meant. */
export interface Lesson {
  readonly document: string;
  readonly isPress: boolean;
  readonly kind: AnaphorKind;
  readonly choices: readonly Choice[];
  readonly right: ReadonlySet<string>;
}

/** Tells which choices are right; null where the corpus does not tell. */
type Teacher = (anaphor: Anaphor, span: Span, choices: readonly Choice[]) => ReadonlySet<string> | null;

const actors = readActors();
const quoting = quotations(speakerClause(readCues()));
const analyzer = await createReader();

async function learn(document: string, isPress: boolean, article: Article, teach: Teacher): Promise<readonly Lesson[]> {
  const found: Lesson[] = [];
  const parts = [...(article.headline ? [article.headline] : []), ...article.paragraphs].sort(
    (a, b) => a.from - b.from,
  );
  const analysis = await analyzer.analyze(article.text, parts);
  const judge: Judge = (anaphor, choices) => {
    const words = analysis.sentences[anaphor.line]!.words[anaphor.head]!;
    const right = teach(anaphor, words, choices);
    if (right && choices.length > 0) found.push({ document, isPress, kind: anaphor.kind, choices, right });
    return choices.find((c) => right?.has(c.entity)) ?? null;
  };
  const quoted = await quoting.run({ article, issues: [], analysis });
  await mentions(actors, judge).run({ ...quoted, analysis });
  return found;
}

/** Every lesson of the press gold outside the held-out fifth, and of OntoGUM. */
export async function lessons(): Promise<readonly Lesson[]> {
  const found = [...(await press()), ...(await ontogum())];
  await analyzer.close();
  return found;
}

interface GoldStatement {
  readonly who: string | null;
  readonly source_span: readonly [number, number] | null;
}

async function press(): Promise<readonly Lesson[]> {
  const folder = join(DATA, 'press');
  const heldout = new Set(
    (JSON.parse(readFileSync(join(import.meta.dirname, '../press/heldout.json'), 'utf8')) as { names: string[] }).names,
  );
  const tools = articleTools();
  const found: Lesson[] = [];
  for (const name of readdirSync(join(folder, 'gold')).sort()) {
    const document = name.replace('.json', '');
    if (heldout.has(document)) continue;
    const gold = JSON.parse(readFileSync(join(folder, 'gold', name), 'utf8')) as {
      file: string;
      statements: GoldStatement[];
    };
    const bytes = readFileSync(join(folder, 'texts', gold.file));
    const source = {
      location: gold.file,
      bytes,
      known: {},
      sha256: '',
      retrieved: '',
      finalUrl: null,
      contentType: null,
    };
    const article = await toArticle(source as unknown as Parameters<typeof toArticle>[0], tools);
    const sources = gold.statements.flatMap(({ who, source_span: s }) =>
      s ? [{ who, from: article.offsets.toUnit(s[0]), to: article.offsets.toUnit(s[1]) }] : [],
    );
    const teach: Teacher = (a, word, choices) => {
      const here = sources.find((s) => overlaps(s, word) && isHead(article.text, s, word));
      if (!here) return null;
      return new Set(
        here.who === null
          ? []
          : choices.filter((c) => means(actors, a, c, here.who!, article.text)).map((c) => c.entity),
      );
    };
    found.push(...(await learn(document, true, article, teach)));
  }
  return found;
}

/** The source is the word with what describes it before and after, not a longer list or clause around it. */
const isHead = (text: string, source: Span, word: Span): boolean =>
  word.from - source.from < 40 &&
  (source.to === word.to || /^[\s,]*(?:of|at|for|in|from|who|which|whose|,)/u.test(text.slice(word.to, source.to)));

async function ontogum(): Promise<readonly Lesson[]> {
  const bank = treebank();
  const found: Lesson[] = [];
  for (const { id, file } of ontogumFiles()) {
    const { text, tokens, paragraphs } = bank.get(id)!;
    const gold = chainsOf(file, tokens);
    const article = makeArticle({ text, location: id, paragraphs });
    const teach: Teacher = (_, word, choices) => {
      const chain = chainOf(word, gold);
      return new Set(
        chain === null
          ? []
          : choices.filter((c) => c.seen.some((s) => chainOf(s.span, gold) === chain)).map((c) => c.entity),
      );
    };
    found.push(...(await learn(id, false, article, teach)));
  }
  return found;
}
