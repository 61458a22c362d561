import { join } from 'node:path';
import type {
  Act,
  Analysis,
  Analyzer,
  Claim,
  Foretold,
  Frame,
  Link,
  Name,
  NameType,
  Sentence,
  Word,
} from '../core/analysis.ts';
import type { Span } from '../core/span.ts';
import { type Abbreviations, loadAbbreviations } from '../text/abbreviations.ts';
import { sentences } from '../text/sentences.ts';
import { settleConjuncts } from './conjuncts.ts';
import type { Run } from './decode.ts';
import { settleNominals } from './nominals.ts';
import type { ActRead, LinkRead, WindowRead } from './read.ts';
import { readWindows } from './reader.ts';
import { openModel } from './session.ts';
import { settleSubjects } from './subjects.ts';
import { type Reading, type Window, windowsOf } from './windows.ts';
import type { Pieces } from './wordpiece.ts';
import { words } from './words.ts';

/** The model this project ships. */
export const MODEL_DIR = join(import.meta.dirname, '../../models/reader-en');

/** Predicates carry a factuality score; so do nouns, adjectives and auxiliaries that head a clause. */
const CLAUSE = /^(?:root|ccomp|xcomp|advcl|acl|parataxis|conj)/u;

/** Our name types for the model's tags (training/tags.py); `label` keeps the tag itself. */
const NAME_TYPE: Readonly<Record<string, NameType>> = {
  PER: 'PER',
  ORG: 'ORG',
  GPE: 'GPE',
  LOC: 'LOC',
  FAC: 'LOC',
  NORP: 'NORP',
  DATE: 'DATE',
  EVENT: 'EVENT',
  MISC: 'MISC',
  MONEY: 'MISC',
  PRODUCT: 'MISC',
};

export interface ReaderModelOptions {
  readonly modelDir?: string;
}

/**
 * Opens the reader model behind the analyzer port. Runs offline, on one thread.
 * @throws LedgerError `model-missing`, `model-mismatch`
 */
export async function createReader({ modelDir = MODEL_DIR }: ReaderModelOptions = {}): Promise<Analyzer> {
  const graphs = await openModel(modelDir);
  const known = loadAbbreviations();
  const reader = { model: 'reader-en', version: graphs.settings.sha256.slice(0, 12) };
  return {
    async analyze(text, paragraphs) {
      const split = prepare(text, paragraphs, known, graphs.pieces, graphs.settings.window);
      return { ...assemble(split.sentences, await readWindows(graphs, split.windows)), reader };
    },
    async close() {
      await Promise.all([graphs.reader.release(), graphs.labels.release(), graphs.marked.release()]);
    },
  };
}

/** Sentences and windows of the paragraphs. */
export function prepare(
  text: string,
  paragraphs: readonly Span[],
  known: Abbreviations,
  cut: Pieces,
  limit: number,
): { sentences: readonly Span[]; windows: readonly Window[] } {
  const spans: Span[] = [];
  const windows = paragraphs.flatMap((paragraph) => {
    const readings: Reading[] = [];
    for (const sentence of sentences(text, paragraph, known)) {
      for (const token of words(text, sentence, known)) {
        const before = readings.at(-1);
        const space = !before ? 2 : before.to === token.from ? 0 : 1;
        readings.push({ ...token, space, sentence: spans.length });
      }
      spans.push(sentence);
    }
    return windowsOf(readings, cut, limit);
  });
  return { sentences: spans, windows };
}

/** Turns what was read of the windows into spans of the text. */
function assemble(spans: readonly Span[], read: readonly WindowRead[]): Omit<Analysis, 'reader'> {
  const words: Word[][] = spans.map(() => []);
  const places = read.map((window) => addWords(words, window));
  return {
    sentences: spans.map(
      (span, i): Sentence => ({ ...span, words: settleSubjects(settleConjuncts(settleNominals(words[i]!))) }),
    ),
    names: read.flatMap((w) => w.names.map((n): Name => nameOf(w, n))),
    frames: read.flatMap((w) =>
      w.frames.map(
        (f): Frame => ({
          source: spansOf(w, f.source),
          cue: spansOf(w, f.cue),
          content: spansOf(w, f.content),
          confidence: round(f.confidence),
        }),
      ),
    ),
    acts: read.flatMap((w, i) => w.acts.map((a): Act => actOf(a, places[i]!))),
    foretold: read.flatMap((w, i) => w.foretold.map((f): Foretold => ({ ...linkOf(f, places[i]!), class: f.class }))),
    claims: read.flatMap((w) =>
      w.claims.map((c): Claim => ({ ...spanOf(w, c), dimension: c.tag, confidence: round(c.confidence) })),
    ),
  };
}

/** Where a window's word stands in the analysis. */
type Place = Pick<Link, 'sentence' | 'word'>;

/** Adds a window's words to their sentences and says where each stands; the later part of a sentence that was cut hangs on its first root. */
function addWords(sentences: Word[][], w: WindowRead): readonly Place[] {
  const places: Place[] = [];
  const base = new Map<number, number>();
  w.window.words.forEach((reading, i) => {
    const into = sentences[reading.sentence]!;
    if (!base.has(reading.sentence)) base.set(reading.sentence, into.length - i);
    const root = into.findIndex((word) => word.head === -1);
    const cut =
      base.get(reading.sentence)! + i > 0 &&
      w.heads[i] === -1 &&
      root >= 0 &&
      root < base.get(reading.sentence)! + firstOf(w, reading.sentence);
    const head = cut ? root : w.heads[i]! < 0 ? -1 : w.heads[i]! + base.get(reading.sentence)!;
    const deprel = cut ? 'parataxis' : w.deprels[i]!;
    places.push({ sentence: reading.sentence, word: into.length });
    const predicate = w.upos[i] === 'VERB' || CLAUSE.test(deprel);
    into.push({
      form: reading.form,
      from: reading.from,
      to: reading.to,
      lemma: w.lemmas[i]!,
      upos: w.upos[i]!,
      head,
      deprel,
      ...(predicate ? { factuality: Math.max(-3, Math.min(3, round(w.factuality[i]!))) } : {}),
    });
  });
  return places;
}

const firstOf = (w: WindowRead, sentence: number): number => w.window.words.findIndex((x) => x.sentence === sentence);

function nameOf(w: WindowRead, n: Run & { tag: string; confidence: number }): Name {
  return { ...spanOf(w, n), type: NAME_TYPE[n.tag]!, label: n.tag, confidence: round(n.confidence) };
}

const linkOf = ({ word, confidence }: LinkRead, places: readonly Place[]): Link => ({
  ...places[word]!,
  confidence: round(confidence),
});

function actOf(a: ActRead, places: readonly Place[]): Act {
  const links = (all: readonly LinkRead[]) => all.map((l) => linkOf(l, places));
  return {
    ...linkOf(a, places),
    type: a.type,
    status: a.status,
    typeConfidence: round(a.typeConfidence),
    statusConfidence: round(a.statusConfidence),
    actors: links(a.actors),
    recipients: links(a.recipients),
    times: links(a.times),
  };
}

const spanOf = (w: WindowRead, run: Run): Span => ({
  from: w.window.words[run.from]!.from,
  to: w.window.words[run.to - 1]!.to,
});
const spansOf = (w: WindowRead, runs: readonly Run[]): Span[] => runs.map((run) => spanOf(w, run));
const round = (n: number): number => Math.round(n * 1000) / 1000;
