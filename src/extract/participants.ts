import { overlaps } from '../core/span.ts';
import type { Slot } from '../lexicon/events.ts';
import { triggerAt } from './eventmatch.ts';
import { bySlot, doerOf, follow, headNouns, phrasesAfter } from './eventslots.ts';
import {
  baseRel,
  caseOf,
  formAt,
  headOf,
  isIn,
  keysAt,
  kids,
  relAt,
  type Tree,
  uposAt,
  wordsSpan,
} from './eventtree.ts';
import { isName, makeParty, type Party, range, type Scene } from './participantphrases.ts';

const isAgent = (p: Party): boolean => p.standing !== 'thing';
/** The parties of a noun phrase and its conjuncts ("Gondor and the rebels of Rohan"), or of the names that spell it out. */
export function partiesOf(scene: Scene, i: number, asActor = false): readonly Party[] {
  const { tree } = scene;
  const spelt = tree.names[i] == null ? kids(tree, i, 'appos').filter((c) => isName(tree, c)) : [];
  const named = spelt.flatMap((c) => (kids(tree, c, 'conj').length > 0 ? partiesOf(scene, c, asActor) : []));
  if (named.length > 1 && named.every((p) => p.standing === 'political')) return named;
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
const dashed = (tree: Tree, i: number): boolean => /^[-–—/]$/u.test(formAt(tree, i + 1));

/** Each party once: of two words for one entity the fuller ("his first meeting with … Putin"). */
const unique = (parties: readonly Party[]): readonly Party[] =>
  parties.filter((p, n) => {
    const twin = (q: Party, m: number): boolean =>
      m !== n &&
      p.entity !== null &&
      p.entity === q.entity &&
      (length(q) > length(p) || (length(q) === length(p) && m < n));
    return parties.findIndex((q) => overlaps(p.span, q.span)) === n && !parties.some(twin);
  });

const length = (p: Party): number => p.span.to - p.span.from;

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
  const inside = asActor && isAct(scene, i) ? authorsOf(scene, i) : innerParties(scene, i, asActor);
  const owner = inside[0];
  if (!owner && asActor && isAct(scene, i)) return [{ ...party, country: null }];
  if (!owner || isAct(scene, i)) return inside.length > 0 ? inside : [party];
  const countries = new Set(inside.map((p) => p.country).filter((c) => c !== null));
  const country = countries.size === 1 ? [...countries][0]! : null;
  return [{ ...party, standing: owner.standing, country }];
}

const isAct = ({ tree, lexicon }: Scene, i: number): boolean =>
  isIn(tree, i, 'abstract') || keysAt(tree, i).some((key) => lexicon.triggers.get(key)?.some((t) => t.pos === 'noun'));

