import type { Act, Link } from '../core/analysis.ts';
import type { Attribution, EntityType } from '../core/record.ts';
import { contains, overlaps } from '../core/span.ts';
import { EVENT_TYPES } from '../lexicon/events.ts';
import { triggerAt } from './eventmatch.ts';
import { bySlot, follow, surfaceSubject } from './eventslots.ts';
import { baseRel, caseOf, headOf, isPassive, isUnder, relAt, type Tree, uposAt } from './eventtree.ts';
import { makeParty, type Party, type Scene, type Standing } from './participantphrases.ts';

/** Those who act for the state they stand in: governments, forces, police, courts, parliaments, services. */
export const STATELY: ReadonlySet<string> = new Set(['GOV', 'MIL', 'COP', 'JUD', 'LEG', 'SPY']);

/** A phrase that may be a party to acts told near it. */
export interface Candidate {
  /** Index of its sentence and of its head word. */
  readonly sentence: number;
  readonly word: number;
  readonly party: Party;
  /** Type of the entity it stands for, null where it stands for none. */
  readonly type: EntityType | null;
  /** How often the article mentions that entity. */
  readonly mentions: number;
  /** Whether it stands in the article's headline. */
  readonly isHeadline: boolean;
}

const RELATIONS = [
  'nsubj',
  'nsubj:pass',
  'obj',
  'iobj',
  'obl',
  'obl:agent',
  'nmod',
  'nmod:poss',
  'compound',
  'amod',
  'appos',
  'conj',
  'root',
  'xcomp',
];
const CASES = [
  '',
  'by',
  'with',
  'to',
  'against',
  'of',
  'in',
  'from',
  'for',
  'on',
  'between',
  'at',
  'over',
  'about',
  'into',
];
const STANDINGS: readonly Standing[] = [
  'political',
  'civil',
  'organisation',
  'person',
  'unknown',
  'business',
  'place',
  'pronoun',
  'thing',
];
const TYPES: readonly EntityType[] = [
  'state',
  'person',
  'organisation',
  'place',
  'group',
  'media',
  'office',
  'unknown',
];
const STATUSES = ['asserted', 'denied', 'possible', 'future', 'hypothetical'];
const POS = ['VERB', 'NOUN', 'PROPN', 'ADJ'];

/** What each column of a row says; the model file carries the same list. */
export const PARTY_FEATURES: readonly string[] = [
  'linked as actor',
  'linked as recipient',
  'best actor of all',
  'best recipient of all',
  'sentences away',
  'words away',
  'words away, signed',
  'candidates between',
  'steps up',
  'steps down',
  'is subject',
  'is object',
  'is under the trigger',
  'trigger is under it',
  'in an actor slot',
  'in a recipient slot',
  'subject of the verb above',
  'passive',
  'is the source',
  'trigger is said',
  "in the source's sentence",
  'mentions',
  'first in its sentence',
  'same as the subject',
  'has entity',
  'has country',
  'shared by actor and recipient',
  'confidence',
  'in a headline',
  ...RELATIONS.map((r) => `relation ${r}`),
  ...CASES.map((c) => `case ${c || 'none'}`),
  ...STANDINGS.map((s) => `standing ${s}`),
  ...TYPES.map((t) => `entity ${t}`),
  ...EVENT_TYPES.map((t) => `type ${t}`),
  ...STATUSES.map((s) => `status ${s}`),
  ...POS.map((p) => `trigger ${p}`),
  ...RELATIONS.slice(0, 8).map((r) => `path begins ${r}`),
];

/** What is known of an act before its parties are weighed. */
export interface ActScene {
  readonly act: Act;
  readonly scene: Scene;
  readonly said: Attribution | null;
  readonly isHeadline: boolean;
}

