import { bySpan, contains, cover, overlaps, type Span } from '../core/span.ts';
import type { Candidate } from './candidate.ts';

const size = (spans: readonly Span[]): number => spans.reduce((n, s) => n + s.to - s.from, 0);
const shared = (a: readonly Span[], b: readonly Span[]): number =>
  a.reduce((n, s) => n + b.reduce((m, t) => m + Math.max(0, Math.min(s.to, t.to) - Math.max(s.from, t.from)), 0), 0);

/** Share of the two contents they have in common (intersection over union), in characters. */
export const agreement = (a: readonly Span[], b: readonly Span[]): number => {
  const both = shared(a, b);
  return both / Math.max(1, size(a) + size(b) - both);
};

/** The spans in text order, those that touch or overlap made one. */
export function union(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of [...spans].sort(bySpan)) {
    const last = joined.at(-1);
    if (last && span.from <= last.to + 1) joined[joined.length - 1] = cover([last, span]);
    else joined.push({ from: span.from, to: span.to });
  }
  return joined;
}

const sameCue = (a: Candidate, b: Candidate): boolean =>
  a.cue && b.cue ? overlaps(a.cue, b.cue) : agreement(a.content, b.content) > 0.8;

/** "declined" within "declined to say": the longer cue is the one. */
const coversCue = (outer: Candidate, inner: Candidate): boolean =>
  outer !== inner &&
  outer.cue !== null &&
  inner.cue !== null &&
  contains(outer.cue, inner.cue) &&
  !contains(inner.cue, outer.cue);

/** Puts the rules' findings together: one candidate a cue; marks before trees, nouns before the verbs that carry them. */
export function joinRules(direct: readonly Candidate[], others: readonly Candidate[]): readonly Candidate[] {
  const nouns = others.filter((c) => c.rule === 'cue-noun' || c.rule === 'resumed');
  const rest = others.filter((c) => !nouns.includes(c) && !nouns.some((n) => sameCue(n, c)));
  const joined = direct.map((d) => {
    const clause = rest.find((c) => sameCue(c, d));
    if (!clause) return d;
    return { ...clause, ...d, source: d.source ?? clause.source };
  });
  const isCarried = (c: Candidate) => c.rule === 'colon' && direct.some((d) => agreement(c.content, d.content) > 0.8);
  const kept = rest.filter(
    (c) => !direct.some((d) => sameCue(c, d)) && !rest.some((o) => coversCue(o, c)) && !isCarried(c),
  );
  return [...joined, ...kept, ...nouns.filter((n) => !direct.some((d) => sameCue(n, d)))];
}

/** Rules sure enough to stand where the model sees nothing. */
const ALONE: Readonly<Record<string, number>> = {
  'direct-speech': 0.6,
  'cue-verb': 0.8,
  'cue-preposition': 0.8,
  'cue-possessive': 0.8,
  'cue-noun': 0.6,
  'cue-adverb': 0.7,
  resumed: 0.5,
  colon: 0.5,
  signature: 0.5,
};

/**
 * Confidence above which the model's frame stands where no rule sees a cue: with a cue of the lexicon, with another, and
 * without a source; chosen on PolNeAR dev, where below them more than half are wrong.
 */
const MODEL_ALONE = { known: 0.65, unknown: 0.75, sourceless: 0.9 } as const;

/** Confidence of a rule that found a whole clause as complement. */
const CLAUSE = 0.8;

/** A rule inside another's words needs less, but more than an object or a preposition. */
const INSIDE = 0.6;

/** Whose content goes: the rules' for nouns and what is taken up, both for marks, else the model's, its addressee cut off. */
function contentOf(frame: Candidate, rule: Candidate): readonly Span[] {
  if (rule.rule === 'cue-noun' || rule.rule === 'resumed') return rule.content;
  if (rule.rule === 'direct-speech' && shared(frame.content, rule.content) > 0)
    return union([...frame.content, ...rule.content]);
  const content = whole(filled(frame.content, rule), rule);
  const [first, ...rest] = content;
  const told = rule.addressee;
  if (!first || !told || told.from > first.from + 1 || told.to <= first.from) return content;
  return told.to < first.to ? [{ from: told.to + 1, to: first.to }, ...rest] : rest.length > 0 ? rest : content;
}

