import type { Span } from '../core/span.ts';
import { align, type Step } from './align.ts';
import { findExact, fragmentsOf } from './compare.ts';
import { type DraftQuotation, draftQuotations } from './draft.ts';

/** The stored texts, as far as checking a draft needs them. */
export interface Texts {
  /** Texts in which the words occur, one after the other or (`any`) some of them, the likeliest first. */
  textsWith(
    words: readonly string[],
    mode: 'phrase' | 'any',
    limit: number,
  ): readonly { readonly id: string; readonly text: string }[];
}

/** What the ledger says of one quotation of a draft. */
export type Finding = DraftQuotation &
  (
    | { readonly verdict: 'exact'; readonly document: string; readonly place: Span }
    | { readonly verdict: 'differs'; readonly document: string; readonly place: Span; readonly steps: readonly Step[] }
    | { readonly verdict: 'absent' }
  );

/** Below this share of shared words a passage is another one, not the quotation altered. */
const LIKE = 0.6;

/** Checks every quotation of a draft against the stored texts; places are UTF-16 units of the document's text. */
export const verifyDraft = (draft: string, texts: Texts): readonly Finding[] =>
  draftQuotations(draft).map((quotation) => check(quotation, texts));

function check(quotation: DraftQuotation, texts: Texts): Finding {
  const fragments = fragmentsOf(quotation.text);
  const longest = fragments.map((f) => f.text).toSorted((a, b) => b.length - a.length)[0] ?? '';
  for (const { id, text } of texts.textsWith(whole(fragments, longest), 'phrase', 50)) {
    const place = findExact(fragments, text);
    if (place) return { ...quotation, verdict: 'exact', document: id, place };
  }
  return nearest(quotation, texts);
}

/** Words that must stand as they are: a word that touches a bracket may be part of a longer one. */
function whole(fragments: ReturnType<typeof fragmentsOf>, longest: string): readonly string[] {
  const words = longest.split(' ');
  return fragments.some((f) => f.text === longest && f.isCut) && words.length > 2 ? words.slice(1, -1) : words;
}

function nearest(quotation: DraftQuotation, texts: Texts): Finding {
  const words = [...new Set(quotation.text.match(/[\p{L}\p{N}]{4,}/gu) ?? [])]
    .sort((a, b) => b.length - a.length)
    .slice(0, 10);
  let best: Finding = { ...quotation, verdict: 'absent' };
  let likeness = LIKE;
  for (const { id, text } of texts.textsWith(words, 'any', 8)) {
    const found = align(quotation.text, text);
    if (!found || found.likeness < likeness || found.steps.filter((s) => s.kind === 'same').length === 0) continue;
    if (found.likeness === likeness && best.verdict === 'differs') continue;
    likeness = found.likeness;
    best = { ...quotation, verdict: 'differs', document: id, place: found.span, steps: found.steps };
  }
  return best;
}
