import type { Sentence } from '../core/analysis.ts';
import type { Span } from '../core/span.ts';
import type { Auxiliary, HedgesLexicon } from '../lexicon/hedges.ts';
import { beOf, isPresentBe, lower, stems, subjectOf } from './forecasts-clause.ts';
import { governors } from './forecasts-governors.ts';
import { type Finder, modifiersOf, strengthened, type Wording } from './forecasts-wording.ts';
import { dependents, relation } from './trees.ts';

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

/** "There is a good chance that … will": the phrase beside the clause makes it an estimate. */
function phrased(wording: Wording, lexicon: HedgesLexicon): Wording {
  const { sentence, words } = wording;
  const auxiliary = words[0]!;
  for (const { phrase, words: parts, near, term } of lexicon.phrases) {
    const at = locate(sentence, parts);
    if (at.length === 0) continue;
    const beside = near.map((n) => locate(sentence, n)).find((n) => n.length > 0) ?? [];
    if (near.length > 0 && beside.length === 0) continue;
    const from = at[0]! > auxiliary ? 0 : at.at(-1)! + 1;
    const that = sentence.words.slice(from, auxiliary).some((w) => lower(w) === 'that');
    const rule = `phrase-${phrase.replaceAll(' ', '-')}`;
    if (that) return { ...wording, words: near.length > 0 ? beside : at, class: 'estimative', term, rule };
  }
  return wording;
}

/** Indices of the words of a phrase in the sentence; empty where it does not stand there. */
function locate(sentence: Sentence, parts: readonly string[]): readonly number[] {
  const start = sentence.words.findIndex((_, i) =>
    parts.every((p, k) => sentence.words[i + k]?.form.toLowerCase() === p),
  );
  return start < 0 ? [] : parts.map((_, k) => start + k);
}

/** "is to visit": an arrangement, unless the subject is a purpose ("the aim is to win"). */
const beTo: Finder = (sentence, lexicon) =>
  sentence.words.flatMap((word, index) => {
    if (word.lemma !== 'be') return [];
    const { words } = sentence;
    const to = words[index + 1]?.upos === 'ADV' ? index + 2 : index + 1;
    const verb = words.findIndex((w, i) => i > to && i <= to + 2 && (w.upos === 'VERB' || lower(w) === 'be'));
    if (lower(word) === 'be' || words[to]?.form !== 'to' || verb < 0) return [];
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
