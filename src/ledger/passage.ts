import type { AnyExtracted, Contract, DocumentRecord, Quoted } from '../core/record.ts';
import { cover, offsetMap, overlaps, type Span } from '../core/span.ts';
import { type Abbreviations, loadAbbreviations } from '../text/abbreviations.ts';
import { sentences } from '../text/sentences.ts';
import { spansOf } from './place.ts';

let known: Abbreviations | null = null;

/**
 * The words a reader needs to recognise what a record says, in text order: a statement's own words; for every other record
 * the whole sentences it is read from, since a trigger alone says nothing and a clause alone may leave out the words that
 * deny it or make it depend on something. Sentences of one paragraph are one passage.
 */
export function passagesOf(
  record: Contract<AnyExtracted>,
  document: Contract<DocumentRecord>,
  text: string,
): readonly Quoted[] {
  const spans = spansOf(record);
  if (record.kind === 'attribution') return spans;
  known ??= loadAbbreviations();
  const { toUnit, toCodePoint } = offsetMap(text);
  const units = spans.map(({ from, to }) => ({ from: toUnit(from), to: toUnit(to) }));
  const body = document.body.map(({ from, to }) => ({ from: toUnit(from), to: toUnit(to) }));
  const paragraphs = new Map(units.map((at) => paragraphAt(text, body, at)).map((p) => [p.from, p]));
  return [...paragraphs.values()].map((paragraph) => {
    const read = sentences(text, paragraph, known!).filter((s) => units.some((at) => overlaps(s, at)));
    const { from, to } = cover([...read, ...units.filter((at) => overlaps(paragraph, at))]);
    return { from: toCodePoint(from), to: toCodePoint(to), quote: text.slice(from, to) };
  });
}

/** The body paragraph a place begins in; outside the body (a headline) its line. */
function paragraphAt(text: string, body: readonly Span[], at: Span): Span {
  const paragraph = body.find((p) => p.from <= at.from && at.from < p.to);
  if (paragraph) return paragraph;
  const end = text.indexOf('\n', at.to);
  return { from: text.lastIndexOf('\n', at.from - 1) + 1, to: end < 0 ? text.length : end };
}
