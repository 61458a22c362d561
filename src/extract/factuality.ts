import type { Status } from '../core/record.ts';
import type { Effect, ModalityKind, ModalityLexicon } from '../lexicon/modality.ts';
import { baseRel, caseOf, formAt, headOf, kids, lemmaAt, particleOf, relAt, type Tree, uposAt } from './eventtree.ts';

/** Whose future it is: a bare "will", the party's own undertaking, or somebody's prediction. */
export type Outlook = 'bare' | 'own' | 'predicted';

/** What the tree says became of an event, with the words that decided it. */
export interface Verdict {
  readonly status: Status;
  readonly outlook: Outlook | null;
  /** The trigger itself is negated, whatever modal stands over the negation. */
  readonly negated: boolean;
  /** Indices of the deciding words. */
  readonly words: readonly number[];
  /** Heads passed on the way up, the trigger first. */
  readonly path: readonly number[];
}

/**
 * Status of an event from its trigger up to the root (after Saurí and Pustejovsky 2012): the words beside the trigger
 * first, then each governor's effect on what stands below it, then the words beside that governor.
 * The walk stops where a clause stands on its own (reported speech, relative clauses, presupposed nouns).
 */
export function verdictOf(tree: Tree, trigger: number, words: ModalityLexicon): Verdict {
  let verdict = local(tree, trigger, words, {
    status: 'asserted',
    outlook: null,
    negated: false,
    words: [],
    path: [trigger],
  });
  for (let at = trigger; ; ) {
    const head = headOf(tree, at);
    if (head < 0) return askedAtRoot(tree, at) ? mark(verdict, 'possible', []) : verdict;
    const step = stepTo(tree, at, head, words);
    if (!step) return reportedFuture(tree, at, head, verdict);
    for (const effect of step.effects) verdict = apply(verdict, effect, head);
    if (step.reported) verdict = reportedFuture(tree, at, head, verdict);
    verdict = { ...verdict, path: [...verdict.path, head] };
    if (step.through) verdict = local(tree, head, words, verdict, at);
    at = head;
  }
}

/** How two statuses on the way up combine; the outer one is the effect. */
export function combine(inner: Status, outer: Status): Status {
  if (outer === 'asserted' || inner === 'hypothetical') return inner;
  if (outer === 'hypothetical') return 'hypothetical';
  if (outer === 'possible') return 'possible';
  if (outer === 'future') return inner === 'asserted' ? 'future' : inner;
  return inner === 'denied' ? 'possible' : 'denied';
}

const mark = (v: Verdict, outer: Status, by: readonly number[], outlook: Outlook | null = null): Verdict => ({
  ...v,
  status: combine(v.status, outer),
  outlook: outer === 'future' ? outlook : v.outlook,
  words: [...v.words, ...by],
});

function apply(v: Verdict, effect: Effect, by: number): Verdict {
  // A denied hypothesis ("denied that it would attack") is a denial, not a hypothesis.
  const from = effect.makes === 'denied' && v.status === 'hypothetical' ? { ...v, status: 'future' as const } : v;
  const made = mark(from, effect.makes, [by], effect.own ? 'own' : 'predicted');
  return effect.makes === 'future' && v.status === 'hypothetical' && v.outlook !== null
    ? { ...made, status: 'future' }
    : made;
}

const effectsOf = (words: ModalityLexicon, kind: ModalityKind, ...keys: readonly string[]): readonly Effect[] => {
  for (const key of keys) {
    const found = words.find(kind, key);
    if (found.length > 0) return found;
  }
  return [];
};

