import { localId } from '../core/entry.ts';
import type { AnyExtracted, Attribution, Contract } from '../core/record.ts';
import { offsetMap, type Span } from '../core/span.ts';
import type { Contradicting } from '../lexicon/opposites.ts';
import { loadAbbreviations } from '../text/abbreviations.ts';
import { sentences } from '../text/sentences.ts';
import { LEAST_WEIGHT, rarity, wordStem } from './aspects.ts';
import type { Page } from './entries.ts';
import { type Figure, figuresIn, type Spoken } from './figures.ts';
import { spansOf } from './place.ts';
import type { Frequencies } from './stories.ts';

/** A point of a sentence by which it may contradict another. */
export interface Point {
  readonly kind: 'number' | 'most' | 'sense' | 'denial';
  /** What the other side must have in common: the unit, what is most, the pair of senses; of a denial the names. */
  readonly about: readonly string[];
  /** Which side of a pair of senses; empty for other points. */
  readonly side: string;
  readonly quote: string;
  readonly figure: Pick<Figure, 'low' | 'high'> | null;
  /** Stems around the point, those it is made of left out. */
  readonly near: readonly string[];
  /** Stems before it in its sentence: of "Gondor is the largest …", who is. */
  readonly before: readonly string[];
  /** Entity or words of the source whose words it stands in; null on the document's own word. */
  readonly voice: string | null;
  /** The records it stands in. */
  readonly records: readonly string[];
}

/** A sentence with what it speaks of, and the points by which it may contradict another. */
export interface Claim {
  readonly id: string;
  readonly document: string;
  readonly published: string | null;
  readonly isHeadline: boolean;
  /** Its place among the sentences of its document. */
  readonly order: number;
  /** True for a condition or a question. */
  readonly isGuess: boolean;
  readonly isDenied: boolean;
  readonly words: readonly (readonly [string, number])[];
  readonly records: readonly string[];
  readonly voice: string | null;
  readonly points: readonly Point[];
  /** Its first words. */
  readonly opening: string;
}

