import type { Issue } from '../core/record.ts';
import { type Span, slice, trimSpan } from '../core/span.ts';
import type { BylineLexicon } from '../lexicon/byline.ts';
import type { Shape } from './shape.ts';

const CUT: Issue = { code: 'cut-off', message: 'The text breaks off: what follows is not in it.' };

/** What news services write where they cut a text: `… [+2829 chars]`. */
const COUNTED = /\s*(?:…|\.{3})?\s*\[\+\d[\d,]* chars\]\s*$/u;
const TRAILING = /\s*(?:…|\.{3})\s*$/u;
/** The end of a whole sentence, its marks included. */
const SENTENCE_END = /[.!?]["”’)]*(?=\s|$)/gu;

/**
 * The shape of a text that says it was cut off (`… [+2829 chars]`, or dots before "Read more"): flagged, and its last
 * paragraph ends with the last whole sentence; the rest is furniture. Any other shape is given back as it is.
 */
export function cutOff(text: string, shape: Shape, lexicon: BylineLexicon): Shape {
  const last = shape.paragraphs.at(-1);
  const from = last && cutAt(text, last, lexicon);
  if (!last || from === undefined) return shape;
  const whole = [...text.slice(last.from, from).matchAll(SENTENCE_END)].at(-1);
  const end = whole ? last.from + whole.index + whole[0].length : last.from;
  const kept = end > last.from ? [{ from: last.from, to: end }] : [];
  const rest = trimSpan(text, { from: end, to: last.to });
  return {
    ...shape,
    paragraphs: [...shape.paragraphs.slice(0, -1), ...kept],
    furniture: [...shape.furniture, ...(rest.to > rest.from ? [rest] : [])].sort((a, b) => a.from - b.from),
    issues: [...shape.issues, CUT],
  };
}

/** Where the last paragraph is cut; undefined where it is not. */
function cutAt(text: string, last: Span, lexicon: BylineLexicon): number | undefined {
  const own = slice(text, last);
  const counted = COUNTED.exec(own);
  if (counted) return last.from + counted.index;
  const more = lexicon.more.exec(own.slice(-MORE));
  const inside = more ? own.slice(0, -MORE).length + more.index : own.length;
  const dots = TRAILING.exec(own.slice(0, inside));
  if (!dots || (!more && !lexicon.more.test(text.slice(last.to, last.to + MORE)))) return undefined;
  return last.from + dots.index;
}

/** Characters in which "Read more" is looked for. */
const MORE = 60;