/** Words beside a predicate or event noun: modals, negation, adverbs, adjectives, the mark of its clause. */
function local(tree: Tree, i: number, words: ModalityLexicon, start: Verdict, from = -1): Verdict {
  let v = start;
  const near = (tree.children[i] ?? []).filter((c) => c !== from);
  const negation = near.filter((c) => isNegation(tree, c, words));
  const modal = modalOf(tree, near, words) ?? inheritedModal(tree, i, words);
  const conditional = openerOf(tree, i, near, words);
  if (negation.length > 0 && !(modal && ['may', 'might'].includes(lemmaAt(tree, modal.at))))
    v = { ...mark(v, 'denied', negation), negated: true };
  if (modal) v = withModal(tree, v, modal, negation.length > 0);
  for (const c of near) {
    if (!['advmod', 'amod', 'det'].includes(baseRel(tree, c))) continue;
    const kind = baseRel(tree, c) === 'advmod' ? 'adverb' : 'adjective';
    for (const e of effectsOf(words, kind, lemmaAt(tree, c), formAt(tree, c)))
      v = mark(v, e.makes, [c], e.makes === 'future' ? 'own' : null);
  }
  v = hearsay(tree, near, words, v);
  if (conditional) v = mark(v, conditional.makes, [conditional.at]);
  if (relAt(tree, i) === 'advcl' && isPurpose(tree, i)) v = mark(v, 'future', kids(tree, i, 'mark').slice(0, 1), 'own');
  return v;
}

function isNegation(tree: Tree, c: number, words: ModalityLexicon): boolean {
  const rel = baseRel(tree, c);
  if (rel === 'nsubj')
    return kids(tree, c, 'det')
      .concat(c)
      .some((d) => effectsOf(words, 'negation', formAt(tree, d)).length > 0);
  if (!['advmod', 'det', 'cc', 'mark', 'case', 'aux'].includes(rel)) return false;
  return effectsOf(words, 'negation', formAt(tree, c), lemmaAt(tree, c)).length > 0;
}

interface Modal {
  readonly at: number;
  readonly makes: Status;
}

function modalOf(tree: Tree, near: readonly number[], words: ModalityLexicon): Modal | null {
  for (const c of near) {
    if (baseRel(tree, c) !== 'aux' && uposAt(tree, c) !== 'AUX') continue;
    const effect = effectsOf(words, 'auxiliary', formAt(tree, c), lemmaAt(tree, c))[0];
    if (effect && !(formAt(tree, c).endsWith("'d") && hasHave(tree, near))) return { at: c, makes: effect.makes };
  }
  const be = near.find((c) => baseRel(tree, c) === 'aux' && lemmaAt(tree, c) === 'be');
  const to = near.some((c) => formAt(tree, c) === 'to' && ['mark', 'aux'].includes(baseRel(tree, c)));
  return be !== undefined && to ? { at: be, makes: 'future' } : null;
}

/** A second verb under one modal ("will attack and occupy"). */
function inheritedModal(tree: Tree, i: number, words: ModalityLexicon): Modal | null {
  if (baseRel(tree, i) !== 'conj' || kids(tree, i, 'aux', 'nsubj', 'mark').length > 0) return null;
  const first = headOf(tree, i);
  return uposAt(tree, first) === uposAt(tree, i) ? modalOf(tree, tree.children[first] ?? [], words) : null;
}

const hasHave = (tree: Tree, near: readonly number[]): boolean =>
  near.some((c) => baseRel(tree, c) === 'aux' && lemmaAt(tree, c) === 'have');

