import type { AnyExtracted, Contract, Quoted } from '../core/record.ts';
import { cover, offsetMap, overlaps, type Span } from '../core/span.ts';
import { type Abbreviations, loadAbbreviations } from '../text/abbreviations.ts';
import { sentences } from '../text/sentences.ts';
import { spansOf } from './place.ts';

interface Bodied {
  readonly body: readonly Span[];
}

let known: Abbreviations | null = null;

/**
 * The words a reader needs to recognise what a record says, in text order: a statement's own words; for every other record,
 * and for what somebody denies, the whole sentences it is read from, since a trigger alone says nothing and a clause alone
 * may leave out the words that deny it or make it depend on something.
 */
export function passagesOf(record: Contract<AnyExtracted>, document: Bodied, text: string): readonly Quoted[] {
  const spans = spansOf(record);
  if (record.kind !== 'attribution') return passagesIn(document, text)(spans);
  return record.polarity === '+' ? spans : passagesIn(document, text)([...spans, ...(record.cue ? [record.cue] : [])]);
}

/**
 * Finds the whole sentences of a document that spans of it stand in, all in code points; sentences of one paragraph are
 * one passage. Each paragraph is cut once, when a span in it is first asked for.
 */
export function passagesIn(document: Bodied, text: string): (spans: readonly Span[]) => readonly Quoted[] {
  known ??= loadAbbreviations();
  const abbreviations = known;
  const { toUnit, toCodePoint } = offsetMap(text);
  const inUnits = ({ from, to }: Span): Span => ({ from: toUnit(from), to: toUnit(to) });
  const body = document.body.map(inUnits);
  const cut = new Map<string, readonly Span[]>();
  const sentencesOf = (paragraph: Span): readonly Span[] => {
    const key = `${paragraph.from} ${paragraph.to}`;
    const found = cut.get(key) ?? sentences(text, paragraph, abbreviations);
    cut.set(key, found);
    return found;
  };
  return (spans) => {
    const places = spans.map(inUnits);
    const paragraphs = new Map(places.map((at) => paragraphAt(text, body, at)).map((p) => [p.from, p]));
    return [...paragraphs.values()].map((paragraph) => {
      const read = sentencesOf(paragraph).filter((s) => places.some((at) => overlaps(s, at)));
      const { from, to } = cover([...read, ...places.filter((at) => overlaps(paragraph, at))]);
      return { from: toCodePoint(from), to: toCodePoint(to), quote: text.slice(from, to) };
    });
  };
}

/** The body paragraph a place begins in; outside the body (a headline) its line. */
function paragraphAt(text: string, body: readonly Span[], at: Span): Span {
  const paragraph = body.find((p) => p.from <= at.from && at.from < p.to);
  if (paragraph) return paragraph;
  const end = text.indexOf('\n', at.to);
  return { from: text.lastIndexOf('\n', at.from - 1) + 1, to: end < 0 ? text.length : end };
}
