import type { Status } from '../core/record.ts';
import { overlaps } from '../core/span.ts';
import type { EventType, Trigger } from '../lexicon/events.ts';
import type { ModalityLexicon } from '../lexicon/modality.ts';
import { lightVerb } from './eventcarriers.ts';
import { isNature, triggerAt } from './eventmatch.ts';
import { doerOf, follow } from './eventslots.ts';
import { baseRel, caseOf, formAt, headOf, isIn, isPassive, kids, relAt, type Tree, uposAt } from './eventtree.ts';
import { verdictOf } from './factuality.ts';
import type { Verdict } from './factualityverdict.ts';
import type { Party, Scene } from './participantphrases.ts';
import { anyParty, boundParty, partiesOf, slotParties } from './participants.ts';

/** An event before adjudication: a trigger with its parties and the status the tree gives it. */
export interface Draft {
  readonly index: number;
  readonly trigger: Trigger;
  readonly type: EventType;
  readonly mode: string | null;
  readonly status: Status;
  readonly verdict: Verdict;
  readonly actors: readonly Party[];
  readonly recipients: readonly Party[];
  /** Triggers merged into this event ("attacked, killing twelve"). */
  readonly merged: readonly number[];
}

/** Finds every trigger of the sentence with its parties and status. */
export function draftsIn(scene: Scene, modality: ModalityLexicon): readonly Draft[] {
  const found: Draft[] = [];
  for (let i = 0; i < scene.tree.words.length; i++) {
    const trigger = triggerAt(scene, i);
    const draft = trigger && makeDraft(scene, i, trigger, modality);
    if (draft) found.push(draft);
  }
  return found;
}

function makeDraft(scene: Scene, i: number, trigger: Trigger, modality: ModalityLexicon): Draft | null {
  const actorSlots = trigger.actor;
  if (
    isNature(
      scene,
      actorSlots.flatMap((slot) => follow(scene.tree, i, slot)),
    )
  )
    return null;
  const named = slotParties(scene, i, actorSlots, 'actor', trigger.mutual).flatMap((p) => boundParty(scene, i, p));
  const actors = [...named, ...otherSide(scene, i, trigger, named)];
  const frame = trigger.absorb ? trigger.recipient.filter((slot) => slot.at(-1) !== 'any') : trigger.recipient;
  const side = JUDGING.has(trigger.type) ? 'author' : 'recipient';
  const parties = slotParties(scene, i, frame, side, false, actors);
  // "rejected accusations that its air force had bombed it": who judges is not the author of what is judged
  const recipients = side === 'author' ? parties.filter((p) => !isOwn(scene, actors, p)) : parties;
  const verdict = verdictOf(scene.tree, i, modality);
  const { type, mode } = jointType(scene, i, trigger, actors);
  const together = trigger.joint !== null && type !== trigger.joint;
  return {
    index: i,
    trigger,
    type,
    mode,
    status: verdict.status,
    verdict,
    actors: actors.filter((p) => !isInterrogative(scene, p)),
    recipients: together ? [] : recipients,
    merged: [],
  };
}

/**
 * "After talks with Gondor, Rohan withdrew", "Rohan is preparing for talks with Gondor": who acts in the clause is the side
 * that the meeting does not name.
 */
function otherSide(scene: Scene, i: number, trigger: Trigger, named: readonly Party[]): readonly Party[] {
  const { tree } = scene;
  const verb = headOf(tree, i);
  if (!trigger.mutual || trigger.pos !== 'noun' || named.length !== 1 || named[0]!.standing !== 'political') return [];
  if (baseRel(tree, i) !== 'obl' || uposAt(tree, verb) !== 'VERB' || isPassive(tree, verb)) return [];
  if (!/^(after|during|following|in|at|for)$/u.test(caseOf(tree, i)) || caseOf(tree, named[0]!.head) !== 'with')
    return [];
  const found = doerOf(tree, verb).flatMap((n) => partiesOf(scene, n, true));
  const both = found.length > 0 && found.every((p) => p.standing === 'political' && !overlaps(p.span, named[0]!.span));
  return both && found.every((p) => p.entity === null || p.entity !== named[0]!.entity) ? found : [];
}

/** Acts of judgement: who is condemned for an attack is the attacker, not the one attacked. */
const JUDGING: ReadonlySet<EventType> = new Set(['ACCUSE', 'SUPPORT', 'REJECT']);

/** "Its army", where "it" is the one who acts: both are of one country. */
export const isOwn = (scene: Scene, actors: readonly Party[], { country, head }: Party): boolean =>
  country !== null &&
  actors.some((a) => a.country === country) &&
  kids(scene.tree, head, 'nmod:poss').some((c) => uposAt(scene.tree, c) === 'PRON');

