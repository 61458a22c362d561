/**
 * A stretch of the document's text: `from` inclusive, `to` exclusive.
 * Inside the program offsets count UTF-16 code units; records that leave the program count Unicode code points.
 */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** True when the two spans share at least one character. */
export const overlaps = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to;

/** True when `outer` covers every character of `inner`. */
export const contains = (outer: Span, inner: Span): boolean => outer.from <= inner.from && inner.to <= outer.to;

/** Text order: by start, the longer span first. */
export const bySpan = (a: Span, b: Span): number => a.from - b.from || b.to - a.to;

/** The smallest span that covers all of `spans`; throws on an empty list. */
export function cover(spans: readonly Span[]): Span {
  const first = spans[0];
  if (!first) throw new RangeError('cover() of no spans');
  return spans.reduce((c, s) => ({ from: Math.min(c.from, s.from), to: Math.max(c.to, s.to) }), {
    from: first.from,
    to: first.to,
  });
}

/** The span without the white space at either end; may become empty. */
export function trimSpan(text: string, span: Span): Span {
  let { from, to } = span;
  while (from < to && /\s/u.test(text[from]!)) from++;
  while (to > from && /\s/u.test(text[to - 1]!)) to--;
  return { from, to };
}

/** The characters a span covers. */
export const slice = (text: string, span: Span): string => text.slice(span.from, span.to);

/** Maps offsets between UTF-16 units and code points of one text. */
export interface OffsetMap {
  readonly toCodePoint: (unit: number) => number;
  readonly toUnit: (codePoint: number) => number;
}

/** Builds the map in one pass; it is the identity where the text has no astral characters. */
export function offsetMap(text: string): OffsetMap {
  const astral: number[] = []; // unit offset of every high surrogate of a pair, ascending
  for (let i = 0; i + 1 < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0xd800 || unit > 0xdbff) continue;
    const next = text.charCodeAt(i + 1);
    if (next >= 0xdc00 && next <= 0xdfff) astral.push(i++);
  }
  if (astral.length === 0) return { toCodePoint: (n) => n, toUnit: (n) => n };
  const before = (unit: number, shift: (index: number) => number): number => {
    let low = 0;
    let high = astral.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (astral[middle]! - shift(middle) < unit) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    toCodePoint: (unit) => unit - before(unit, () => 0),
    toUnit: (codePoint) => codePoint + before(codePoint, (index) => index),
  };
}

/** A value with the ends of every span in it moved; all else, also within arrays and objects, stays as it is. */
export function movedSpans<T>(value: T, move: (offset: number) => number): T {
  if (Array.isArray(value)) return value.map((one) => movedSpans(one, move)) as T;
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([name, one]) => [
    name,
    typeof one === 'number' && (name === 'from' || name === 'to') ? move(one) : movedSpans(one, move),
  ]);
  return Object.fromEntries(entries) as T;
}
