import type { Sentence } from '../core/analysis.ts';
import type { AssessmentsLexicon, RelationFrame } from '../lexicon/assessments.ts';
import { owners, type Power, type PowerFinder, unique } from './assessments-powers.ts';
import { isClausal, isInfinitive, isNegated, lower, stems, subjectOf, upward } from './forecasts-clause.ts';
import { childrenOf, dependents, isUnder, relation, subtree } from './trees.ts';

/** A frame that fits a word of a sentence, with the powers in its places. */
export interface Fit {
  readonly frame: RelationFrame;
  readonly head: number;
  /** Index of the head of the clause that makes the claim. */
  readonly clause: number;
  readonly a: readonly Power[];
  readonly b: readonly Power[];
  readonly isNegated: boolean;
  /** Index of the infinitive the frame is about; null where it has none. */
  readonly doing: number | null;
}

/** What a frame is tried on. */
interface Place {
  readonly s: Sentence;
  readonly head: number;
  /** The verb that governs a noun head ("has leverage"), else the head itself. */
  readonly verb: number;
  readonly frame: RelationFrame;
  readonly powers: PowerFinder;
  readonly lexicon: AssessmentsLexicon;
  readonly nearby: Nearby;
}

/** The one power beside the given ones that a sentence and the one before it name; nothing where there are more. */
export type Nearby = (s: Sentence, beside: readonly Power[]) => readonly Power[];

const POS = { verb: ['VERB'], adjective: ['ADJ', 'VERB', 'ADV'], noun: ['NOUN', 'PROPN'] } as const;

/** The frames that fit in a sentence, at most one a word. */
export function fitsIn(s: Sentence, powers: PowerFinder, lexicon: AssessmentsLexicon, nearby: Nearby): readonly Fit[] {
  const fits = s.words.flatMap((word, head) => {
    for (const frame of lexicon.frames(stems(word))) {
      if (!isOf(s, head, frame)) continue;
      const found = tryFrame({ s, head, verb: governorOf(s, head, frame), frame, powers, lexicon, nearby });
      if (found) return [found];
    }
    return [];
  });
  const told = new Set(fits.map((f) => f.doing));
  return fits.filter((f) => !told.has(f.head));
}

/** The word class the frame asks for; a verb may pass for a noun ("profits") or an adjective ("tied") where it has a subject. */
function isOf(s: Sentence, head: number, { pos }: RelationFrame): boolean {
  const { upos, form } = s.words[head]!;
  if ((POS[pos] as readonly string[]).includes(upos)) return true;
  const predicates = dependents(s, head, 'nsubj').length > 0;
  return (
    pos === 'verb' && predicates && (upos === 'ADJ' ? form.endsWith('ed') : dependents(s, head, 'cop').length === 0)
  );
}

function tryFrame(place: Place): Fit | null {
  const { s, head, frame, verb } = place;
  const negated = isDenied(s, head) || (verb !== head && isDenied(s, verb));
  if (frame.negated && !negated) return null;
  if (!allowed(place)) return null;
  const clause = clauseOf(s, verb);
  const a = firstOf(place, frame.a);
  if (a.length === 0) return null;
  const named = frame.b.length > 0 ? firstOf(place, frame.b) : [];
  if (frame.rest) return restFit(place, { clause, a, named, negated });
  if (frame.a[0] === 'both' && frame.pos === 'adjective' && prepositional(s, [head], ['to']).length > 0) return null;
  if (frame.a[0] === 'both')
    return a.length > 1 ? { frame, head, clause, a, b: [], isNegated: negated, doing: null } : null;
  const b = named.filter((p) => !a.some((x) => x.code === p.code));
  return b.length > 0
    ? { frame, head, clause, a, b, isNegated: negated && !frame.negated, doing: doingOf(s, head, frame) }
    : null;
}

/** Interest: the other powers are whatever the clause holds; with none, an affair of powers must stand there. */
function restFit(
  { s, frame, head, powers, lexicon }: Place,
  { clause, a, named, negated }: { clause: number; a: readonly Power[]; named: readonly Power[]; negated: boolean },
): Fit | null {
  const others = unique([...named, ...powers.below(s, clause)]).filter((p) => !a.some((x) => x.code === p.code));
  const affair = subtree(s, clause).some((i) => lexicon.has('affair', stems(s.words[i]!)));
  const direct = named.length > 0 || subjectPowers(s, clause, powers).some((p) => others.includes(p));
  if (!affair && !(direct && others.length > 0)) return null;
  return { frame, head, clause, a, b: others, isNegated: negated, doing: null };
}