const isInterrogative = (scene: Scene, p: Party): boolean =>
  /^(who|what|which|whose)$/u.test(formAt(scene.tree, p.head));

/** Parties of a commitment, threat or request that neither its frame nor the act under it names. */
export function lastResort(scene: Scene, draft: Draft): Draft {
  const paths = draft.trigger.absorb ? draft.trigger.recipient.filter((slot) => slot.at(-1) === 'any') : [];
  if (paths.length === 0 || draft.recipients.some((p) => p.standing !== 'thing')) return draft;
  const found = paths.flatMap((path) => follow(scene.tree, draft.index, path.slice(0, -1)));
  const fresh = found.map((n) => anyParty(scene, n, draft.actors)).find((parties) => parties.length > 0);
  return fresh ? { ...draft, recipients: fresh } : draft;
}

/** A joint exercise is cooperation, a solo one a show of force. */
function jointType(
  scene: Scene,
  i: number,
  trigger: Trigger,
  actors: readonly Party[],
): { type: EventType; mode: string | null } {
  const { type, mode, joint } = trigger;
  const together = actors.length > 1 || kids(scene.tree, i, 'amod').some((a) => isIn(scene.tree, a, 'joint'));
  return joint && !together ? { type: joint, mode: 'troops' } : { type, mode };
}

const COMPLEMENT = new Set(['xcomp', 'ccomp', 'obj', 'obl', 'acl', 'nmod', 'conj', 'nsubj:pass', 'advcl', 'compound']);

/** True when `inner` is what `outer` asks for, promises or refuses: it hangs on it by complements only. */
export function isComplement(scene: Scene, inner: number, outer: number): boolean {
  const { tree } = scene;
  for (let n = inner, steps = 0; steps < 12; steps++) {
    const rel = relAt(tree, n);
    const head = headOf(tree, n);
    if (head < 0 || rel === 'acl:relcl') return false;
    if (!COMPLEMENT.has(rel) && !COMPLEMENT.has(baseRel(tree, n))) return false;
    if (baseRel(tree, n) === 'advcl' && !complementClause(scene, n)) return false;
    if (
      baseRel(tree, n) === 'obl' &&
      ['VERB', 'ADJ'].includes(uposAt(tree, head)) &&
      !/^(to|for|of|on|with|into|out|in|from|against)$/u.test(caseForm(scene, n))
    )
      return false;
    if (head === outer) return rel !== 'conj';
    n = head;
  }
  return false;
}

const caseForm = (scene: Scene, i: number): string =>
  kids(scene.tree, i, 'case').map((c) => formAt(scene.tree, c))[0] ?? '';

/** "To complain about", "for releasing": part of the act; "after attacking" is not. */
const complementClause = (scene: Scene, n: number): boolean => {
  const marks = kids(scene.tree, n, 'mark').map((m) => formAt(scene.tree, m));
  return marks.length > 0 && marks.every((m) => /^(to|into|from|that|unless|if|against)$/u.test(m));
};

/** "A strike for the killing", "spoke during the visit": the reason or the time of an act is another one. */
const isOccasion = (tree: Tree, i: number): boolean =>
  /^(for|after|over|following|since|before|amid|despite|during|because of|due to|in response to)$/u.test(
    caseOf(tree, i),
  );

/** True when two triggers tell one event: the noun under the verb, the result under the act. */
export function tellsSame(scene: Scene, inner: Draft, outer: Draft): boolean {
  const { tree } = scene;
  if (inner.type !== outer.type || inner.index === outer.index) return false;
  const object = ['obj', 'nsubj:pass'].includes(relAt(tree, inner.index)) && headOf(tree, inner.index) === outer.index;
  if (object) return true;
  if (inner.status !== outer.status) return false;
  const linked = [
    'obj',
    'obl',
    'nsubj',
    'xcomp',
    'advcl',
    'nmod',
    'nsubj:pass',
    'compound',
    'acl',
    'parataxis',
    'conj',
  ];
  let head = headOf(tree, inner.index);
  let rel = baseRel(tree, inner.index);
  if (head !== outer.index && lightVerb(tree, inner.index) === head) {
    rel = baseRel(tree, head);
    head = headOf(tree, head);
  }
  if (head !== outer.index || !linked.includes(rel)) return false;
  if (['obl', 'nmod'].includes(rel) && isOccasion(tree, inner.index)) return false;
  if (['advcl', 'parataxis', 'conj', 'acl'].includes(rel))
    return inner.trigger.consequence || outer.trigger.consequence;
  return true;
}
