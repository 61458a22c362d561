import { cover, type Span } from '../core/span.ts';
import type { Candidate } from './candidate.ts';

const reach = (c: Candidate): Span => cover([...c.content, ...(c.cue ? [c.cue] : []), ...(c.source ? [c.source] : [])]);

/**
 * Groups candidates whose words overlap, directly or over others between them, in text order. Only within a group can
 * two share a cue or stand one in the other, so what compares all with all stays fast in long texts.
 */
export function neighbourhoods(candidates: readonly Candidate[]): readonly (readonly Candidate[])[] {
  const placed = candidates
    .filter((c) => c.content.length > 0)
    .map((candidate) => ({ candidate, span: reach(candidate) }));
  const groups: Candidate[][] = [];
  let end = -1;
  for (const { candidate, span } of placed.sort((a, b) => a.span.from - b.span.from)) {
    if (span.from >= end) groups.push([]);
    groups.at(-1)!.push(candidate);
    end = Math.max(end, span.to);
  }
  return groups;
}
