import { touching } from '../core/placed.ts';
import type { Rule } from '../core/rule.ts';
import { contains, cover, overlaps, type Span, slice } from '../core/span.ts';
import type { Candidate } from './candidate.ts';
import type { Piece } from './pieces.ts';
import { union } from './spans.ts';

/** What the rules look at beside the candidates. */
interface Around {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

const length = (s: Span): number => s.to - s.from;
const overlap = (a: Span, b: Span): number => Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));
const sameSpan = (a: Span, b: Span): boolean => a.from === b.from && a.to === b.to;

/** The candidate with other content, itself where nothing would be left. */
const withContent = (candidate: Candidate, content: readonly Span[]): Candidate =>
  content.length === 0 ? candidate : { ...candidate, content };

/** Content that lies within marks reaches to the marks, where the cue stands outside them. */
function snapToMarks(candidate: Candidate, pieces: readonly Piece[]): Candidate {
  const content = candidate.content.map((span) => {
    const piece = touching(pieces, span)[0];
    if (!piece || (candidate.cue && overlaps(candidate.cue, piece))) return span;
    const both = overlap(span, piece);
    return both > 0.8 * length(span) && both > 0.5 * length(piece) ? cover([span, piece]) : span;
  });
  return { ...candidate, content: union(content) };
}

/** Content ends before a second cue whose verb shares the subject of this one's. */
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

/** Content without the quoted words that another cue carries. */
function giveBack(candidate: Candidate, all: readonly Candidate[]): Candidate {
  if (candidate.content.length < 2) return candidate;
  const holds = (o: Candidate) => candidate.content.some((s) => o.cue && contains(s, o.cue));
  const own = (span: Span) => candidate.carries?.some((s) => sameSpan(s, span)) ?? false;
  const content = candidate.content.filter(
    (span) => own(span) || !all.some((o) => o !== candidate && o.carries?.some((s) => sameSpan(s, span)) && !holds(o)),
  );
  return withContent(candidate, content);
}

/** The candidate with the content and source of the one it takes up. */
function resume(candidate: Candidate, all: readonly Candidate[]): Candidate {
  const before = candidate.resumes
    ? all.findLast((o) => o !== candidate && !o.resumes && o.cue && candidate.content.some((s) => contains(s, o.cue!)))
    : undefined;
  return before ? { ...candidate, content: before.content, again: before.source } : candidate;
}

/** Content without the closing mark of the marks its cue stands in. */
function withinMarks(text: string, candidate: Candidate, pieces: readonly Piece[]): Candidate {
  const { cue } = candidate;
  const around = cue && pieces.find((p) => contains(p, cue));
  if (!around) return candidate;
  const isClosing = (s: Span) => s.to === around.to && s.from > around.from && /["”»]$/u.test(slice(text, s));
  return { ...candidate, content: candidate.content.map((s) => (isClosing(s) ? { from: s.from, to: s.to - 1 } : s)) };
}

/** The last touches on all candidates of a neighbourhood together: marks, siblings, quoted words of others. */
export const TIDYING: readonly Rule<Candidate, Around>[] = [
  {
    id: 'snap-to-marks',
    because: 'words that lie within quotation marks reach to the marks, so that a footnote quotes all of them',
    gold: 'rules.gold#According to a letter from the abbot',
    does: (c, _, { pieces }) => snapToMarks(c, pieces),
  },
  {
    id: 'cut-at-sibling',
    because: '"She said that …, adding that …": the second saying stands beside the first, not inside its words',
    gold: 'rules.gold#The minister said that the fleet',
    does: (c, all, { text }) => cutAtSiblings(text, c, all),
  },
  {
    id: 'give-back',
    because: 'quoted words that another saying carries are not this one’s, unless that saying stands in its content',
    gold: "rules.gold#“It's an insult to all of us",
    does: (c, all) => giveBack(c, all),
  },
  {
    id: 'same-words-again',
    because:
      '"She noted that …. She wrote about it in her channel": the second has the words of the first (press translated word for word does so)',
    gold: 'resumed.gold#The adviser noted that any talks',
    does: (c, all) => resume(c, all),
  },
  {
    id: 'within-marks',
    because: 'words reported inside marks end before the closing mark, so that a footnote quotes no stray mark',
    gold: 'rules.gold#The king said: "We believe',
    does: (c, _, { text, pieces }) => withinMarks(text, c, pieces),
  },
  {
    id: 'without-stop',
    because:
      'the stop or comma that ends a sentence is no part of what is said, where no mark follows it, so that a footnote quotes to the character',
    gold: 'acts.gold#We suspect that the fuse',
    does: (c, _, { text }) => ({
      ...c,
      content: c.content.map((s) =>
        /[^.\p{Lu}][.,;:]$/u.test(text.slice(s.to - 2, s.to)) ? { from: s.from, to: s.to - 1 } : s,
      ),
    }),
  },
];
