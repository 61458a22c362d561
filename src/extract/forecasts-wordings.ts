import type { Sentence } from '../core/analysis.ts';
import type { WordingClass } from '../core/record.ts';
import type { Span } from '../core/span.ts';
import type { Auxiliary, Governor, HedgesLexicon } from '../lexicon/hedges.ts';
import {
  beOf,
  isInfinitive,
  isNegated,
  isPast,
  isPerfect,
  isPresentBe,
  lower,
  stems,
  subjectOf,
} from './forecasts-clause.ts';
import { dependents, relation } from './trees.ts';

/** Words that may foretell, and what they say of the clause under them. */
export interface Wording {
  readonly sentence: Sentence;
  /** Index of the head of what is foretold. */
  readonly predicate: number;
  /** Index of the word under which content, condition and horizon stand. */
  readonly scope: number;
  /** Indices of the words themselves. */
  readonly words: readonly number[];
  readonly class: WordingClass;
  /** The estimate's name in the scales; null where there is none. */
  readonly term: string | null;
  readonly rule: string;
  /** Counts only where somebody reports it ("would", "planned to"), or where it is dated ahead. */
  readonly reported?: boolean;
  /** Counts only with a date ahead. */
  readonly dated?: boolean;
}

type Finder = (sentence: Sentence, lexicon: HedgesLexicon, isAgent: (span: Span) => boolean) => readonly Wording[];

/** Every wording of a sentence, in text order: of two over one clause the more telling. */
export function wordingsIn(
  sentence: Sentence,
  lexicon: HedgesLexicon,
  isAgent: (span: Span) => boolean,
): readonly Wording[] {
  const governed = governors(sentence, lexicon, isAgent);
  const plain = auxiliaryWordings(sentence, lexicon, isAgent).map((w) => phrased(w, lexicon));
  const carried = new Set(plain.map((w) => w.predicate));
  const upper = [...governed, ...beTo(sentence, lexicon, isAgent), ...goingTo(sentence, lexicon, isAgent)].filter(
    (w) => !carried.has(w.scope) || w.scope === w.predicate,
  );
  const taken = new Set(upper.map((w) => w.predicate));
  const lower = plain.filter((w) => !taken.has(w.predicate));
  const rest = schedules(sentence, lexicon, isAgent).filter(
    (w) => !taken.has(w.predicate) && !carried.has(w.predicate),
  );
  return [...upper, ...lower, ...rest].sort((a, b) => a.words[0]! - b.words[0]!);
}

