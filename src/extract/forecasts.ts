import type { Foretold, Sentence } from '../core/analysis.ts';
import type { Interval } from '../core/date.ts';
import { recordId } from '../core/entry.ts';
import type { Article, ReadingWith, Stage } from '../core/reading.ts';
import type { Attribution, Forecast, Issue } from '../core/record.ts';
import { contains, cover, overlaps, type Span } from '../core/span.ts';
import type { HedgesLexicon } from '../lexicon/hedges.ts';
import { loadModality, type ModalityLexicon } from '../lexicon/modality.ts';
import { barred, type Circumstances } from './forecasts-bars.ts';
import { isPast, stems, upward } from './forecasts-clause.ts';
import { conditionOf, contentOf } from './forecasts-content.ts';
import { horizonOf, isAhead, type PlacedTime, placedTimes, timesBelow, timesOf } from './forecasts-horizon.ts';
import { foretoldBy, withSeen } from './forecasts-seen.ts';
import type { Wording } from './forecasts-wording.ts';
import { wordingsIn } from './forecasts-wordings.ts';
import { supposedIn } from './scenarios.ts';
import { dependents, relation, sentenceAt } from './trees.ts';
import { saidBy, sayingOf } from './voices.ts';

const VERSION = '1';
type Needed = 'analysis' | 'times' | 'attributions';

/**
 * Finds what the writer and the sources foretell: predictions, intentions, announced schedules, conditionals. Bare
 * "will" is categorical and "may" a possibility, both without a number; estimative words carry the range of the chosen
 * scale. Obligation, questions, wishes and statements about the present foretell nothing.
 */
export function forecasts(
  lexicon: HedgesLexicon,
  modality: ModalityLexicon = loadModality(),
): Stage<Needed, 'forecasts'> {
  return {
    name: 'forecasts',
    needs: ['analysis', 'times', 'attributions'],
    gives: ['forecasts'],
    run: (reading) => {
      const { sentences } = reading.analysis;
      const { headline, paragraphs } = reading.article;
      const supposed = supposedIn(sentences, headline ? [headline, ...paragraphs] : paragraphs, modality);
      const seen = foretoldBy(reading.analysis);
      const found = sentences.flatMap((s) => inSentence(reading, s, lexicon, supposed.has(s), seen.get(s) ?? []));
      return { ...reading, forecasts: found };
    },
  };
}

/** The hour before an entry of a running report. */
const STAMP = /^\d{1,2}[:.]\d{2}\b/u;

/**
 * A schedule in the present tense is none where a supposed world is told ("In this scenario, talks resume in May"), nor is
 * the headline of an entry in a running report ("14:05 Otto meets the envoys").
 */
function inSentence(
  reading: ReadingWith<Needed>,
  sentence: Sentence,
  lexicon: HedgesLexicon,
  isSupposed: boolean,
  seen: readonly Foretold[],
): readonly Forecast[] {
  const ruled = wordingsIn(sentence, lexicon, (span) => isAgent(reading, span));
  const found = withSeen(ruled, sentence, seen);
  const isTold = isSupposed || STAMP.test(reading.article.text.slice(sentence.from, sentence.to));
  const wordings = isTold ? found.filter((w) => w.rule !== 'schedule') : found;
  if (wordings.length === 0) return [];
  const placed = placedTimes(sentence, reading.times);
  return wordings.flatMap((w) => {
    if (tellsOfSpeaker(reading, w)) return [];
    const known = circumstances(reading, w, placed);
    const isBarred = w.rule !== 'seen' && barred(w, reading.article.text, lexicon, known);
    return isBarred ? [] : [forecast(reading, w, placed, lexicon)];
  });
}

/** `"It will end," predicts the expert`: the verb carries a quotation, and what follows it is who speaks. */
const tellsOfSpeaker = ({ attributions }: ReadingWith<Needed>, w: Wording): boolean =>
  w.looksAhead === true &&
  attributions.some(
    ({ source, cue, form }) =>
      (source !== null && contains(source.span, w.sentence.words[w.predicate]!)) ||
      (cue !== null && form !== 'indirect' && overlaps(cue, spanOf(w))),
  );

/** True for a name of somebody who can intend. */
function isAgent({ analysis, mentions = [] }: ReadingWith<'analysis'>, span: Span): boolean {
  const named = analysis.names.some((n) => ['PER', 'ORG', 'GPE', 'NORP'].includes(n.type) && overlaps(n, span));
  return named || mentions.some((m) => overlaps(m.span, span));
}

function circumstances(reading: ReadingWith<Needed>, w: Wording, placed: readonly PlacedTime[]): Circumstances {
  const { article, quotations = [] } = reading;
  const published = article.record.published;
  const wording = spanOf(w);
  const own = timesOf(w.sentence, placed, [w.scope, w.predicate, ...w.words]).map((t) =>
    horizonOf(article.text, t, published),
  );
  const saying = sayingOf(reading.attributions, wording);
  return {
    isQuoted: quotations.some((q) => contains(q.inner, wording)),
    isDenied: saying?.polarity === '-',
    isReported: (saying !== null && isBackshifting(reading, saying, wording)) || isUnderPast(w),
    isDatedAhead: own.some((h) => isAhead(h, published)),
    isDatedBack: published !== null && own.length > 0 && own.every((h) => h !== null && h.to < published.from),
  };
}

