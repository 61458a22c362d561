import type { EventType } from '../lexicon/events.ts';
import { type Draft, isComplement, isOwn, lastResort, tellsSame } from './eventdrafts.ts';
import type { Party, Scene } from './participantphrases.ts';

const COOPERATION: ReadonlySet<EventType> = new Set(['AGREE', 'CONSULT', 'SUPPORT', 'COOPERATE', 'AID']);
const YIELDING: ReadonlySet<EventType> = new Set(['RETREAT', 'CONCEDE']);
const FORCE: ReadonlySet<EventType> = new Set(['ASSAULT', 'COERCE', 'SANCTION', 'MOBILIZE', 'PROTEST']);

/** Mode of a threat by what is threatened. */
const THREAT_MODE: Partial<Record<EventType, string>> = {
  ASSAULT: 'violence',
  SANCTION: 'relations',
  COERCE: 'restrict',
};
/** Mode of a request by what is asked for. */
const REQUEST_MODE: Partial<Record<EventType, string>> = {
  AID: 'assist',
  CONSULT: 'meet',
  RETREAT: 'yield',
  CONCEDE: 'yield',
};

/**
 * PLOVER's rules of precedence (manual 2.0, section on adjudication): one type wins over a type with an auxiliary, so
 * what is promised, threatened, demanded or cancelled is not a second event; what is refused is kept as denied.
 */
export function adjudicate(scene: Scene, drafts: readonly Draft[]): readonly Draft[] {
  const gone = new Set<Draft>();
  const settled = drafts.map((draft) => {
    const inner = drafts.filter((d) => d !== draft && isComplement(scene, d.index, draft.index));
    return lastResort(scene, settle(scene, draft, inner, gone));
  });
  return mergeSame(
    scene,
    settled.filter((d, n) => !gone.has(drafts[n]!) && !gone.has(d)),
  );
}

/** Decides between a commitment, threat, request or refusal and the events under it. */
function settle(scene: Scene, draft: Draft, inner: readonly Draft[], gone: Set<Draft>): Draft {
  const { trigger } = draft;
  const nearest = inner[0];
  if (trigger.kind === 'refuse') {
    if (nearest && !COOPERATION.has(nearest.type) && !YIELDING.has(nearest.type)) gone.add(draft);
    return withRecipients(draft, nearest);
  }
  if (trigger.kind === 'vow' && nearest && (COOPERATION.has(nearest.type) || YIELDING.has(nearest.type)))
    return absorb(scene, { ...draft, type: 'AGREE', mode: null }, inner, gone);
  if (draft.type === 'AGREE' && trigger.absorb && nearest && FORCE.has(nearest.type) && nearest.type !== 'MOBILIZE') {
    gone.add(draft);
    return draft;
  }
  if (trigger.rival && (draft.recipients.length === 0 || draft.actors.length === 0 || sameParty(draft))) {
    gone.add(draft);
    return draft;
  }
  if (!trigger.absorb && !trigger.swallow) return draft;
  return absorb(scene, draft, inner, gone);
}

const sameParty = (d: Draft): boolean =>
  d.recipients.some(
    (r) => r.standing === 'pronoun' || d.actors.some((a) => a.entity !== null && a.entity === r.entity),
  );

function absorb(scene: Scene, draft: Draft, inner: readonly Draft[], gone: Set<Draft>): Draft {
  for (const d of inner) gone.add(d);
  const nearest = inner[0];
  if (!nearest || isOwnDeed(scene, draft, nearest)) return draft;
  const mode =
    draft.type === 'THREATEN'
      ? (THREAT_MODE[nearest.type] ?? draft.mode)
      : draft.type === 'REQUEST'
        ? (REQUEST_MODE[nearest.type] ?? draft.mode)
        : draft.mode;
  return { ...withRecipients(draft, nearest), mode };
}

/** "Rejected accusations that its army had burnt the farm": what is told of is the deed of who rejects it. */
const isOwnDeed = (scene: Scene, draft: Draft, { actors }: Draft): boolean =>
  draft.type === 'REJECT' && draft.trigger.kind !== 'refuse' && actors.some((a) => isOwn(scene, draft.actors, a));

