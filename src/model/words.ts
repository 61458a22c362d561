import type { Span } from '../core/span.ts';
import type { Abbreviations } from '../text/abbreviations.ts';

/** A word before the model has read it. */
export interface Token extends Span {
  readonly form: string;
}

/** Addresses; every repeat is bounded, since a hostile text may be one endless almost-address. */
const ADDRESS =
  /(?:https?:\/\/|www\.)[^\s<>"”]{0,500}[^\s<>"”.,;:!?)\]'’]|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}|(?<![\w.-])(?:[\w-]{1,63}\.){1,5}(?:com|org|net|gov|edu|info|ru|ua|cn|uk|eu|io)\b(?:\/[^\s<>"”]{0,500}[^\s<>"”.,;:!?)\]'’])?/uy;
const DOTTED = /(?:\p{L}\.){2,}/uy;
const NUMBER = /\d+(?:-\d+){2,}(?!\p{L})|\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s)?(?!\p{L})|\d+(?:[.,:/]\d+)*/uy;
const WORD = /[\p{L}\p{M}_][\p{L}\p{M}\p{N}_]*(?:['’]\p{L}+)*(?:&\p{L}+)?/uy;
const RUN = /[:;]-?[()](?=\s|$)|<{2,}|>{2,}|\.{2,}|-{2,}|!+\??|\?+!*|[*_=~]{2,}/uy;
const SPACE = /\s+/uy;

/** Prefixes that stay with their word in UD English ("co-operate"), so the hyphen splits nothing. */
const PREFIXED =
  /(?:anti|co|counter|de|e|ex|extra|inter|macro|mega|micro|mid|mini|multi|neo|non|over|post|pre|pro|pseudo|re|semi|sub|super|trans|tri|ultra|un|under|vice)-\p{L}[\p{L}\p{M}]*/iuy;

/**
 * Cuts a sentence into UD 2 words: clitics apart ("do" + "n't", "Gondor" + "'s"), hyphens and slashes apart,
 * addresses and abbreviations whole. Every form is exactly the text it spans.
 */
export function words(text: string, sentence: Span, known: Abbreviations): readonly Token[] {
  const found: Token[] = [];
  let at = sentence.from;
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const hit = pattern.exec(text)?.[0];
    return hit && at + hit.length <= sentence.to ? hit : null;
  };
  while (at < sentence.to) {
    const space = match(SPACE);
    if (space) {
      at += space.length;
      continue;
    }
    const whole = match(ADDRESS) ?? match(DOTTED) ?? match(PREFIXED);
    const form = whole ?? match(WORD) ?? match(NUMBER) ?? match(RUN) ?? String.fromCodePoint(text.codePointAt(at)!);
    if (whole || !/^\p{L}/u.test(form)) found.push({ form, from: at, to: at + form.length });
    else pushWord(found, form, at, stopBelongs(text, at + form.length, form, sentence, known));
    at = found.at(-1)!.to;
  }
  return found;
}

/** Does the full stop at `at` belong to the word before it? */
function stopBelongs(text: string, at: number, form: string, sentence: Span, known: Abbreviations): boolean {
  if (text[at] !== '.' || at >= sentence.to || text[at + 1] === '.') return false;
  if (known.kind.has(form)) return at + 1 < sentence.to || known.kind.get(form) !== 'number';
  return /^\p{Lu}$/u.test(form) && at + 1 < sentence.to;
}

const CLITIC =
  /^(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m))$|^(do|does|did|is|was|could|would|should|have|has|are|ca|wo)nt$/iu;
const FUSED: ReadonlyMap<string, number> = new Map([
  ['cannot', 3],
  ['gonna', 3],
  ['gotta', 3],
  ['wanna', 3],
]);

/** Length of a word before its clitic; undefined where it has none. */
function clitic(form: string): number | undefined {
  const found = CLITIC.exec(form);
  return (found?.[1] ?? found?.[3])?.length;
}

function pushWord(found: Token[], form: string, from: number, stop: boolean): void {
  if (stop) {
    found.push({ form: `${form}.`, from, to: from + form.length + 1 });
    return;
  }
  const cut = FUSED.get(form.toLowerCase()) ?? clitic(form);
  if (cut === undefined) {
    found.push({ form, from, to: from + form.length });
    return;
  }
  found.push({ form: form.slice(0, cut), from, to: from + cut });
  found.push({ form: form.slice(cut), from: from + cut, to: from + form.length });
}
