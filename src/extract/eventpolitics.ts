import type { EventType } from '../lexicon/events.ts';
import { lightVerb } from './eventcarriers.ts';
import type { Draft } from './eventdrafts.ts';
import { formAt, isIn, kids, lemmaAt, uposAt } from './eventtree.ts';
import type { Party, Scene } from './participantphrases.ts';

/** Acts that an organisation commits only as an armed or political body. */
const ARMED: ReadonlySet<EventType> = new Set(['ASSAULT', 'MOBILIZE', 'PROTEST']);

/** Acts that private people do too: they need a party known to be political. */
const FRIENDLY: ReadonlySet<EventType> = new Set(['CONSULT', 'SUPPORT', 'AID', 'CONCEDE', 'AGREE', 'REQUEST']);

/** True when the draft is a political event: somebody political acts or is acted upon, and it is told of somebody in particular. */
export function isEvent(scene: Scene, draft: Draft): boolean {
  const { actors, recipients } = draft;
  const parties = [...actors, ...recipients];
  if (parties.length === 0 || isGeneric(scene, draft) || isTopic(scene, draft)) return false;
  if (draft.trigger.civil)
    return actors.some((p) => p.standing !== 'thing' && p.standing !== 'business') || recipients.some(isPolitical);
  if (actors.length > 0 && actors.every((p) => p.standing === 'business')) return false;
  if (
    actors.length > 0 &&
    actors.every((p) => isAnybody(scene, p)) &&
    (draft.type === 'CONSULT' || !recipients.some(isPolitical))
  )
    return false;
  const travels = draft.trigger.mode === 'visit' && draft.trigger.actor.some((slot) => slot[0] === 'subj');
  const isVoluntary = draft.type === 'AGREE' || travels;
  if (isVoluntary && actors.every((p) => p.standing === 'thing')) return false;
  if (parties.some(isPolitical)) return true;
  if (draft.trigger.state && parties.some((p) => ['organisation', 'person', 'place', 'unknown'].includes(p.standing)))
    return true;
  if (!FRIENDLY.has(draft.type) && parties.length > 1 && parties.every((p) => p.standing === 'unknown')) return true;
  return ARMED.has(draft.type) && actors.some((p) => p.standing === 'organisation') && recipients.length > 0;
}

/** A meeting or deal that is only talked of ("the need for talks with Rohan"): one party, and no verb that holds it. */
function isTopic({ tree }: Scene, draft: Draft): boolean {
  const { trigger, actors, index } = draft;
  if (trigger.pos !== 'noun' || lightVerb(tree, index) !== null) return false;
  return trigger.mutual ? actors.length < 2 : draft.type === 'CONSULT' && actors.length === 0;
}

/** An "I" or "you" that stands for nobody known: a writer's own travels and advice are no politics. */
const isAnybody = ({ tree }: Scene, p: Party): boolean =>
  p.entity === null && /^(i|we|you|me|us)$/u.test(formAt(tree, p.head));

const isPolitical = (p: Party): boolean => p.standing === 'political';

/** "Governments often jail their critics": present tense, nobody in particular. */
function isGeneric(scene: Scene, draft: Draft): boolean {
  const { tree } = scene;
  const i = draft.index;
  if (uposAt(tree, i) !== 'VERB' || kids(tree, i, 'aux', 'aux:pass').length > 0) return false;
  const present = formAt(tree, i) === lemmaAt(tree, i) || /s$/u.test(formAt(tree, i));
  if (!present) return false;
  return (
    kids(tree, i, 'advmod').some((c) => isIn(tree, c, 'habit')) &&
    ![...draft.actors, ...draft.recipients].some(isParticular(scene))
  );
}

const isParticular =
  (scene: Scene) =>
  (p: Party): boolean =>
    p.entity !== null || p.country !== null || scene.tree.names[p.head] != null;