/** True where the words stand in the content of somebody who spoke in the past: there "would" is his "will". */
function isBackshifting({ analysis }: ReadingWith<'analysis'>, { content, cue }: Attribution, wording: Span): boolean {
  if (!content.some((c) => contains(c, wording))) return false;
  const sentence = cue && sentenceAt(analysis.sentences, cue.from);
  if (!cue || !sentence) return true;
  return sentence.words.some((w, i) => w.upos === 'VERB' && overlaps(w, cue) && isPast(sentence, i));
}

/** True under a verb of the past that has the clause as its complement ("said that it would"). */
const isUnderPast = ({ sentence: s, scope }: Wording): boolean =>
  upward(s, scope).some((at) => {
    const word = s.words[at]!;
    return relation(word) === 'ccomp' && word.head >= 0 && isPast(s, word.head);
  });

const spanOf = (w: Wording): Span => cover(w.words.map((i) => w.sentence.words[i]!));

function forecast(
  reading: ReadingWith<Needed>,
  w: Wording,
  placed: readonly PlacedTime[],
  lexicon: HedgesLexicon,
): Forecast {
  const { article } = reading;
  const wording = { from: spanOf(w).from, to: spanOf(w).to };
  const saying = sayingAbout(reading.attributions, wording, w);
  const condition = conditionOf(w, lexicon);
  const content = contentOf(w, condition, saying, lexicon);
  const { horizon, isStated } = settled(article, w, placed, lexicon);
  const isEvent = tellsEvent(w, lexicon);
  const by = saidBy(reading, saying);
  const issues: Issue[] = [...by.issues, ...reasons(horizon, isStated, isEvent)];
  const grade = !horizon || !isEvent ? 'C' : isStated ? 'A' : 'B';
  return {
    kind: 'forecast',
    id: recordId(article, 'forecast', [wording, ...content]),
    document: article.record.id,
    by: by.by,
    saidIn: saying?.id ?? null,
    content,
    wording: { span: wording, class: underPromise(w, lexicon) ? 'intention' : w.class },
    probability: w.class === 'estimative' ? lexicon.range(w.term) : null,
    horizon,
    condition: condition?.span ?? null,
    grade,
    issues,
    confidence: w.rule.startsWith('auxiliary-w') ? 0.85 : 0.75,
    reader: { rule: `forecasts/${w.rule}`, version: VERSION },
  };
}

/**
 * An intention told by another is on the teller's word; "analysts expect" is the analysts' own. An auxiliary is nobody's cue:
 * "Rohan will never agree" is not on Rohan's word.
 */
const sayingAbout = (all: readonly Attribution[], wording: Span, w: Wording): Attribution | null =>
  (w.class === 'intention' ? sayingOf(all, wording) : null) ?? sayingOf(all, wording, w.rule.startsWith('governor'));

/** The time the clause states; else, by inference, one stated in a clause below it. */
function settled(
  article: Article,
  w: Wording,
  placed: readonly PlacedTime[],
  lexicon: HedgesLexicon,
): { horizon: Interval | null; isStated: boolean } {
  const { published } = article.record;
  const read = (list: readonly PlacedTime[]) =>
    list.map((t) => horizonOf(article.text, t, published)).filter((h): h is Interval => h !== null);
  const stated = read(timesOf(w.sentence, placed, [w.scope, w.predicate, ...w.words]));
  const ahead = stated.find((h) => isAhead(h, published)) ?? (w.reported || !published ? stated[0] : undefined);
  if (ahead) return { horizon: ahead, isStated: true };
  const below = read(timesBelow(w.sentence, placed, w.predicate, lexicon)).find((h) => isAhead(h, published));
  return { horizon: below ? { ...below, basis: 'inferred' } : null, isStated: false };
}

function reasons(horizon: Interval | null, isStated: boolean, isEvent: boolean): readonly Issue[] {
  const issues: Issue[] = [];
  if (!horizon) issues.push({ code: 'no-horizon', message: 'No time is given by which it should have happened.' });
  else if (!isStated) issues.push({ code: 'horizon-inferred', message: 'The time is taken from a clause below.' });
  if (!isEvent) issues.push({ code: 'not-an-event', message: 'A state or judgement, which no event could settle.' });
  return issues;
}

/** "will fall" can be settled, "will be important" cannot. */
function tellsEvent({ sentence: s, predicate }: Wording, lexicon: HedgesLexicon): boolean {
  const word = s.words[predicate]!;
  return !lexicon.has('state', stems(word)) && dependents(s, predicate, 'cop').length === 0;
}

/** "promised that it would": an intention. */
const underPromise = ({ sentence: s, scope, class: said }: Wording, lexicon: HedgesLexicon): boolean =>
  said === 'categorical' &&
  upward(s, scope).some((at) => {
    const word = s.words[at]!;
    return (
      ['ccomp', 'parataxis', 'acl'].includes(relation(word)) &&
      word.head >= 0 &&
      lexicon.has('promise', stems(s.words[word.head]!))
    );
  });
