import type { Analysis, Sentence, Word } from '../core/analysis.ts';
import type { Quotation } from '../core/reading.ts';
import { contains, overlaps, type Span } from '../core/span.ts';
import { range, spanOf } from '../extract/mentions-lines.ts';
import { type Antecedent, agree, antecedents, sameVoice } from './antecedents.ts';
import { mayBeCalled } from './nominals.ts';
import { issue, type Scene, type Sighting, sight } from './scene.ts';
import { governors, headIn, isSubject, subjectOf } from './sentencetree.ts';
import { Voices } from './voices.ts';

const GENDER: Readonly<Record<string, 'm' | 'f'>> = {
  he: 'm',
  him: 'm',
  his: 'm',
  himself: 'm',
  she: 'f',
  her: 'f',
  hers: 'f',
  herself: 'f',
};
/** Sentences before its own in which a pronoun may find its person. */
const REACH = 3;

/**
 * Finds for "he", "she", "his", "her" the one person who fits: where the pronoun itself speaks, the one who spoke last; the subject that governs the pronoun (Hobbs' search,
 * upwards only), else the only subject among the people of the nearest sentence that has any, else its only person where
 * the document speaks of nobody more often. Nameless people ("the driver") stand in the way of the named. A pronoun inside
 * a quotation looks inside that quotation only. Whatever else there may be stays open. On the way open nominals ("the expert")
 * that speak are settled in the same manner; `others` are these and the people found beside the scene's own sightings.
 */
export function settlePronouns(
  scene: Scene,
  analysis: Analysis,
  quotations: readonly Quotation[],
  others: readonly Sighting[],
): readonly Sighting[] {
  const found: Sighting[] = [];
  const voices = new Voices(analysis, quotations);
  const times = timesNamed(scene);
  let before: readonly Antecedent[] = [];
  analysis.sentences.forEach((sentence, index) => {
    const here = [...antecedents(scene, sentence, index)];
    const described = settleSpeaking(scene, others, index, voices);
    sentence.words.forEach((word, at) => {
      const gender = word.upos === 'PRON' ? GENDER[word.form.toLowerCase()] : undefined;
      const place = gender ? range(scene.lines[index]!, word) : null;
      if (!gender || !place) return;
      const near = [...before, ...here.filter((a) => a.span.from < word.from)];
      const fitting = near.filter((a) => agree(a.gender, gender) && sameVoice(quotations, a.span, word));
      const speaks = voices.speaks(index, word)
        ? !fitting.some((a) => a.sentence === index && a.entity !== null && a.isSubject)
        : opens(sentence, at) && !here.some((a) => a.isSubject);
      const speaker = speaks ? speaking(scene, voices.last, gender) : null;
      const entity = speaker ?? choose(times, sentence, at, fitting, index);
      found.push(pronoun(index, place, entity, word));
      if (entity) learn(scene, entity, gender);
      here.push({ entity, gender, sentence: index, span: word, isSubject: isSubject(word) });
    });
    const people = described.map((s) => asAntecedent(scene, sentence, s));
    voices.pass(sentence, index, [...people, ...here.filter((a) => !people.some((p) => overlaps(p.span, a.span)))]);
    before = [...before, ...here].filter((a) => a.sentence > index - REACH);
  });
  return found;
}

/** "In his opinion, …" at the head of a sentence. */
const opens = (sentence: Sentence, at: number): boolean =>
  at === 1 && sentence.words[1]!.deprel === 'nmod:poss' && sentence.words[0]!.upos === 'ADP';

/** The last speaker, where a pronoun of this gender may mean that person. */
function speaking(scene: Scene, last: string | null, gender: 'm' | 'f'): string | null {
  const member = last ? scene.cast.members.get(last) : undefined;
  return member && agree(member.gender, gender) ? member.id : null;
}

/** Settles the open nominals of a sentence that speak; gives all others of the sentence. */
function settleSpeaking(scene: Scene, others: readonly Sighting[], index: number, voices: Voices): readonly Sighting[] {
  const here = others.filter((s) => s.draft.line === index);
  for (const s of here)
    if (
      (s.entity === null || s.isKin) &&
      s.draft.form === 'nominal' &&
      voices.speaks(index, spanOf(scene.lines[index]!, s.from, s.to))
    ) {
      const member = voices.last ? scene.cast.members.get(voices.last) : undefined;
      if (!member || !mayBeCalled(scene, member, s)) continue;
      s.entity = member.id;
      s.issues.length = 0;
    }
  return here;
}

function asAntecedent(scene: Scene, sentence: Sentence, s: Sighting): Antecedent {
  const span = spanOf(scene.lines[s.draft.line]!, s.from, s.to);
  const gender = s.entity ? (scene.cast.members.get(s.entity)?.gender ?? null) : null;
  const subject = isSubject(sentence.words[headIn(sentence, span)]);
  return { entity: s.entity, gender, sentence: s.draft.line, span, isSubject: subject };
}

