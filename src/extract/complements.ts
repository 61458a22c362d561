import type { Sentence } from '../core/analysis.ts';
import { cover, type Span } from '../core/span.ts';
import type { Complement, Cue } from '../lexicon/cues.ts';
import type { CueMatch } from './cues.ts';
import { agentOf, isPassive } from './speakers.ts';
import { dependents, phrase, runs, subtree } from './trees.ts';

const form = (sentence: Sentence, index: number): string => sentence.words[index]!.form.toLowerCase();

/** What a cue says, where it stands and how sure the tree makes us. */
export interface Complemented {
  readonly spans: readonly Span[];
  /** Head words of the content, kept out of source, addressee and medium. */
  readonly heads: readonly number[];
  readonly confidence: number;
  /** The preposition that belongs to the cue ("spoke about"). */
  readonly preposition?: number;
}

/** What hangs on a word, in runs; none of marks alone ("noted ■"). */
const spansOf = (sentence: Sentence, head: number, except: readonly number[] = []): readonly Span[] => {
  const whole = runs(sentence, subtree(sentence, head, new Set(except)));
  return whole.filter((s) => s.to - s.from > 1);
};

/** "Gondor, the envoy said, would wait"; "As the envoy said, Gondor would wait": the content is the clause around. */
function clauseAround(sentence: Sentence, verb: number): Complemented | null {
  const { head, deprel } = sentence.words[verb]!;
  if (head < 0) return null;
  const as = dependents(sentence, verb, 'mark', 'advmod').some((i) => form(sentence, i) === 'as');
  if (!(deprel === 'parataxis' || (deprel === 'advcl' && as)) || dependents(sentence, verb, 'cop').length > 0)
    return null;
  // "they will summon the envoy, they will shout": what is to come stands beside the clause, and carries none
  if (dependents(sentence, verb, 'aux').some((i) => /^(?:will|shall|['’]ll)$/u.test(form(sentence, i)))) return null;
  return { spans: spansOf(sentence, head, [verb]), heads: [], confidence: 0.75 };
}

/** "The envoy is expected to come": what is expected is split around the cue. */
function passiveInfinitive(sentence: Sentence, verb: number, infinitive: number, told: boolean): Complemented {
  const subject = dependents(sentence, verb, 'nsubj')[0];
  const own = spansOf(sentence, infinitive);
  if (subject === undefined || told) return { spans: own, heads: [infinitive], confidence: 0.6 };
  return { spans: [phrase(sentence, subject), ...own], heads: [infinitive], confidence: 0.6 };
}

/** Who is called on to do it, where the cue ends with a preposition ("called on both sides to leave"); undefined elsewhere. */
function askedBehind(sentence: Sentence, verb: number, { cue }: Cue): number | undefined {
  const [, preposition] = cue.split(' ');
  return preposition === undefined
    ? undefined
    : dependents(sentence, verb, 'obl').find((i) =>
        dependents(sentence, i, 'case').some((c) => c === verb + 1 && form(sentence, c) === preposition),
      );
}

function infinitiveContent(sentence: Sentence, verb: number, entry: Cue): Complemented | null {
  const { told, form: kind } = entry;
  const adjective = kind === 'adjective';
  const asked = adjective ? undefined : askedBehind(sentence, verb, entry);
  const relations = adjective ? ['xcomp', 'advcl', 'acl'] : asked === undefined ? ['xcomp'] : ['xcomp', 'advcl'];
  const infinitive = dependents(sentence, verb, ...relations).find(
    (i) => i > verb && dependents(sentence, i, 'mark').some((m) => form(sentence, m) === 'to'),
  );
  if (infinitive === undefined) return null;
  if (isPassive(sentence, verb)) return passiveInfinitive(sentence, verb, infinitive, told);
  if (asked !== undefined && asked < infinitive) {
    const whom = spansOf(sentence, asked, dependents(sentence, asked, 'case'));
    return {
      spans: [cover([...whom, ...spansOf(sentence, infinitive)])],
      heads: [asked, infinitive],
      confidence: 0.8,
    };
  }
  const object = dependents(sentence, verb, 'obj', 'iobj').find((i) => i > verb && i < infinitive);
  if (object === undefined || told)
    return { spans: spansOf(sentence, infinitive), heads: [infinitive], confidence: 0.7 };
  const span = cover([phrase(sentence, object), ...spansOf(sentence, infinitive)]);
  return { spans: [span], heads: [object, infinitive], confidence: 0.7 };
}

/** "described the talks as useful", "accused Mordor of shelling": the object and what is said of it. */
function objectContent(sentence: Sentence, verb: number): Complemented | null {
  const passive = isPassive(sentence, verb);
  const object = dependents(sentence, verb, ...(passive ? ['nsubj'] : ['obj', 'iobj']))[0];
  if (object === undefined || sentence.words[object]!.upos === 'PRON') return null;
  if (passive)
    return agentOf(sentence, verb) === null
      ? null
      : { spans: spansOf(sentence, object), heads: [object], confidence: 0.5 };
  if (object < verb) return null;
  const of = dependents(sentence, verb, 'obl', 'advcl', 'xcomp').filter(
    (i) =>
      i > object &&
      dependents(sentence, i, 'case', 'mark').some((c) => ['as', 'of', 'for'].includes(form(sentence, c))),
  );
  const rest = [...of, ...dependents(sentence, verb, 'xcomp').filter((i) => i > object)];
  // "quoted the duke as saying that …": the duke's saying is what is reported
  const isRelayed = of.some(
    (i) => sentence.words[i]!.deprel === 'advcl' && dependents(sentence, i, 'ccomp').length > 0,
  );
  const spans = [object, ...rest].flatMap((i) => spansOf(sentence, i));
  if (spans.length === 0) return null;
  return {
    spans: [cover(spans)],
    heads: [object, ...rest],
    confidence: isRelayed ? 0.8 : 0.5,
  };
}

function aboutContent(sentence: Sentence, { entry, first: verb, last }: CueMatch): Complemented | null {
  for (const i of dependents(sentence, verb, 'obl', 'advcl')) {
    const preposition = dependents(sentence, i, 'case', 'mark')[0];
    if (preposition === undefined || preposition < last || preposition > last + 2) continue;
    const own = entry.cue.includes(' ') ? entry.cue.split(' ').slice(-1) : ['about', 'of'];
    if (!own.includes(form(sentence, preposition))) continue;
    const beside = preposition === last + 1 ? { preposition } : {};
    return { spans: spansOf(sentence, i, [preposition]), heads: [i], confidence: 0.5, ...beside };
  }
  return null;
}

/** "Put the losses at 400 men": what is counted, and the number. */
function figureContent(sentence: Sentence, verb: number): Complemented | null {
  const object = dependents(sentence, verb, 'obj')[0];
  const beside = [verb, ...(object === undefined ? [] : [object])];
  const number = beside
    .flatMap((above) => dependents(sentence, above, 'obl', 'nmod'))
    .find((i) => {
      const counted = [i, ...dependents(sentence, i, 'nummod')].some((n) =>
        /^(?:NUM|SYM)$/u.test(sentence.words[n]!.upos),
      );
      return counted && dependents(sentence, i, 'case').some((c) => form(sentence, c) === 'at');
    });
  if (object === undefined || number === undefined || number < object) return null;
  const spans = [...spansOf(sentence, object), ...spansOf(sentence, number)];
  if (spans.length === 0) return null;
  return { spans: [cover(spans)], heads: [object, number], confidence: 0.8 };
}

/** Finds what the cue at `verb` takes, the surest complement first. */
export function contentOf(sentence: Sentence, match: CueMatch): Complemented | null {
  const { entry, first } = match;
  const takes = (c: Complement) => entry.takes.includes(c);
  const clause = dependents(sentence, first, 'ccomp')[0] ?? (takes('that') ? lateClause(sentence, first) : undefined);
  if (clause !== undefined && (takes('that') || takes('quote')))
    return { spans: spansOf(sentence, clause), heads: [clause], confidence: 0.8 };
  const found = takes('to') || takes('that') ? infinitiveContent(sentence, first, entry) : null;
  if (found && (takes('to') || entry.told || isPassive(sentence, first))) return found;
  const around = takes('that') || takes('quote') ? clauseAround(sentence, first) : null;
  if (around) return around;
  return (
    (takes('figure') ? figureContent(sentence, first) : null) ??
    (takes('np') ? objectContent(sentence, first) : null) ??
    (takes('about') ? aboutContent(sentence, match) : null)
  );
}

/** "It is said that …", "he was sure that …": the clause of a passive or predicate may hang as `csubj` or `advcl`. */
const lateClause = (sentence: Sentence, verb: number): number | undefined =>
  dependents(sentence, verb, 'csubj', 'advcl', 'xcomp').find(
    (i) => i > verb && dependents(sentence, i, 'mark').some((m) => ['that', 'whether'].includes(form(sentence, m))),
  );
