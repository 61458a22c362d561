import { localId } from '../core/entry.ts';
import { LedgerError } from '../core/errors.ts';
import type { AnyExtracted, Contract, Judgement, Quoted } from '../core/record.ts';
import { RESOLUTIONS } from './calls.ts';
import { CONFLICT_VERDICTS } from './conflicts.ts';
import { correctionNote, FIELDS, isCorrection } from './corrections.ts';

/** What a person may say of a record; `same`, `different` and `merge` name the other record in the note, the verdict
 * that names a field its true value; `marked` only keeps a record in view. */
export const VERDICTS: readonly string[] = [
  'right',
  'wrong',
  'marked',
  'same',
  'different',
  'merge',
  'split',
  ...RESOLUTIONS,
  ...CONFLICT_VERDICTS,
  ...Object.keys(FIELDS),
];

/** Spans of a record that its id hashes: the judgement re-attaches only where they match exactly. */
export function definingSpans(record: Contract<AnyExtracted>): readonly Quoted[] {
  switch (record.kind) {
    case 'mention':
    case 'time':
      return [record.span];
    case 'attribution':
      return [record.source?.span, record.cue, ...record.content].filter((s) => !!s);
    case 'event':
      return [record.trigger];
    case 'forecast':
      return [record.wording.span, ...record.content];
    case 'assessment':
      return [...record.content];
  }
}

/** Builds a judgement; its id hashes what it says and when, so that saying it twice at once is one row. */
export function judgement(parts: {
  readonly record: string;
  readonly kind: string;
  readonly document: string | null;
  readonly spans: readonly Quoted[];
  readonly verdict: string;
  readonly by: string;
  /** ISO instant. */
  readonly at: string;
  readonly note?: string | null;
  /** Of a correction: the entities its names mean. */
  readonly entities?: readonly (string | null)[] | undefined;
}): Judgement {
  const { record, kind, document, verdict, by, at } = parts;
  if (!VERDICTS.includes(verdict))
    throw new LedgerError(
      'bad-argument',
      `Unknown verdict “${verdict}”`,
      record,
      `Use one of: ${VERDICTS.join(', ')}.`,
    );
  const note = isCorrection(verdict) ? correctionNote(verdict, kind, parts.note ?? null) : (parts.note ?? null);
  const spans = parts.spans.map(({ from, to, quote }) => ({ from, to, quote }));
  const id = localId('j', [record, verdict, by, at, note ?? '']);
  return {
    kind: 'judgement',
    id,
    on: { kind, record, document, spans },
    verdict,
    by,
    at,
    note,
    ...(parts.entities ? { entities: parts.entities } : {}),
    withdrawn: null,
  };
}

/**
 * Judgements whose words no longer stand where they stood: listed as detached, never moved to a lookalike.
 * `textOf` gives a document's fixed text, null where the ledger has it no more.
 */
export function detached(
  judgements: readonly Judgement[],
  textOf: (document: string) => string | null,
): readonly Judgement[] {
  return judgements.filter(({ on }) => {
    if (on.document === null) return false;
    const text = textOf(on.document);
    if (text === null) return true;
    const points = [...text];
    return on.spans.some((s) => points.slice(s.from, s.to).join('') !== s.quote);
  });
}
