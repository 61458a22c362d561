import type { Claim, Sentence } from '../core/analysis.ts';
import { recordId } from '../core/entry.ts';
import type { ReadingWith, Stage } from '../core/reading.ts';
import type { Assessment, Dimension, Issue } from '../core/record.ts';
import { contains, cover, overlaps } from '../core/span.ts';
import type { AssessmentsLexicon } from '../lexicon/assessments.ts';
import type { HedgesLexicon } from '../lexicon/hedges.ts';
import { type Fit, fitsIn, type Nearby } from './assessments-frames.ts';
import { type Power, type PowerFinder, powerFinder, unique } from './assessments-powers.ts';
import { lower, upward } from './forecasts-clause.ts';
import { conditionOf, contentOf } from './forecasts-content.ts';
import { dependents, relation } from './trees.ts';
import { saidBy, sayingOf } from './voices.ts';

const VERSION = '1';
type Needed = 'analysis' | 'mentions' | 'entities' | 'attributions';

/** Chance of a claim above which an assessment is recorded (bench/press.ts). */
const CLAIM = 0.65;

/**
 * Finds what voices claim about the relation of powers itself: who depends on whom, who stands with whom, who gains,
 * who holds leverage, what moves whom. The reader model sees the words that claim it; a frame of the lexicon that fits
 * says which way it runs, and finds what the model passes over where every place of it holds a power that is resolved.
 * Praise or blame is no claim about a relation.
 */
export function assessments(lexicon: AssessmentsLexicon, hedges: HedgesLexicon): Stage<Needed, 'assessments'> {
  return {
    name: 'assessments',
    needs: ['analysis', 'mentions', 'entities', 'attributions'],
    gives: ['assessments'],
    run: (reading) => {
      const powers = powerFinder(reading, lexicon);
      const nearby = nearbyPowers(reading, powers);
      const found = reading.analysis.sentences.flatMap((s) => inSentence(reading, s, powers, nearby, lexicon, hedges));
      const claims = reading.analysis.claims.filter((c) => c.confidence >= CLAIM);
      const fresh = claims.filter((c) => !found.some((a) => a.content.some((span) => overlaps(span, c))));
      const read = fresh.flatMap((c) => fromClaim(reading, c, powers));
      return { ...reading, assessments: [...found, ...read].sort((a, b) => a.content[0]!.from - b.content[0]!.from) };
    },
  };
}