/** "will", "would", "may": with "probably" or "perhaps" beside the verb an estimate or a possibility. */
const auxiliaryWordings: Finder = (sentence, lexicon) =>
  sentence.words.flatMap((word, index) => {
    const entry = lexicon.auxiliary(word.form);
    if (!entry || word.upos !== 'AUX' || relation(word) !== 'aux' || word.head < 0) return [];
    if (/^['’]d$/u.test(word.form) && word.lemma === 'have') return [];
    return [withAdverb(sentence, lexicon, index, word.head, entry)];
  });

function withAdverb(s: Sentence, lexicon: HedgesLexicon, index: number, predicate: number, entry: Auxiliary): Wording {
  const base: Wording = {
    sentence: s,
    predicate,
    scope: predicate,
    words: [index],
    class: entry.class,
    term: null,
    rule: `auxiliary-${lower(s.words[index]!)}`,
    ...(entry.reported ? { reported: true } : {}),
    ...(entry.dated ? { dated: true } : {}),
  };
  const adverb = dependents(s, predicate, 'advmod', 'discourse').find((c) => lexicon.adverb(s.words[c]!.form));
  const found = adverb === undefined ? null : lexicon.adverb(s.words[adverb]!.form);
  if (adverb === undefined || !found || (entry.class === 'possibility' && found.class !== 'estimative')) return base;
  const words = [...modifiersOf(s, lexicon, adverb), adverb];
  const near = Math.abs(adverb - index) <= 2 ? [index, ...words].sort((a, b) => a - b) : words;
  return {
    ...base,
    words: near,
    class: found.class,
    term: strengthened(s, lexicon, adverb, found.term),
    rule: `adverb-${lower(s.words[adverb]!)}`,
  };
}

const modifiersOf = (s: Sentence, lexicon: HedgesLexicon, index: number): readonly number[] =>
  dependents(s, index, 'advmod').filter((c) => lexicon.has('modifier', s.words[c]!.form));

/** "very likely", "not likely": the term one step up or over. */
function strengthened(s: Sentence, lexicon: HedgesLexicon, index: number, term: string | null): string | null {
  const very = modifiersOf(s, lexicon, index).length > 0;
  if (very && (term === 'likely' || term === 'unlikely')) return `very ${term}`;
  return term;
}

const NOT: Readonly<Record<string, string>> = {
  likely: 'unlikely',
  unlikely: 'likely',
  'very likely': 'unlikely',
  'almost certain': 'roughly even',
};

/** "There is a good chance that … will": the phrase beside the clause makes it an estimate. */
function phrased(wording: Wording, lexicon: HedgesLexicon): Wording {
  const { sentence, predicate } = wording;
  const that = dependents(sentence, predicate, 'mark').some((m) => lower(sentence.words[m]!) === 'that');
  if (!that) return wording;
  for (const { words, near, term } of lexicon.phrases)
    for (const phrase of words) {
      const at = locate(sentence, phrase);
      const beside = near.map((n) => locate(sentence, n)).find((n) => n.length > 0) ?? [];
      if (at.length === 0 || (near.length > 0 && beside.length === 0)) continue;
      return {
        ...wording,
        words: near.length > 0 ? beside : at,
        class: 'estimative',
        term,
        rule: `phrase-${phrase.replaceAll(' ', '-')}`,
      };
    }
  return wording;
}

/** Indices of the words of a phrase in the sentence; empty where it does not stand there. */
function locate(sentence: Sentence, phrase: string): readonly number[] {
  const parts = phrase.split(/[ ]|(?=-)|(?<=-)/u);
  const start = sentence.words.findIndex((_, i) =>
    parts.every((p, k) => sentence.words[i + k]?.form.toLowerCase() === p),
  );
  return start < 0 ? [] : parts.map((_, k) => start + k);
}

/** "plans to", "is likely to", "expects that", "is scheduled for". */
const governors: Finder = (sentence, lexicon) =>
  sentence.words.flatMap((word, index) => {
    for (const entry of lexicon.governors(stems(word))) {
      const wording = isOf(entry, word.upos) ? governed(sentence, lexicon, index, entry) : null;
      if (wording) return [wording];
    }
    return [];
  });

const POS = { verb: ['VERB'], adjective: ['ADJ', 'VERB', 'ADV'], noun: ['NOUN'] } as const;
const isOf = (entry: Governor, upos: string): boolean => (POS[entry.pos] as readonly string[]).includes(upos);

function governed(s: Sentence, lexicon: HedgesLexicon, index: number, entry: Governor): Wording | null {
  const be = beOf(s, index);
  if (entry.be && !be) return null;
  const negated = isNegated(s, index) || hasNoDeterminer(s, index);
  if (negated && !entry.negatable) return null;
  const predicate = complement(s, index, entry);
  if (predicate === null) return null;
  const past = be ? !isPresentBe(be) : entry.pos === 'verb' && (isPast(s, index) || isPerfect(s, index));
  const term = strengthened(s, lexicon, index, entry.term);
  return {
    sentence: s,
    predicate,
    scope: scopeOf(s, index, entry),
    words: wordsOf(s, lexicon, index, entry),
    class: entry.class,
    term: negated && entry.class === 'estimative' && term ? (NOT[term] ?? null) : term,
    rule: `governor-${s.words[index]!.lemma}`,
    ...(past && entry.own ? { reported: true } : {}),
    ...(entry.takes === 'date' || (entry.takes === 'object' && entry.class === 'estimative') ? { dated: true } : {}),
  };
}

const hasNoDeterminer = (s: Sentence, index: number): boolean =>
  dependents(s, index, 'det').some((c) => lower(s.words[c]!) === 'no');

/** The head of the infinitive, clause or noun that the governor foretells. */
function complement(s: Sentence, index: number, { takes }: Governor): number | null {
  const clauses = dependents(s, index, 'xcomp', 'ccomp', 'csubj', 'acl', 'advcl').filter((c) => c > index);
  const finite = (c: number) => !isInfinitive(s, c) && dependents(s, c, 'nsubj', 'csubj', 'expl').length > 0;
  switch (takes) {
    case 'infinitive':
    case 'person':
      return clauses.find((c) => isInfinitive(s, c)) ?? null;
    case 'clause':
      return clauses.find((c) => relation(s.words[c]!) !== 'advcl' && finite(c)) ?? null;
    case 'object':
      if (clauses.length > 0 || !dependents(s, index, 'nsubj').some((c) => c < index)) return null;
      return dependents(s, index, 'obj').find((c) => s.words[c]!.upos === 'NOUN') ?? null;
    case 'date':
      return clauses.some((c) => isInfinitive(s, c)) ? null : index;
  }
}

/** "has no plans to": the clause above the noun is what is foretold. */
function scopeOf(s: Sentence, index: number, { pos, takes }: Governor): number {
  if (takes === 'clause' || takes === 'object') return complement(s, index, { takes } as Governor) ?? index;
  const word = s.words[index]!;
  if (pos === 'noun' && relation(word) === 'obj' && s.words[word.head]?.lemma === 'have') return word.head;
  return index;
}

function wordsOf(s: Sentence, lexicon: HedgesLexicon, index: number, { takes, pos }: Governor): readonly number[] {
  const helpers = dependents(s, index, 'aux', 'cop').filter((a) => a < index && index - a <= 4);
  const first = pos === 'adjective' && takes !== 'clause' ? (helpers[0] ?? index) : index;
  const before = modifiersOf(s, lexicon, index);
  const from = Math.min(first, index, ...before);
  const words: number[] = [];
  for (let i = from; i <= index; i++) words.push(i);
  const next = s.words[index + 1];
  if (next && lower(next) === 'to' && takes === 'infinitive') words.push(index + 1);
  return words;
}

/** "is to visit": an arrangement, unless the subject is a purpose ("the aim is to win"). */
const beTo: Finder = (sentence, lexicon) =>
  sentence.words.flatMap((word, index) => {
    const { words } = sentence;
    const to = words[index + 1]?.upos === 'ADV' ? index + 2 : index + 1;
    const verb = words.findIndex((w, i) => i > to && i <= to + 2 && (w.upos === 'VERB' || lower(w) === 'be'));
    if (word.lemma !== 'be' || lower(word) === 'be' || words[to]?.form !== 'to' || verb < 0) return [];
    const predicate = words[verb]!.upos === 'VERB' ? verb : words[verb]!.head < 0 ? verb : words[verb]!.head;
    const subject = subjectOf(sentence, predicate) ?? subjectOf(sentence, index);
    if (subject === null || subject > index || words[predicate]!.lemma === 'blame') return [];
    if (lexicon.has('purpose', stems(words[subject]!)) || words.slice(index, verb).some((w) => w.upos === 'VERB'))
      return [];
    const past = !isPresentBe(word);
    return [
      {
        sentence,
        predicate,
        scope: predicate,
        words: [index, to],
        class: 'intention',
        term: null,
        rule: 'be-to',
        ...(past ? { reported: true } : {}),
      },
    ];
  });

/** "is going to": of people and powers an intention, of things a plain prediction. */
const goingTo: Finder = (sentence, _lexicon, isAgent) =>
  sentence.words.flatMap((word, index) => {
    const { words } = sentence;
    const verb = words[index + 2];
    if (lower(word) !== 'going' || words[index + 1]?.form !== 'to' || !verb || !['VERB', 'AUX'].includes(verb.upos))
      return [];
    const be = beOf(sentence, index);
    const predicate = dependents(sentence, index, 'xcomp', 'advcl')[0];
    if (!be || predicate === undefined) return [];
    const subject = subjectOf(sentence, index);
    const agent =
      subject !== null && (/^(?:i|we|he|she|they)$/iu.test(words[subject]!.form) || isAgent(words[subject]!));
    const first = words.indexOf(be);
    return [
      {
        sentence,
        predicate,
        scope: index,
        words: [first, index, index + 1].filter((i) => i >= 0),
        class: agent ? 'intention' : 'categorical',
        term: null,
        rule: 'going-to',
        ...(isPresentBe(be) ? {} : { reported: true }),
      },
    ];
  });

/** "The summit begins on Friday", "is visiting Dale next week": the present with a day ahead. */
const schedules: Finder = (sentence, lexicon) =>
  sentence.words.flatMap((word, index) => {
    if (word.upos !== 'VERB' || !lexicon.has('schedule', stems(word))) return [];
    const clause = relation(word);
    if (!['root', 'conj', 'ccomp', 'parataxis'].includes(clause) || subjectOf(sentence, index) === null) return [];
    const helpers = dependents(sentence, index, 'aux').map((a) => sentence.words[a]!);
    const form = lower(word);
    const progressive = form.endsWith('ing') && helpers.length === 1 && isPresentBe(helpers[0]!);
    const simple = helpers.length === 0 && (form === word.lemma || form.endsWith('s'));
    if (!progressive && !simple) return [];
    const words = progressive ? [sentence.words.indexOf(helpers[0]!), index] : [index];
    return [
      {
        sentence,
        predicate: index,
        scope: index,
        words,
        class: progressive ? 'intention' : 'categorical',
        term: null,
        rule: 'schedule',
        dated: true,
      },
    ];
  });