/** Rows of features, one a candidate; a number is 0 or 1, a chance, or a count. */
export function partyRows(
  { act, scene, said, isHeadline }: ActScene,
  candidates: readonly Candidate[],
): readonly Float32Array[] {
  const { tree } = scene;
  const at = act.word;
  const chance = (links: readonly Link[]) => new Map(links.map((l) => [key(l), l.confidence]));
  const [actors, recipients] = [chance(act.actors), chance(act.recipients)];
  const most = (links: readonly Link[]) => links[0]?.confidence ?? 0;
  const subject = surfaceSubject(tree, at);
  const head = headOf(tree, at);
  const above = head >= 0 ? surfaceSubject(tree, head) : null;
  const objects = bySlot(tree, at, 'obj');
  const trigger = triggerAt(scene, at);
  const slots = (all: readonly (readonly string[])[]) =>
    new Set(all.filter((s) => s.at(-1) !== 'any').flatMap((s) => follow(tree, at, s)));
  const [actorSlots, recipientSlots] = [slots(trigger?.actor ?? []), slots(trigger?.recipient ?? [])];
  const subjectParty = subject === null ? null : makeParty(scene, subject);
  const passive = isPassive(tree, at);
  const near = candidates.filter((c) => c.sentence === act.sentence);
  return candidates.map((c) => {
    const own = c.sentence === act.sentence;
    const place = own ? pathOf(tree, at, c.word) : { up: 9, down: 9, first: '' };
    const away = own ? c.word - at : (c.sentence - act.sentence) * 40;
    const between = own ? near.filter((o) => o.word > Math.min(at, c.word) && o.word < Math.max(at, c.word)).length : 9;
    const isSource = said?.source != null && overlaps(said.source.span, c.party.span);
    const isSame = subjectParty !== null && c.party.entity !== null && c.party.entity === subjectParty.entity;
    const [a, r] = [actors.get(key(c)) ?? 0, recipients.get(key(c)) ?? 0];
    const home = own ? tree : null;
    const row = [
      a,
      r,
      a - most(act.actors),
      r - most(act.recipients),
      c.sentence - act.sentence,
      Math.min(40, Math.abs(away)),
      Math.max(-40, Math.min(40, away)),
      between,
      place.up,
      place.down,
      flag(own && c.word === subject),
      flag(own && objects.includes(c.word)),
      flag(own && isUnder(tree, c.word, at)),
      flag(own && isUnder(tree, at, c.word)),
      flag(own && actorSlots.has(c.word)),
      flag(own && recipientSlots.has(c.word)),
      flag(own && c.word === above),
      flag(passive),
      flag(isSource),
      flag(said !== null),
      flag(said?.source != null && contains(tree.sentence, said.source.span)),
      Math.min(20, c.mentions),
      flag(own && near[0] === c),
      flag(isSame),
      flag(c.party.entity !== null),
      flag(c.party.country !== null),
      Math.min(a, r),
      act.confidence,
      flag(isHeadline),
      ...oneOf(RELATIONS, home ? relOf(home, c.word) : ''),
      ...oneOf(CASES, home ? caseOf(home, c.word) : '?'),
      ...oneOf(STANDINGS, c.party.standing),
      ...oneOf(TYPES, c.type ?? ''),
      ...oneOf(EVENT_TYPES, act.type),
      ...oneOf(STATUSES, act.status),
      ...oneOf(POS, uposAt(tree, at)),
      ...oneOf(RELATIONS.slice(0, 8), place.first),
    ];
    return Float32Array.from(row);
  });
}

const key = ({ sentence, word }: { sentence: number; word: number }): string => `${sentence}:${word}`;
const flag = (is: boolean): number => (is ? 1 : 0);
const oneOf = (all: readonly string[], value: string): readonly number[] => all.map((one) => flag(one === value));
const relOf = (tree: Tree, i: number): string =>
  RELATIONS.includes(relAt(tree, i)) ? relAt(tree, i) : baseRel(tree, i);

/** The way through the tree from the trigger to a word: steps up, steps down, and the relation of the first step down. */
function pathOf(tree: Tree, from: number, to: number): { up: number; down: number; first: string } {
  const rise: number[] = [];
  for (let n = from; n >= 0 && rise.length < 12; n = headOf(tree, n)) rise.push(n);
  let below = to;
  for (let n = to, down = 0; n >= 0 && down < 12; n = headOf(tree, n), down++) {
    const up = rise.indexOf(n);
    if (up >= 0) return { up, down, first: down > 0 ? relOf(tree, below) : '' };
    below = n;
  }
  return { up: 9, down: 9, first: '' };
}
