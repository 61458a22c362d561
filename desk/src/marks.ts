import type { DeskRow } from '../../src/web/api.ts';
import type { Mark } from './spans.ts';

interface Bare {
  readonly from: number;
  readonly to: number;
}

const mark = (span: Bare, look: string, card: number | null, role: string | null = null): Mark => ({
  from: span.from,
  to: span.to,
  look,
  card,
  role,
});

/** The quiet marks every record leaves in the text: what was said, the event's word, what is foretold or claimed. */
export function baseMarks(rows: readonly DeskRow[]): readonly Mark[] {
  return rows.flatMap(({ record }, card) => {
    if (record.kind === 'event') return [mark(record.trigger, `event status-${record.status}`, card)];
    const content = record.content.map((span) => mark(span, record.kind, card));
    return record.kind === 'forecast' ? [...content, mark(record.wording.span, 'wording', card)] : content;
  });
}

/** The marks of the record in hand, with the role of each span written above it. */
export function activeMarks({ record }: DeskRow, card: number): readonly Mark[] {
  const on = (span: Bare | null | undefined, role: string | null): readonly Mark[] =>
    span ? [mark(span, `on on-${record.kind}${role ? ' role' : ''}`, card, role)] : [];
  switch (record.kind) {
    case 'attribution':
      return [
        ...record.content.flatMap((span) => on(span, null)),
        ...on(record.source?.span, 'source'),
        ...on(record.cue, 'cue'),
        ...on(record.addressee?.span, 'to'),
        ...on(record.medium?.span, 'via'),
      ];
    case 'event':
      return [
        ...on(record.trigger, record.type.toLowerCase()),
        ...record.actors.flatMap((p) => on(p.span, 'actor')),
        ...record.recipients.flatMap((p) => on(p.span, 'recipient')),
        ...on(record.place?.span, 'place'),
        ...record.quantities.flatMap((q) => on(q.span, 'number')),
      ];
    case 'forecast':
      return [
        ...record.content.flatMap((span) => on(span, null)),
        ...on(record.wording.span, record.wording.class),
        ...on(record.condition, 'condition'),
      ];
    case 'assessment':
      return [...record.content.flatMap((span) => on(span, null)), ...on(record.condition, 'condition')];
  }
}

export const furnitureMarks = (furniture: readonly Bare[]): readonly Mark[] =>
  furniture.map((span) => mark(span, 'furniture', null));
