import { bySpan, contains, cover, overlaps, type Span } from '../core/span.ts';
import type { Candidate } from './candidate.ts';
import type { Piece } from './pieces.ts';

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

/** Puts the rules' findings together: one candidate a cue; marks before trees, nouns before the verbs that carry them. */
export function joinRules(direct: readonly Candidate[], others: readonly Candidate[]): readonly Candidate[] {
  const nouns = others.filter((c) => c.rule === 'cue-noun' || c.rule === 'resumed');
  const rest = others.filter((c) => !nouns.includes(c) && !nouns.some((n) => sameCue(n, c)));
  const joined = direct.map((d) => {
    const clause = rest.find((c) => sameCue(c, d));
    if (!clause) return d;
    return { ...clause, ...d, source: d.source ?? clause.source };
  });
  const kept = rest.filter((c) => !direct.some((d) => sameCue(c, d)));
  return [...joined, ...kept, ...nouns.filter((n) => !direct.some((d) => sameCue(n, d)))];
}

/** Rules sure enough to stand where the model sees nothing. */
const ALONE: Readonly<Record<string, number>> = {
  'direct-speech': 0.6,
  'cue-verb': 0.7,
  'cue-preposition': 0.8,
  'cue-possessive': 0.8,
  'cue-noun': 0.6,
  'cue-adverb': 0.7,
  resumed: 0.5,
  colon: 0.5,
};

const standsAlone = (c: Candidate): boolean => c.confidence >= (ALONE[c.rule] ?? 1);

/** One cue seen by both: the model's spans, the rules' marks, addressee, medium and reading of the cue. */
function combine(frame: Candidate, rule: Candidate): Candidate {
  const quoted = rule.rule === 'direct-speech' && shared(frame.content, rule.content) > 0;
  const content = quoted ? union([...frame.content, ...rule.content]) : frame.content;
  const disagree = frame.source !== null && rule.source !== null && !overlaps(frame.source, rule.source);
  return {
    ...rule,
    source: frame.source ?? rule.source,
    cue: frame.cue ?? rule.cue,
    content,
    addressee: rule.addressee ?? frame.addressee,
    medium: rule.medium ?? frame.medium,
    rule: `reader-model+${rule.rule}`,
    confidence: disagree ? 0.4 : Math.max(frame.confidence, rule.confidence),
  };
}

/**
 * Puts the model's frames and the rules' candidates together. The model knows the conventions of long spans, the rules
 * know marks, nesting and the lexicon; a rule alone must be sure, or stand inside the words of another.
 */
export function mergeCandidates(frames: readonly Candidate[], rules: readonly Candidate[]): readonly Candidate[] {
  const used = new Set<Candidate>();
  const merged = frames.map((frame) => {
    const rule = rules.find((r) => !used.has(r) && sameCue(frame, r));
    if (!rule) return frame;
    used.add(rule);
    return combine(frame, rule);
  });
  const left = rules.filter((r) => !used.has(r));
  const nested = (r: Candidate) =>
    [...merged, ...left].some((o) => o !== r && r.cue && o.content.some((s) => contains(s, r.cue!)));
  return [...merged, ...left.filter((r) => standsAlone(r) || nested(r))];
}

/** Lets content that lies within marks reach to the marks, where the cue stands outside them. */
export function snapToMarks(candidate: Candidate, pieces: readonly Piece[]): Candidate {
  const { cue } = candidate;
  const content = candidate.content.map((span) => {
    const piece = pieces.find((p) => overlaps(p, span));
    if (!piece || (cue && overlaps(cue, piece))) return span;
    const within = shared([span], [piece]) / (span.to - span.from);
    return within > 0.8 && shared([span], [piece]) > 0.5 * (piece.to - piece.from) ? cover([span, piece]) : span;
  });
  return { ...candidate, content: union(content) };
}
