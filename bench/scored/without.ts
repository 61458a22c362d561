import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Analyzer } from '../../src/core/analysis.ts';
import type { Reading } from '../../src/core/reading.ts';
import type { RuleOptions } from '../../src/core/rule.ts';
import { stagesOf } from '../../src/defaults.ts';
import { articleTools, toArticle } from '../../src/intake/articles.ts';
import { loadSource } from '../../src/intake/sources.ts';
import { assemble } from '../../src/ledger/assemble.ts';
import { LEXICON_DIR } from '../../src/lexicon/load.ts';
import { compose } from '../../src/pipeline.ts';
import { makeArticle } from '../../src/text/article.ts';
import { failures, isExact } from '../../test/attributions/compare.ts';
import { statementPassages, statementReader } from '../../test/attributions/read.ts';
import { nameOf } from '../../test/support/gold.ts';
import { jsonl } from '../reader/corpora.ts';
import { CORPORA, type Corpus, predicted, scorePredicted } from './attributed.ts';
import type { PressScores } from './floors.ts';
import { score } from './scored.ts';

type Figures = Readonly<Record<string, number>>;

/** Texts, how each is read, and what figures their readings give. */
interface Texts<R> {
  readonly texts: readonly string[];
  readonly read: (text: string, rules: RuleOptions) => Promise<R>;
  readonly figures: (readings: readonly R[]) => Figures;
}

/** A corpus with its rules counted and left out. */
export interface Measured {
  /** With every rule. */
  readonly whole: Figures;
  /** How often a rule changes or drops something. */
  readonly fires: (rule: string) => number;
  /** The figures without a rule: only the texts in which it fires are read again. */
  readonly without: (rule: string) => Promise<Figures>;
}

async function measured<R>({ texts, read, figures }: Texts<R>): Promise<Measured> {
  const fired = texts.map(() => new Map<string, number>());
  const readings: R[] = [];
  for (const [i, text] of texts.entries()) {
    const onFired = (rule: string) => fired[i]!.set(rule, (fired[i]!.get(rule) ?? 0) + 1);
    readings.push(await read(text, { onFired }));
  }
  const whole = figures(readings);
  return {
    whole,
    fires: (rule) => fired.reduce((sum, f) => sum + (f.get(rule) ?? 0), 0),
    without: async (rule) => {
      if (!fired.some((f) => f.has(rule))) return whole;
      const others: R[] = [];
      for (const [i, text] of texts.entries())
        others.push(fired[i]!.has(rule) ? await read(text, { without: new Set([rule]) }) : readings[i]!);
      return figures(others);
    },
  };
}

const scratch = <T>(use: (folder: string) => T): T => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/**
 * Articles of the press, read whole: statements found and wholly right, events and forecasts wholly right, as F1,
 * and the share of statements in no wrong named mouth.
 */
export async function pressWith(analyzer: Analyzer, press: string, names: readonly string[]): Promise<Measured> {
  const tools = articleTools([LEXICON_DIR]);
  const articleOf = async (path: string) => toArticle(await loadSource({ kind: 'file', location: path, path }), tools);
  return measured({
    texts: names.map((name) => join(press, 'texts', `${name}.txt`)),
    read: async (path, rules) => {
      const reading = await compose(stagesOf(analyzer, undefined, rules))(await articleOf(path));
      return assemble(reading).map((record) => JSON.stringify(record));
    },
    figures: (readings) =>
      scratch((folder) => {
        const file = join(folder, 'records.jsonl');
        writeFileSync(file, [...new Set(readings.flat())].join('\n'));
        const report = score('score_press.py', [press, file, ...names, '--json']);
        const scores = JSON.parse(report.trimEnd().split('\n').at(-1)!) as PressScores;
        const { statement, event, forecast, wrong_named } = scores;
        return {
          unmistaken: 1 - wrong_named,
          found: statement.F1,
          whole: statement.whole_F1,
          event: event.whole_F1,
          forecast: forecast.whole_F1,
        };
      }),
  });
}

const NOT_NEEDED = ['times', 'mentions', 'events', 'forecasts', 'assessments'];

/** A corpus of attributions: who-said-what F1. */
export async function attributedWith(analyzer: Analyzer, corpus: Corpus): Promise<Measured> {
  const rows = new Map(jsonl(CORPORA[corpus]).map(({ id, text }) => [id as string, text as string]));
  return measured({
    texts: [...rows.keys()],
    read: async (id, rules) => {
      const text = rows.get(id)!;
      const lines = [...text.matchAll(/[^\n]*\S[^\n]*/gu)];
      const paragraphs = lines.map((m) => ({ from: m.index, to: m.index + m[0].length }));
      const article = makeArticle({ text, location: id, paragraphs });
      let reading: Reading = { article, issues: [], times: [], mentions: [], entities: [] };
      for (const stage of stagesOf(analyzer, undefined, rules))
        if (!NOT_NEEDED.includes(stage.name)) reading = await stage.run(reading as never);
      const found = reading.attributions ?? [];
      return predicted(id, text, corpus === 'polnear' ? found.filter((a) => a.in === null) : found);
    },
    figures: (lines) => {
      const report = scorePredicted(corpus, lines);
      return { [corpus]: Number(/at\s+who\s+P [\d.]+ R [\d.]+ F1 ([\d.]+)/u.exec(report)![1]) };
    },
  });
}

/** Our own passages on statements: for each, 0 where it is misread, 1 where it is read wholly right, 2 to the character. */
export async function passagesWith(analyzer: Analyzer): Promise<Measured> {
  const passages = new Map(statementPassages().map((p) => [nameOf(p), p]));
  const read = statementReader(analyzer);
  const names = [...passages.keys()];
  return measured({
    texts: names,
    read: async (name, rules) => {
      const passage = passages.get(name)!;
      const found = await read(passage, rules);
      return failures(passage, found).length > 0 ? 0 : isExact(passage, found) ? 2 : 1;
    },
    figures: (right) => Object.fromEntries(names.map((name, i) => [name, right[i]!])),
  });
}
