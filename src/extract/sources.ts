import type { Sentence } from '../core/analysis.ts';
import type { Entity, Issue, Mention } from '../core/record.ts';
import { contains, overlaps, type Span, slice } from '../core/span.ts';
import { dependents, headWithin, relation, sentenceAt } from './trees.ts';

/** What a span stands for: the entity of the mention that heads it, or null and why. */
export interface Resolved {
  readonly entity: string | null;
  readonly issue: Issue | null;
}

const none = (code: string, message: string, span: Span): Resolved => ({
  entity: null,
  issue: { code, message, span },
});

/** Relations that name the same thing again: "the expert Ana Bel", "the king, Otto". */
const SAME = ['flat', 'appos'];

/** The head word and every word that names the same thing; "the newspaper Sabah" may be a compound with its head first. */
function namingWords(sentence: Sentence, head: number): readonly number[] {
  const found = [head];
  for (const at of found)
    found.push(
      ...dependents(sentence, at, ...SAME),
      ...dependents(sentence, at, 'compound').filter((i) => i > at && sentence.words[at]!.upos === 'NOUN'),
    );
  return found;
}

/** "who", "which": the noun the relative clause hangs on. */
function antecedent(sentence: Sentence, head: number): number {
  const word = sentence.words[head]!;
  if (!['who', 'which', 'that'].includes(word.form.toLowerCase())) return head;
  for (let at = word.head, steps = 0; at >= 0 && steps < 8; at = sentence.words[at]!.head, steps++)
    if (sentence.words[at]!.deprel === 'acl:relcl') return sentence.words[at]!.head;
  return head;
}

/** True where a mention is the source, its article apart. */
const isWhole = (text: string, mention: Span, source: Span): boolean =>
  contains(mention, source) ||
  (contains(source, mention) &&
    /^\W*the\W*$/iu.test(text.slice(source.from, mention.from) + text.slice(mention.to, source.to)));

/** A bare name, without a title of its own, right after another name: "of the President's Office Otto Bard". */
const isBareAfterName = (text: string, sentence: Sentence | null, span: Span, name: Span): boolean =>
  /\p{Lu}\p{L}+\s$/u.test(text.slice(span.from, name.from)) &&
  (sentence?.words.filter((w) => contains(name, w)).every((w, i) => i === 0 || w.deprel === 'flat') ?? false);

/**
 * "Minister of Trade and Minister of Ports, Otto Bard,": the person named at the end of the titles, after a comma, after a
 * name that ends the titles, after a body ("the spokesman of the ministry Otto Bard"), or as a subject of its own.
 */
function namedLast(
  text: string,
  sentence: Sentence | null,
  span: Span,
  mentions: readonly Mention[],
  bodies: readonly Mention[],
): Resolved | null {
  const named = mentions.filter((m) => m.form === 'name' && m.entity !== null && contains(span, m.span));
  const last = named.find((m) => /^[\s,]*$/u.test(text.slice(m.span.to, span.to)));
  const isSubject = sentence?.words.some((w) => last && contains(last.span, w) && w.deprel === 'nsubj');
  if (!last) return null;
  const isApart = /\p{L}{2},\s+$/u.test(text.slice(span.from, last.span.from));
  const isAfterBody = bodies.some((m) => contains(span, m.span) && m.span.to === last.span.from - 1);
  if (!isSubject && !isApart && !isAfterBody && !isBareAfterName(text, sentence, span, last.span)) return null;
  return named.every((m) => m === last || m.span.to < last.span.from) ? { entity: last.entity, issue: null } : null;
}

