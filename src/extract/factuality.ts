import type { Effect, ModalityLexicon } from '../lexicon/modality.ts';
import { isJudged, relativeVerb } from './eventcarriers.ts';
import {
  baseRel,
  caseOf,
  formAt,
  headOf,
  isIn,
  kids,
  lemmaAt,
  particleOf,
  relAt,
  type Tree,
  uposAt,
} from './eventtree.ts';
import { besideWords } from './factualitybeside.ts';
import { effectsOf, isPurpose, mark, type Verdict } from './factualityverdict.ts';

/**
 * Status of an event from its trigger up to the root (after Saurí and Pustejovsky 2012): the words beside the trigger
 * first, then each governor's effect on what stands below it, then the words beside that governor.
 * The walk stops where a clause stands on its own (reported speech, relative clauses, presupposed nouns).
 */
export function verdictOf(tree: Tree, trigger: number, words: ModalityLexicon): Verdict {
  const start: Verdict = { status: 'asserted', outlook: null, negated: false, words: [], path: [trigger] };
  const carrier = uposAt(tree, trigger) === 'VERB' ? null : relativeVerb(tree, trigger);
  const carried = carrier === null ? start : besideWords(tree, carrier, words, start);
  let verdict = besideWords(tree, trigger, words, carried);
  for (let at = trigger; ; ) {
    const head = headOf(tree, at);
    if (head < 0) return askedAtRoot(tree, at) ? mark(verdict, 'possible', []) : verdict;
    const step = stepTo(tree, at, head, words);
    if (!step) return reportedFuture(tree, at, head, verdict);
    for (const effect of step.effects) verdict = apply(verdict, effect, head);
    if (step.reported) verdict = reportedFuture(tree, at, head, verdict);
    verdict = { ...verdict, path: [...verdict.path, head] };
    if (step.through) verdict = besideWords(tree, head, words, verdict, at);
    at = head;
  }
}
function apply(v: Verdict, effect: Effect, by: number): Verdict {
  // A denied hypothesis ("denied that it would attack") is a denial, not a hypothesis.
  const from = effect.makes === 'denied' && v.status === 'hypothetical' ? { ...v, status: 'future' as const } : v;
  const made = mark(from, effect.makes, [by], effect.own ? 'own' : 'predicted');
  return effect.makes === 'future' && v.status === 'hypothetical' && v.outlook !== null
    ? { ...made, status: 'future' }
    : made;
}
interface Step {
  readonly effects: readonly Effect[];
  /** The governor's own modals and negation reach the event. */
  readonly through: boolean;
  readonly reported: boolean;
}

const CLAUSAL = ['xcomp', 'ccomp', 'csubj', 'advcl', 'acl'];
const NOMINAL = ['obj', 'nsubj', 'obl', 'nmod', 'iobj', 'compound'];

/** What the governor does to the event below it; null where the event stands on its own. */
function stepTo(tree: Tree, at: number, head: number, words: ModalityLexicon): Step | null {
  const rel = baseRel(tree, at);
  if (relAt(tree, at) === 'acl:relcl') return null;
  if (rel === 'conj') return isFiniteBeside(tree, at, head) ? null : { effects: [], through: false, reported: false };
  if (['aux', 'cop', 'flat', 'fixed', 'appos', 'parataxis'].includes(rel)) return null;
  const nominal = NOMINAL.includes(rel) && uposAt(tree, at) !== 'VERB';
  const found = governorEffects(tree, at, head, words)
    .filter((e) => likePos(tree, head, e))
    .filter((e) =>
      nominal ? e.nominal && !isJudged(tree, at, head) : e.clausal && (!e.infinitive || isInfinitive(tree, at)),
    );
  if (rel === 'acl' && isParticiple(tree, at)) return null;
  const told = found.filter((e) => !(e.makes === 'future' && rel === 'ccomp' && isFinitePast(tree, at)));
  if (told.length > 0) return { effects: told.slice(0, 1), through: true, reported: rel === 'ccomp' };
  if (nominal) return carried(tree, at, head, words);
  if (rel === 'xcomp') return transparent(tree, at, head);
  if (rel === 'advcl') return adverbial(tree, at);
  return CLAUSAL.includes(rel) && rel !== 'ccomp' && rel !== 'acl'
    ? { effects: [], through: true, reported: false }
    : null;
}