function inSentence(
  reading: ReadingWith<Needed>,
  s: Sentence,
  powers: PowerFinder,
  nearby: Nearby,
  lexicon: AssessmentsLexicon,
  hedges: HedgesLexicon,
): readonly Assessment[] {
  if (/\?["”'’»)\]]*\s*$/u.test(reading.article.text.slice(s.from, s.to))) return [];
  return fitsIn(s, powers, lexicon, nearby).flatMap((fit) =>
    isClaimed(s, fit, hedges) ? [assessment(reading, s, fit, hedges)] : [],
  );
}

/** Looks one sentence back within the paragraph. */
function nearbyPowers({ analysis, article }: ReadingWith<'analysis'>, powers: PowerFinder): Nearby {
  const { sentences } = analysis;
  const before = new Map(sentences.map((s, i) => [s, sentences[i - 1]]));
  const paragraphOf = (s: Sentence) => article.paragraphs.find((p) => contains(p, s));
  return (s, beside) => {
    const previous = before.get(s);
    const near = previous && paragraphOf(previous) === paragraphOf(s) ? [s, previous] : [s];
    const named = near.flatMap((one) => one.words.flatMap((w, i) => (w.head < 0 ? powers.below(one, i) : [])));
    const others = unique(named).filter((p) => !beside.some((b) => b.code === p.code));
    return others.length === 1 ? others : [];
  };
}

/** Dimensions that run from one power to another; interest and motive are of powers, not between them. */
const DIRECTED = new Set(['dependence', 'alignment', 'leverage']);

/** What the model reads as a claim: its words within their sentence, on the word of whoever says it; none where no power is named. */
function fromClaim(reading: ReadingWith<Needed>, claim: Claim, powers: PowerFinder): readonly Assessment[] {
  const { article, analysis } = reading;
  const s =
    analysis.sentences.find((one) => contains(one, claim)) ?? analysis.sentences.find((one) => overlaps(one, claim));
  const inside = s?.words.flatMap((w, i) => (contains(claim, w) && w.upos !== 'PUNCT' ? [i] : [])) ?? [];
  if (!s || inside.length === 0) return [];
  const content = cover(inside.map((i) => s.words[i]!));
  const named = unique(inside.flatMap((i) => powers.at(s, i, true)));
  const about = named.length > 0 ? named : unique(s.words.flatMap((_, i) => powers.at(s, i, true)));
  if (about.length === 0) return [];
  const saying = sayingOf(reading.attributions, content);
  const { by, issues } = saidBy(reading, saying);
  const [a, b] = named;
  const runs = DIRECTED.has(claim.dimension) && a && b && named.length === 2 && !areJoined(s, inside, powers);
  return [
    {
      kind: 'assessment',
      id: recordId(article, 'assessment', [content]),
      document: article.record.id,
      by,
      saidIn: saying?.id ?? null,
      content: [{ from: content.from, to: content.to }],
      about: about.map((p) => p.entity),
      dimension: claim.dimension as Dimension,
      direction: runs ? `${a.code}>${b.code}` : null,
      condition: null,
      issues,
      confidence: Math.round(claim.confidence * 100) / 100,
      reader: { rule: `claim ${Math.round(claim.confidence * 100)} %`, version: VERSION },
    },
  ];
}

/** "Rohan and Gondor stand together": two powers side by side, neither before the other. */
const areJoined = (s: Sentence, inside: readonly number[], powers: PowerFinder): boolean =>
  inside.some(
    (i) =>
      relation(s.words[i]!) === 'conj' &&
      powers.at(s, i, true).length > 0 &&
      powers.at(s, s.words[i]!.head, true).length > 1,
  );

const PRESCRIBED = new Set(['should', 'must', 'ought', 'shall']);

/** Not a question, a condition, a wish or a prescription. */
function isClaimed(s: Sentence, { head }: Fit, hedges: HedgesLexicon): boolean {
  for (const at of upward(s, head)) {
    const word = s.words[at]!;
    const clausal = relation(word);
    const helpers = dependents(s, at, 'aux').map((a) => lower(s.words[a]!));
    if (helpers.some((h) => PRESCRIBED.has(h))) return false;
    const marks = dependents(s, at, 'mark', 'advmod').map((m) => lower(s.words[m]!));
    if (['advcl', 'ccomp', 'csubj'].includes(clausal) && marks.some((m) => ['if', 'unless', 'whether'].includes(m)))
      return false;
    const above = word.head >= 0 ? s.words[word.head]! : null;
    if (clausal === 'ccomp' && above && hedges.has('desire', above.lemma)) return false;
  }
  return true;
}

function assessment(reading: ReadingWith<Needed>, s: Sentence, fit: Fit, hedges: HedgesLexicon): Assessment {
  const { article } = reading;
  const head = { from: s.words[fit.head]!.from, to: s.words[fit.head]!.to };
  const saying = sayingOf(reading.attributions, head);
  const claim = { sentence: s, predicate: fit.clause, scope: fit.clause, words: [fit.head] };
  const condition = conditionOf(claim, hedges);
  const content = contentOf(claim, condition, saying, hedges);
  const by = saidBy(reading, saying);
  const negated: readonly Issue[] = fit.isNegated
    ? [{ code: 'negated', message: 'The relation is claimed not to hold.', span: head }]
    : [];
  return {
    kind: 'assessment',
    id: recordId(article, 'assessment', [head, ...content]),
    document: article.record.id,
    by: by.by,
    saidIn: saying?.id ?? null,
    content,
    about: unique([...fit.a, ...fit.b]).map((p) => p.entity),
    dimension: fit.frame.dimension,
    direction: fit.isNegated ? null : directionOf(fit),
    condition: condition?.span ?? null,
    issues: [...by.issues, ...negated],
    confidence: 0.8,
    reader: { rule: `assessments/${fit.frame.dimension}-${fit.frame.words[0]}`, version: VERSION },
  };
}

/** "A>B" in ISO 3166 codes (entity ids for blocs); several pairs separated by commas. */
function directionOf({ frame, a, b }: Fit): string | null {
  if (frame.direction === 'none' || b.length === 0) return null;
  const [from, to]: readonly (readonly Power[])[] = frame.direction === 'a>b' ? [a, b] : [b, a];
  return from!.flatMap((x) => to!.map((y) => `${x.code}>${y.code}`)).join(',');
}