/** Who commits an act told as a noun: what stands below it where its frame has the actor ("the attack on Rohan": nobody). */
function authorsOf(scene: Scene, i: number): readonly Party[] {
  const { tree } = scene;
  const act = triggerAt(scene, i);
  if (act?.pos !== 'noun') return innerParties(scene, i, true);
  const found = act.actor.map(([slot = '']) => {
    if (slot === 'comp') return bySlot(tree, i, slot).flatMap((n) => compounded(scene, n));
    const nodes = slot === 'poss' ? bySlot(tree, i, slot) : phrasesAfter(tree, i, slot);
    return nodes.flatMap((n) => partiesOf(scene, n, true));
  });
  const parties = act.mutual ? unique(found.flat()) : (found.find((f) => f.some(isAgent)) ?? []);
  return parties.filter((p) => isAgent(p) && p.standing !== 'pronoun');
}

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
  const places = asActor ? AUTHOR.filter((p) => p !== 'of' || !isIn(tree, i, 'suffered')) : INSIDE;
  for (const preposition of places) {
    const found = known(phrasesAfter(tree, i, preposition).flatMap((n) => partiesOf(scene, n)));
    if (found.length > 0) return found;
  }
  const participle = kids(tree, i, 'acl').filter((c) => relAt(tree, c) === 'acl' && uposAt(tree, c) === 'VERB');
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
    if (isIn(tree, at, 'opinion') && baseRel(tree, at) === 'obl') continue;
    if (!['VERB', 'ADJ', 'ADV'].includes(uposAt(tree, at)) && caseOf(tree, at) !== 'according to') {
      const fresh = partiesOf(scene, at).filter(
        (p) =>
          ['political', 'organisation', 'person', 'unknown'].includes(p.standing) &&
          !isVenue(scene, p, except) &&
          !kids(tree, p.head, 'nmod:poss').some((c) => uposAt(tree, c) === 'PRON') &&
          !except.some((q) => isSame(scene, p, q)),
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

/** Nobody is both sides of an act ("threatens to cut off its aid"). */
const isSame = ({ tree }: Scene, p: Party, q: Party): boolean =>
  overlaps(p.span, q.span) || (uposAt(tree, p.head) === 'PRON' && p.entity !== null && p.entity === q.entity);

/** "A truce in Bree": where several agreed on it, or a city; no party to it. */
const isVenue = ({ tree, entities }: Scene, { head, entity }: Party, others: readonly Party[]): boolean =>
  /^(?:in|at|near)$/u.test(caseOf(tree, head)) &&
  (others.length > 1 || (entity !== null && entities.get(entity)?.type === 'place'));

/** The parties at the first slot that has any; with `all`, of every slot. */
export function slotParties(
  scene: Scene,
  i: number,
  slots: readonly Slot[],
  side: 'actor' | 'recipient' | 'author',
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
          .flatMap((n) =>
            slot.at(-1) === 'comp' ? compounded(scene, n) : partiesOf(scene, n, takesAuthor(scene, n, side)),
          );
    const agents = parties.filter((p) => isAgent(p) && !except.some((q) => isSame(scene, p, q)));
    if (agents.length > 0) found.push(...agents);
    else if (thing.length === 0 && ['obj', 'subj'].includes(slot.at(-1) ?? ''))
      thing = parties.filter((p) => !except.some((q) => overlaps(p.span, q.span)));
    if (found.length > 0 && !all) break;
  }
  return found.length > 0 ? unique(found) : thing.slice(0, 1);
}

/** An actor may be the author of what he stands behind; who is judged for an act (side `author`) is its author, too. */
const takesAuthor = (scene: Scene, n: number, side: 'actor' | 'recipient' | 'author'): boolean =>
  side === 'actor' || (side === 'author' && isAct(scene, n));

/**
 * The party behind a stand-in: "Gondor says it has attacked" (the speaker), "passed a resolution criticizing Rohan"
 * (who passed it). "We" of a person is his country. Anything else is returned as it is.
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
    if (relAt(tree, n) === 'acl:relcl') return [party];
    if (baseRel(tree, n) !== 'ccomp') continue;
    const verb = headOf(tree, n);
    const quoted = verb > trigger && tree.words.some((w) => /["“”]/u.test(w.form));
    if (quoted && !/^(we|i)$/u.test(formAt(tree, party.head))) return [party];
    const speaker = doerOf(tree, verb).flatMap((s) => partiesOf(scene, s));
    if (speaker.length > 0 && speaker.every((p) => isAgent(p) && agrees(scene, party, p))) return speaker;
    const country = speaker.length === 1 ? speaker[0]!.country : null;
    return country && /^(?:we|us)$/u.test(formAt(tree, party.head))
      ? [{ ...party, country, standing: 'political' }]
      : [party];
  }
  return [party];
}

/** He and she stand for persons, it for one body, they for several. */
function agrees({ tree, entities }: Scene, pronoun: Party, noun: Party): boolean {
  const form = formAt(tree, pronoun.head);
  const named = tree.names[noun.head] === 'PER';
  const person = named || (noun.entity !== null && entities.get(noun.entity)?.type === 'person');
  if (form === 'he' || form === 'she') return person;
  if (form === 'it') return !person && (isName(tree, noun.head) || noun.standing === 'political');
  return !named && form !== 'you';
}

/** Before a noun only names, demonyms and political nouns are parties ("a Gondorian attack", "rebel shelling"), no weapon. */
const compounded = (scene: Scene, i: number): readonly Party[] =>
  partiesOf(scene, i).filter((p) => isAgent(p) && p.standing !== 'place' && canModify(scene, p.head));

const canModify = ({ tree }: Scene, i: number): boolean =>
  tree.names[i] != null ||
  (['NOUN', 'PROPN'].includes(uposAt(tree, i)) && !isIn(tree, i, 'attributive') && !isIn(tree, i, 'arms'));

const isTime = (scene: Scene, i: number): boolean =>
  scene.tree.names[i] === 'DATE' || /:tmod$/u.test(relAt(scene.tree, i));
