import { bySpan, cover, type Span } from '../core/span.ts';

/** Characters of the spans together. */
export const size = (spans: readonly Span[]): number => spans.reduce((n, s) => n + s.to - s.from, 0);

/** Characters that two lists of spans have in common. */
export const shared = (a: readonly Span[], b: readonly Span[]): number =>
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
