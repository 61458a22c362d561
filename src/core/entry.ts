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
  const places = spans.map((s) => (s ? `${at(s.from)}-${at(s.to)}` : '-'));
  return `${PREFIX[kind] ?? 'x'}${digest([article.record.id, kind, ...places])}`;
}

/** Id of anything derived or local, from the parts that define it. */
export const localId = (prefix: string, parts: readonly string[]): string => `${prefix}${digest(parts)}`;
