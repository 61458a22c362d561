import type { Analysis } from '../core/analysis.ts';
import type { Article } from '../core/reading.ts';
import { contains, overlaps, type Span, slice, trimSpan } from '../core/span.ts';
import type { CueLexicon } from '../lexicon/cues.ts';
import type { Candidate } from './candidate.ts';
import type { Piece } from './pieces.ts';
import { sentenceAt } from './trees.ts';

const LABEL = /^([\p{Lu}][^\n:!?"“”]{1,60}):\s/u;

/** Words before a colon that name a person or body, not a picture, a link or a topic. */
function isSpeaker(article: Article, analysis: Analysis, label: Span, cues: CueLexicon): boolean {
  const words = slice(article.text, label).split(/\s+/u);
  if (words.length > 7 || cues.starting('caption', words[0]!.toLowerCase().replace(/['’]s$/u, '')).length > 0)
    return false;
  const names = analysis.names.filter((n) => overlaps(n, label) && (n.type === 'PER' || n.type === 'ORG'));
  if (names.some((n) => n.to >= label.to - 1)) return true;
  return words.length <= 4 && words.every((w) => /^[\p{Lu}.'’-]{2,}$/u.test(w));
}

/** The name before a colon at the beginning of a paragraph; null where none speaks there. */
export function labelOf(article: Article, analysis: Analysis, paragraph: Span, cues: CueLexicon): Span | null {
  const start = slice(article.text, { from: paragraph.from, to: Math.min(paragraph.to, paragraph.from + 70) });
  const label = LABEL.exec(start)?.[1];
  const span = label ? { from: paragraph.from, to: paragraph.from + label.length } : null;
  return span && isSpeaker(article, analysis, span, cues) ? span : null;
}

/** "KLOCHOK: …", "Ana Bel: …" at the beginning of a paragraph: the rest of the paragraph is hers. */
export function colonCandidates(
  article: Article,
  analysis: Analysis,
  pieces: readonly Piece[],
  cues: CueLexicon,
): readonly Candidate[] {
  return article.paragraphs.flatMap((paragraph) => {
    const source = labelOf(article, analysis, paragraph, cues);
    if (!source || pieces.some((p) => overlaps(p, source))) return [];
    const content = trimSpan(article.text, { from: source.to + 1, to: paragraph.to });
    if (content.to - content.from < 3) return [];
    return [plain(source, { from: source.to, to: source.to + 1 }, content, 'colon')];
  });
}

const plain = (source: Span, cue: Span, content: Span, rule: string): Candidate => ({
  source,
  cue,
  content: [{ from: content.from, to: content.to }],
  act: 'statement',
  polarity: '+',
  distance: false,
  addressee: null,
  medium: null,
  quotes: true,
  rule,
  confidence: 0.6,
});

/** "– Bard is convinced": a clause that tells of the words, no name under them. */
const hasVerb = ({ sentences }: Analysis, span: Span): boolean =>
  sentenceAt(sentences, span.from)?.words.some((w) => contains(span, w) && /^(?:VERB|AUX)$/u.test(w.upos)) ?? false;

const SIGNATURE = /^\s*([―—–-]{1,2})\s*(\p{Lu}[^\n"“”]{2,80}?)[.\s]*$/u;

/** `"…" — Ana Bel, nurse`: a quotation signed by a name that ends its paragraph, or stands under the block. */
export function signatureCandidates(
  article: Article,
  analysis: Analysis,
  pieces: readonly Piece[],
): readonly Candidate[] {
  const named = (source: Span) =>
    analysis.names.some((n) => contains(source, n) && n.from === source.from) && !hasVerb(analysis, source);
  return pieces.flatMap((piece) => {
    const block = article.blockQuotes?.find((quote) => contains(quote, piece));
    if (block?.signature)
      return named(block.signature) ? [plain(block.signature, block.signature, piece, 'signature')] : [];
    const paragraph = article.paragraphs[piece.paragraph]!;
    const signed = SIGNATURE.exec(article.text.slice(piece.to, Math.min(paragraph.to, piece.to + 100)));
    if (!signed || paragraph.to > piece.to + 100) return [];
    const at = piece.to + signed[0].indexOf(signed[1]!);
    const name = piece.to + signed[0].indexOf(signed[2]!, at + signed[1]!.length - piece.to);
    const source = { from: name, to: name + signed[2]!.length };
    return named(source) ? [plain(source, { from: at, to: at + signed[1]!.length }, piece, 'signature')] : [];
  });
}