function subjectPowers(s: Sentence, clause: number, powers: PowerFinder): readonly Power[] {
  const subject = subjectOf(s, clause);
  return subject === null ? [] : powers.at(s, subject);
}

/** "not just accomplices" denies nothing. */
const isMerely = (s: Sentence, i: number): boolean =>
  dependents(s, i, 'advmod').some((c) => {
    const next = s.words[c + 1];
    return lower(s.words[c]!) === 'not' && next !== undefined && /^(?:just|only|merely|simply)$/u.test(lower(next));
  });

const isDenied = (s: Sentence, i: number): boolean =>
  (isNegated(s, i) && !isMerely(s, i)) ||
  dependents(s, i, 'aux', 'advmod').some((c) => /^(?:cannot|never|no)$/u.test(lower(s.words[c]!)));

/** The verb that lends a noun its subject; the head itself for verbs, adjectives and predicates. */
function governorOf(s: Sentence, head: number, { pos, under }: RelationFrame): number {
  const word = s.words[head]!;
  if (pos === 'verb' || word.head < 0) return head;
  const above = s.words[word.head]!;
  const loose = pos === 'noun' ? ['obj', 'obl', 'xcomp', 'nmod'] : ['xcomp', 'advmod', 'obl', 'advcl'];
  if (dependents(s, head, 'cop').length > 0 && under.length === 0) return head;
  return above.upos === 'VERB' && loose.includes(relation(word)) ? word.head : head;
}

/** The conditions of a frame beside its powers. */
function allowed({ s, head, verb, frame, lexicon }: Place): boolean {
  const { under, having, beside, doing, case: cases } = frame;
  if (under.length > 0 && (verb === head || !under.some((w) => stems(s.words[verb]!).includes(w)))) return false;
  if (
    frame.pos === 'noun' &&
    verb !== head &&
    under.length === 0 &&
    frame.a[0] !== 'owner' &&
    relation(s.words[head]!) === 'obj'
  )
    if (!lexicon.has('light', stems(s.words[verb]!))) return false;
  if (having.length > 0 && havingOf(s, head, having) === null) return false;
  if (cases.length > 0 && !dependents(s, head, 'case').some((c) => cases.includes(lower(s.words[c]!)))) return false;
  if (beside.length > 0 && !subtree(s, head).some((i) => i > head && beside.includes(lower(s.words[i]!)))) return false;
  return doing.length === 0 || doingOf(s, head, frame) !== null;
}

const APART = new Set(['nsubj', 'aux', 'cop', 'conj', 'ccomp', 'advcl', 'parataxis', 'csubj']);

/** The word that must hang on the head. */
const havingOf = (s: Sentence, head: number, having: readonly string[]): number | null =>
  childrenOf(s)[head]!.find((c) => {
    const word = s.words[c]!;
    return !APART.has(relation(word)) && having.some((w) => stems(word).includes(w));
  }) ?? null;

/** The verb of the infinitive that must follow; for "the aim is to" the verb the noun is subject of. */
function doingOf(s: Sentence, head: number, { doing, pos, purpose }: RelationFrame): number | null {
  if (doing.length === 0) return null;
  const fits = (i: number) => doing.includes('any') || doing.some((w) => stems(s.words[i]!).includes(w));
  const word = s.words[head]!;
  if (pos === 'noun' && relation(word) === 'nsubj' && word.head >= 0) {
    const heads = [word.head, ...dependents(s, word.head, 'xcomp', 'ccomp', 'csubj', 'advcl')];
    const found = heads.find((i) => isInfinitive(s, i) && fits(i));
    if (found !== undefined) return found;
  }
  const clauses = purpose ? ['advcl'] : ['xcomp', 'ccomp', 'acl', 'advcl'];
  const infinitives = dependents(s, head, ...clauses).filter((c) => c > head && isInfinitive(s, c));
  return [...infinitives, ...infinitives.flatMap((c) => dependents(s, c, 'conj'))].find(fits) ?? null;
}

