import type { Analysis, Sentence, Word } from '../core/analysis.ts';
import type { Interval } from '../core/date.ts';
import { recordId } from '../core/entry.ts';
import { placed, touching } from '../core/placed.ts';
import type { ReadingWith, Stage } from '../core/reading.ts';
import type { Attribution, Entity, Event, Mention, Participant, TimeExpression } from '../core/record.ts';
import { contains, overlaps, type Span, slice } from '../core/span.ts';
import { type EventLexicon, type EventType, loadEvents } from '../lexicon/events.ts';
import {
  loadContexts,
  loadQuantities,
  loadScores,
  type Phrase,
  type QuantityWords,
  type ScoreTable,
} from '../lexicon/eventscores.ts';
import { lemmatizer, loadIrregular } from '../lexicon/forms.ts';
import { loadModality, type ModalityLexicon } from '../lexicon/modality.ts';
import { adjudicate, withFuture } from './adjudication.ts';
import { datelineLength } from './datelines.ts';
import { lightVerb } from './eventcarriers.ts';
import { contextsOf, isNews, placeOf, quantitiesOf, whenOf } from './eventdetails.ts';
import { type Draft, draftsIn } from './eventdrafts.ts';
import { foretoldElsewhere, type Told } from './eventechoes.ts';
import { isVetoed } from './eventmatch.ts';
import { isEvent } from './eventpolitics.ts';
import { formAt, type Grammar, headOf, makeTree } from './eventtree.ts';
import { saidInOf, statusIn, wordOf } from './eventword.ts';
import { combine } from './factualityverdict.ts';
import type { Party, Scene } from './participantphrases.ts';
import { isToldAsFact, supposedIn } from './scenarios.ts';

/** Everything the event finder reads from the lexicon. */
export interface EventWords {
  readonly lexicon: EventLexicon;
  readonly modality: ModalityLexicon;
  readonly scores: ScoreTable;
  readonly contexts: ReadonlyMap<string, readonly Phrase[]>;
  readonly quantities: QuantityWords;
  readonly grammar: Grammar;
}

/** Loads the event words of the given lexicon folders (the project's own by default). */
export function loadEventWords(dirs?: readonly string[]): EventWords {
  const lexicon = loadEvents(dirs);
  const modality = loadModality(dirs);
  const lemma = lemmatizer((word) => lexicon.knows(word) || modality.knows(word), loadIrregular());
  return {
    lexicon,
    modality,
    grammar: { set: lexicon.set, lemma },
    scores: loadScores(dirs),
    contexts: loadContexts(dirs),
    quantities: loadQuantities(dirs),
  };
}

type Needs = 'analysis' | 'times' | 'mentions' | 'entities' | 'attributions';

/**
 * Finds events: PLOVER 2.0 type and mode, actors and recipients, place, time and quantities, each with a status and
 * the attribution on whose word it stands. Triggers and frames come from lexicon/en/events.yaml, the status from the
 * tree (see factuality.ts) and from the attribution around the trigger.
 */
export function events(words: EventWords = loadEventWords()): Stage<Needs, 'events'> {
  return {
    name: 'events',
    needs: ['analysis', 'times', 'mentions', 'entities', 'attributions'],
    gives: ['events'],
    run: (reading) => ({ ...reading, events: findEvents(reading, words) }),
  };
}

