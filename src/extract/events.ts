import type { Act, Analysis, Link, Sentence, Word } from '../core/analysis.ts';
import type { Interval } from '../core/date.ts';
import { recordId } from '../core/entry.ts';
import { placed, touching } from '../core/placed.ts';
import type { ReadingWith, Stage } from '../core/reading.ts';
import type { Attribution, Event, Issue, Participant, Status, TimeExpression } from '../core/record.ts';
import { contains, type Span } from '../core/span.ts';
import type { EventType } from '../lexicon/events.ts';
import { contextsOf, placeOf, quantitiesOf, whenOf } from './eventdetails.ts';
import { isVetoed, triggerAt } from './eventmatch.ts';
import { candidatesIn, loadParties, type PartyModel, partiesOf, type Sides } from './eventparties.ts';
import { type EventWords, eventScenes, loadEventWords } from './eventscenes.ts';
import { formAt, uposAt } from './eventtree.ts';
import { verdictOf } from './factuality.ts';
import type { Party, Scene } from './participantphrases.ts';
import type { ActScene } from './partyfeatures.ts';
import { isToldAsFact, supposedIn } from './scenarios.ts';
import { saidInOf } from './voices.ts';

type Needs = 'analysis' | 'times' | 'mentions' | 'entities' | 'attributions';

/** Chance of an act above which an event is recorded, of a word the lexicon knows to tell acts and of any other; of a link to a day (bench/press.ts). */
const [KNOWN, OTHER, DAY] = [0.3, 0.8, 0.5];

/** Chance of a type under which a word that only the model holds for an act is none. */
const TYPE = 0.4;

/** Whether a word tells an event: a word of content that the model holds likely, a likely one or one that the lexicon knows as well. */
export const tellsAct = (scenes: readonly Scene[], act: Act): boolean => {
  const scene = scenes[act.sentence]!;
  if (!CONTENT.has(uposAt(scene.tree, act.word))) return false;
  const isPlain = act.confidence >= OTHER && act.typeConfidence >= TYPE;
  return isPlain || (act.confidence >= KNOWN && triggerAt(scene, act.word) !== null);
};
const CONTENT = new Set(['VERB', 'NOUN', 'PROPN', 'ADJ', 'ADV']);

/** Chance of a status under which words of the text that decide it (lexicon/en/modality.yaml) are taken before the model's reading. */
const SURE = 0.9;
/** What a "may" or an "if" makes of an act is taken from the words in any case: there the rules err less than half as often. */
const DOUBTS: ReadonlySet<Status> = new Set(['possible', 'hypothetical']);

/**
 * Finds events: an act the reader model sees, with its PLOVER 2.0 type and status; the parties and the day are those the
 * model links to it, as the mentions and time expressions say who and when they are. Mode, context, place and quantities
 * come from the lexicon and the clause. The status is that of the act as the sentence tells it; on whose word, `saidIn` says.
 */
export function events(
  words: EventWords = loadEventWords(),
  parties: PartyModel = loadParties(),
): Stage<Needs, 'events'> {
  return {
    name: 'events',
    needs: ['analysis', 'times', 'mentions', 'entities', 'attributions'],
    gives: ['events'],
    run: (reading) => ({ ...reading, events: findEvents(reading, words, parties) }),
  };
}

function findEvents(reading: ReadingWith<Needs>, words: EventWords, parties: PartyModel): readonly Event[] {
  const { analysis, article } = reading;
  const scenes = eventScenes(reading, words);
  const spans = article.headline ? [article.headline, ...article.paragraphs] : article.paragraphs;
  const supposed = supposedIn(analysis.sentences, spans, words.modality);
  const vetoed = new Map<number, boolean>();
  const isOut = (n: number) => {
    if (!vetoed.has(n)) vetoed.set(n, isVetoed(scenes[n]!));
    return vetoed.get(n)!;
  };
  const context = contextsBy(analysis, spans, words);
  const acts = clearest(analysis.acts.filter((a) => tellsAct(scenes, a) && !isOut(a.sentence))).map((act): ActScene => {
    const scene = scenes[act.sentence]!;
    const isHeadline = article.headline !== null && contains(article.headline, scene.tree.sentence);
    return { act, scene, said: saidInOf(reading.attributions, scene.tree.words[act.word]!), isHeadline };
  });
  const times = placed(reading.times, (t) => [t.span]);
  const told = new Map(
    [...Map.groupBy(acts, (a) => a.act.sentence)].map(([n, all]) => [n, all.map((a) => a.act.word)]),
  );
  const sides = partiesOf(acts, candidatesIn(scenes, reading.mentions, article.headline), parties);
  return acts.map((act, n) => {
    const sentence = analysis.sentences[act.act.sentence]!;
    const isSupposed = supposed.has(sentence) && !isToldAsFact(sentence, act.act.word);
    return makeEvent({ reading, words, scenes, times, told }, act, sides[n]!, context(sentence), isSupposed);
  });
}

/** Of neighbouring words that tell one act ("carried out"), the likelier. */
function clearest(acts: readonly Act[]): readonly Act[] {
  const at = new Map(acts.map((a) => [`${a.sentence}:${a.word}`, a]));
  const beats = (b: Act | undefined, a: Act) =>
    b !== undefined && (b.confidence > a.confidence || (b.confidence === a.confidence && b.word < a.word));
  const beside = (a: Act, by: number) => at.get(`${a.sentence}:${a.word + by}`);
  return acts.filter((a) => !beats(beside(a, -1), a) && !beats(beside(a, 1), a));
}