/** Less than two fifths of a clause is a slip of the model: "that on Tuesday" of "that on Tuesday the talks had begun". */
function whole(content: readonly Span[], rule: Candidate): readonly Span[] {
  const [clause, ...more] = rule.content;
  if (!clause || more.length > 0 || rule.confidence < CLAUSE || !content.every((s) => contains(clause, s)))
    return content;
  return size(content) < size([clause]) * 0.4 ? [clause] : content;
}

/** Fragments of one clause made whole: what the model left out of the middle, where the tree has it in the clause. */
function filled(content: readonly Span[], rule: Candidate): readonly Span[] {
  const joined: Span[] = [];
  for (const span of content) {
    const last = joined.at(-1);
    if (last && rule.content.some((s) => contains(s, { from: last.to, to: span.from })))
      joined[joined.length - 1] = cover([last, span]);
    else joined.push(span);
  }
  return joined;
}

/** Whose source goes: the model's, unless the tree is certain ("it is said", "the crew was told", "as saying"). */
const sourceOf = (frame: Candidate, rule: Candidate): Span | null =>
  rule.certain ? rule.source : (frame.source ?? rule.source);

/** "Called on Rohan to leave": the preposition that the lexicon's cue ends with is no part of the content. */
function wholeCue(frame: Candidate, rule: Candidate): Span | null {
  if (!frame.cue || !rule.cue) return frame.cue ?? rule.cue;
  const isCut = frame.content.some((s) => overlaps(s, rule.cue!) && s.from > rule.cue!.from);
  return isCut && contains(rule.cue, { from: Math.max(frame.cue.from, rule.cue.from), to: frame.cue.to })
    ? { from: Math.min(frame.cue.from, rule.cue.from), to: rule.cue.to }
    : frame.cue;
}

/** Content that begins inside the cue, from the word after it. */
const behind = (content: Span, cue: Span): readonly Span[] =>
  overlaps(content, cue) && content.from > cue.from
    ? content.to > cue.to + 1
      ? [{ from: cue.to + 1, to: content.to }]
      : []
    : [content];

/** One cue seen by both. Where they name different sources the record says so and stays unresolved. */
function combine(frame: Candidate, rule: Candidate): Candidate {
  const doubtful =
    !rule.certain && frame.source !== null && rule.source !== null && !overlaps(frame.source, rule.source);
  const cue = wholeCue(frame, rule);
  return {
    ...rule,
    source: sourceOf(frame, rule),
    cue,
    content: contentOf(frame, rule).flatMap((s) => (cue ? behind(s, cue) : [s])),
    addressee: rule.addressee ?? frame.addressee,
    medium: rule.medium ?? frame.medium,
    rule: `reader-model+${rule.rule}`,
    doubtful,
    confidence: Math.max(frame.confidence, rule.confidence) * (doubtful ? 0.5 : 1),
  };
}

/** Among rules on one cue the one whose content is nearest to the frame's; of equal ones the one with the longer cue. */
function nearest(frame: Candidate, rules: readonly Candidate[]): Candidate | null {
  const weight = (r: Candidate) => agreement(frame.content, r.content) + (r.cue ? size([r.cue]) : 0) / 1000;
  return rules.toSorted((a, b) => weight(b) - weight(a))[0] ?? null;
}

/**
 * Puts the model's frames and the rules' candidates together. The model knows the conventions of long spans, the rules
 * know marks, nesting and the lexicon; a rule alone must be sure, or stand inside the words of another.
 */
export function mergeCandidates(frames: readonly Candidate[], rules: readonly Candidate[]): readonly Candidate[] {
  const used = new Set<Candidate>();
  const merged = frames.flatMap((frame) => {
    const same = rules.filter((r) => sameCue(frame, r));
    const rule = nearest(
      frame,
      same.filter((r) => !used.has(r)),
    );
    for (const r of same) used.add(r);
    // two frames on one cue: the first, surer one has taken the rule
    if (rule) return [combine(frame, rule)];
    const kind = frame.source === null ? 'sourceless' : frame.known ? 'known' : 'unknown';
    return same.length > 0 || frame.confidence < MODEL_ALONE[kind] ? [] : [frame];
  });
  const left = rules.filter((r) => !used.has(r));
  const inside = (r: Candidate) =>
    [...merged, ...left].some((o) => o !== r && r.cue && o.content.some((s) => contains(s, r.cue!)));
  return [
    ...merged,
    ...left.filter((r) => r.confidence >= (ALONE[r.rule] ?? 1) || (r.confidence >= INSIDE && inside(r))),
  ];
}