function findEvents(reading: ReadingWith<Needs>, words: EventWords): readonly Event[] {
  const { analysis, article } = reading;
  const entities = new Map(reading.entities.map((e) => [e.id, e]));
  const found: Told[] = [];
  const spans = article.headline ? [article.headline, ...article.paragraphs] : article.paragraphs;
  const inner = analysis.sentences.map((s) => touching(spans, s).find((p) => contains(p, s)) ?? null);
  const near: Near = {
    names: analysis.names,
    mentions: placed(reading.mentions, (m) => [m.span]),
    times: placed(reading.times, (t) => [t.span]),
  };
  const contexts = new Map<Span | null, readonly string[]>();
  const supposed = supposedIn(analysis.sentences, spans, words.modality);
  analysis.sentences.forEach((sentence, index) => {
    const scene = makeScene(near, undated(article.text, sentence), entities, words);
    const first = draftsIn(scene, words.modality);
    if (first.length === 0 || isVetoed(scene)) return;
    const paragraph = inner[index] ?? null;
    const drafts = adjudicate(scene, first);
    const others = new Set(drafts.map((d) => d.index));
    for (const draft of drafts) {
      if (!contexts.has(paragraph))
        contexts.set(
          paragraph,
          contextsOf(
            analysis.sentences.filter((_, n) => (inner[n] ?? null) === paragraph),
            words.contexts,
          ),
        );
      const isSupposed = supposed.has(sentence) && !isToldAsFact(sentence, draft.index);
      const told = makeEvent(reading, near, scene, draft, others, words, contexts.get(paragraph) ?? [], isSupposed);
      if (told) found.push(told);
    }
  });
  return foretoldElsewhere(found, (type) => ({ ...scored(words, type, null), mode: [] }));
}

/** Quad, score and CAMEO root of a type. */
function scored(words: EventWords, type: string, mode: string | null): Pick<Event, 'quad' | 'goldstein' | 'cameo'> {
  const { quad, score, cameo } = words.scores(type as EventType, mode);
  return { quad, goldstein: score, cameo };
}

/** The sentence with the words of its dateline tied to nothing: a place the report was sent from takes no part in it. */
function undated(text: string, sentence: Sentence): Sentence {
  const start = sentence.from + datelineLength(slice(text, sentence));
  if (start === sentence.from) return sentence;
  return { ...sentence, words: sentence.words.map((w) => (w.from < start ? { ...w, deprel: 'dep' } : w)) };
}

/** What an article holds, by place. */
interface Near {
  readonly names: Analysis['names'];
  readonly mentions: (at: Span) => readonly Mention[];
  readonly times: (at: Span) => readonly TimeExpression[];
}

function makeScene(
  near: Near,
  sentence: Sentence,
  entities: ReadonlyMap<string, Entity>,
  { lexicon, grammar }: EventWords,
): Scene {
  const inside = near.mentions(sentence);
  const isState = (m: Mention) => m.form === 'name' && m.entity && entities.get(m.entity)?.type === 'state';
  const nameAt = (w: Word): string | null =>
    near.mentions(w).some(isState) ? 'GPE' : (touching(near.names, w)[0]?.type ?? null);
  return { tree: makeTree(sentence, nameAt, grammar), lexicon, mentions: inside, entities };
}

const bare = (p: Party): Participant => ({ span: p.span, entity: p.entity, country: p.country, sector: p.sector });

function makeEvent(
  reading: ReadingWith<Needs>,
  near: Near,
  scene: Scene,
  first: Draft,
  others: ReadonlySet<number>,
  words: EventWords,
  context: readonly string[],
  isSupposed: boolean,
): Told | null {
  const { article } = reading;
  const { tree } = scene;
  const trigger = tree.words[first.index]!;
  const span = { from: trigger.from, to: trigger.to };
  const said = saidInOf(reading.attributions, span);
  const status = statusIn(scene, first, said, words.modality);
  const draft = withFuture(
    { ...withoutSource(scene, first, said), status: isSupposed ? combine(status, 'hypothetical') : status },
    wordOf(scene, first, said),
  );
  if (!isEvent(scene, draft)) return null;
  const elsewhere = new Set([...others].filter((o) => o !== draft.index && !draft.merged.includes(o)));
  const times = near.times(tree.sentence);
  const when =
    whenOf(scene, draft, times, elsewhere, toldOn(reading, said)) ?? newsDate(reading, scene, draft, said, times);
  const event: Event = {
    kind: 'event',
    id: recordId(article, 'event', [span]),
    document: article.record.id,
    type: draft.type,
    mode: draft.mode ? [draft.mode] : [],
    context,
    ...scored(words, draft.type, draft.mode),
    trigger: span,
    actors: draft.actors.map(bare),
    recipients: draft.recipients.map(bare),
    place: placeOf(scene, draft),
    quantities: quantitiesOf(scene, draft, words.quantities, times, elsewhere),
    when,
    status: draft.status,
    saidIn: said?.id ?? null,
    issues: issuesOf(draft),
    confidence: confidenceOf(draft),
    reader: { rule: ruleOf(scene, draft, isSupposed), version: '1' },
  };
  const isBare =
    draft.trigger.pos === 'noun' && draft.verdict.path.length === 1 && lightVerb(tree, draft.index) === null;
  return { event, draft, isBare };
}