/** Finds what spans stand for among the mentions of one article; `isPerson` tells the entities that are people. */
export function resolver(
  text: string,
  sentences: readonly Sentence[],
  mentions: readonly Mention[],
  isPerson: (entity: string) => boolean = () => false,
): (span: Span) => Resolved {
  const bySentence = new Map<Sentence, Mention[]>();
  for (const mention of mentions) {
    const sentence = sentenceAt(sentences, mention.span.from);
    if (sentence) bySentence.set(sentence, [...(bySentence.get(sentence) ?? []), mention]);
  }
  const covering = (sentence: Sentence, index: number): readonly Mention[] => {
    const word = sentence.words[index]!;
    return (bySentence.get(sentence) ?? []).filter((m) => contains(m.span, word) && isHeadOf(sentence, m, index));
  };
  const people = mentions.filter((m) => m.entity !== null && isPerson(m.entity));
  const bodies = mentions.filter((m) => m.form === 'nominal' && m.entity !== null && !isPerson(m.entity));
  return (span) => {
    const settled = headed(span);
    return settled.entity === null
      ? (namedLast(text, sentenceAt(sentences, span.from), span, people, bodies) ?? settled)
      : settled;
  };

  /** The group whose members a list names; null where not all are known. */
  function together(sentence: Sentence, span: Span, members: readonly number[]): Resolved {
    const group = (bySentence.get(sentence) ?? []).find(
      (m) => m.reader.rule === 'group' && members.every((i) => contains(m.span, sentence.words[i]!)),
    );
    return group
      ? { entity: group.entity, issue: null }
      : none('several-sources', `"${slice(text, span)}" names several sources, not all of them known.`, span);
  }

  function headed(span: Span): Resolved {
    const sentence = sentenceAt(sentences, span.from);
    const inside = sentence && headWithin(sentence, span);
    if (sentence === null || inside === null)
      return none('unresolved-source', 'It cannot be told who is meant here.', span);
    const head = antecedent(sentence, inside);
    const joined = dependents(sentence, head, 'conj').filter(
      (i) => overlaps(span, sentence.words[i]!) && relation(sentence.words[i]!) === 'conj',
    );
    if (joined.length > 0) return together(sentence, span, [head, ...joined]);
    const naming = namingWords(sentence, head).filter((i) => i === head || contains(span, sentence.words[i]!));
    const found = naming.flatMap((i) => covering(sentence, i));
    const whole = found.find((m) => m.form === 'name' && m.entity !== null && isWhole(text, m.span, span));
    if (whole) return { entity: whole.entity, issue: null };
    const settled = agree(text, span, found);
    return settled.entity !== null && isCutShort(sentence, span, found)
      ? none('ambiguous-source', `"${slice(text, span)}" holds another name.`, span)
      : settled;
  }
}

/** The mention is about this word, not about a larger thing in which the word is a part. */
const isHeadOf = (sentence: Sentence, mention: Mention, index: number): boolean => {
  const head = headWithin(sentence, mention.span);
  return head === index || (head !== null && namingWords(sentence, head).includes(index)) || mention.form === 'name';
};

/** A further name stands right after the names found ("Gazette Brandt"): whose words these are is not settled. */
function isCutShort(sentence: Sentence, source: Span, mentions: readonly Mention[]): boolean {
  const names = mentions.filter((m) => m.entity !== null && m.form === 'name');
  return names.some((m) => {
    const next = sentence.words.find((w) => w.from >= m.span.to);
    if (next?.upos !== 'PROPN' || next.to > source.to) return false;
    return next.from - m.span.to <= 1 && !mentions.some((o) => overlaps(o.span, next));
  });
}

/** Names go before descriptions; two different names are nobody's. */
function agree(text: string, span: Span, mentions: readonly Mention[]): Resolved {
  const resolved = mentions.filter((m) => m.entity !== null);
  const names = resolved.filter((m) => m.form === 'name');
  const entities = new Set((names.length > 0 ? names : resolved).map((m) => m.entity!));
  if (entities.size === 1) return { entity: [...entities][0]!, issue: null };
  if (entities.size > 1)
    return none('ambiguous-source', `"${slice(text, span)}" may be one of several known entities.`, span);
  return none('unresolved-source', `It is not known who "${slice(text, span)}" is.`, span);
}

/** The first entity of type `media` mentioned inside a span: the outlet that carried the words. */
export function outletIn(
  span: Span,
  mentions: readonly Mention[],
  entities: ReadonlyMap<string, Entity>,
): Mention | null {
  return (
    mentions.find((m) => m.entity !== null && contains(span, m.span) && entities.get(m.entity)?.type === 'media') ??
    null
  );
}
