import type { Actors } from '../lexicon/actors.ts';
import { isWord } from '../lexicon/pieces.ts';
import type { Draft } from './mentions-draft.ts';
import { describedAt, type Line } from './mentions-lines.ts';

const SHOUTED = /^\p{Lu}{2,}$/u;

/** "MS. JEAN-PIERRE:" at the head of a line: a speaker of a transcript, whom the reader model sees seldom in capitals. */
export function labels(actors: Actors, line: Line, names: readonly Draft[]): readonly Draft[] {
  const { pieces } = line;
  const honorific = describedAt(actors, line, 0, ['honorific']);
  if (!honorific) return [];
  const from = pieces[honorific.to]?.form === '.' ? honorific.to + 1 : honorific.to;
  let to = from;
  while (pieces[to] && (SHOUTED.test(pieces[to]!.form) || (to > from && pieces[to]!.form === '-'))) to++;
  if (to === from || pieces[to]?.form !== ':' || !isWord(pieces[to - 1])) return [];
  if (names.some((d) => d.from < to && from < d.to)) return [];
  const place = { line: line.sentence, from, to, core: { from, to } };
  return [
    { ...place, kind: 'person', candidates: [], use: null, form: 'name', rule: 'label', confidence: 0.8, issues: [] },
  ];
}
