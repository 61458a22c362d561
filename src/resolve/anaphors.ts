import type { Sentence } from '../core/analysis.ts';
import { describedBefore, type Line, lower, range } from '../extract/mentions-lines.ts';
import { dependents } from '../extract/trees.ts';
import type { BodyEntry, DescriptionEntry } from '../lexicon/offices.ts';
import { onLine, type Scene, type Sighting } from './scene.ts';

/** What kind of word points back: it decides what it may mean. */
export type AnaphorKind = 'he' | 'it' | 'they' | 'person' | 'body' | 'organ' | 'document' | 'land';

/** A pronoun or a description with "the", "this", "that", whose meaning lies in what went before. */
export interface Anaphor {
  readonly kind: AnaphorKind;
  readonly line: number;
  /** Pieces of the description alone, without its article. */
  readonly from: number;
  readonly to: number;
  /** Index of its head in the sentence's words. */
  readonly head: number;
  readonly gender: 'm' | 'f' | null;
  /** Lower-case words of the description; the pronoun itself. */
  readonly words: string;
  /** What the lexicon says of the description. */
  readonly entries: readonly DescriptionEntry[];
  /** The organ of a state that it names ("the government"); null for anything else. */
  readonly organ: BodyEntry | null;
  /** False for "a report": what is not known by "the" means only somebody it names itself. */
  readonly isDefinite: boolean;
  /** The bare title that stands there already ("the president"). */
  readonly role: Sighting | null;
}

const PRONOUNS: Readonly<Record<string, readonly ['he' | 'it' | 'they', 'm' | 'f' | null]>> = {
  he: ['he', 'm'],
  him: ['he', 'm'],
  his: ['he', 'm'],
  himself: ['he', 'm'],
  she: ['he', 'f'],
  her: ['he', 'f'],
  hers: ['he', 'f'],
  herself: ['he', 'f'],
  it: ['it', null],
  its: ['it', null],
  itself: ['it', null],
  they: ['they', null],
  them: ['they', null],
  their: ['they', null],
};

/** The anaphors of one line in text order. */
export function anaphorsIn(scene: Scene, sentence: Sentence, line: Line): readonly Anaphor[] {
  return sentence.words.flatMap((word, head) => {
    const pronoun = word.upos === 'PRON' ? PRONOUNS[word.form.toLowerCase()] : undefined;
    const found = pronoun
      ? pronounAt(sentence, line, head, pronoun)
      : /^(?:NOUN|PROPN|ADJ)$/u.test(word.upos)
        ? descriptionAt(scene, sentence, line, head)
        : null;
    return found ? [found] : [];
  });
}

function pronounAt(
  sentence: Sentence,
  line: Line,
  head: number,
  [kind, gender]: readonly ['he' | 'it' | 'they', 'm' | 'f' | null],
): Anaphor | null {
  const place = range(line, sentence.words[head]!);
  if (!place || (kind === 'it' && isEmpty(sentence, head))) return null;
  const words = sentence.words[head]!.form.toLowerCase();
  return {
    kind,
    line: line.sentence,
    ...place,
    head,
    gender,
    words,
    entries: [],
    organ: null,
    isDefinite: true,
    role: null,
  };
}

/** "it is necessary to", "it seems that": a subject that stands for nothing. */
function isEmpty(sentence: Sentence, at: number): boolean {
  const word = sentence.words[at]!;
  if (word.deprel === 'expl') return true;
  if (!word.deprel.startsWith('nsubj') || word.head < 0) return false;
  if (dependents(sentence, word.head, 'csubj').length > 0) return true;
  return (
    sentence.words[word.head]!.upos === 'ADJ' &&
    dependents(sentence, word.head, 'ccomp', 'xcomp', 'advcl', 'acl').length > 0
  );
}

const DEFINITE = /^(?:the|this|that|these|those|both)$/iu;

/** "the expert", "the Labor leader", "The Ministry": a common noun under a definite article that no name goes with. */
function descriptionAt(scene: Scene, sentence: Sentence, line: Line, head: number): Anaphor | null {
  const word = sentence.words[head]!;
  const place = range(line, word);
  if (!place || isNamed(sentence, head)) return null;
  const isDefinite = dependents(sentence, head, 'det').some((i) => DEFINITE.test(sentence.words[i]!.form));
  const sighted = onLine(scene, line.sentence).filter((s) => s.from < place.to && place.from < s.to);
  const role = sighted.find((s) => s.draft.kind === 'role' && s.draft.role!.of === null && s.entity === null) ?? null;
  if (sighted.some((s) => s !== role) || role?.draft.role?.tense === 'other') return null;
  const known = kindOf(scene, line, place.to, word.lemma.toLowerCase());
  if (!(known || role) || !(isDefinite || known?.kind === 'document')) return null;
  const from = Math.min(known?.from ?? place.from, role?.from ?? place.from);
  const words = line.pieces
    .slice(from, place.to)
    .map((p) => p.form.toLowerCase())
    .join(' ');
  const gender = known?.entries.flatMap((e) => ('gender' in e && e.gender ? [e.gender] : []))[0] ?? null;
  const { kind, entries, organ } = known ?? { kind: 'person' as const, entries: [], organ: null };
  const isPlural = word.form.toLowerCase() !== word.lemma.toLowerCase() && word.form.endsWith('s');
  const several = isPlural && (role || /^(?:person|body|land)$/u.test(kind));
  return {
    kind: several ? 'they' : role ? 'person' : kind,
    isDefinite,
    line: line.sentence,
    from,
    to: place.to,
    head,
    gender,
    words,
    entries,
    organ,
    role,
  };
}

/** "the activist Anna": a name goes with the noun. */
const isNamed = (sentence: Sentence, head: number): boolean =>
  dependents(sentence, head, 'flat', 'appos').some((i) => sentence.words[i]!.upos === 'PROPN');

const KINDS = ['person', 'human', 'institution', 'outlet', 'body', 'document', 'land'] as const;

/** What the longest known description that ends before a piece is; null where the lexicon has none. */
function kindOf(
  { actors }: Scene,
  line: Line,
  end: number,
  lemma: string,
): (Pick<Anaphor, 'kind' | 'entries' | 'organ'> & { readonly from: number }) | null {
  for (let from = Math.max(0, end - 4); from < end; from++) {
    const organ = actors.bodies.longest(line.pieces, from);
    if (organ?.to === end) return { from, kind: 'organ', entries: [], organ: organ.values[0]! };
  }
  const hit = describedBefore(actors, line, end, KINDS);
  const entries =
    hit?.values ?? actors.descriptions.get(lemma).filter((v) => (KINDS as readonly string[]).includes(v.kind));
  const from = hit?.from ?? end - 1;
  const has = (...kinds: readonly string[]) => entries.some((e) => kinds.includes(e.kind));
  if (has('document')) return { from, kind: 'document', entries, organ: null };
  if (has('land')) return { from, kind: 'land', entries, organ: null };
  if (has('institution', 'outlet', 'body')) return { from, kind: 'body', entries, organ: null };
  if (has('person', 'human') || actors.titles.get(lemma).length > 0)
    return { from, kind: 'person', entries, organ: null };
  return null;
}

/** True for the article or pointing word before a description: "this group" points nearer than "the group". */
export const isPointing = (line: Line, { from }: Anaphor): boolean =>
  /^(?:this|that)$/u.test(lower(line.pieces[from - 1]));
