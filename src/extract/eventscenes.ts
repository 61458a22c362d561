import type { Analysis, Sentence, Word } from '../core/analysis.ts';
import { placed, touching } from '../core/placed.ts';
import type { ReadingWith } from '../core/reading.ts';
import type { Entity, Mention } from '../core/record.ts';
import { type Span, slice } from '../core/span.ts';
import { type EventLexicon, loadEvents } from '../lexicon/events.ts';
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
import { datelineLength } from './datelines.ts';
import { type Grammar, makeTree } from './eventtree.ts';
import type { Scene } from './participantphrases.ts';

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

/** Every sentence of the reading as a scene: its tree, and who is mentioned in it. */
export function eventScenes(
  reading: ReadingWith<'analysis' | 'mentions' | 'entities'>,
  words: EventWords,
): readonly Scene[] {
  const entities = new Map(reading.entities.map((e) => [e.id, e]));
  const near: Near = { names: reading.analysis.names, mentions: placed(reading.mentions, (m) => [m.span]) };
  return reading.analysis.sentences.map((s) => makeScene(near, undated(reading.article.text, s), entities, words));
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
