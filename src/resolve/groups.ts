import { localId } from '../core/entry.ts';
import type { Entity } from '../core/record.ts';
import { contains, cover, overlaps, type Span } from '../core/span.ts';
import { dependents } from '../extract/trees.ts';
import type { Discourse, Seen } from './discourse.ts';

/** Several entities that act or speak as one, in one place of the text. */
export interface Group {
  readonly span: Span;
  readonly entity: Entity;
}

/** Members of a group, at most; a longer list is a table. */
const LARGEST = 12;

/**
 * "Merkel and Hollande", "neither Gondor nor Rohan": the known entities that are joined as a subject or as a source. All of
 * them must be known, since a group with a member missing is another group.
 */
export function groupsIn(d: Discourse, line: number, here: readonly Seen[]): readonly Group[] {
  const sentence = d.sentences[line]!;
  return sentence.words.flatMap((word, head) => {
    const joined = dependents(sentence, head, 'conj').filter((i) => /^(?:PROPN|NOUN)$/u.test(sentence.words[i]!.upos));
    if (joined.length === 0 || joined.length >= LARGEST || !(word.deprel.startsWith('nsubj') || d.isSource(line, head)))
      return [];
    const members = [head, ...joined].map((i) => memberAt(here, i, sentence.words[i]!));
    const known = members.filter((m) => m !== null && m.entity !== null) as (Seen & { entity: string })[];
    const distinct = [...new Set(known.map((m) => m.entity))];
    if (known.length < members.length || distinct.length < 2) return [];
    return [{ span: cover(known.map((m) => m.span)), entity: groupOf(d, distinct) }];
  });
}

/** What stands at a joined word as a whole, not an adjective or owner inside it. */
const memberAt = (here: readonly Seen[], head: number, word: Span): Seen | null =>
  here.find((s) => s.head === head && !s.isAside) ??
  here.find((s) => contains(s.span, word) && overlaps(s.span, word) && !s.isAside) ??
  null;

function groupOf(d: Discourse, members: readonly string[]): Entity {
  const names = members.map((id) => d.nameOf(id));
  const name = `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return {
    kind: 'entity',
    id: localId('n', ['group', ...[...members].sort()]),
    name,
    type: 'group',
    codes: { iso3: null, cameo: null, sector: null },
    names: [name],
  };
}
