import type { Frame, Sentence } from '../core/analysis.ts';
import { bySpan, contains, cover, overlaps, type Span, slice } from '../core/span.ts';
import type { CueLexicon } from '../lexicon/cues.ts';
import type { Candidate } from './candidate.ts';
import { cueAt } from './cues.ts';
import type { Piece } from './pieces.ts';
import { sourceSpan, speakerOf } from './speakers.ts';
import { sentenceAt } from './trees.ts';

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

/** Quoted words with what the tree adds to them: the marks win where they cover most of the clause. */
function joinContent(direct: Candidate, clause: Candidate): readonly Span[] {
  const inMarks = shared(clause.content, direct.content) / Math.max(1, size(clause.content));
  return inMarks > 0.6 ? direct.content : union([...direct.content, ...clause.content]);
}

/** Puts the rules' findings together: one candidate a cue; marks before trees, nouns before the verbs that carry them. */
export function joinRules(direct: readonly Candidate[], others: readonly Candidate[]): readonly Candidate[] {
  const nouns = others.filter((c) => c.rule === 'cue-noun' || c.rule === 'resumed');
  const rest = others.filter((c) => !nouns.includes(c) && !nouns.some((n) => sameCue(n, c)));
  const joined = direct.map((d) => {
    const clause = rest.find((c) => sameCue(c, d));
    if (!clause) return d;
    return { ...clause, ...d, source: d.source ?? clause.source, content: joinContent(d, clause) };
  });
  const kept = rest.filter((c) => !direct.some((d) => sameCue(c, d)));
  return [...joined, ...kept, ...nouns.filter((n) => !direct.some((d) => sameCue(n, d)))];
}

/** The source of a frame that has none, from the tree: the subject its cue verb has or shares with the verb above. */
function sourceFromTree(sentence: Sentence | null, cue: Span | null): Span | null {
  if (!sentence || !cue) return null;
  const verb = sentence.words.findLastIndex((w) => w.upos === 'VERB' && overlaps(w, cue));
  const speaker = verb < 0 ? 'unknown' : speakerOf(sentence, verb);
  return speaker === 'unknown' || speaker.head === null ? null : sourceSpan(sentence, speaker.head, [verb]);
}

/** What the lexicon says of a frame's cue: the first of its words that is an entry. */
function entryFor(sentence: Sentence | null, cue: Span | null, cues: CueLexicon) {
  if (!sentence || !cue) return null;
  for (const form of ['verb', 'preposition', 'noun', 'adjective', 'adverb', 'possessive'] as const)
    for (let i = sentence.words.length - 1; i >= 0; i--)
      if (overlaps(sentence.words[i]!, cue)) {
        const match = cueAt(cues, form, sentence, i);
        if (match) return match.entry;
      }
  return null;
}

function isTurned(text: string, cue: Span | null, cues: CueLexicon): boolean {
  if (!cue) return false;
  const words = slice(text, cue).toLowerCase().split(/\s+/u);
  return words.some(
    (w) => cues.starting('negation', w).length > 0 || cues.starting('negation', w.slice(-3)).length > 0,
  );
}

const whole = (spans: readonly Span[]): Span | null => (spans.length === 0 ? null : cover(spans));

/** A frame of the reader model as a candidate; act, polarity and distance come from the lexicon. */
export function fromFrame(text: string, sentences: readonly Sentence[], frame: Frame, cues: CueLexicon): Candidate {
  const cue = whole(frame.cue);
  const sentence = cue && sentenceAt(sentences, cue.from);
  const entry = entryFor(sentence, cue, cues);
  const turned = isTurned(text, cue, cues);
  return {
    source: whole(frame.source) ?? sourceFromTree(sentence, cue),
    cue,
    content: union(frame.content),
    act: entry?.act ?? 'statement',
    polarity: turned === (entry?.polarity === '-') ? '+' : '-',
    distance: entry?.distance ?? false,
    addressee: null,
    medium: null,
    quotes: entry?.takes.includes('quote') ?? true,
    rule: 'reader-model',
    confidence: frame.confidence,
  };
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
  const content = quoted ? joinContent(rule, frame) : frame.content;
  const disagree = frame.source !== null && rule.source !== null && !overlaps(frame.source, rule.source);
  return {
    ...rule,
    source: frame.source ?? rule.source,
    cue: frame.cue ?? rule.cue,
    content,
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
