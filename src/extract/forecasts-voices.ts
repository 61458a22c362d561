import type { Article } from '../core/reading.ts';
import type { Attribution, Issue } from '../core/record.ts';
import { contains, overlaps, type Span } from '../core/span.ts';

const size = (a: Attribution): number => a.content.reduce((n, s) => n + s.to - s.from, 0);

/**
 * The innermost attribution in whose content a stretch stands; with `orCue` also the one whose cue it is ("plans to").
 * Null: the document's own words.
 */
export function sayingOf(attributions: readonly Attribution[], span: Span, orCue = false): Attribution | null {
  const around = attributions.filter(
    (a) => a.content.some((c) => contains(c, span)) || (orCue && a.cue !== null && overlaps(a.cue, span)),
  );
  return around.toSorted((a, b) => size(a) - size(b))[0] ?? null;
}

/** Who speaks: the attribution's source, else the author with the publisher, never the two mixed. */
export function saidBy(
  { record, text }: Article,
  saying: Attribution | null,
): { by: { label: string; entity: string | null }; issues: readonly Issue[] } {
  if (!saying)
    return { by: { label: record.publisher ? `author, ${record.publisher}` : 'author', entity: null }, issues: [] };
  if (!saying.source)
    return {
      by: { label: 'unresolved', entity: null },
      issues: [{ code: 'source-unresolved', message: 'The text does not say whose words these are.' }],
    };
  const { span, entity } = saying.source;
  return { by: { label: text.slice(span.from, span.to), entity }, issues: [] };
}