/** "Will meet, according to the spokesman": whose word it is takes no part, though the tree hangs him on the verb. */
function withoutSource({ tree }: Scene, draft: Draft, said: Attribution | null): Draft {
  const source = said?.source?.span;
  if (!source) return draft;
  const isParty = (p: Party): boolean =>
    !(p.head > draft.index && headOf(tree, p.head) === draft.index && overlaps(p.span, source));
  return { ...draft, actors: draft.actors.filter(isParty), recipients: draft.recipients.filter(isParty) };
}

/** The day a thing was said, else that of the article. */
const toldOn = (reading: ReadingWith<Needs>, said: Attribution | null): Interval | null =>
  said?.said ?? reading.article.record.published;

/** An undated report of a finished act lies in the week up to the day it was said or published; otherwise null. */
function newsDate(
  reading: ReadingWith<Needs>,
  scene: Scene,
  draft: Draft,
  said: Attribution | null,
  times: readonly TimeExpression[],
): Interval | null {
  const told = toldOn(reading, said);
  if (!told || draft.status !== 'asserted' || !isNews(scene.tree, draft.index)) return null;
  const start = scene.tree.sentence.from;
  const paragraph = reading.article.paragraphs.find((p) => contains(p, scene.tree.sentence));
  const earlier = reading.times.filter((t) => paragraph && t.span.from >= paragraph.from && t.span.from < start);
  const old = [...earlier, ...times].some((t) => t.to !== null && daysBetween(t.to, told.from) > 31);
  return old ? null : { from: shift(told.from, -7), to: told.to, basis: 'inferred' };
}

const DAY = 86_400_000;
const daysBetween = (a: string, b: string): number => (Date.parse(b) - Date.parse(a)) / DAY;
const shift = (day: string, by: number): string => {
  const at = Date.parse(day);
  return Number.isNaN(at) ? day : new Date(at + by * DAY).toISOString().slice(0, 10);
};

const issuesOf = (draft: Draft): Event['issues'] => {
  const unnamed = [...draft.actors, ...draft.recipients].filter((p) => p.entity === null && p.country === null);
  const missing = draft.actors.length === 0 ? [{ code: 'no-actor', message: 'The clause names no actor.' }] : [];
  return [
    ...missing,
    ...unnamed.map((p) => ({
      code: 'unresolved',
      message: 'The participant stands for no known entity.',
      span: p.span,
    })),
  ];
};

const confidenceOf = (draft: Draft): number => {
  const verb = draft.trigger.pos === 'verb' ? 0.85 : 0.7;
  const missing = draft.actors.length === 0 || (draft.recipients.length === 0 && !draft.trigger.mutual) ? 0.15 : 0;
  return Number((verb - missing).toFixed(2));
};

/** Names the frame and the words that decided the status, so that a person can check both. */
function ruleOf(scene: Scene, draft: Draft, isSupposed: boolean): string {
  const { trigger, verdict } = draft;
  const name = `${trigger.pos} "${[trigger.lemma, trigger.particle].filter(Boolean).join(' ')}" (CAMEO ${trigger.cameo})`;
  const changed = draft.type === trigger.type ? draft.type : `${trigger.type}, adjudicated ${draft.type}`;
  const why = [...new Set(verdict.words)].sort((a, b) => a - b).map((i) => `"${formAt(scene.tree, i)}"`);
  const by = [...why, ...(isSupposed ? ['the supposed world it is told of'] : [])];
  return `frame ${name}: ${changed}; ${draft.status}${by.length > 0 ? ` by ${by.join(', ')}` : ''}`;
}
