import { z } from 'zod';
import { localId } from '../core/entry.ts';
import type { Quoted } from '../core/record.ts';
import { CONTRACT } from './contract.ts';

const { mention, time, attribution, event, forecast, assessment } = CONTRACT;
/** What people judge and what the ledger works out by itself is nobody's to propose. */
const ours = { corrected: true, review: true } as const;
const needed = { kind: true, document: true } as const;

/** What a record made elsewhere must say; the other fields of its kind may be left out, and no others stand in it. */
const proposal = z.discriminatedUnion('kind', [
  mention.partial().required({ ...needed, span: true }),
  time.partial().required({ ...needed, span: true }),
  attribution
    .omit({ ...ours, chain: true })
    .partial()
    .required({ ...needed, content: true }),
  event
    .omit(ours)
    .partial()
    .required({ ...needed, trigger: true, type: true, status: true }),
  forecast
    .omit(ours)
    .partial()
    .required({ ...needed, content: true, wording: true }),
  assessment
    .omit(ours)
    .partial()
    .required({ ...needed, content: true, dimension: true }),
]);

export type Proposal = z.output<typeof proposal>;

/** Why a proposed record was refused. */
export interface Refusal {
  readonly line: number;
  readonly cause:
    | 'not-json'
    | 'not-a-record'
    | 'unknown-document'
    | 'known-id'
    | 'unknown-entity'
    | 'unknown-record'
    | 'unknown-voice'
    | 'quote-absent'
    | 'quote-elsewhere'
    | 'spans-apart';
  readonly detail: string;
}

export interface Sifted {
  readonly accepted: readonly { readonly line: number; readonly record: Proposal }[];
  readonly refused: readonly Refusal[];
}

/** What is asked of the ledger to check a proposal. */
export interface Known {
  readonly text: (document: string) => string | null;
  readonly record: (id: string) => object | null;
  readonly entity: (id: string) => { readonly names: readonly string[] } | null;
}

type Verdict = { readonly record: Proposal } | Omit<Refusal, 'line'>;

/**
 * Sifts records made elsewhere, one JSON object a line: each must have the form of its kind, name a document of the ledger,
 * carry no id that is taken, point at records and entities that are there, and every span must match the text exactly
 * (code points). What is refused tells how often the other engine invents quotations.
 */
export function sift(lines: readonly string[], ledger: Known): Sifted {
  const accepted: { line: number; record: Proposal }[] = [];
  const refused: Refusal[] = [];
  const textOf = remembering(ledger.text);
  for (const [index, line] of lines.entries()) {
    if (!line.trim()) continue;
    const judged = siftLine(line, ledger, textOf);
    if ('record' in judged) accepted.push({ line: index + 1, record: judged.record });
    else refused.push({ line: index + 1, ...judged });
  }
  return { accepted, refused };
}

/** The ledger, as far as taking proposals needs it. */
export interface Proposable extends Known {
  readonly propose: (proposal: {
    readonly id: string;
    readonly engine: string;
    readonly document: string;
    readonly kind: string;
    readonly at: string;
    readonly record: unknown;
  }) => void;
}

/** Sifts records made elsewhere and keeps the good ones, apart and unreviewed; `at` is an ISO instant. */
export function takeProposals(ledger: Proposable, engine: string, lines: readonly string[], at: string): Sifted {
  const sifted = sift(lines, ledger);
  for (const { record } of sifted.accepted) {
    const id = localId('p', [engine, JSON.stringify(record)]);
    ledger.propose({ id, engine, document: record.document, kind: record.kind, at, record });
  }
  return sifted;
}

/** A document's text, and its code points. */
interface Text {
  readonly document: string;
  readonly text: string;
  readonly points: readonly string[];
}

/** The last text asked for is kept: records of one document mostly stand together. */
function remembering(textOf: Known['text']): (document: string) => Text | null {
  let last: Text | null = null;
  return (document) => {
    if (last?.document === document) return last;
    const text = textOf(document);
    if (text === null) return null;
    last = { document, text, points: [...text] };
    return last;
  };
}