const overlapsParty = (a: Party, b: Party): boolean => a.span.from < b.span.to && b.span.from < a.span.to;

/** What a commitment is about names its recipient where the frame does not. */
function withRecipients(draft: Draft, nearest: Draft | undefined): Draft {
  if (!nearest || draft.recipients.some((r) => r.standing !== 'thing')) return draft;
  const fresh = [...nearest.recipients, ...nearest.actors].filter(
    (p) =>
      p.standing !== 'thing' &&
      !draft.actors.some((a) => overlapsParty(a, p) || (a.entity !== null && a.entity === p.entity)),
  );
  return fresh.length > 0 ? { ...draft, recipients: fresh } : draft;
}

/** One event told by two words is kept once, with the parties of both. */
function mergeSame(scene: Scene, drafts: readonly Draft[]): readonly Draft[] {
  const kept = [...drafts];
  // the last first: in "hit the town, killing nine and wounding four" the wounding goes to the killing, both to the hit
  for (const { index } of drafts.toReversed()) {
    const inner = kept.find((d) => d.index === index);
    const outer = inner && kept.find((d) => tellsSame(scene, inner, d));
    if (!inner || !outer) continue;
    const [main, extra] = outer.trigger.consequence && !inner.trigger.consequence ? [inner, outer] : [outer, inner];
    const merged = union(main, extra);
    kept.splice(kept.indexOf(extra), 1);
    kept.splice(kept.indexOf(main), 1, merged);
  }
  return kept;
}

function union(main: Draft, extra: Draft): Draft {
  const actors = main.actors.length > 0 ? main.actors : extra.actors;
  const others = [...main.recipients, ...extra.recipients].filter(
    (p, n, all) => !actors.some((a) => overlapsParty(a, p)) && all.findIndex((q) => overlapsParty(p, q)) === n,
  );
  const known = others.filter((p) => p.standing !== 'thing');
  const mutual = main.trigger.mutual
    ? [...actors, ...extra.actors.filter((p) => !actors.some((a) => overlapsParty(a, p)))]
    : actors;
  return {
    ...main,
    actors: mutual,
    recipients: main.trigger.mutual && extra.trigger.mutual ? [] : known.length > 0 ? known : others,
    merged: [...main.merged, extra.index, ...extra.merged],
  };
}

/** A refusal has one side that refuses: parties named after the verb are refused. */
function refused(draft: Draft): Draft {
  const before = draft.actors.filter((p) => p.head < draft.index);
  const sided = draft.trigger.mutual && before.length > 0 && draft.trigger.pos === 'verb';
  const after = draft.actors.filter((p) => p.head > draft.index);
  const sides = sided ? { actors: before, recipients: [...draft.recipients, ...after] } : {};
  return { ...draft, ...sides, type: 'REJECT', mode: null, status: 'asserted' };
}

/** What the speaker's own future makes of the type. */
export interface Word {
  /** The event stands on the word of one of its actors. */
  readonly own: boolean;
  /** It stands on somebody else's word. */
  readonly others: boolean;
}

/**
 * Future cooperation is AGREE, future yielding CONCEDE, force announced by its author THREATEN, and "will not" help
 * or yield is REJECT. A third party's prediction keeps its type.
 */
export function withFuture(draft: Draft, word: Word): Draft {
  const { outlook } = draft.verdict;
  if (outlook === 'predicted' || word.others) return draft;
  if (draft.status === 'denied' && outlook === 'bare' && (COOPERATION.has(draft.type) || YIELDING.has(draft.type)))
    return refused(draft);
  if (draft.status !== 'future') return draft;
  if (COOPERATION.has(draft.type)) return { ...draft, type: 'AGREE', mode: null };
  if (YIELDING.has(draft.type)) return { ...draft, type: 'CONCEDE', mode: null };
  if (FORCE.has(draft.type) && word.own && outlook === 'bare')
    return { ...draft, type: 'THREATEN', mode: THREAT_MODE[draft.type] ?? null };
  return draft;
}