/** "Cannot" and "will not" deny, "may not" doubts, "should not" and "would have" suppose. */
function withModal(tree: Tree, v: Verdict, modal: Modal, negated: boolean): Verdict {
  if (modal.makes === 'possible' && negated && v.status === 'denied') {
    const may = ['may', 'might'].includes(lemmaAt(tree, modal.at));
    return may ? mark(v, 'possible', [modal.at]) : { ...v, words: [...v.words, modal.at] };
  }
  if (modal.makes === 'future' && v.status === 'denied')
    return { ...v, outlook: 'bare', words: [...v.words, modal.at] };
  const made = mark(v, modal.makes, [modal.at], 'bare');
  const would =
    /^(would|['’]d)$/u.test(formAt(tree, modal.at)) && !hasHave(tree, kids(tree, headOf(tree, modal.at), 'aux'));
  return would ? { ...made, outlook: 'bare' } : made;
}

/** The mark that opens the clause, or the condition that hangs on it. */
function openerOf(tree: Tree, i: number, near: readonly number[], words: ModalityLexicon): Modal | null {
  for (const c of near) {
    if (baseRel(tree, c) === 'mark') {
      const effect = effectsOf(words, 'mark', formAt(tree, c))[0];
      if (effect && !(formAt(tree, c) === 'if' && relAt(tree, i) === 'ccomp')) return { at: c, makes: effect.makes };
      if (effect) return { at: c, makes: 'possible' };
    }
    if (relAt(tree, c) !== 'advcl') continue;
    const condition = kids(tree, c, 'mark').find(
      (m) => effectsOf(words, 'mark', formAt(tree, m))[0]?.makes === 'hypothetical',
    );
    const open = modalOf(tree, near, words)?.makes;
    if (condition !== undefined && (open === 'future' || open === 'hypothetical'))
      return { at: condition, makes: 'hypothetical' };
  }
  return null;
}

/** "According to an unconfirmed report": a doubted noun in a phrase of the clause. */
function hearsay(tree: Tree, near: readonly number[], words: ModalityLexicon, v: Verdict): Verdict {
  for (const c of near) {
    if (baseRel(tree, c) !== 'obl' || !/^(according to|per|amid|in|by|from)$/u.test(caseOf(tree, c) || 'in')) continue;
    const doubt = kids(tree, c, 'amod').find((a) =>
      effectsOf(words, 'adjective', lemmaAt(tree, a)).some((e) => e.makes === 'possible'),
    );
    const rumour = effectsOf(words, 'governor', lemmaAt(tree, c)).some((e) => e.makes === 'possible');
    if (doubt !== undefined && (rumour || caseOf(tree, c) === 'according to')) return mark(v, 'possible', [doubt]);
    if (caseOf(tree, c) === 'according to' && /^(rumou?r|allegation|speculation)$/u.test(lemmaAt(tree, c)))
      return mark(v, 'possible', [c]);
  }
  return v;
}

const isPurpose = (tree: Tree, i: number): boolean =>
  kids(tree, i, 'mark').some((m) => formAt(tree, m) === 'to') && kids(tree, i, 'nsubj', 'aux').length === 0;

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
  if (rel === 'conj') return { effects: [], through: false, reported: false };
  if (['aux', 'cop', 'flat', 'fixed', 'appos', 'parataxis'].includes(rel)) return null;
  const nominal = NOMINAL.includes(rel) && uposAt(tree, at) !== 'VERB';
  const found = governorEffects(tree, at, head, words)
    .filter((e) => likePos(tree, head, e))
    .filter((e) => (nominal ? e.nominal : e.clausal && (!e.infinitive || isInfinitive(tree, at))));
  if (found.length > 0) return { effects: found.slice(0, 1), through: true, reported: rel === 'ccomp' };
  if (nominal) return carried(tree, at, head, words);
  if (rel === 'xcomp') return transparent(tree, at, head);
  if (rel === 'advcl') return adverbial(tree, at);
  return CLAUSAL.includes(rel) && rel !== 'ccomp' && rel !== 'acl'
    ? { effects: [], through: true, reported: false }
    : null;
}

const isInfinitive = (tree: Tree, at: number): boolean =>
  kids(tree, at, 'mark').some((m) => formAt(tree, m) === 'to') || baseRel(tree, at) === 'xcomp';

/** Nouns govern as nouns; verbs and adjectives may be tagged as each other ("is expected to"). */
const likePos = (tree: Tree, head: number, e: Effect): boolean =>
  (e.pos === 'noun') === ['NOUN', 'PROPN'].includes(uposAt(tree, head));

/** "Has to attack" supposes, "had to" happened; "is going to" is future; every other open complement passes on. */
function transparent(tree: Tree, at: number, head: number): Step {
  const infinitive = kids(tree, at, 'mark').some((m) => formAt(tree, m) === 'to');
  const own = { own: true, nominal: false, clausal: true, infinitive: true, pos: 'verb', example: '' } as const;
  if (infinitive && lemmaAt(tree, head) === 'go')
    return { effects: [{ ...own, makes: 'future' }], through: true, reported: false };
  if (infinitive && lemmaAt(tree, head) === 'have' && formAt(tree, head) !== 'had')
    return { effects: [{ ...own, makes: 'hypothetical' }], through: true, reported: false };
  return { effects: [], through: true, reported: false };
}

/** A participle shares its clause's fate ("will respond by bombing"); a clause of time or cause does not. */
function adverbial(tree: Tree, at: number): Step | null {
  const marks = kids(tree, at, 'mark', 'advmod').map((m) => formAt(tree, m));
  const shares = /ing$/u.test(formAt(tree, at)) && marks.every((m) => m === 'by' || m === 'through');
  return shares ? { effects: [], through: true, reported: false } : null;
}

/** An event noun takes the status of the verb that carries it; under other verbs it is presupposed. */
function carried(tree: Tree, at: number, head: number, words: ModalityLexicon): Step | null {
  const argument = ['obj', 'nsubj'].includes(baseRel(tree, at));
  const goal =
    baseRel(tree, at) === 'obl' && ['for', 'in', 'at', 'to', 'into', 'out', 'with'].includes(caseOf(tree, at));
  if (!argument && !goal) return null;
  const particle = particleOf(tree, head);
  const keys = particle ? [`${lemmaAt(tree, head)} ${particle}`, lemmaAt(tree, head)] : [lemmaAt(tree, head)];
  const carrier = argument && effectsOf(words, 'carrier', ...keys).length > 0;
  const copula = uposAt(tree, head) !== 'VERB' && kids(tree, head, 'cop').length > 0 && argument;
  const moved =
    goal && /^(meet|arrive|travel|come|gather|go|fly|sit|visit|return|participate|engage)$/u.test(keys.at(-1)!);
  return carrier || copula || moved ? { effects: [], through: true, reported: false } : null;
}

/** Effects of a governor by lemma, with its particle or the preposition between them where the lexicon has the phrase. */
function governorEffects(tree: Tree, at: number, head: number, words: ModalityLexicon): readonly Effect[] {
  const lemma = lemmaAt(tree, head);
  const particle = particleOf(tree, head);
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
    return words
      .find('governor', lemma)
      .filter((e) => uposAt(tree, head) === 'ADJ' || (lemma === 'fail' && e.makes === 'denied'));
  }
  if (baseRel(tree, at) === 'advcl' && !/^(of|from|for|in|to|about|whether|if|that)$/u.test(link ?? '')) return [];
  if (baseRel(tree, at) === 'advcl' && isPurpose(tree, at) && uposAt(tree, head) === 'VERB') return [];
  return keys.flatMap((key) => words.find('governor', key));
}

