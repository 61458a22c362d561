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

/** Deepest nesting of a record; the contract needs a dozen. */
const DEEPEST = 100;

interface Spans {
  readonly spans: readonly Quoted[];
  /** What is wrong with the record's form; null where nothing. */
  readonly fault: string | null;
}

/** Everything anywhere in a value that has a quote, or both ends of a span; each must be a span with its words. */
function spansIn(value: unknown): Spans {
  const spans: Quoted[] = [];
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return { spans, fault: `nested deeper than ${DEEPEST}` };
    const objects = level.filter((item): item is object => item !== null && typeof item === 'object');
    for (const item of objects) {
      if (!('quote' in item) && !('from' in item && 'to' in item && typeof item.from === 'number')) continue;
      if (!isQuoted(item)) return { spans, fault: 'a span needs from, to (whole numbers) and quote' };
      spans.push(item);
    }
    level = objects.flatMap((item) => Object.values(item));
  }
  return { spans, fault: null };
}

const isQuoted = (item: object): item is Quoted => {
  const { from, to, quote } = item as Partial<Quoted>;
  return (
    Number.isSafeInteger(from) && Number.isSafeInteger(to) && from! >= 0 && from! < to! && typeof quote === 'string'
  );
};

/**
 * Sifts records made elsewhere: each must name a document of the ledger and every span must match its text exactly
 * (code points). What is refused tells how often the other engine invents quotations.
 */
export function sift(lines: readonly string[], textOf: (document: string) => string | null): Sifted {
  const accepted: { line: number; record: Proposal }[] = [];
  let last: Text | null = null;
  const textFor = (document: string): Text | null => {
    if (last?.document === document) return last;
    const text = textOf(document);
    if (text !== null) last = { document, text, points: [...text] };
    return text === null ? null : last;
  };
  const refused: Refusal[] = [];
  for (const [index, line] of lines.entries()) {
    if (!line.trim()) continue;
    const judged = siftLine(line, textFor);
    if ('record' in judged) accepted.push({ line: index + 1, record: judged.record });
    else refused.push({ line: index + 1, ...judged });
  }
  return { accepted, refused };
}

/** A document's text, and its code points. */
interface Text {
  readonly document: string;
  readonly text: string;
  readonly points: readonly string[];
}

function siftLine(
  line: string,
  textOf: (document: string) => Text | null,
): { readonly record: Proposal } | Omit<Refusal, 'line'> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { cause: 'not-json', detail: line.slice(0, 60) };
  }
  const parsed = proposal.safeParse(value);
  if (!parsed.success) return { cause: 'not-a-record', detail: parsed.error.issues[0]?.message ?? '' };
  const { text, points } = textOf(parsed.data.document) ?? { text: null, points: [] };
  if (text === null) return { cause: 'unknown-document', detail: parsed.data.document };
  const { spans, fault } = spansIn(value);
  if (fault) return { cause: 'not-a-record', detail: fault };
  if (spans.length === 0) return { cause: 'no-span', detail: parsed.data.kind };
  const wrong = spans.find((s) => points.slice(s.from, s.to).join('') !== s.quote);
  if (!wrong) return { record: parsed.data };
  return { cause: text.includes(wrong.quote) ? 'quote-elsewhere' : 'quote-absent', detail: wrong.quote.slice(0, 80) };
}
