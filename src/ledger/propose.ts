import { z } from 'zod';
import type { Quoted } from '../core/record.ts';

const KINDS = ['mention', 'time', 'attribution', 'event', 'forecast', 'assessment'] as const;
const proposal = z.looseObject({
  kind: z.enum(KINDS),
  document: z.string().min(1),
  id: z.string().optional(),
});

export type Proposal = z.output<typeof proposal>;

/** Why a proposed record was refused. */
export interface Refusal {
  readonly line: number;
  readonly cause: 'not-json' | 'not-a-record' | 'unknown-document' | 'no-span' | 'quote-absent' | 'quote-elsewhere';
  readonly detail: string;
}

export interface Sifted {
  readonly accepted: readonly { readonly line: number; readonly record: Proposal }[];
  readonly refused: readonly Refusal[];
}

/** Every `{from, to, quote}` anywhere in a value. */
function spansIn(value: unknown): readonly Quoted[] {
  if (value === null || typeof value !== 'object') return [];
  const { from, to, quote } = value as Partial<Quoted>;
  const own = typeof from === 'number' && typeof to === 'number' ? [{ from, to, quote: String(quote ?? '') }] : [];
  return [...own, ...Object.values(value).flatMap(spansIn)];
}

/**
 * Sifts records made elsewhere: each must name a document of the ledger and every span must match its text exactly
 * (code points). What is refused tells how often the other engine invents quotations.
 */
export function sift(lines: readonly string[], textOf: (document: string) => string | null): Sifted {
  const accepted: { line: number; record: Proposal }[] = [];
  const refused: Refusal[] = [];
  for (const [index, line] of lines.entries()) {
    if (!line.trim()) continue;
    const judged = siftLine(line, textOf);
    if ('record' in judged) accepted.push({ line: index + 1, record: judged.record });
    else refused.push({ line: index + 1, ...judged });
  }
  return { accepted, refused };
}

function siftLine(
  line: string,
  textOf: (document: string) => string | null,
): { readonly record: Proposal } | Omit<Refusal, 'line'> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { cause: 'not-json', detail: line.slice(0, 60) };
  }
  const parsed = proposal.safeParse(value);
  if (!parsed.success) return { cause: 'not-a-record', detail: parsed.error.issues[0]?.message ?? '' };
  const text = textOf(parsed.data.document);
  if (text === null) return { cause: 'unknown-document', detail: parsed.data.document };
  const spans = spansIn(parsed.data);
  if (spans.length === 0) return { cause: 'no-span', detail: parsed.data.kind };
  const points = [...text];
  const wrong = spans.find((s) => points.slice(s.from, s.to).join('') !== s.quote);
  if (!wrong) return { record: parsed.data };
  return { cause: text.includes(wrong.quote) ? 'quote-elsewhere' : 'quote-absent', detail: wrong.quote.slice(0, 80) };
}
