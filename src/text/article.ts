import { createHash } from 'node:crypto';
import { documentId } from '../core/entry.ts';
import type { Article, BlockQuote, Post } from '../core/reading.ts';
import type { DocumentRecord } from '../core/record.ts';
import { offsetMap, type Span, trimSpan } from '../core/span.ts';

/** What intake knows of an article; everything but the text and its location may be absent. */
export interface ArticleParts extends Partial<Omit<DocumentRecord, 'kind' | 'id' | 'body' | 'furniture' | 'reader'>> {
  readonly text: string;
  readonly location: string;
  readonly headline?: Span | null;
  /** Body paragraphs; by default every block between blank lines. */
  readonly paragraphs?: readonly Span[];
  readonly furniture?: readonly Span[];
  readonly posts?: readonly Post[];
  readonly blockQuotes?: readonly BlockQuote[];
}

/** The stretches of text between blank lines, trimmed of white space. */
export function blocks(text: string): readonly Span[] {
  const found: Span[] = [];
  let from = 0;
  for (const gap of text.matchAll(/\n[^\S\n]*\n/gu)) {
    found.push(trimSpan(text, { from, to: gap.index }));
    from = gap.index + gap[0].length;
  }
  found.push(trimSpan(text, { from, to: text.length }));
  return found.filter((s) => s.to > s.from);
}

const READER = { rule: 'intake', version: '1' } as const;

/** Builds the fixed text every layer refers to. */
export function makeArticle(parts: ArticleParts): Article {
  const { text, headline = null, paragraphs = blocks(text), furniture = [] } = parts;
  const url = parts.url ?? null;
  const record: DocumentRecord = {
    kind: 'document',
    id: documentId(text, url),
    location: parts.location,
    sha256: parts.sha256 ?? createHash('sha256').update(text).digest('hex'),
    retrieved: parts.retrieved ?? '1970-01-01T00:00:00.000Z',
    title: parts.title ?? null,
    authors: parts.authors ?? [],
    publisher: parts.publisher ?? null,
    url,
    language: parts.language ?? 'en',
    published: parts.published ?? null,
    machineTranslated: parts.machineTranslated ?? null,
    translationOf: parts.translationOf ?? null,
    origin: parts.origin ?? null,
    supersedes: parts.supersedes ?? null,
    body: paragraphs,
    furniture,
    issues: parts.issues ?? [],
    reader: READER,
  };
  const layout = {
    ...(parts.posts?.length ? { posts: parts.posts } : {}),
    ...(parts.blockQuotes?.length ? { blockQuotes: parts.blockQuotes } : {}),
  };
  return { record, text, headline, paragraphs, offsets: offsetMap(text), ...layout };
}
