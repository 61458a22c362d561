import type { Attribution, Status } from '../core/record.ts';
import { contains, overlaps, type Span } from '../core/span.ts';
import type { ModalityLexicon } from '../lexicon/modality.ts';
import type { Word } from './adjudication.ts';
import type { Draft } from './eventdrafts.ts';
import { surfaceSubject } from './eventslots.ts';
import { baseRel, formAt, headOf, kids, lemmaAt, uposAt } from './eventtree.ts';
import { combine } from './factualityverdict.ts';
import { makeParty, type Party, type Scene } from './participantphrases.ts';

const length = (a: Attribution): number => a.content.reduce((sum, s) => sum + s.to - s.from, 0);

/**
 * The innermost attribution whose content covers the trigger, of two with the same words the one that is carried; null
 * where the document itself says it.
 */
export function saidInOf(attributions: readonly Attribution[], trigger: Span): Attribution | null {
  const around = attributions.filter((a) => a.content.some((s) => contains(s, trigger)) && !covers(a.cue, trigger));
  return around.toSorted((a, b) => length(a) - length(b) || b.chain.length - a.chain.length)[0] ?? null;
}

const covers = (cue: Span | null, trigger: Span): boolean => cue !== null && overlaps(cue, trigger);

/** The tree's status, changed by what the attribution does to its content where the tree has not seen its cue. */
export function statusIn(scene: Scene, draft: Draft, said: Attribution | null, words: ModalityLexicon): Status {
  if (!said) return byModel(scene, draft);
  if (said.source && isDoubted(scene, said.source.span, words)) return combine(draft.status, 'possible');
  const cue = said.cue;
  const seen =
    cue !== null && [...draft.verdict.words, ...draft.verdict.path].some((i) => overlaps(cue, scene.tree.words[i]!));
  if (seen) return byModel(scene, draft);
  if (said.polarity === '-') return unsaid(scene, draft, cue, words);
  return said.act === 'question' ? combine(draft.status, 'possible') : byModel(scene, draft);
}

/** What is denied did not happen; what is only not said ("refused to comment on") is left as it is told, a clause open. */
function unsaid({ tree }: Scene, draft: Draft, cue: Span | null, words: ModalityLexicon): Status {
  const told = cue
    ? tree.words.flatMap((w, i) => (overlaps(cue, w) && w.upos === 'VERB' ? [i] : [])).at(-1)
    : undefined;
  const denies = told === undefined || words.find('governor', lemmaAt(tree, told)).some((e) => e.makes === 'denied');
  if (denies) return draft.status === 'possible' ? 'possible' : combine(draft.status, 'denied');
  return draft.trigger.pos === 'noun' ? draft.status : combine(draft.status, 'possible');
}

/** Score under which the reader model's word is taken where no word of the text decides. */
const UNREAL = -1;

function byModel(scene: Scene, draft: Draft): Status {
  const { tree } = scene;
  const score = tree.words[draft.index]?.factuality ?? 0;
  if (draft.status !== 'asserted' || draft.verdict.words.length > 0 || score > UNREAL) return draft.status;
  const bare = uposAt(tree, draft.index) === 'VERB' && formAt(tree, draft.index) === lemmaAt(tree, draft.index);
  return bare ? 'hypothetical' : 'possible';
}

/** "An unconfirmed report", "rumours": a source that the text itself doubts. */
function isDoubted(scene: Scene, source: Span, words: ModalityLexicon): boolean {
  return scene.tree.words.some(
    (w, i) =>
      contains(source, w) &&
      w.upos === 'ADJ' &&
      words.find('adjective', lemmaAt(scene.tree, i)).some((e) => e.makes === 'possible'),
  );
}

/** On whose word a future stands: an actor's own, somebody else's, or nobody's (the document's). */
export function wordOf(scene: Scene, draft: Draft, said: Attribution | null): Word {
  const source = said?.source
    ? sourceParty(scene, said.source.span, said.source.entity)
    : speakerOf(scene, draft.index);
  if (!source)
    return { own: false, others: said !== null && said.source !== null && !isActor(draft, said.source.entity) };
  const own = draft.actors.some((a) => isSameParty(a, source));
  const official = source.country === null && OFFICIAL.has(source.sector ?? '');
  return { own, others: !own && !official };
}

const isActor = (draft: Draft, entity: string | null): boolean =>
  draft.actors.some((a) => entity !== null && a.entity === entity);

function sourceParty(scene: Scene, span: Span, entity: string | null): Party | null {
  const { tree } = scene;
  const head = tree.words.findIndex((w) => contains(span, w) && (w.head < 0 || !contains(span, tree.words[w.head]!)));
  const party = head < 0 ? null : makeParty(scene, head);
  return party && { ...party, entity: entity ?? party.entity };
}

/** The subject of the reporting verb over the trigger's clause. */
function speakerOf(scene: Scene, trigger: number): Party | null {
  const { tree } = scene;
  for (let n = trigger, steps = 0; n >= 0 && steps < 12; n = headOf(tree, n), steps++) {
    const below = kids(tree, n, 'parataxis', 'ccomp').find(
      (c) => c > trigger && uposAt(tree, c) === 'VERB' && kids(tree, c, 'nsubj').length > 0,
    );
    const verb = baseRel(tree, n) === 'ccomp' ? headOf(tree, n) : (below ?? -1);
    const subject = verb >= 0 ? surfaceSubject(tree, verb) : null;
    if (subject !== null) return makeParty(scene, subject);
  }
  return null;
}

const OFFICIAL = new Set(['GOV', 'MIL', 'LEG', 'JUD', 'COP']);

/** Same words, same entity or same country; a pronoun under a speaker's verb is the speaker. */
function isSameParty(actor: Party, source: Party): boolean {
  if (actor.standing === 'pronoun' || overlaps(actor.span, source.span)) return true;
  if (actor.entity !== null && actor.entity === source.entity) return true;
  return actor.country !== null && actor.country === source.country;
}
