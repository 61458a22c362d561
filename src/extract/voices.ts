import type { Attribution } from '../core/record.ts';
import { contains, overlaps, type Span } from '../core/span.ts';

const length = (a: Attribution): number => a.content.reduce((sum, s) => sum + s.to - s.from, 0);

/**
 * The innermost attribution whose content covers the trigger, of two with the same words the one that is carried; null
 * where the document itself says it.
 */
export function saidInOf(attributions: readonly Attribution[], trigger: Span): Attribution | null {
  const around = attributions.filter((a) => a.content.some((s) => contains(s, trigger)) && !covers(a.cue, trigger));
  return around.toSorted((a, b) => length(a) - length(b) || b.chain.length - a.chain.length)[0] ?? null;
}

const covers = (cue: Span | null, trigger: Span): boolean => cue !== null && overlaps(cue, trigger);
