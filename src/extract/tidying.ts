import { contains, cover, overlaps, type Span, slice } from '../core/span.ts';
import type { Candidate } from './candidate.ts';
import { datelineLength } from './datelines.ts';
import { union } from './merging.ts';
import type { Piece } from './pieces.ts';

const length = (s: Span): number => s.to - s.from;
const overlap = (a: Span, b: Span): number => Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));

/** Lets content that lies within marks reach to the marks, where the cue stands outside them. */
function snapToMarks(candidate: Candidate, pieces: readonly Piece[]): Candidate {
  const content = candidate.content.map((span) => {
    const piece = pieces.find((p) => overlaps(p, span));
    if (!piece || (candidate.cue && overlaps(candidate.cue, piece))) return span;
    const both = overlap(span, piece);
    return both > 0.8 * length(span) && both > 0.5 * length(piece) ? cover([span, piece]) : span;
  });
  return { ...candidate, content: union(content) };
}

/** Words reported inside marks end before the closing mark. */
function withinMarks(text: string, candidate: Candidate, pieces: readonly Piece[]): Candidate {
  const { cue } = candidate;
  const around = cue && pieces.find((p) => contains(p, cue));
  if (!around) return candidate;
  const isClosing = (s: Span) => s.to === around.to && s.from > around.from && /["”»]$/u.test(slice(text, s));
  return { ...candidate, content: candidate.content.map((s) => (isClosing(s) ? { from: s.from, to: s.to - 1 } : s)) };
}

const sameSpan = (a: Span, b: Span): boolean => a.from === b.from && a.to === b.to;

/**
 * "She said that …, adding that …": a second cue whose verb shares the subject of the first stands beside it, not inside
 * its words, so the first's content ends before it.
 */
function cutAtSiblings(text: string, candidate: Candidate, all: readonly Candidate[]): Candidate {
  const { cue } = candidate;
  if (!cue) return candidate;
  const siblings = all.filter((o) => o !== candidate && o.cue && o.above && overlaps(o.above, cue));
  const content = candidate.content.map((span) => {
    const sibling = siblings.find((o) => contains(span, o.cue!) && span.from > cue.from);
    if (!sibling) return span;
    const before = text.slice(span.from, sibling.cue!.from).replace(/(?:[\s,;–—-]|\b(?:and|but|while|then)\b)+$/u, '');
    return before.length < 3 ? span : { from: span.from, to: span.from + before.length };
  });
  return { ...candidate, content };
}

/** Quoted words that another cue carries are not this one's, unless that cue stands inside this one's content. */
function giveBack(candidate: Candidate, all: readonly Candidate[]): Candidate {
  if (candidate.content.length < 2) return candidate;
  const holds = (o: Candidate) => candidate.content.some((s) => o.cue && contains(s, o.cue));
  const own = (span: Span) => candidate.carries?.some((s) => sameSpan(s, span)) ?? false;
  const content = candidate.content.filter(
    (span) => own(span) || !all.some((o) => o !== candidate && o.carries?.some((s) => sameSpan(s, span)) && !holds(o)),
  );
  return content.length === 0 ? candidate : { ...candidate, content };
}

/** "She noted that …. She wrote about it in her channel": the second has the first one's content, not its whole sentence. */
function resume(candidate: Candidate, all: readonly Candidate[]): Candidate {
  const before = candidate.resumes
    ? all.findLast((o) => o !== candidate && !o.resumes && o.cue && candidate.content.some((s) => contains(s, o.cue!)))
    : undefined;
  return before ? { ...candidate, content: before.content, again: before.source } : candidate;
}

/** Content without the stop or comma that ends its sentence, where no mark follows. */
const unstop = (text: string, content: readonly Span[]): readonly Span[] =>
  content.map((s) => (/[^.\p{Lu}][.,;:]$/u.test(text.slice(s.to - 2, s.to)) ? { from: s.from, to: s.to - 1 } : s));

const sameContent = (a: Candidate, b: Candidate): boolean =>
  a.content.length === b.content.length && a.content.every((s, i) => sameSpan(s, b.content[i]!));

/** "It will close, the envoy said, TASS reported": what TASS reported is that the envoy said so. */
function carry(candidate: Candidate, all: readonly Candidate[]): Candidate {
  const { cue, source, content } = candidate;
  if (!cue || !source) return candidate;
  const start = Math.min(cue.from, source.from);
  const carried = all.findLast((o) => {
    if (o === candidate || !o.cue || !o.source || !sameContent(o, candidate)) return false;
    const end = Math.max(o.cue.to, o.source.to);
    return Math.min(o.cue.from, o.source.from) >= content.at(-1)!.to && end <= start && start - end < 4;
  });
  return carried ? { ...candidate, content: [cover([...content, carried.source!, carried.cue!])] } : candidate;
}

/** Content without the line of an agency before its first words. */
const undated = (text: string, content: readonly Span[]): readonly Span[] =>
  content.map((s) => ({ from: s.from + datelineLength(slice(text, s)), to: s.to }));

/** "According to two envoys, who spoke in private, …": what stands inside the source is not what the source says. */
function outsideSource(candidate: Candidate): Candidate {
  const { source } = candidate;
  const content = candidate.content.filter((s) => source === null || !contains(source, s));
  return content.length === 0 ? candidate : { ...candidate, content };
}

/** A pronoun that nobody says ("that was agreed") tells nothing. */
const isEmpty = (text: string, { source, content }: Candidate): boolean =>
  content.length === 0 ||
  (source === null && content.every((s) => /^(?:that|this|it|so|which|what)$/iu.test(slice(text, s))));

/** The last touches on all candidates together: marks, siblings, quoted words of others. */
export function tidy(text: string, candidates: readonly Candidate[], pieces: readonly Piece[]): readonly Candidate[] {
  const snapped = candidates.map((c) => snapToMarks(outsideSource(c), pieces));
  return snapped
    .map((c) => cutAtSiblings(text, c, snapped))
    .map((c, _, all) => giveBack(c, all))
    .map((c, _, all) => resume(c, all))
    .map((c, _, all) => carry(c, all))
    .map((c) => withinMarks(text, c, pieces))
    .map((c) => ({ ...c, content: unstop(text, undated(text, c.content)) }))
    .filter((c) => !isEmpty(text, c));
}
