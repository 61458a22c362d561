import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { DeskRow, ReaderAnswer } from '../../src/web/api.ts';
import { activeMarks, baseMarks, furnitureMarks } from './marks.ts';
import { type Block, layBlocks, type Mark, segments } from './spans.ts';
import { param } from './url.ts';

/** A passage the address names by code points, as a checked draft does; null where it names none. */
function passage(): Mark | null {
  const [from, to] = [Number(param('from')), Number(param('to'))];
  return to > from ? { from, to, look: 'passage on', card: null } : null;
}

/** The text cut into blocks, and the way to draw a stretch of it with the marks that lie on it. */
export function useText(data: ReaderAnswer, rows: readonly DeskRow[], lit: number | null) {
  const { body, furniture, title } = data.document;
  const chars = useMemo(() => Array.from(data.text), [data.text]);
  const all = useMemo(() => layBlocks(chars, body, furniture), [chars, body, furniture]);
  const base = useMemo(() => baseMarks(rows), [rows]);
  const row = lit === null ? null : rows[lit];
  const sought = passage();
  const marks = [...base, ...(row && lit !== null ? activeMarks(row, lit) : []), ...(sought ? [sought] : [])];
  const wordsAt = (block: Block) => chars.slice(block.from, block.to).join('').trim();
  const headline = all.find((block) => block.type === 'other' && wordsAt(block) === title) ?? null;
  return {
    headline,
    blocks: all.filter((block) => block !== headline && !(block.type === 'other' && wordsAt(block) === title)),
    draw: (block: Block) => drawn(chars, marks, block.from, block.to),
    drawRaw: () => drawn(chars, [...furnitureMarks(furniture), ...marks], 0, chars.length),
  };
}

type Pieces = ReturnType<typeof useText>;

export const RawText = ({ pieces }: { pieces: Pieces }) => (
  <div class="text raw">
    <p>{pieces.drawRaw()}</p>
  </div>
);

export const CleanText = ({ pieces }: { pieces: Pieces }) => (
  <div class="text">
    {pieces.blocks.map((block) => (
      <p key={block.from} class={block.type}>
        {pieces.draw(block)}
      </p>
    ))}
  </div>
);

/** Cards of the marks under the pointer, innermost first. */
export function cardsUnder(target: EventTarget | null): readonly number[] {
  const piece = (target as Element | null)?.closest<HTMLElement>('[data-cards]');
  return piece?.dataset.cards?.split(' ').map(Number) ?? [];
}

function drawn(chars: readonly string[], marks: readonly Mark[], from: number, to: number): ComponentChildren {
  return segments(marks, from, to).map((s) => {
    const text = chars.slice(s.from, s.to).join('');
    if (s.marks.length === 0) return text;
    const cards = [...new Set(s.marks.flatMap((m) => m.card ?? []))].reverse();
    const depth = s.marks.filter((m) => m.look === 'attribution').length;
    const label = s.marks.find((m) => m.role && m.from === s.from)?.role;
    // A mark that others cut into pieces is one box all the same.
    const boxed = s.marks.filter((m) => m.role);
    const begins = boxed.some((m) => m.from === s.from) ? ' begins' : '';
    const ends = boxed.some((m) => m.to === s.to) ? ' ends' : '';
    return (
      <span
        key={s.from}
        class={`m ${s.marks.map((m) => m.look).join(' ')}${depth > 1 ? ' deep' : ''}${begins}${ends}`}
        data-cards={cards.length > 0 ? cards.join(' ') : undefined}
        data-role={label ?? undefined}
      >
        {text}
      </span>
    );
  });
}
