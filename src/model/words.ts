import type { Span } from '../core/span.ts';
import type { Abbreviations } from '../text/abbreviations.ts';

/** A word before the model has read it. */
export interface Token extends Span {
  readonly form: string;
}

/** A word and the white space or list mark that ends it: most of any text. */
const PLAIN = /[\p{L}\p{M}]+(?=[\s,;])/uy;
/** Addresses; every repeat is bounded, since a hostile text may be one endless almost-address. */
const ADDRESS =
  /(?:https?:\/\/|www\.)[^\s<>"”]{0,500}[^\s<>"”.,;:!?)\]'’]|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}|(?<![\w.-])(?:[\w-]{1,63}\.){1,5}(?:com|org|net|gov|edu|info|COM|Com|ru|ua|cn|uk|eu|io)\b(?:\/[^\s<>"”]{0,500}[^\s<>"”.,;:!?)\]'’])?/uy;
/** Letters with stops ("U.S.", "Ph.D.", "a.k.a"), names of newsgroups and hosts ("alt.animals.cat"). */
const DOTTED =
  /(?:\p{L}\.){2,}(?:\p{L}(?![\p{L}\p{N}]))?|\p{Lu}\.\p{Lu}(?![\p{L}\p{N}.])|(?:\p{Lu}\p{Ll}?\.){2,4}(?!\p{L})|\p{Ll}{2,20}(?:\.[\p{Ll}-]{1,20}){2,6}(?![\p{L}\p{N}])/uy;
/** "#peace", "@gondor" after a space; a letter or two around a slash ("w/o", "b/c"); a word broken off ("th- "). */
const MARKED =
  /(?<![^\s("“])[#@]\p{L}[\p{L}\p{N}_]*|\p{L}\/\p{L}(?![\p{L}\p{N}/])|(?=\p{L})[B-DF-HJ-NP-TV-Z]?[b-df-hj-np-tv-z]{0,3}-(?=\s)/uy;
const NUMBER =
  /(?:\d+(?:-\d+){2,6}|\d{3}-\d{4}|\d-\d{4}|\d{5}-\d{4}|\d{1,3}0['’]s)(?![\p{L}\p{N}-])|(?<![^\s(])\+\d+|\d+(?:[.,:/]\d+)*/uy;
const SUFFIX = /\p{L}[\p{L}\p{N}]*/uy;
const WORD = /[\p{L}\p{M}_][\p{L}\p{M}\p{N}_]*(?:['’`]\p{L}+)*(?:&\p{L}+)?/uy;
const AFTER = /(?<=[\p{L}\p{N})\].%])['’](?:s|d|ll|re|ve|m)(?![\p{L}\p{N}])/iuy;
const RUN = /<{2,}|>{2,}|\.{2,}|[-=]{2,}|[!?]{2,}|[.:,]\?|''|``|’’|‘‘|[*_~+$\\]{2,}/uy;
const SPACE = /\s+/uy;

/**
 * Cuts a sentence into UD 2 words, after the habits of the English treebanks: clitics apart ("do" + "n't", "Gondor" +
 * "'s"), hyphens and slashes apart, addresses, numbers with their letters and abbreviations whole, units apart ("5" +
 * "pm"). Every form is exactly the text it spans.
 */
export function words(text: string, sentence: Span, known: Abbreviations): readonly Token[] {
  const found: Token[] = [];
  const { forms } = known;
  let at = sentence.from;
  const match = (pattern: RegExp, from = at): string | null => {
    pattern.lastIndex = from;
    const hit = pattern.exec(text)?.[0];
    return hit && from + hit.length <= sentence.to ? hit : null;
  };
  const number = (): string | null => {
    const digits = match(NUMBER);
    const letters = digits && match(SUFFIX, at + digits.length);
    return letters && !forms.units.has(letters) ? digits + letters : digits;
  };
  const whole = () =>
    match(ADDRESS) ?? match(DOTTED) ?? match(forms.prefixed) ?? match(forms.file) ?? match(MARKED) ?? match(AFTER);
  const push = (form: string) => found.push({ form, from: at, to: at + form.length });
  while (at < sentence.to) {
    const space = match(SPACE);
    if (space) {
      at += space.length;
      continue;
    }
    const plain = match(PLAIN);
    const single = plain ? null : (whole() ?? match(forms.emoticon));
    const word = plain ?? (single ? null : match(WORD));
    if (single) push(single);
    else if (word) pushWord(found, word, at, text, sentence, known);
    else push(number() ?? match(RUN) ?? String.fromCodePoint(text.codePointAt(at)!));
    at = found.at(-1)!.to;
  }
  return found;
}

/** Does the full stop at `at` belong to the word before it? */
function stopBelongs(text: string, at: number, form: string, sentence: Span, known: Abbreviations): boolean {
  if (text[at] !== '.' || at >= sentence.to || text[at + 1] === '.') return false;
  const last = at + 1 === sentence.to;
  const kind = known.kind.get(form);
  if (kind) return !last || (kind !== 'number' && !known.apart.has(form));
  return /^\p{Lu}$/u.test(form) && !last;
}

const CLITIC = /^(.+?)(?:n['’]t|['’`](?:s|re|ve|ll|d|m))$/iu;
const NEXT = /\s+([\p{L}]+)/uy;

/** Lengths of the words a form is made of; none where it is one word. `last` is the word before it in its sentence. */
function partsOf(form: string, to: number, text: string, last: string, { forms }: Abbreviations): readonly number[] {
  const small = form.toLowerCase();
  const together = forms.contractions.get(small);
  if (together && (!together.after || !/^\p{L}/u.test(last) || together.after.has(last.toLowerCase()))) {
    NEXT.lastIndex = to;
    const next = NEXT.exec(text)?.[1] ?? '';
    if (together.before ? together.before.has(next.toLowerCase()) : !isName(form, next)) return together.parts;
  }
  const cut = CLITIC.exec(form)?.[1]?.length;
  return cut === undefined ? [] : [cut, form.length - cut];
}

/** "Im Sung" is a name. */
const isName = (form: string, next: string): boolean => /^\p{Lu}\p{Ll}/u.test(form) && /^\p{Lu}/u.test(next);

function pushWord(
  found: Token[],
  form: string,
  from: number,
  text: string,
  sentence: Span,
  known: Abbreviations,
): void {
  const to = from + form.length;
  if (stopBelongs(text, to, form, sentence, known)) {
    found.push({ form: `${form}.`, from, to: to + 1 });
    return;
  }
  let at = 0;
  for (const part of partsOf(form, to, text, found.at(-1)?.form ?? '', known)) {
    found.push({ form: form.slice(at, at + part), from: from + at, to: from + at + part });
    at += part;
  }
  if (at === 0) found.push({ form, from, to });
}
