import { placed, touching } from '../core/placed.ts';
import type { Article, Quotation, ReadingWith } from '../core/reading.ts';
import type { Attribution, Issue } from '../core/record.ts';
import { contains, overlaps, type Span } from '../core/span.ts';

const size = (a: Attribution): number => a.content.reduce((n, s) => n + s.to - s.from, 0);

/** The one with the fewest words, of two with the same the one that is carried; null of none. */
const innermost = (around: readonly Attribution[]): Attribution | null =>
  around.toSorted((a, b) => size(a) - size(b) || b.chain.length - a.chain.length)[0] ?? null;

const indexes = new WeakMap<readonly Attribution[], (at: Span) => readonly Attribution[]>();

/** The attributions whose content or cue a stretch touches. */
function near(attributions: readonly Attribution[], span: Span): readonly Attribution[] {
  const index = indexes.get(attributions) ?? placed(attributions, (a) => [...a.content, ...(a.cue ? [a.cue] : [])]);
  indexes.set(attributions, index);
  return index(span);
}

/**
 * The innermost attribution in whose content a stretch stands, of two with the same words the one that is carried; with `orCue` also the one whose cue it is ("plans to").
 * Null: the document's own words.
 */
export function sayingOf(attributions: readonly Attribution[], span: Span, orCue = false): Attribution | null {
  const around = near(attributions, span).filter(
    (a) => a.content.some((c) => contains(c, span)) || (orCue && a.cue !== null && overlaps(a.cue, span)),
  );
  return innermost(around);
}

/**
 * On whose word an act stands: the innermost attribution whose content covers its trigger and whose cue it is not; null
 * where the document itself says it.
 */
export function saidInOf(attributions: readonly Attribution[], trigger: Span): Attribution | null {
  return innermost(
    near(attributions, trigger).filter(
      (a) => a.content.some((c) => contains(c, trigger)) && !(a.cue !== null && overlaps(a.cue, trigger)),
    ),
  );
}

/**
 * Questions that fill their paragraphs, and somebody who says "I" outside marks: an interview printed without names or
 * marks, in which words may be the interviewer's or those of the person asked.
 */
function isInterview({ text, paragraphs }: Article, quotations: readonly Quotation[]): boolean {
  const isPlain = (span: Span) => touching(quotations, span).length === 0;
  const asked = paragraphs.filter((p) => isPlain(p) && text.slice(p.from, p.to).trimEnd().endsWith('?'));
  return asked.length > 1 && paragraphs.some((p) => isPlain(p) && /\b(?:I|My|my)\b/u.test(text.slice(p.from, p.to)));
}

/** "Is expected to", "it is thought that": words of the article's own that name nobody, where no marks say that somebody spoke. */
const isImpersonal = ({ source, form, cue }: Attribution): boolean =>
  source === null && form === 'indirect' && cue !== null;

/**
 * Who speaks: the attribution's source, by name where it is known who that is ("he"), in the text's words otherwise; else,
 * also where the wording names nobody, the author with the publisher, never the two mixed; in an interview nobody.
 */
export function saidBy(
  { article, entities = [], quotations = [] }: ReadingWith<'attributions'>,
  saying: Attribution | null,
): { by: { label: string; entity: string | null }; issues: readonly Issue[] } {
  const { record, text } = article;
  if ((!saying || isImpersonal(saying)) && !isInterview(article, quotations))
    return { by: { label: record.publisher ? `author, ${record.publisher}` : 'author', entity: null }, issues: [] };
  if (!saying?.source)
    return {
      by: { label: 'unresolved', entity: null },
      issues: [{ code: 'source-unresolved', message: 'The text does not say whose words these are.' }],
    };
  const { span, entity } = saying.source;
  const known = entity === null ? undefined : entities.find((e) => e.id === entity);
  return { by: { label: known?.name ?? text.slice(span.from, span.to), entity }, issues: [] };
}
