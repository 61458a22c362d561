/** A stretch of text in code points with what it means there. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  /** Class names the stretch is drawn with. */
  readonly look: string;
  /** Index of the card it belongs to; null for what has none (furniture, names). */
  readonly card: number | null;
  /** Word printed above the first letter; null for none. */
  readonly role?: string | null;
}

/** A piece of text over which the set of marks does not change. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly marks: readonly Mark[];
}

/**
 * Cuts `from`…`to` at every edge of a mark. Marks may nest and overlap: each piece lists all that cover it, the longest
 * first, so that the shortest (innermost) is the last.
 */
export function segments(marks: readonly Mark[], from: number, to: number): readonly Segment[] {
  const inside = marks.filter((m) => m.from < to && m.to > from && m.to > m.from);
  const edges = new Set([from, to]);
  for (const m of inside) {
    edges.add(Math.max(from, m.from));
    edges.add(Math.min(to, m.to));
  }
  const cuts = [...edges].sort((a, b) => a - b);
  const bySize = [...inside].sort((a, b) => b.to - b.from - (a.to - a.from));
  return cuts.slice(0, -1).map((start, i) => {
    const end = cuts[i + 1]!;
    return { from: start, to: end, marks: bySize.filter((m) => m.from <= start && end <= m.to) };
  });
}

export interface Block {
  readonly from: number;
  readonly to: number;
  readonly type: 'body' | 'furniture' | 'other';
}

interface Bare {
  readonly from: number;
  readonly to: number;
}

/** Body, furniture and what lies between them (headline, bylines), in text order; blank stretches are left out. */
export function layBlocks(
  chars: readonly string[],
  body: readonly Bare[],
  furniture: readonly Bare[],
): readonly Block[] {
  const known: Block[] = [
    ...body.map(({ from, to }) => ({ from, to, type: 'body' as const })),
    ...furniture.map(({ from, to }) => ({ from, to, type: 'furniture' as const })),
  ].sort((a, b) => a.from - b.from);
  const blocks: Block[] = [];
  let at = 0;
  for (const block of [...known, { from: chars.length, to: chars.length, type: 'other' as const }]) {
    if (block.from > at) blocks.push(...paragraphs(chars, at, block.from));
    if (block.to > block.from) blocks.push(block);
    at = Math.max(at, block.to);
  }
  return blocks;
}

/** Non-blank lines of a stretch that is neither body nor furniture. */
function paragraphs(chars: readonly string[], from: number, to: number): readonly Block[] {
  const found: Block[] = [];
  let start = from;
  for (let i = from; i <= to; i++) {
    if (i < to && chars[i] !== '\n') continue;
    if (chars.slice(start, i).some((c) => c.trim() !== '')) found.push({ from: start, to: i, type: 'other' });
    start = i + 1;
  }
  return found;
}