/** "Said it would withdraw": the would of reported speech is a future, not a hypothesis. */
function reportedFuture(tree: Tree, at: number, head: number, v: Verdict): Verdict {
  if (v.status !== 'hypothetical' || v.outlook === null) return v;
  const would = v.words.some((w) => /^(would|['’]d)$/u.test(formAt(tree, w)) && headOf(tree, w) === at);
  const supposed = v.words.some((w) => baseRel(tree, w) === 'mark');
  const said =
    baseRel(tree, at) === 'ccomp' && /(ed|said|told|swore|foresaw|thought|foretold|read)$/u.test(formAt(tree, head));
  return would && said && !supposed ? { ...v, status: v.negated ? 'denied' : 'future' } : v;
}

/** A yes-no question: "who attacked" takes the attack for granted. The sentence ends in a question mark and the event is in its main clause. */
function askedAtRoot(tree: Tree, root: number): boolean {
  const last = tree.words.at(-1)?.form ?? '';
  const closing = /^["”'’)]+$/u.test(last) ? (tree.words.at(-2)?.form ?? '') : last;
  const presupposed = tree.words.slice(0, 4).some((w) => /^(who|what|when|where|why|how|which|whose)$/iu.test(w.form));
  return closing.includes('?') && headOf(tree, root) < 0 && !presupposed;
}