const isInfinitive = (tree: Tree, at: number): boolean =>
  kids(tree, at, 'mark').some((m) => formAt(tree, m) === 'to') || baseRel(tree, at) === 'xcomp';

/** "Wants to join but does not attack": a finite verb is no second infinitive. */
const isFiniteBeside = (tree: Tree, at: number, head: number): boolean =>
  isInfinitive(tree, head) && kids(tree, at, 'aux', 'nsubj').length > 0;

/** "The agreement signed with Gondor" is signed; "the agreement to sign", "of signing" is another thing. */
const isParticiple = (tree: Tree, at: number): boolean =>
  uposAt(tree, at) === 'VERB' && kids(tree, at, 'mark', 'case', 'nsubj', 'aux').length === 0;

/** "Announced that it was attacked": what is told in the past is not to come. */
function isFinitePast(tree: Tree, at: number): boolean {
  const helpers = kids(tree, at, 'aux', 'aux:pass').map((a) => formAt(tree, a));
  if (helpers.length > 0) return helpers.every((h) => /^(has|have|had|was|were|been|['’]ve)$/u.test(h));
  return isPast(tree, at) && kids(tree, at, 'nsubj', 'nsubj:pass').length > 0;
}

/** Nouns govern as nouns; verbs and adjectives may be tagged as each other ("is expected to"). */
const likePos = (tree: Tree, head: number, e: Effect): boolean =>
  (e.pos === 'noun') === ['NOUN', 'PROPN'].includes(uposAt(tree, head));

/** "Has to attack" supposes, "had to" happened; "is going to" is future; every other open complement passes on. */
function transparent(tree: Tree, at: number, head: number): Step {
  const infinitive = kids(tree, at, 'mark').some((m) => formAt(tree, m) === 'to');
  const reach = { nominal: false, clausal: true, infinitive: true, present: false } as const;
  const own = { ...reach, own: true, pos: 'verb', example: '' } as const;
  if (infinitive && lemmaAt(tree, head) === 'go')
    return { effects: [{ ...own, makes: 'future' }], through: true, reported: false };
  if (infinitive && lemmaAt(tree, head) === 'have' && formAt(tree, head) !== 'had')
    return { effects: [{ ...own, makes: 'hypothetical' }], through: true, reported: false };
  return { effects: [], through: true, reported: false };
}

/**
 * A participle after the verb shares its clause's fate ("will respond by bombing"); one before it ("Meeting the king,
 * he may …"), a clause of time or of cause does not.
 */
function adverbial(tree: Tree, at: number): Step | null {
  const marks = kids(tree, at, 'mark', 'advmod').map((m) => formAt(tree, m));
  const free = marks.length === 0 && at > headOf(tree, at);
  const shares = /ing$/u.test(formAt(tree, at)) && (free || (marks.length > 0 && marks.every(isMeans)));
  return shares ? { effects: [], through: true, reported: false } : null;
}

const isMeans = (mark: string): boolean => mark === 'by' || mark === 'through';

/** "A series of attacks": what becomes of the series becomes of the attacks. */
const isCounted = (tree: Tree, at: number, head: number): boolean =>
  baseRel(tree, at) === 'nmod' && caseOf(tree, at) === 'of' && isIn(tree, head, 'round');

/** An event noun takes the status of the verb that carries it; under other verbs it is presupposed. */
function carried(tree: Tree, at: number, head: number, words: ModalityLexicon): Step | null {
  if (isCounted(tree, at, head)) return { effects: [], through: true, reported: false };
  const argument = ['obj', 'nsubj'].includes(baseRel(tree, at));
  const goal =
    baseRel(tree, at) === 'obl' && ['for', 'in', 'at', 'to', 'into', 'on', 'out', 'with'].includes(caseOf(tree, at));
  if (!argument && !goal) return null;
  const particle = particleOf(tree, head);
  const keys = particle ? [`${lemmaAt(tree, head)} ${particle}`, lemmaAt(tree, head)] : [lemmaAt(tree, head)];
  const carrier = argument && effectsOf(words, 'carrier', ...keys).length > 0;
  const copula = uposAt(tree, head) !== 'VERB' && kids(tree, head, 'cop').length > 0 && argument;
  const moved = goal && isIn(tree, head, 'gather');
  return carrier || copula || moved ? { effects: [], through: true, reported: false } : null;
}

/** Effects of a governor by lemma, with its particle or the preposition between them where the lexicon has the phrase. */
function governorEffects(tree: Tree, at: number, head: number, words: ModalityLexicon): readonly Effect[] {
  const lemma = lemmaAt(tree, head);
  const particle = particleOf(tree, head) ?? (head + 1 < at ? formAt(tree, head + 1) : null);
  const link = caseOf(tree, at) || kids(tree, at, 'mark').map((m) => formAt(tree, m))[0];
  const phrases = [particle, link].filter(Boolean).map((p) => `${lemma} ${p}`);
  const keys = [...phrases, lemma];
  // "Failed by", "agreed with": an oblique noun is not the complement.
  if (baseRel(tree, at) === 'obl' && phrases.every((p) => words.find('governor', p).length === 0)) {
    const reach = /^(to|on|of|for|about|from)$/u.test(caseOf(tree, at));
    if (!reach || uposAt(tree, head) !== 'VERB') return [];
    return words.find('governor', lemma).filter((e) => e.makes !== 'denied' && !(e.makes === 'possible' && e.nominal));
  }
  if (baseRel(tree, at) === 'nsubj' && !relAt(tree, at).includes('pass')) {
    return [
      ...words.find('ending', lemma),
      ...words.find('governor', lemma).filter(() => uposAt(tree, head) === 'ADJ'),
    ];
  }
  // "Denied attacking": a participle right after the verb is its complement, whatever the parse says.
  const next = at === head + (particleOf(tree, head) ? 2 : 1) && /ing$/u.test(formAt(tree, at));
  if (baseRel(tree, at) === 'advcl' && !next && !/^(of|from|for|in|to|about|whether|if|that)$/u.test(link ?? ''))
    return [];
  if (baseRel(tree, at) === 'advcl' && isPurpose(tree, at) && uposAt(tree, head) === 'VERB') return [];
  return keys.flatMap((key) => words.find('governor', key));
}

/** A verb in the past: its form is neither the lemma, nor the present's, nor a participle in -ing. */
const isPast = (tree: Tree, i: number): boolean =>
  uposAt(tree, i) === 'VERB' && formAt(tree, i) !== lemmaAt(tree, i) && !/(?:s|ing)$/u.test(formAt(tree, i));

/** "…, he said, adding that it would": the participle shares the time of the verb it stands beside. */
const isBesidePast = (tree: Tree, i: number): boolean =>
  /ing$/u.test(formAt(tree, i)) &&
  /^(?:advcl|conj|xcomp)$/u.test(baseRel(tree, i)) &&
  kids(tree, i, 'aux').length === 0 &&
  isPast(tree, headOf(tree, i));

/** "Said it would withdraw", "said it was ready and would withdraw": the would of reported speech is a future, not a hypothesis. */
function reportedFuture(tree: Tree, at: number, head: number, v: Verdict): Verdict {
  if (v.status !== 'hypothetical' || v.outlook === null) return v;
  const isHere = (verb: number) => verb === at || (baseRel(tree, verb) === 'conj' && headOf(tree, verb) === at);
  const would = v.words.some((w) => /^(would|['’]d)$/u.test(formAt(tree, w)) && isHere(headOf(tree, w)));
  const supposed = v.words.some((w) => baseRel(tree, w) === 'mark');
  const said = baseRel(tree, at) === 'ccomp' && (isPast(tree, head) || isBesidePast(tree, head));
  return would && said && !supposed ? { ...v, status: v.negated ? 'denied' : 'future' } : v;
}

/** A yes-no question: "who attacked" takes the attack for granted. The sentence ends in a question mark and the event is in its main clause. */
function askedAtRoot(tree: Tree, root: number): boolean {
  const last = tree.words.at(-1)?.form ?? '';
  const closing = /^["”'’)]+$/u.test(last) ? (tree.words.at(-2)?.form ?? '') : last;
  const presupposed = tree.words.slice(0, 4).some((w) => /^(who|what|when|where|why|how|which|whose)$/iu.test(w.form));
  return closing.includes('?') && headOf(tree, root) < 0 && !presupposed;
}