function learn(scene: Scene, entity: string, gender: 'm' | 'f'): void {
  const member = scene.cast.members.get(entity);
  if (member) member.gender ??= gender;
}

function pronoun(line: number, at: { from: number; to: number }, entity: string | null, word: Word): Sighting {
  const s = sight({
    ...{ line, ...at, core: at, kind: 'person', candidates: [], use: null, form: 'pronoun', rule: 'pronoun' },
    confidence: 0.7,
    issues: entity ? [] : [issue('pronoun-open', `The text does not tell for certain whom "${word.form}" means.`)],
  });
  s.entity = entity;
  return s;
}

function choose(
  times: ReadonlyMap<string, number>,
  sentence: Sentence,
  at: number,
  near: readonly Antecedent[],
  index: number,
): string | null {
  const paired = pairedWith(sentence, at, near);
  if (paired) return paired.entity;
  const own = near.filter((a) => a.sentence === index && !isBound(sentence, at, a));
  const governing = subjectAbove(sentence, at, own);
  if (governing) return isRivalled(own, governing) ? null : governing.entity;
  for (let back = index; back >= index - REACH; back--) {
    const there = back === index ? own : near.filter((a) => a.sentence === back);
    if (there.length > 0) return onlySubject(there) ?? dominant(there, times);
  }
  return null;
}

/** The one entity of a list; null where there are several, or somebody without a name. */
function only(list: readonly Antecedent[]): string | null {
  const distinct = new Set(list.map((a) => a.entity));
  return distinct.size === 1 ? (list[0]?.entity ?? null) : null;
}

/** The one subject; one of unknown gender must be the only person altogether. */
function onlySubject(there: readonly Antecedent[]): string | null {
  const subjects = there.filter((a) => a.isSubject);
  return only(subjects.some((a) => a.gender === null) ? there : subjects);
}

/** The one person there, where the document speaks of no person more often. */
function dominant(there: readonly Antecedent[], times: ReadonlyMap<string, number>): string | null {
  const entity = only(there);
  if (entity === null || there.some((a) => a.isSubject)) return null;
  const own = times.get(entity) ?? 0;
  return [...times].every(([id, n]) => id === entity || n < own) ? entity : null;
}

/** How often the document names each person. */
function timesNamed(scene: Scene): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const { entity } of scene.sightings)
    if (entity && scene.cast.members.has(entity)) times.set(entity, (times.get(entity) ?? 0) + 1);
  return times;
}

/** "Putin and his counterpart": the possessive inside a list points back to the list's first member. */
function pairedWith(sentence: Sentence, at: number, near: readonly Antecedent[]): Antecedent | null {
  const word = sentence.words[at]!;
  const noun = word.deprel === 'nmod:poss' ? sentence.words[word.head] : undefined;
  const first = noun?.deprel === 'conj' ? sentence.words[noun.head] : undefined;
  return first ? (near.find((a) => contains(a.span, first)) ?? null) : null;
}

/** True where somebody else is a subject of the same sentence too, or stands between the subject and the pronoun. */
const isRivalled = (own: readonly Antecedent[], chosen: Antecedent): boolean =>
  own.some((a) => a.entity !== chosen.entity && (a.isSubject || a.span.from > chosen.span.from));

/** The nearest subject above the pronoun: its own clause's for "his" and "himself", the next clause's for "he" and "him". */
export function subjectAbove<A extends { readonly span: Span }>(
  sentence: Sentence,
  at: number,
  own: readonly A[],
): A | null {
  const word = sentence.words[at]!;
  let isOwnClause = word.deprel === 'nmod:poss' || /self$/u.test(word.form);
  for (const predicate of governors(sentence, at)) {
    const subject = subjectOf(sentence, predicate);
    if (subject < 0 || subject > at || (subject !== at && isUnder(sentence, at, subject))) continue;
    if (subject !== at && isOwnClause) return own.find((a) => contains(a.span, sentence.words[subject]!)) ?? null;
    isOwnClause = true;
  }
  return null;
}

const isUnder = (sentence: Sentence, at: number, top: number): boolean => governors(sentence, at).includes(top);

/** "him" is never the subject of its own clause (binding principle B), nor "he" whom he addresses ("addressing N, he said"). */
function isBound(sentence: Sentence, at: number, a: { readonly span: Span }): boolean {
  const word = sentence.words[at]!;
  if (isSubject(word)) {
    const other = sentence.words[headIn(sentence, a.span)];
    const participle = other && /^(obj|iobj|obl)/u.test(other.deprel) ? sentence.words[other.head] : undefined;
    return participle?.deprel === 'advcl' && participle.head === word.head && subjectOf(sentence, other!.head) < 0;
  }
  if (!/^(obj|iobj|obl)/u.test(word.deprel) || /self$/u.test(word.form)) return false;
  const subject = subjectOf(sentence, word.head);
  return subject >= 0 && contains(a.span, sentence.words[subject]!);
}