type Word = Spoken & Span & { readonly weight: number };
const TOKEN = /[\p{L}\p{N}][\p{L}\p{N}'’.,-]*[\p{L}\p{N}]|[\p{L}\p{N}]/gu;
const REACH = 8;
/** Words within which a negation turns round what follows. */
const SCOPE = 4;

/** The sentences of a page that any record stands in. */
export function claimsOf(page: Page, frequencies: Frequencies, words: Contradicting): readonly Claim[] {
  const { toUnit, toCodePoint } = offsetMap(page.text);
  const inUnits = ({ from, to }: Span): Span => ({ from: toUnit(from), to: toUnit(to) });
  const places = [...page.attributions, ...page.events, ...page.forecasts, ...page.assessments].map((record) => ({
    record,
    spans: spansOf(record).map(inUnits),
  }));
  const abbreviations = loadAbbreviations();
  const title = page.record.title ? page.text.indexOf(page.record.title) : -1;
  const headline = title < 0 ? [] : [{ from: title, to: title + page.record.title!.length }];
  const paragraphs = [...headline, ...page.record.body.map(inUnits)];
  const sentencesOf = (p: Span) => (headline.includes(p) ? [p] : sentences(page.text, p, abbreviations));
  let order = 0;
  return paragraphs.flatMap((paragraph) =>
    sentencesOf(paragraph).flatMap((at) => {
      order++;
      const here = places.filter(({ spans }) => spans.some((s) => s.from < at.to && at.from < s.to));
      if (here.length === 0) return [];
      const run: Sentence = { at, text: page.text, places: here, frequencies, words };
      return [claim(run, page, { isHeadline: headline.includes(paragraph), order, from: toCodePoint(at.from) })];
    }),
  );
}

const MOST_SHOWN = 90;

/** As much of a sentence as a line shows, cut between words. */
const openingOf = (sentence: string): string =>
  sentence.length <= MOST_SHOWN ? sentence : `${sentence.slice(0, MOST_SHOWN).replace(/\s+\S*$/u, '')} …`;

interface Placed {
  readonly record: Contract<AnyExtracted>;
  readonly spans: readonly Span[];
}

interface Sentence {
  readonly at: Span;
  readonly text: string;
  readonly places: readonly Placed[];
  readonly frequencies: Frequencies;
  readonly words: Contradicting;
}

interface Standing {
  readonly isHeadline: boolean;
  readonly order: number;
  readonly from: number;
}

function claim(run: Sentence, page: Page, { isHeadline, order, from }: Standing): Claim {
  const spoken = wordsOf(run);
  const heaviest = new Map<string, number>();
  for (const { stem, weight } of spoken)
    if (weight >= LEAST_WEIGHT) heaviest.set(stem, Math.max(weight, heaviest.get(stem) ?? 0));
  const low = spoken.map((t) => t.word.toLowerCase());
  const whole = voiceAt(run, run.at);
  return {
    id: localId('p', [page.record.id, String(from)]),
    document: page.record.id,
    published: page.record.published?.from ?? null,
    isHeadline,
    order,
    isGuess: /\?["”']?$/u.test(run.text.slice(run.at.from, run.at.to)) || low[0] === 'if',
    isDenied: whole.some((a) => a.polarity === '-'),
    words: [...heaviest].map(([stem, weight]) => [stem, Math.round(weight * 100) / 100] as const),
    records: run.places.map(({ record }) => record.id),
    voice: sourceOf(whole[0] ?? null),
    opening: openingOf(run.text.slice(run.at.from, run.at.to)),
    points: [...numbers(run, spoken), ...mosts(run, spoken), ...senses(run, spoken), ...denials(run, spoken)],
  };
}

function wordsOf({ at, text, frequencies }: Sentence): readonly Word[] {
  const sentence = text.slice(at.from, at.to);
  let end = 0;
  return [...sentence.matchAll(TOKEN)].map((match) => {
    const before = sentence.slice(end, match.index);
    end = match.index + match[0].length;
    const plain = match[0].toLowerCase().replace(/['’]s$/u, '');
    const weight = /\d/u.test(plain) ? 0 : rarity(plain, frequencies);
    return { from: at.from + match.index, to: at.from + end, word: match[0], before, stem: wordStem(match[0]), weight };
  });
}

/** The statements that hold a place, the narrowest first. */
function voiceAt({ places }: Sentence, at: Span): readonly Contract<Attribution>[] {
  const length = (spans: readonly Span[]) => spans.reduce((n, s) => n + s.to - s.from, 0);
  return places
    .filter(({ record, spans }) => record.kind === 'attribution' && spans.some((s) => s.from < at.to && at.from < s.to))
    .toSorted((a, b) => length(a.spans) - length(b.spans))
    .map(({ record }) => record as Contract<Attribution>);
}

const sourceOf = (statement: Contract<Attribution> | null): string | null =>
  statement &&
  (statement.source ? (statement.source.entity ?? statement.source.span.quote) : `? ${statement.document}`);

/** A point at some words, with whose they are and the records they stand in. */
function pointAt(
  run: Sentence,
  spoken: readonly Word[],
  [from, to]: readonly [number, number],
  point: Pick<Point, 'kind' | 'about' | 'side' | 'quote' | 'figure'>,
): Point {
  const span = { from: spoken[from]!.from, to: spoken[to - 1]!.to };
  const said = voiceAt(run, span);
  const around = spoken.slice(Math.max(0, from - REACH), to + REACH);
  const own = new Set(spoken.slice(from, to).map((t) => t.stem));
  const stems = (list: readonly Word[]) => [
    ...new Set(list.filter((t) => t.weight >= LEAST_WEIGHT && !own.has(t.stem)).map((t) => t.stem)),
  ];
  const close = run.places.filter(
    ({ record, spans }) =>
      record.kind !== 'attribution' && spans.some((s) => s.to >= around[0]!.from && s.from <= around.at(-1)!.to),
  );
  const records = [...said.slice(0, 1).map((a) => a.id), ...close.map(({ record }) => record.id)];
  return {
    ...point,
    near: stems(around),
    before: stems(spoken.slice(0, from)),
    voice: sourceOf(said[0] ?? null),
    records: records.length > 0 ? records : run.places.map(({ record }) => record.id),
  };
}

const numbers = (run: Sentence, spoken: readonly Word[]): readonly Point[] =>
  figuresIn(spoken, run.words).map((f) =>
    pointAt(run, spoken, [f.at, f.end], {
      ...{ kind: 'number', about: f.units, side: '', quote: `${f.quote} ${spoken[f.end]?.word ?? ''}`.trim() },
      figure: { low: f.low, high: f.high },
    }),
  );

function mosts(run: Sentence, spoken: readonly Word[]): readonly Point[] {
  return spoken.flatMap((t, i) => {
    const low = t.word.toLowerCase();
    if (!run.words.most(low) || spoken[i - 1]?.word.toLowerCase() === 'second') return [];
    const quote = spoken
      .slice(i, i + 4)
      .map((w) => w.word)
      .join(' ');
    return [pointAt(run, spoken, [i, i + 1], { kind: 'most', about: [low], side: '', quote, figure: null })];
  });
}

/** The words of opposite senses; negated ones count for the other side. */
function senses(run: Sentence, spoken: readonly Word[]): readonly Point[] {
  const { opposites, negation, guess } = run.words;
  return spoken.flatMap((t, i) => {
    const low = t.word.toLowerCase();
    const scope = spoken.slice(Math.max(0, i - SCOPE), i).map((w) => w.word.toLowerCase());
    if (scope.some((w) => guess(w))) return [];
    const turned = scope.filter((w) => negation(w.endsWith("n't") || w.endsWith('n’t') ? "n't" : w)).length % 2 === 1;
    return opposites.flatMap(({ id, one, other }) => {
      const [is, isOther] = [one(low), other(low)];
      if (is === isOther) return [];
      const start = turned ? Math.max(0, i - SCOPE) : i;
      const quote = spoken
        .slice(start, i + 1)
        .map((w) => w.word)
        .join(' ');
      const side = is !== turned ? 'one' : 'other';
      return [pointAt(run, spoken, [i, i + 1], { kind: 'sense', about: [id], side, quote, figure: null })];
    });
  });
}

/** True for a statement that refuses a claim: one that is merely negated says nothing. */
const isDenial = ({ words }: Sentence, { cue, polarity }: Contract<Attribution>): boolean =>
  polarity === '-' && (cue?.quote.toLowerCase().match(/\p{L}+/gu) ?? []).some(words.denial);

/** The statements of a sentence that deny. */
function denials(run: Sentence, spoken: readonly Word[]): readonly Point[] {
  return run.places.flatMap(({ record, spans }) => {
    if (record.kind !== 'attribution' || !isDenial(run, record)) return [];
    const inside = spoken.flatMap((t, i) => (spans.some((s) => s.from <= t.from && t.to <= s.to) ? [i] : []));
    if (inside.length === 0) return [];
    const [from, to] = [inside[0]!, inside.at(-1)! + 1];
    const telling = inside.map((i) => spoken[i]!).filter((t) => t.weight >= LEAST_WEIGHT);
    const stems = (isName: boolean) => [
      ...new Set(telling.filter((t) => /^\p{Lu}/u.test(t.word) === isName).map((t) => t.stem)),
    ];
    const quote = run.text.slice(spoken[from]!.from, spoken[to - 1]!.to);
    const about = stems(true);
    return [
      {
        ...pointAt(run, spoken, [from, to], { kind: 'denial', about, side: '', quote, figure: null }),
        near: stems(false),
        voice: sourceOf(record),
        records: [record.id],
      },
    ];
  });
}
