import { createHash } from 'node:crypto';
import { documentId } from '../core/entry.ts';
import { LedgerError } from '../core/errors.ts';
import type { AnyExtracted, Contract, DocumentRecord, Judgement, Quoted } from '../core/record.ts';
import { offsetMap } from '../core/span.ts';
import type { Change } from './changes.ts';
import { findExact, fragmentsOf } from './compare.ts';
import { isCorrection } from './corrections.ts';
import { isReview, standing } from './entries.ts';
import { type Footnote, type FootnoteFormat, footnotes } from './footnotes.ts';
import { passagesOf } from './passage.ts';
import { dayText, paragraphOf, printed, unmarked } from './place.ts';

/** A footnote for one record in every format, whose words were found again in the stored text. */
export type Citation = Readonly<Record<FootnoteFormat, string>> & {
  /** CSL-JSON item (citationstyles.org, schema 1.0.2). */
  readonly csl: Readonly<Record<string, unknown>>;
};

/** A document with its text. */
interface Whole {
  readonly document: Contract<DocumentRecord>;
  readonly text: string;
}

/** What a citation is made and checked from. */
export interface Cited extends Whole {
  readonly record: Contract<AnyExtracted>;
  readonly evidence: readonly { readonly sha256: string; readonly bytes: Uint8Array }[];
  readonly judgements: readonly Judgement[];
  /** Who says it and through whom, the innermost voice first; empty: the document itself. */
  readonly voices: readonly string[];
  /** What people changed in the record and in its document. */
  readonly changes: readonly Change[];
  /** The text the document is a reprint of; null where it is none. */
  readonly original: Whole | null;
}

/**
 * Makes the footnote, after checking the record's words against the stored text, which the quotation is taken from, and
 * text and bytes against their hashes. A reprint's original is cited where it has the words, the reprint named.
 * @throws LedgerError `spans-differ` where a check fails
 */
export function cite(cited: Cited): Citation {
  const { record, document, text } = cited;
  const passages = passagesOf(record, document, text);
  checkQuotation(cited, passages);
  checkHashes(cited);
  const original = cited.original && placed(cited.original, passages) ? cited.original : null;
  const place = original ? placed(original, passages) : placeText(document, passages);
  const shown = original?.document ?? document;
  const note: Footnote = {
    ...wordsOf(cited, passages),
    key: record.id,
    voices: cited.voices,
    authors: shown.authors,
    title: shown.title ?? 'untitled',
    publisher: shown.publisher,
    published: shown.published,
    retrieved: shown.retrieved,
    language: shown.language,
    where: shown.url ?? shown.location,
    notes: [
      place ?? 'no place',
      ...reprintNotes(cited, original !== null),
      ...warnings(cited),
      `record ${record.id}, text ${document.id}, SHA-256 ${document.sha256}`,
    ],
  };
  return footnotes(note);
}

/**
 * The words as print gives them: those of a direct quotation in marks; a paraphrase without, since they are not the
 * source's own; whole sentences as the article's words.
 */
function wordsOf(
  { record, voices }: Cited,
  passages: readonly Quoted[],
): Pick<Footnote, 'lead' | 'words' | 'isQuoted'> {
  const isSaid = record.kind === 'attribution' && record.polarity === '+';
  if (isSaid && record.form !== 'direct') {
    const lead = record.form === 'mixed' ? 'partly paraphrased' : 'paraphrased';
    return { lead, words: passages.map((p) => unmarked(p.quote)).join(' … '), isQuoted: false };
  }
  const lead = isSaid || voices.length === 0 ? null : 'in the article’s words';
  return { lead, words: passages.map((p) => printed(p.quote)).join(' … '), isQuoted: true };
}

const broken = (what: string, where: string): LedgerError =>
  new LedgerError('spans-differ', what, where, 'Do not cite it. Read the article again with: dragoman read --again');

function checkQuotation({ document, text, record }: Cited, passages: readonly Quoted[]): void {
  const { toUnit } = offsetMap(text);
  const own = record.kind === 'event' ? [record.trigger] : 'content' in record ? record.content : [record.span];
  for (const { from, to, quote } of [...passages, ...own])
    if (text.slice(toUnit(from), toUnit(to)) !== quote)
      throw broken('The stored text does not hold this quotation', document.id);
}

function checkHashes({ document, text, evidence }: Cited): void {
  if (documentId(text, document.url) !== document.id)
    throw broken('The stored text is not the one this article’s id stands for', document.id);
  const kept = evidence.find((e) => e.sha256 === document.sha256);
  if (!kept) throw broken('The article as it came is not in the ledger', document.id);
  if (createHash('sha256').update(kept.bytes).digest('hex') !== kept.sha256)
    throw broken('The stored bytes do not match their hash', document.id);
}

function placeText(document: Cited['document'], passages: readonly Quoted[]): string {
  const [first, last] = [passages[0], passages.at(-1)];
  if (!first || !last) return 'no place';
  const paragraph = paragraphOf(document.body, first);
  return `${paragraph ? `paragraph ${paragraph}, ` : ''}characters ${first.from}–${last.to}`;
}

/** Where a text has all the words; null where it lacks some. */
function placed({ document, text }: Whole, passages: readonly Quoted[]): string | null {
  const found = passages.map((p) => findExact(fragmentsOf(p.quote), text));
  const { toCodePoint } = offsetMap(text);
  const spans = found.flatMap((s) =>
    s ? [{ from: toCodePoint(s.from), to: toCodePoint(s.to), quote: text.slice(s.from, s.to) }] : [],
  );
  return spans.length === passages.length && spans.length > 0 ? placeText(document, spans) : null;
}

function reprintNotes({ document, original }: Cited, isOriginal: boolean): readonly string[] {
  if (!original) return [];
  const { publisher, published, title } = isOriginal ? document : original.document;
  const name = `${publisher ?? title ?? 'another article'}, ${dayText(published)}`;
  return [isOriginal ? `read in the reprint of ${name}` : `a reprint of ${name}, which lacks these words`];
}

function warnings({ document, judgements, changes }: Cited): readonly string[] {
  const { machineTranslated } = document;
  const corrected = changes.map(({ field, was, by, at }) => {
    const who = by && at ? ` by ${by}, ${at.slice(0, 10)}` : '';
    return `${field} corrected${who} (machine reading: ${was})`;
  });
  const review = standing(judgements).findLast((j) => isReview(j) && !isCorrection(j.verdict));
  const judged = review && `judged ${review.verdict} by ${review.by}, ${review.at.slice(0, 10)}`;
  const reading = corrected.length > 0 ? 'otherwise unreviewed machine reading' : 'unreviewed machine reading';
  return [
    ...(machineTranslated ? [`machine-translated text: ${machineTranslated.reasons.join(', ')}`] : []),
    ...corrected,
    judged ?? reading,
  ];
}