/** The head of the clause in which a word stands. */
function clauseOf(s: Sentence, index: number): number {
  const path = upward(s, index);
  return (
    path.find(
      (i) =>
        isClausal(s.words[i]!) ||
        (['root', 'conj'].includes(relation(s.words[i]!)) && s.words[i]!.upos !== 'NOUN') ||
        s.words[i]!.head < 0,
    ) ?? index
  );
}

function firstOf(place: Place, slots: readonly string[]): readonly Power[] {
  for (const slot of slots) {
    const found = inSlot(place, slot);
    if (found.length > 0) return found;
  }
  return [];
}

function inSlot(place: Place, slot: string): readonly Power[] {
  const { s, head, verb, frame, powers } = place;
  const at = (indices: readonly number[]) => unique(indices.flatMap((i) => powers.at(s, i, frame.direct)));
  const having = frame.having.length > 0 ? havingOf(s, head, frame.having) : null;
  const held = having === null ? [] : [having];
  switch (slot) {
    case 'subject':
      return at(subjects(place));
    case 'both': {
      const doers = subjects(place);
      return at([...doers, ...prepositional(s, [head, ...doers], ['between'])]);
    }
    case 'object':
      return at(dependents(s, verb, 'obj', 'iobj'));
    case 'owner': {
      const turned = made(place);
      return at(turned?.by != null ? [turned.by] : owners(s, head));
    }
    case 'its':
      return at(held.flatMap((i) => owners(s, i)));
    case 'other':
      return place.nearby(s, at(subjects(place)));
    case 'done': {
      const doing = doingOf(s, head, frame);
      return doing === null ? [] : unique(dependents(s, doing, 'obj', 'obl').flatMap((i) => powers.at(s, i)));
    }
    default:
      return at(prepositional(s, [head, verb, ...held], [slot]));
  }
}

/** "Gondor made Rohan its vassal": the object that becomes what the noun or adjective says, and who made it so. */
function made({ s, head, verb, frame }: Place): { what: number; by: number | null } | null {
  if (verb === head || frame.b.includes('object') || !/^(?:xcomp|obl|obj)$/u.test(relation(s.words[head]!)))
    return null;
  const what = dependents(s, verb, 'obj').find((o) => o !== head);
  return what === undefined ? null : { what, by: subjectOf(s, verb) };
}

/** Subject of the head or of the verb that governs it; what an apposition stands beside; what a participle describes. */
function subjects(place: Place): readonly number[] {
  const { s, head, verb } = place;
  const word = s.words[head]!;
  if (relation(word) === 'appos' && word.head >= 0) return [word.head];
  const turned = made(place);
  if (turned) return [turned.what];
  const subject = subjectOf(s, verb) ?? subjectOf(s, head);
  const found = subject === null ? null : subject;
  const clause = upward(s, verb).find((i) => isClausal(s.words[i]!));
  const described = clause !== undefined && relation(s.words[clause]!) === 'acl' ? s.words[clause]!.head : null;
  if (found !== null && described !== null && /^(?:who|which|that)$/u.test(lower(s.words[found]!))) return [described];
  if (found !== null) return [found];
  return described !== null && isUnder(s, verb, described) ? [described] : [];
}

/** Nouns that hang on one of the words with one of the prepositions. */
function prepositional(s: Sentence, heads: readonly number[], prepositions: readonly string[]): readonly number[] {
  const nouns = heads.flatMap((h) => [
    ...dependents(s, h, 'obl', 'nmod', 'obj', 'advcl', 'xcomp', 'csubj', 'acl'),
    ...dependents(s, h, 'csubj', 'xcomp', 'advcl', 'acl', 'ccomp').flatMap((c) => dependents(s, c, 'nsubj', 'obl')),
  ]);
  return nouns.filter((n) => {
    const before = s.words[Math.min(...subtree(s, n)) - 1];
    const cases = dependents(s, n, 'case', 'mark').map((c) => lower(s.words[c]!));
    const own = relation(s.words[n]!) === 'nsubj' ? (before ? [lower(before)] : []) : cases;
    return own.some((c) => prepositions.includes(c));
  });
}
