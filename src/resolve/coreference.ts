import type { Analysis, Sentence, Word } from '../core/analysis.ts';
import type { Quotation } from '../core/reading.ts';
import { contains, type Span } from '../core/span.ts';
import { range, spanOf } from '../extract/mentions-lines.ts';
import { issue, type Scene, type Sighting, sight } from './scene.ts';
import { governors, headIn, isSubject, subjectOf } from './sentencetree.ts';

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

/** A mention that a pronoun may refer to, with the place of its head in the tree. */
interface Candidate {
  readonly entity: string;
  readonly sentence: number;
  readonly from: number;
  readonly isSubject: boolean;
  readonly span: Span;
}

/**
 * Finds for "he", "she", "his", "her" the one person who fits: by the subject that governs the pronoun (Hobbs' search,
 * upwards only), else by being the only person in the nearest sentence that has one, else by being its only subject.
 * A pronoun inside a quotation looks inside that quotation only. Otherwise it stays open.
 */
export function settlePronouns(
  scene: Scene,
  analysis: Analysis,
  quotations: readonly Quotation[],
): readonly Sighting[] {
  const candidates: Candidate[] = [];
  const found: Sighting[] = [];
  analysis.sentences.forEach((sentence, index) => {
    const named = scene.byLine[index]!.filter((s) => isPerson(scene, s)).map((s) =>
      candidate(scene, sentence, s, s.entity!),
    );
    const here: Candidate[] = [];
    sentence.words.forEach((word, at) => {
      const gender = word.upos === 'PRON' ? GENDER[word.form.toLowerCase()] : undefined;
      const place = gender ? range(scene.lines[index]!, word) : null;
      if (!gender || !place) return;
      const near = [
        ...candidates.filter((c) => c.sentence >= index - REACH),
        ...named.filter((c) => c.from < word.from),
        ...here,
      ];
      const s = pronoun(index, place);
      const chosen = choose(
        sentence,
        at,
        near.filter((c) => agrees(scene, c, gender) && sameVoice(quotations, word, c)),
        index,
      );
      if (chosen) {
        s.entity = chosen;
        const member = scene.cast.members.get(chosen);
        if (member) member.gender ??= gender;
        here.push({ entity: chosen, sentence: index, from: word.from, isSubject: isSubject(word), span: word });
      } else s.issues.push(issue('pronoun-open', `The text does not tell for certain whom "${word.form}" means.`));
      found.push(s);
    });
    candidates.push(...[...named, ...here].sort((a, b) => a.from - b.from));
  });
  return found;
}

const isPerson = (scene: Scene, s: Sighting): boolean =>
  !s.isDropped && s.entity !== null && scene.cast.members.has(s.entity);

function candidate(scene: Scene, sentence: Sentence, s: Sighting, entity: string): Candidate {
  const span = spanOf(scene.lines[s.draft.line]!, s.from, s.to);
  const head = sentence.words[headIn(sentence, span)];
  return { entity, sentence: s.draft.line, from: span.from, isSubject: isSubject(head), span };
}

function pronoun(line: number, at: { from: number; to: number }): Sighting {
  return sight({
    line,
    ...at,
    core: at,
    kind: 'person',
    candidates: [],
    use: null,
    form: 'pronoun',
    rule: 'pronoun',
    confidence: 0.7,
    issues: [],
  });
}

function agrees(scene: Scene, c: Candidate, gender: 'm' | 'f'): boolean {
  const known = scene.cast.members.get(c.entity)?.gender ?? null;
  return known === null || known === gender;
}

/** True where both stand in the same quotation, or both in none. */
function sameVoice(quotations: readonly Quotation[], word: Span, c: Candidate): boolean {
  const around = (span: Span) => quotations.find((q) => contains(q, span)) ?? null;
  return around(word) === around(c.span);
}

function choose(sentence: Sentence, at: number, near: readonly Candidate[], index: number): string | null {
  if (near.length === 0) return null;
  const word = sentence.words[at]!;
  const paired = pairedWith(sentence, at, near);
  if (paired) return paired;
  const governing = subjectAbove(
    sentence,
    at,
    near.filter((c) => c.sentence === index),
  );
  const closest = Math.max(...near.map((c) => c.sentence));
  const pool = near.filter((c) => c.sentence === closest && !isBound(sentence, word, at, c, index));
  const distinct = new Set(pool.map((c) => c.entity));
  if (governing) return distinct.size <= 1 || isFirst(pool, governing) ? governing : null;
  if (distinct.size === 1) return [...distinct][0]!;
  const subjects = new Set(pool.filter((c) => c.isSubject).map((c) => c.entity));
  return subjects.size === 1 && isSubject(word) ? [...subjects][0]! : null;
}

/** "Putin and his counterpart": the possessive inside a list points back to the list's first member. */
function pairedWith(sentence: Sentence, at: number, near: readonly Candidate[]): string | null {
  const word = sentence.words[at]!;
  const noun = word.deprel === 'nmod:poss' ? sentence.words[word.head] : undefined;
  const first = noun?.deprel === 'conj' ? sentence.words[noun.head] : undefined;
  return first ? (near.find((c) => contains(c.span, first))?.entity ?? null) : null;
}

/** True where nobody else of the pool is a subject too. */
const isFirst = (pool: readonly Candidate[], entity: string): boolean =>
  pool.every((c) => c.entity === entity || !c.isSubject);

/** The nearest subject above the pronoun: its own clause's for "his" and "himself", the next clause's for "he" and "him". */
function subjectAbove(sentence: Sentence, at: number, here: readonly Candidate[]): string | null {
  const word = sentence.words[at]!;
  const isOwn = word.deprel === 'nmod:poss' || /self$/u.test(word.form.toLowerCase());
  let isSkipped = isOwn;
  for (const predicate of governors(sentence, at)) {
    const subject = subjectOf(sentence, predicate);
    if (subject < 0 || subject > at || (subject !== at && contains(spanOfTree(sentence, subject), word))) continue;
    if (subject === at || !isSkipped) {
      isSkipped = true;
      continue;
    }
    return here.find((c) => contains(c.span, sentence.words[subject]!))?.entity ?? null;
  }
  return null;
}

/** From the first to the last word that a word governs. */
function spanOfTree(sentence: Sentence, top: number): Span {
  const inside = sentence.words.filter((_, i) => i === top || governors(sentence, i).includes(top));
  return { from: Math.min(...inside.map((w) => w.from)), to: Math.max(...inside.map((w) => w.to)) };
}

/** "him" is never the subject of its own clause (binding principle B). */
function isBound(sentence: Sentence, word: Word, at: number, c: Candidate, index: number): boolean {
  if (c.sentence !== index || !/^(obj|iobj|obl)/u.test(word.deprel) || /self$/u.test(word.form)) return false;
  const subject = subjectOf(sentence, sentence.words[at]!.head);
  return subject >= 0 && contains(c.span, sentence.words[subject]!);
}
