import { overlaps, type Span } from './span.ts';

/** Characters of text to a cell of the index. */
const CELL = 256;

/** Indexes items by place: what is given tells those that share a character with a span, in the order of the list. */
export function placed<T>(items: readonly T[], spansOf: (item: T) => readonly Span[]): (at: Span) => readonly T[] {
  const cells = new Map<number, Set<number>>();
  items.forEach((item, i) => {
    for (const span of spansOf(item))
      for (let cell = cellOf(span.from); cell <= cellOf(span.to); cell++) {
        const inside = cells.get(cell);
        if (inside) inside.add(i);
        else cells.set(cell, new Set([i]));
      }
  });
  return (at) => {
    const near = new Set<number>();
    for (let cell = cellOf(at.from); cell <= cellOf(at.to); cell++) for (const i of cells.get(cell) ?? []) near.add(i);
    return [...near]
      .sort((a, b) => a - b)
      .map((i) => items[i]!)
      .filter((item) => spansOf(item).some((span) => overlaps(span, at)));
  };
}

const cellOf = (offset: number): number => Math.floor(offset / CELL);

const known = new WeakMap<readonly Span[], (at: Span) => readonly Span[]>();

/** Those of a finished list of spans that share a character with another span, in order; the index is kept with the list. */
export function touching<S extends Span>(spans: readonly S[], at: Span): readonly S[] {
  const index = known.get(spans) ?? placed(spans, (span) => [span]);
  known.set(spans, index);
  return index(at) as readonly S[];
}
