import type { Sentence, Word } from '../core/analysis.ts';
import type { Span } from '../core/span.ts';

/** A word in its sentence. */
export interface Node {
  readonly sentence: Sentence;
  readonly index: number;
}

const childLists = new WeakMap<Sentence, readonly (readonly number[])[]>();

/** Indices of every word's dependents, in text order; computed once a sentence. */
export function childrenOf(sentence: Sentence): readonly (readonly number[])[] {
  let lists = childLists.get(sentence);
  if (!lists) {
    const fresh: number[][] = sentence.words.map(() => []);
    sentence.words.forEach((w, i) => {
      if (w.head >= 0 && w.head !== i) fresh[w.head]?.push(i);
    });
    lists = fresh;
    childLists.set(sentence, lists);
  }
  return lists;
}

export const wordOf = ({ sentence, index }: Node): Word => sentence.words[index]!;

/** The relation without its subtype: `nsubj` of `nsubj:pass`. */
export function relation({ deprel }: Word): string {
  const colon = deprel.indexOf(':');
  return colon < 0 ? deprel : deprel.slice(0, colon);
}

/** Dependents of a word with one of the relations ("obl" also matches "obl:tmod"; "nsubj:pass" only itself). */
export function dependents(sentence: Sentence, index: number, ...relations: readonly string[]): readonly number[] {
  return childrenOf(sentence)[index]!.filter((i) => {
    const w = sentence.words[i]!;
    return relations.includes(w.deprel) || relations.includes(relation(w));
  });
}

/** The word's subtree as sorted indices, without the subtrees of `except`. */
export function subtree(sentence: Sentence, index: number, except: ReadonlySet<number> = new Set()): readonly number[] {
  const children = childrenOf(sentence);
  const seen = new Set<number>();
  const stack = [index];
  while (stack.length > 0) {
    const at = stack.pop()!;
    if (seen.has(at) || (at !== index && except.has(at))) continue;
    seen.add(at);
    stack.push(...children[at]!);
  }
  return [...seen].sort((a, b) => a - b);
}

/** True when `index` is `ancestor` or stands below it. */
export function isUnder(sentence: Sentence, index: number, ancestor: number): boolean {
  for (let at = index, steps = 0; at >= 0 && steps <= sentence.words.length; at = sentence.words[at]!.head, steps++)
    if (at === ancestor) return true;
  return false;
}

const isPunctuation = (word: Word): boolean => word.upos === 'PUNCT';

/** The runs of neighbouring words among `indices` as spans, punctuation at their ends left out. */
export function runs(sentence: Sentence, indices: readonly number[]): readonly Span[] {
  const spans: Span[] = [];
  let run: number[] = [];
  const flush = () => {
    while (run.length > 0 && isPunctuation(sentence.words[run[0]!]!)) run.shift();
    while (run.length > 0 && isPunctuation(sentence.words[run.at(-1)!]!)) run.pop();
    if (run.length > 0) spans.push({ from: sentence.words[run[0]!]!.from, to: sentence.words[run.at(-1)!]!.to });
    run = [];
  };
  for (const i of indices) {
    if (run.length > 0 && i !== run.at(-1)! + 1) flush();
    run.push(i);
  }
  flush();
  return spans;
}

/** The run around `index` within its subtree: a noun phrase or clause as one span. */
export function phrase(sentence: Sentence, index: number, except?: ReadonlySet<number>): Span {
  const head = sentence.words[index]!;
  const whole = runs(sentence, subtree(sentence, index, except));
  return whole.find((s) => s.from <= head.from && head.to <= s.to) ?? { from: head.from, to: head.to };
}

/** Index of the sentence's word that heads the words inside `span`: the one whose head stands outside. */
export function headWithin(sentence: Sentence, span: Span): number | null {
  let found: number | null = null;
  for (const [i, w] of sentence.words.entries()) {
    if (w.from < span.from || w.to > span.to || isPunctuation(w)) continue;
    const above = w.head < 0 ? null : sentence.words[w.head]!;
    if (above === null || above.from < span.from || above.to > span.to) found ??= i;
  }
  return found;
}

const CLAUSES = /^(?:advcl|ccomp|csubj|conj|parataxis|acl:relcl)$/u;

/** A clause of its own; so is "since a truce was signed", which the parser may hang on a noun. */
const isClause = (sentence: Sentence, index: number): boolean => {
  const { upos, deprel } = sentence.words[index]!;
  return (
    upos === 'VERB' && (CLAUSES.test(deprel) || (deprel === 'acl' && dependents(sentence, index, 'nsubj').length > 0))
  );
};

/** The heads over a word up to the clause it stands in, that clause's head last. */
function clauseOf(sentence: Sentence, index: number): readonly number[] {
  const { words } = sentence;
  const path = [index];
  for (let at = index; words[at]!.head >= 0 && path.length <= words.length; at = words[at]!.head) {
    if (isClause(sentence, at)) break;
    path.push(words[at]!.head);
  }
  return path;
}

/**
 * True where a phrase stands in the clause of a predicate, or in one that shares its subject with it ("met the envoy on
 * Monday and said"), not in one below or beside it ("since a truce was signed in 2019").
 */
export function sharesClause(sentence: Sentence, predicate: Span, phrase: Span): boolean {
  const [low, high] = [headWithin(sentence, phrase), headWithin(sentence, predicate)];
  if (low === null || high === null) return false;
  const clause = clauseOf(sentence, low).at(-1)!;
  for (let at = clauseOf(sentence, high).at(-1)!, steps = 0; at >= 0 && steps < 4; steps++) {
    if (at === clause) return true;
    if (!/^(?:conj|xcomp|advcl)$/u.test(sentence.words[at]!.deprel)) return false;
    if (dependents(sentence, at, 'nsubj').length > 0) return false;
    at = clauseOf(sentence, sentence.words[at]!.head).at(-1)!;
  }
  return false;
}

/** The sentence in which an offset stands, by bisection; null outside all. */
export function sentenceAt(sentences: readonly Sentence[], offset: number): Sentence | null {
  const index = sentenceIndexAt(sentences, offset);
  return index === null ? null : sentences[index]!;
}

export function sentenceIndexAt(sentences: readonly Sentence[], offset: number): number | null {
  let low = 0;
  let high = sentences.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const s = sentences[middle]!;
    if (offset < s.from) high = middle - 1;
    else if (offset >= s.to) low = middle + 1;
    else return middle;
  }
  return null;
}
