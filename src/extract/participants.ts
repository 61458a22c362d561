import type { Entity, Mention, Participant } from '../core/record.ts';
import { overlaps, type Span } from '../core/span.ts';
import type { EventLexicon, Slot } from '../lexicon/events.ts';
import { bySlot, doerOf, follow, headNouns, phrasesAfter } from './eventslots.ts';
import {
  baseRel,
  caseOf,
  formAt,
  headOf,
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

const isAgent = (p: Party): boolean => p.standing !== 'thing';

/** The parties of a noun phrase and its conjuncts ("Gondor and the rebels of Rohan"). */
export function partiesOf(scene: Scene, i: number, asActor = false): readonly Party[] {
  const { tree } = scene;
  const joined = kids(tree, i, 'conj').filter((c) => uposAt(tree, c) !== 'VERB');
  const paired = kids(tree, i, 'compound').filter(
    (c) => isName(tree, c) && isName(tree, i) && i - c <= 2 && dashed(tree, c),
  );
  const found = [...paired, i, ...joined.flatMap((c) => [c, ...kids(tree, c, 'conj')])].flatMap((n) =>
    headParties(scene, n, asActor),
  );
  const agents = found.filter(isAgent);
  return agents.length > 0 ? unique(agents) : found.slice(0, 1);
}

const isName = (tree: Tree, i: number): boolean => ['GPE', 'NORP', 'ORG'].includes(tree.names[i] ?? '');
const dashed = (tree: Tree, i: number): boolean => /^[-–—/]$/u.test(formAt(tree, i + 1));

const unique = (parties: readonly Party[]): readonly Party[] =>
  parties.filter((p, n) => parties.findIndex((q) => overlaps(p.span, q.span)) === n);

/**
 * A phrase whose head is no party is searched for one: an act or opinion stands for its author ("Gondor's shelling",
 * "the decision of the court"), a thing keeps its own span and takes the standing and country of its owner or place.
 */
function headParties(scene: Scene, i: number, asActor: boolean): readonly Party[] {
  const { tree } = scene;
  const measured = headNouns(tree, i).flatMap((n) => partiesOf(scene, n, asActor));
  const counted = measured[0];
  if (measured.length === 1 && counted && isAgent(counted))
    return [{ ...counted, span: wordsSpan(tree, range(i, counted.head)) }];
  if (measured.some(isAgent)) return measured;
  const party = makeParty(scene, i);
  if (isAgent(party)) return [party];
  const inside = innerParties(scene, i, asActor);
  const owner = inside[0];
  if (!owner || isAct(scene, i)) return inside.length > 0 ? inside : [party];
  const country = inside.every((p) => p.country === owner.country) ? owner.country : null;
  return [{ ...party, standing: owner.standing, country }];
}

const isAct = ({ tree, lexicon }: Scene, i: number): boolean =>
  isIn(tree, i, 'abstract') || keysAt(tree, i).some((key) => lexicon.triggers.get(key)?.some((t) => t.pos === 'noun'));

const range = (a: number, b: number): readonly number[] => {
  const [low, high] = a < b ? [a, b] : [b, a];
  return Array.from({ length: high - low + 1 }, (_, n) => low + n);
};

const AUTHOR = ['by', 'of', 'from', 'between'];
const INSIDE = [...AUTHOR, 'against', 'on', 'with', 'to', 'in', 'for'];

/** Parties inside a phrase, the possessor first, then names before the noun, then what hangs after it. */
function innerParties(scene: Scene, i: number, asActor: boolean): readonly Party[] {
  const { tree } = scene;
  const known = (parties: readonly Party[]) => parties.filter((p) => isAgent(p) && p.standing !== 'pronoun');
  for (const slot of ['poss', 'comp']) {
    const found = known(bySlot(tree, i, slot).flatMap((n) => ownParties(scene, n)));
    if (found.length > 0) return found;
  }
  for (const preposition of asActor ? AUTHOR : INSIDE) {
    const found = known(phrasesAfter(tree, i, preposition).flatMap((n) => partiesOf(scene, n)));
    if (found.length > 0) return found;
  }
  const participle = kids(tree, i, 'acl').filter((c) => uposAt(tree, c) === 'VERB');
  return known(
    participle.flatMap((c) =>
      doerOf(tree, c)
        .filter((n) => n !== i)
        .flatMap((n) => partiesOf(scene, n)),
    ),
  );
}

const ownParties = (scene: Scene, i: number): readonly Party[] => {
  const party = makeParty(scene, i);
  return isAgent(party) && canModify(scene, i)
    ? [party]
    : bySlot(scene.tree, i, 'poss').map((n) => makeParty(scene, n));
};

/** The first political party inside what `i` governs, other than `except`. */
export function anyParty(scene: Scene, i: number, except: readonly Party[] = []): readonly Party[] {
  const { tree } = scene;
  const queue = (tree.children[i] ?? []).filter((c) =>
    ['xcomp', 'ccomp', 'obj', 'obl', 'acl', 'nmod', 'advcl'].includes(baseRel(tree, c)),
  );
  for (let n = 0; n < queue.length && n < 60; n++) {
    const at = queue[n]!;
    if (relAt(tree, at) === 'acl:relcl') continue;
    if (!['VERB', 'ADJ', 'ADV'].includes(uposAt(tree, at)) && caseOf(tree, at) !== 'according to') {
      const fresh = partiesOf(scene, at).filter(
        (p) =>
          ['political', 'organisation', 'person', 'unknown'].includes(p.standing) &&
          !kids(tree, p.head, 'nmod:poss').some((c) => uposAt(tree, c) === 'PRON') &&
          !except.some((q) => overlaps(p.span, q.span)),
      );
      if (fresh.length > 0) return fresh;
    }
    queue.push(
      ...(tree.children[at] ?? []).filter((c) =>
        ['xcomp', 'ccomp', 'obj', 'obl', 'acl', 'nmod', 'nsubj', 'advcl'].includes(baseRel(tree, c)),
      ),
    );
  }
  return [];
}

/** The parties at the first slot that has any; with `all`, of every slot. */
export function slotParties(
  scene: Scene,
  i: number,
  slots: readonly Slot[],
  side: 'actor' | 'recipient',
  all: boolean,
  except: readonly Party[] = [],
): readonly Party[] {
  const { tree } = scene;
  const found: Party[] = [];
  let thing: readonly Party[] = [];
  for (const slot of slots) {
    const any = slot.at(-1) === 'any';
    const nodes = follow(tree, i, any ? slot.slice(0, -1) : slot);
    const parties = any
      ? nodes.flatMap((n) => anyParty(scene, n, except))
      : nodes
          .filter((n) => !isTime(scene, n))
          .flatMap((n) => (slot.at(-1) === 'comp' ? compounded(scene, n) : partiesOf(scene, n, side === 'actor')));
    const agents = parties.filter((p) => isAgent(p) && !except.some((q) => overlaps(p.span, q.span)));
    if (agents.length > 0) found.push(...agents);
    else if (thing.length === 0 && ['obj', 'subj'].includes(slot.at(-1) ?? ''))
      thing = parties.filter((p) => !except.some((q) => overlaps(p.span, q.span)));
    if (found.length > 0 && !all) break;
  }
  return found.length > 0 ? unique(found) : thing.slice(0, 1);
}

/**
 * The party behind a stand-in: "Gondor says it has attacked" (the speaker), "passed a resolution criticizing Rohan"
 * (who passed it). Anything else is returned as it is.
 */
export function boundParty(scene: Scene, trigger: number, party: Party): readonly Party[] {
  const { tree } = scene;
  if (party.standing === 'thing') {
    const verb = relAt(tree, party.head) === 'obj' ? headOf(tree, party.head) : -1;
    const doer = verb >= 0 && verb !== trigger ? doerOf(tree, verb) : [];
    const found = doer.flatMap((n) => partiesOf(scene, n)).filter(isAgent);
    return found.length > 0 ? found : [party];
  }
  if (party.standing !== 'pronoun' || party.entity !== null) return [party];
  for (let n = trigger, steps = 0; n >= 0 && steps < 12; n = headOf(tree, n), steps++) {
    if (baseRel(tree, n) !== 'ccomp') continue;
    const speaker = doerOf(tree, headOf(tree, n)).flatMap((s) => partiesOf(scene, s));
    return speaker.length > 0 && speaker.every((p) => isAgent(p) && agrees(tree, party, p)) ? speaker : [party];
  }
  return [party];
}

/** He and she stand for persons, it for one body, they for several. */
function agrees(tree: Tree, pronoun: Party, noun: Party): boolean {
  const form = formAt(tree, pronoun.head);
  const person = tree.names[noun.head] === 'PER';
  return form === 'he' || form === 'she' ? person : !person && form !== 'you';
}

/** Before a noun only names, demonyms and political nouns are parties ("a Gondorian attack", "rebel shelling"). */
const compounded = (scene: Scene, i: number): readonly Party[] =>
  partiesOf(scene, i).filter((p) => isAgent(p) && p.standing !== 'place' && canModify(scene, p.head));

const canModify = ({ tree }: Scene, i: number): boolean =>
  tree.names[i] != null || (['NOUN', 'PROPN'].includes(uposAt(tree, i)) && !isIn(tree, i, 'attributive'));

const isTime = (scene: Scene, i: number): boolean =>
  scene.tree.names[i] === 'DATE' || /:tmod$/u.test(relAt(scene.tree, i));

/** Reads one noun phrase: its span, entity, country, sector and standing. */
export function makeParty(scene: Scene, i: number): Party {
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

/** The state named inside the phrase ("the Gondorian army", "president of Gondor"), null where there is none. */
function countryWithin(scene: Scene, i: number): string | null {
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
  const keep = (n: number): void => {
    for (const c of tree.children[n] ?? []) {
      const of = /^(of|from|in)$/u.test(caseOf(tree, c)) && baseRel(tree, c) === 'nmod' && isName(tree, c) && n === i;
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
