import type { AnyExtracted, Contract, Quoted } from '../core/record.ts';
import { offsetMap, type Span } from '../core/span.ts';
import { passagesIn } from './passage.ts';

/** A stretch of a sentence, and what the record has it for; null where it is only what stands around. */
export interface Piece {
  readonly words: string;
  readonly role: 'source' | 'cue' | 'content' | 'trigger' | 'wording' | null;
}

/** Most characters of a sentence that a list shows before its first mark and after its last. */
const REACH = 300;
/** Most characters of what lies between; the rest is an ellipsis. */
const MOST = 900;

type Marked = Quoted & { readonly role: Piece['role'] };

/** What a record marks in its sentence, the more telling first: where two lie on one place, the first one shows. */
function marksOf(record: Contract<AnyExtracted>): readonly Marked[] {
  const as = (role: Piece['role'], ...spans: readonly (Quoted | null | undefined)[]): readonly Marked[] =>
    spans.flatMap((s) => (s && s.to > s.from ? { ...s, role } : []));
  switch (record.kind) {
    case 'attribution':
      return [...as('cue', record.cue), ...as('source', record.source?.span), ...as('content', ...record.content)];
    case 'event':
      return as('trigger', record.trigger);
    case 'forecast':
      return [...as('wording', record.wording.span), ...as('content', ...record.content)];
    case 'assessment':
      return as('content', ...record.content);
    default:
      return as(null, record.span);
  }
}

/**
 * The sentences a record is read from, cut where its source, cue, words or trigger begin and end: a list that shows them
 * lets a person see whether somebody condemned or expressed concern. Of a very long one the nearest words.
 */
export function sentenceOf(
  record: Contract<AnyExtracted>,
  document: { readonly body: readonly Span[] },
  text: string,
): readonly Piece[] {
  const marks = marksOf(record);
  // A source named far away adds no sentence of its own.
  const near = marks.filter((m) => m.role !== 'source');
  const passages = passagesIn(document, text)(near).toSorted((a, b) => a.from - b.from);
  const pieces = passages.flatMap((passage, i) => [
    ...(i > 0 ? [{ words: ' … ', role: null }] : []),
    ...cutAt(passage, marks),
  ]);
  return shortened(pieces);
}

function cutAt(passage: Quoted, marks: readonly Marked[]): readonly Piece[] {
  const inside = marks.filter((m) => m.from < passage.to && m.to > passage.from);
  const edges = new Set([passage.from, passage.to]);
  for (const m of inside) edges.add(Math.max(m.from, passage.from)).add(Math.min(m.to, passage.to));
  const cuts = [...edges].sort((a, b) => a - b);
  const { toUnit } = offsetMap(passage.quote);
  const words = (from: number, to: number) =>
    passage.quote.slice(toUnit(from - passage.from), toUnit(to - passage.from));
  return cuts.slice(0, -1).map((from, i) => {
    const to = cuts[i + 1]!;
    const role = inside.find((m) => m.from <= from && to <= m.to)?.role ?? null;
    return { words: words(from, to), role };
  });
}

function shortened(pieces: readonly Piece[]): readonly Piece[] {
  const [first, last] = [pieces.findIndex((p) => p.role), pieces.findLastIndex((p) => p.role)];
  let left = MOST;
  return pieces
    .flatMap((piece, i) => {
      if (i < first) return { ...piece, words: i === first - 1 ? lastWords(piece.words) : '' };
      if (i > last) return { ...piece, words: i === last + 1 ? firstWords(piece.words, REACH) : '' };
      const words = firstWords(piece.words, left);
      left = Math.max(0, left - words.length);
      return { ...piece, words };
    })
    .filter((piece) => piece.words !== '');
}

const lastWords = (text: string): string =>
  text.length <= REACH ? text : `…${text.slice(-REACH).replace(/^\S*/u, '')}`;

const firstWords = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most).replace(/\S*$/u, '')}…`;
