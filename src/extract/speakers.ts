import type { Sentence } from '../core/analysis.ts';
import type { Span } from '../core/span.ts';
import type { CueLexicon } from '../lexicon/cues.ts';
import { dependents, phrase, relation } from './trees.ts';

const lower = (sentence: Sentence, index: number): string => sentence.words[index]!.form.toLowerCase();

/** True where the verb is passive in Universal Dependencies: `aux:pass` or `nsubj:pass`. */
export const isPassive = (sentence: Sentence, verb: number): boolean =>
  dependents(sentence, verb, 'aux:pass', 'nsubj:pass').some((i) => sentence.words[i]!.deprel.endsWith(':pass'));

/** "by the general": the agent of a passive verb; null where none is named. */
export function agentOf(sentence: Sentence, verb: number): number | null {
  const agents = dependents(sentence, verb, 'obl').filter(
    (i) =>
      sentence.words[i]!.deprel === 'obl:agent' ||
      dependents(sentence, i, 'case').some((c) => lower(sentence, c) === 'by'),
  );
  return agents[0] ?? null;
}

/** The grammatical subject, also of a passive, of two before the verb the nearer; null for none and for an expletive. */
function subjectOf(sentence: Sentence, verb: number): number | null {
  const subjects = dependents(sentence, verb, 'nsubj');
  return subjects.findLast((i) => i < verb) ?? subjects[0] ?? null;
}

/** Who is found to speak: the head word of the source, null where the text names none; `unknown` where the tree does not tell. */
export type Speaker =
  | {
      readonly head: number | null;
      readonly shared: boolean;
      /** The tree leaves no doubt: an expletive, a passive, "quoted him as saying". */
      readonly certain?: boolean;
      /** The verb above that lends its subject to this one beside it ("said …, adding …"). */
      readonly above?: number;
    }
  | 'unknown';

/**
 * The source of an active or passive cue verb: its subject or agent, or, for a verb without one, the subject it shares
 * with the verb above it (conjuncts, "declined to say", "…, adding that", "a letter saying that").
 */
export function speakerOf(sentence: Sentence, verb: number, adjective = false): Speaker {
  if (dependents(sentence, verb, 'expl').length > 0)
    return { head: agentOf(sentence, verb), shared: false, certain: true };
  const subject = subjectOf(sentence, verb);
  if (isPassive(sentence, verb) && !adjective) return { head: agentOf(sentence, verb), shared: false };
  if (subject !== null) return { head: subject, shared: false };
  return sharedSubject(sentence, verb);
}

function sharedSubject(sentence: Sentence, verb: number, steps = 0): Speaker {
  const { deprel, head } = sentence.words[verb]!;
  if (head < 0 || steps > 2) return 'unknown';
  const kind = deprel.split(':')[0]!;
  const infinitive = dependents(sentence, verb, 'mark').some((i) => lower(sentence, i) === 'to');
  // "asked about the plan, he …", "a bill known as …": a past participle that hangs on another word is passive
  if (['acl', 'advcl'].includes(kind) && !infinitive && !lower(sentence, verb).endsWith('ing'))
    return { head: agentOf(sentence, verb), shared: true, certain: true };
  if (kind === 'acl' && deprel !== 'acl:relcl' && !infinitive) return { head, shared: true };
  // who acts in "… to tell me" is often somebody else than the subject above
  if (!['conj', 'xcomp', 'advcl'].includes(kind) || (kind === 'advcl' && infinitive)) return 'unknown';
  const object = dependents(sentence, head, 'obj', 'iobj')[0];
  const as = dependents(sentence, verb, 'mark', 'case').some((i) => lower(sentence, i) === 'as');
  // "quoted the duke as saying", "asked the duke to say"
  if (object !== undefined && object < verb && (as || kind === 'xcomp'))
    return { head: object, shared: true, certain: as };
  const subject = subjectOf(sentence, head);
  if (subject === null) return sharedSubject(sentence, head, steps + 1);
  return { head: subject, shared: true, ...(kind === 'xcomp' || infinitive ? {} : { above: head }) };
}

/** Relations that join something else than a part of the noun phrase (the last ones where the noun is a predicate). */
const NOT_OF_A_NAME = [
  'case',
  'punct',
  'cc',
  'parataxis',
  'nsubj',
  'cop',
  'mark',
  'aux',
  'advcl',
  'advmod',
  'expl',
  'obl',
];

/** The source's words: the whole noun phrase with its appositions and relative clauses, without `except`. */
export function sourceSpan(sentence: Sentence, head: number, except: readonly number[]): Span {
  const inner = dependents(sentence, head, ...NOT_OF_A_NAME);
  return phrase(sentence, head, new Set([...except, ...inner]));
}

/** True where a negating word stands with the verb, with the verbs it depends on as `xcomp`, or in its subject. */
export function isNegated(sentence: Sentence, verb: number, cues: CueLexicon): boolean {
  const negates = (i: number): boolean =>
    cues.starting('negation', lower(sentence, i)).length > 0 ||
    dependents(sentence, i, 'advmod', 'det').some((d) => lower(sentence, i) === 'longer' && negates(d));
  if (dependents(sentence, verb, 'advmod', 'mark', 'det', 'discourse').some(negates)) return true;
  const subject = subjectOf(sentence, verb);
  if (subject !== null && (negates(subject) || dependents(sentence, subject, 'det', 'cc').some(negates))) return true;
  const { head } = sentence.words[verb]!;
  return head >= 0 && relation(sentence.words[verb]!) === 'xcomp' && isNegated(sentence, head, cues);
}

/** True where the verb hangs on one of refusing: "declined to say", "refused to say". */
export function isRefused(sentence: Sentence, verb: number, cues: CueLexicon): boolean {
  const { head } = sentence.words[verb]!;
  const kind = relation(sentence.words[verb]!);
  if (head < 0 || !['xcomp', 'advcl', 'obj'].includes(kind)) return false;
  // "declined to comment, noting that …": what stands beside the refusal is said
  if (kind === 'advcl' && !dependents(sentence, verb, 'mark').some((i) => lower(sentence, i) === 'to')) return false;
  return cues.starting('refusal', sentence.words[head]!.lemma.toLowerCase()).length > 0;
}
