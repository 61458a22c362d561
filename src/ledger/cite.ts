import { createHash } from 'node:crypto';
import { LedgerError } from '../core/errors.ts';
import type { AnyExtracted, Contract, DocumentRecord, Judgement, Quoted } from '../core/record.ts';
import { offsetMap } from '../core/span.ts';
import { isReview, standing } from './entries.ts';
import { passagesOf } from './passage.ts';
import { dayText, paragraphOf, printed, spansOf } from './place.ts';

/** A footnote for one record, whose words were found again in the stored text and stand in its quotation. */
export interface Citation {
  readonly text: string;
  readonly markdown: string;
  /** CSL-JSON item (citationstyles.org, schema 1.0.2). */
  readonly csl: Readonly<Record<string, unknown>>;
}

/** What a citation is made and checked from. */
export interface Cited {
  readonly record: Contract<AnyExtracted>;
  readonly document: Contract<DocumentRecord>;
  readonly text: string;
  readonly evidence: readonly { readonly sha256: string; readonly bytes: Uint8Array }[];
  readonly judgements: readonly Judgement[];
  /** Who says it, in the footnote's words; null: the document itself. */
  readonly source: string | null;
}

/**
 * Makes the footnote, after checking the record's words against the stored text, which the quotation is taken from, and the
 * stored bytes against their hash.
 * @throws LedgerError `spans-differ` where either check fails
 */
export function cite(cited: Cited): Citation {
  checkQuotation(cited);
  checkEvidence(cited);
  const { record, document } = cited;
  const passages = passagesOf(record, document, cited.text);
  const quote = passages.map((p) => printed(p.quote)).join(' … ');
  const said = cited.source ? `${cited.source}, in ` : '';
  const date = dayText(document.published);
  const notes = [
    placeText(document, passages),
    ...warnings(cited),
    `record ${record.id}, text ${document.id}, SHA-256 ${document.sha256}`,
  ];
  const publisher = document.publisher ? `, ${document.publisher}` : '';
  const where = document.url ?? document.location;
  const title = document.title ?? 'untitled';
  const byline = document.authors.length > 0 ? `${document.authors.join(', ')}, ` : '';
  return {
    text: `${said}${byline}“${title}”${publisher}, ${date}, ${where}: “${quote}” (${notes.join('; ')}).`,
    markdown: `[^${record.id}]: ${plain(`${said}${byline}`)}*${plain(title)}*${plain(publisher)}, ${date}, <${linked(where)}>: “${plain(quote)}” (${plain(notes.join('; '))}).`,
    csl: csl(cited, quote, notes),
  };
}

/** Words of an article as Markdown that shows them and does nothing else (CommonMark 0.31, 2.4). */
const plain = (words: string): string => words.replace(/[\\`*_<[\]]/gu, '\\$&');
/** An address that stays between its angle brackets. */
const linked = (where: string): string => where.replace(/[\s<>]/gu, encodeURIComponent);

const broken = (what: string, where: string): LedgerError =>
  new LedgerError('spans-differ', what, where, 'Do not cite it. Read the article again with: dragoman read --again');

function checkQuotation({ record, document, text }: Cited): void {
  const { toUnit } = offsetMap(text);
  for (const { from, to, quote } of spansOf(record))
    if (text.slice(toUnit(from), toUnit(to)) !== quote)
      throw broken('The stored text does not hold this quotation', document.id);
}

function checkEvidence({ document, evidence }: Cited): void {
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

function warnings({ document, judgements }: Cited): readonly string[] {
  const { machineTranslated } = document;
  const review = standing(judgements).findLast(isReview);
  return [
    ...(machineTranslated ? [`machine-translated text: ${machineTranslated.reasons.join(', ')}`] : []),
    review ? `judged ${review.verdict} by ${review.by}, ${review.at.slice(0, 10)}` : 'unreviewed machine reading',
  ];
}

const dateParts = (day: string): readonly number[] => day.slice(0, 10).split('-').map(Number);

function csl({ record, document, source }: Cited, quote: string, notes: readonly string[]): Citation['csl'] {
  const { published, url, publisher, authors } = document;
  const parts = published
    ? [dateParts(published.from), ...(published.to === published.from ? [] : [dateParts(published.to)])]
    : null;
  return {
    id: record.id,
    type: 'article-newspaper',
    title: document.title ?? '',
    ...(authors.length > 0 ? { author: authors.map((literal) => ({ literal })) } : {}),
    ...(publisher ? { 'container-title': publisher } : {}),
    ...(parts ? { issued: { 'date-parts': parts } } : {}),
    accessed: { 'date-parts': [dateParts(document.retrieved)] },
    ...(url ? { URL: url } : {}),
    ...(document.language ? { language: document.language } : {}),
    note: `${source ? `${source}: ` : ''}“${quote}” (${notes.join('; ')})`,
  };
}
