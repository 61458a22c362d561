import type { Entity, Mention, Participant } from '../core/record.ts';
import { overlaps, type Span } from '../core/span.ts';
import type { EventLexicon } from '../lexicon/events.ts';
import {
  baseRel,
  caseOf,
  formAt,
  isIn,
  keysAt,
  kids,
  lemmaAt,
  relAt,
  type Tree,
  uposAt,
  wordsSpan,
} from './eventtree.ts';

/** What a noun phrase can be in an event. */
export type Standing =
  | 'political'
  | 'civil'
  | 'organisation'
  | 'person'
  /** One bare word that nothing explains: an unknown power, or somebody never introduced. */
  | 'unknown'
  | 'business'
  | 'place'
  | 'pronoun'
  | 'thing';

/** A candidate participant: its head word and what it stands for. */
export interface Party extends Participant {
  readonly head: number;
  readonly standing: Standing;
}

/** One sentence with everything participants are read from. */
export interface Scene {
  readonly tree: Tree;
  readonly lexicon: EventLexicon;
  /** Mentions inside the sentence. */
  readonly mentions: readonly Mention[];
  readonly entities: ReadonlyMap<string, Entity>;
}
/** Reads one noun phrase: its span, entity, country, sector and standing; of a nameless one with a name beside it, the name's. */
export function makeParty(scene: Scene, i: number): Party {
  const own = ownParty(scene, i);
  if (own.entity !== null || scene.tree.names[i] != null) return own;
  const beside = kids(scene.tree, i, 'appos')
    .filter((c) => scene.tree.names[c] != null)
    .map((c) => ownParty(scene, c));
  const named = beside.length === 1 ? beside[0] : undefined;
  return named?.standing === 'political' && named.entity !== null ? named : own;
}

function ownParty(scene: Scene, i: number): Party {
  const { tree, mentions, entities, lexicon } = scene;
  const word = tree.words[i]!;
  const mention = mentionAt(mentions, word);
  const entity = mention?.entity ? (entities.get(mention.entity) ?? null) : null;
  const agent =
    keysAt(tree, i)
      .map((key) => lexicon.agents.get(key))
      .find(Boolean) ?? lexicon.agents.get(compoundLemma(tree, i));
  const span = mention && entity ? mention.span : phraseSpan(tree, i);
  return {
    head: i,
    span,
    entity: mention?.entity ?? null,
    country: entity?.codes.iso3 ?? countryWithin(scene, i),
    sector: entity?.codes.sector ?? agent?.sector ?? null,
    standing: standingOf(tree, i, entity, agent ?? null),
  };
}

/** The closest mention around a word: the state inside "Gondor's minister", not the minister. */
const mentionAt = (mentions: readonly Mention[], word: Span): Mention | null =>
  mentions
    .filter((m) => overlaps(m.span, word))
    .reduce<Mention | null>((best, m) => (best && length(best.span) <= length(m.span) ? best : m), null);

const length = (s: Span): number => s.to - s.from;

const compoundLemma = (tree: Tree, i: number): string => `${lemmaAt(tree, i - 1)} ${lemmaAt(tree, i)}`;

function standingOf(
  tree: Tree,
  i: number,
  entity: Entity | null,
  agent: { readonly political: boolean; readonly blocks: boolean } | null,
): Standing {
  if (entity) {
    if (entity.type === 'state') return 'political';
    if (entity.codes.sector || entity.codes.cameo || entity.codes.iso3) return 'political';
  }
  const name = tree.names[i];
  if (agent?.blocks) return 'business';
  if (name === 'GPE' || name === 'NORP') return 'political';
  if (agent) return agent.political ? 'political' : 'civil';
  if (name === 'PER') return titled(tree, i) ? 'political' : isUnknown(tree, i, entity) ? 'unknown' : 'person';
  if (name === 'ORG') return 'organisation';
  if (name === 'LOC') return 'place';
  if (uposAt(tree, i) === 'PRON')
    return /^(it|they|he|she|we|i|you|them|him|her|us|me|who)$/u.test(formAt(tree, i)) ? 'pronoun' : 'thing';
  return uposAt(tree, i) === 'PROPN' && !name ? 'organisation' : 'thing';
}

/** A press names a private person in full at first; a bare word never given more may be a power the lexicon lacks. */
const isUnknown = (tree: Tree, i: number, entity: Entity | null): boolean =>
  kids(tree, i, 'flat', 'compound', 'appos').length === 0 && (entity?.names.every((n) => !n.includes(' ')) ?? true);

/** A person with a state or an office in the same phrase ("Gondor's President Borlas"). */
const titled = (tree: Tree, i: number): boolean =>
  phraseWords(tree, i).some((n) => n !== i && (tree.names[n] === 'GPE' || tree.names[n] === 'NORP'));

/**
 * The state named inside the phrase ("the Gondorian army", "president of Gondor"), null where there is none, and where the
 * noun names another beside it ("Gondor's ally").
 */
function countryWithin(scene: Scene, i: number): string | null {
  if (isIn(scene.tree, i, 'relational') && kids(scene.tree, i, 'nmod').length > 0) return null;
  for (const n of phraseWords(scene.tree, i)) {
    const mention = mentionAt(scene.mentions, scene.tree.words[n]!);
    const code = mention?.entity ? scene.entities.get(mention.entity)?.codes.iso3 : null;
    if (code) return code;
  }
  return null;
}

const CORE = new Set([
  'det',
  'amod',
  'compound',
  'nummod',
  'flat',
  'nmod:poss',
  'goeswith',
  'advmod',
  'nmod:npmod',
  'nmod:unmarked',
]);

/** The words of a phrase without what hangs after it, but with a named "of" ("the president of Gondor"). */
function phraseWords(tree: Tree, i: number): readonly number[] {
  const kept = new Set<number>([i]);
  const owned = kids(tree, i, 'amod', 'compound', 'nmod:poss').some((c) => tree.names[c] != null);
  const keep = (n: number): void => {
    for (const c of tree.children[n] ?? []) {
      const of =
        (caseOf(tree, c) === 'of' || (!owned && /^(from|in)$/u.test(caseOf(tree, c)))) &&
        baseRel(tree, c) === 'nmod' &&
        isName(tree, c) &&
        n === i;
      const core = CORE.has(relAt(tree, c)) || CORE.has(baseRel(tree, c)) || relAt(tree, c) === 'case';
      if ((core && !(relAt(tree, c) === 'case' && c < n)) || of || (of && c > n)) {
        kept.add(c);
        keep(c);
        if (of) for (const k of kids(tree, c, 'case')) kept.add(k);
      }
    }
  };
  keep(i);
  return [...kept].sort((a, b) => a - b);
}

function phraseSpan(tree: Tree, i: number): Span {
  const words = phraseWords(tree, i);
  let [low, high] = [i, i];
  while (words.includes(low - 1) || (tree.words[low - 1]?.upos === 'PUNCT' && words.includes(low - 2))) low--;
  while (words.includes(high + 1)) high++;
  while (high > i && relAt(tree, high) === 'case') high--;
  return wordsSpan(tree, range(low, high));
}

/** All indices from one word to another. */
export const range = (a: number, b: number): readonly number[] => {
  const [low, high] = a < b ? [a, b] : [b, a];
  return Array.from({ length: high - low + 1 }, (_, n) => low + n);
};

/** True for the name of a state, a people or a body. */
export const isName = (tree: Tree, i: number): boolean => ['GPE', 'NORP', 'ORG'].includes(tree.names[i] ?? '');
