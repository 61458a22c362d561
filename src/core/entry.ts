import { hash } from 'node:crypto';
import type { Article } from './reading.ts';
import type { Span } from './span.ts';

const digest = (parts: readonly string[]): string => hash('sha256', parts.join('\u001f'), 'hex').slice(0, 16);

/** Id of a document: hash of its text and canonical URL, the text alone where there is none. */
export const documentId = (text: string, url: string | null): string => `d${digest(url ? [text, url] : [text])}`;

const PREFIX: Readonly<Record<string, string>> = {
  mention: 'm',
  time: 't',
  attribution: 'a',
  event: 'e',
  forecast: 'f',
  assessment: 's',
};

/**
 * Id of an extracted record: hash of document id, kind and defining spans (in code points), never of values,
 * links or model, so a better reader keeps ids and the judgements made on them.
 */
export function recordId(article: Article, kind: string, spans: readonly (Span | null)[]): string {
  const at = (n: number) => article.offsets.toCodePoint(n);
  return idAt(
    article.record.id,
    kind,
    spans.map((s) => s && { from: at(s.from), to: at(s.to) }),
  );
}

/** The id of a record of a document by its spans in code points. */
function idAt(document: string, kind: string, spans: readonly (Span | null)[]): string {
  const places = spans.map((s) => (s ? `${s.from}-${s.to}` : '-'));
  return `${PREFIX[kind] ?? 'x'}${digest([document, kind, ...places])}`;
}

/** The id of a further record on the same words: the second, the third … */
export const furtherId = (id: string, number: number): string => localId(id[0]!, [id, String(number)]);

/** Most records that stand on the same words. */
const MOST_ALIKE = 20;

/** True for the id that a record of these spans (in code points) has, alone or as a further one on the same words. */
export function isIdOf(given: string, document: string, kind: string, spans: readonly (Span | null)[]): boolean {
  const id = idAt(document, kind, spans);
  if (id === given) return true;
  for (let number = 2; number <= MOST_ALIKE; number++) if (furtherId(id, number) === given) return true;
  return false;
}

/** Id of anything derived or local, from the parts that define it. */
export const localId = (prefix: string, parts: readonly string[]): string => `${prefix}${digest(parts)}`;