/** Contexts of the paragraph a sentence stands in, each paragraph looked through once. */
function contextsBy(analysis: Analysis, spans: readonly Span[], { contexts }: EventWords) {
  const around = new Map(analysis.sentences.map((s) => [s, touching(spans, s).find((p) => contains(p, s)) ?? null]));
  const inside = Map.groupBy(analysis.sentences, (s) => around.get(s) ?? null);
  const known = new Map<Span | null, readonly string[]>();
  return (sentence: Sentence): readonly string[] => {
    const paragraph = around.get(sentence) ?? null;
    const found = known.get(paragraph) ?? contextsOf(inside.get(paragraph) ?? [], contexts);
    known.set(paragraph, found);
    return found;
  };
}

/** A reading with what its events are made from. */
interface Stuff {
  readonly reading: ReadingWith<Needs>;
  readonly words: EventWords;
  readonly scenes: readonly Scene[];
  readonly times: (at: Span) => readonly TimeExpression[];
  /** The words that tell acts, by sentence. */
  readonly told: ReadonlyMap<number, readonly number[]>;
}

function makeEvent(
  { reading, words, scenes, ...found }: Stuff,
  { act, scene, said }: ActScene,
  { actors, recipients }: Sides,
  context: readonly string[],
  isSupposed: boolean,
): Event {
  const { article } = reading;
  const { tree } = scene;
  const { from, to } = tree.words[act.word]!;
  const times = found.times(tree.sentence);
  const others = new Set(found.told.get(act.sentence)?.filter((word) => word !== act.word));
  const trigger = triggerAt(scene, act.word);
  const mode = trigger?.type === act.type ? trigger.mode : null;
  const { quad, score: goldstein, cameo } = words.scores(act.type as EventType, mode);
  const verdict = verdictOf(tree, act.word, words.modality);
  const isRuled = verdict.words.length > 0 && (DOUBTS.has(verdict.status) || act.statusConfidence < SURE);
  const plain = isRuled ? verdict.status : (act.status as Status);
  const status = isSupposed && plain === 'asserted' ? 'hypothetical' : plain;
  return {
    kind: 'event',
    id: recordId(article, 'event', [{ from, to }]),
    document: article.record.id,
    type: act.type,
    mode: mode ? [mode] : [],
    context,
    quad,
    goldstein,
    cameo,
    trigger: { from, to },
    actors: actors.map(bare),
    recipients: recipients.map(bare),
    place: placeOf(scene, act.word),
    quantities: quantitiesOf(scene, act.word, words.quantities, times, others),
    when: linkedDay(found.times, scenes, act) ?? whenOf(scene, act.word, times, others, toldOn(reading, said)),
    status,
    saidIn: said?.id ?? null,
    issues: issuesOf(actors, recipients),
    confidence: round(act.confidence * act.typeConfidence),
    reader: { rule: ruleOf(act, isRuled ? verdict.words.map((i) => formAt(tree, i)) : [], isSupposed), version: '2' },
  };
}

const bare = (p: Party): Participant => ({ span: p.span, entity: p.entity, country: p.country, sector: p.sector });

/** The day the model links the act to, as the time expression around the linked word has it; null where there is none. */
function linkedDay(times: Stuff['times'], scenes: readonly Scene[], act: Act): Interval | null {
  const link = act.times.find((l) => l.confidence >= DAY);
  const word = link && wordAt(scenes, link);
  const time = word && times(word).find((t) => t.type === 'date');
  return time?.from && time.to ? { from: time.from, to: time.to, basis: time.basis ?? 'text' } : null;
}

const wordAt = (scenes: readonly Scene[], { sentence, word }: Link): Word | undefined =>
  scenes[sentence]?.tree.words[word];

/** The day a thing was said, else that of the article. */
const toldOn = (reading: ReadingWith<Needs>, said: Attribution | null): Interval | null =>
  said?.said ?? reading.article.record.published;

function issuesOf(actors: readonly Party[], recipients: readonly Party[]): readonly Issue[] {
  const unnamed = [...actors, ...recipients].filter((p) => p.entity === null && p.country === null);
  const missing = actors.length === 0 ? [{ code: 'no-actor', message: 'The clause names no actor.' }] : [];
  return [
    ...missing,
    ...unnamed.map((p) => ({
      code: 'unresolved',
      message: 'The participant stands for no known entity.',
      span: p.span,
    })),
  ];
}

const round = (n: number): number => Math.round(n * 100) / 100;
const percent = (n: number): string => `${Math.round(n * 100)} %`;

/** How sure the model was of what it read, and the words that decided the status instead, so that a person can check. */
function ruleOf(act: Act, by: readonly string[], isSupposed: boolean): string {
  const model = `act ${percent(act.confidence)}: ${act.type} ${percent(act.typeConfidence)}, ${act.status} ${percent(act.statusConfidence)}`;
  const ruled = by.length > 0 ? `, decided by ${by.map((w) => `"${w}"`).join(', ')}` : '';
  return `${model}${ruled}${isSupposed ? ', hypothetical by the supposed world it is told of' : ''}`;
}