function siftLine(line: string, ledger: Known, textOf: (document: string) => Text | null): Verdict {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { cause: 'not-json', detail: line.slice(0, 60) };
  }
  const parsed = proposal.safeParse(value);
  if (!parsed.success) return { cause: 'not-a-record', detail: faultOf(parsed.error) };
  const text = textOf(parsed.data.document);
  if (!text) return { cause: 'unknown-document', detail: parsed.data.document };
  const { data: record } = parsed;
  return linkFault(record, ledger) ?? spanFault(record, text) ?? voiceFault(record, text, ledger) ?? { record };
}

/** The first thing wrong with a record's form: where it stands, and what. */
function faultOf({ issues: [issue] }: z.ZodError): string {
  const where = issue?.path.join('.');
  const what = issue?.message.endsWith('received undefined') ? 'it is missing' : (issue?.message ?? 'no record');
  return `${where ? `${where}: ` : ''}${what}`.slice(0, 160);
}

/** What a record points at and the ledger does not hold, or an id that is taken; null where all is well. */
function linkFault(record: Proposal, { record: recordOf, entity: entityOf }: Known): Omit<Refusal, 'line'> | null {
  if (record.id !== undefined && recordOf(record.id)) return { cause: 'known-id', detail: record.id };
  const statement = ('saidIn' in record ? record.saidIn : null) ?? ('in' in record ? record.in : null);
  if (statement && !recordOf(statement)) return { cause: 'unknown-record', detail: statement };
  const stranger = valuesOf(record, 'entity').find((id) => typeof id === 'string' && !entityOf(id));
  return stranger === undefined ? null : { cause: 'unknown-entity', detail: String(stranger) };
}

/** The first span that does not stand so in the text, or not where the record's other spans allow it. */
function spanFault(record: Proposal, { text, points }: Text): Omit<Refusal, 'line'> | null {
  const wrong = spansIn(record).find((s) => s.from >= s.to || points.slice(s.from, s.to).join('') !== s.quote);
  if (wrong)
    return { cause: text.includes(wrong.quote) ? 'quote-elsewhere' : 'quote-absent', detail: wrong.quote.slice(0, 80) };
  const content = 'content' in record ? record.content : [];
  const unordered = content.find((s, i) => i > 0 && s.from < content[i - 1]!.to);
  if (unordered)
    return { cause: 'spans-apart', detail: `content out of the text’s order: ${unordered.quote.slice(0, 60)}` };
  const { source, cue } = record.kind === 'attribution' ? record : {};
  if (!source || !cue) return null;
  const [from, to] = [Math.min(source.span.from, cue.from), Math.max(source.span.from, cue.from)];
  if (!points.slice(from, to).includes('\n')) return null;
  return { cause: 'spans-apart', detail: 'source and cue stand in different paragraphs' };
}

/** A voice by name alone: the text must hold the name, or it is one of the entity it is given for. */
function voiceFault(record: Proposal, { text }: Text, { entity }: Known): Omit<Refusal, 'line'> | null {
  const { label, entity: id } = ('by' in record && record.by) || { label: '', entity: null };
  if (text.includes(label) || (id && entity(id)?.names.includes(label))) return null;
  return { cause: 'unknown-voice', detail: label.slice(0, 80) };
}

const isSpan = (value: object): value is Quoted => 'quote' in value;

/** Every span of a record, however deep. */
function spansIn(value: unknown): readonly Quoted[] {
  if (value === null || typeof value !== 'object') return [];
  return isSpan(value) ? [value] : Object.values(value).flatMap(spansIn);
}

/** Every value under a name, however deep. */
function valuesOf(value: unknown, name: string): readonly unknown[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) => (key === name ? [item] : valuesOf(item, name)));
}
