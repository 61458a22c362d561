import type { Span } from '../core/span.ts';
import { type CueLexicon, readCues } from '../lexicon/cues.ts';

/** Furthest that a draft's attribution may stand from its quotation, in characters. */
const REACH = 160;

/** Words that begin with a capital and name nobody. */
const NOBODY =
  /^(?:He|She|They|It|We|I|You|Who|The|A|An|This|That|These|Those|His|Her|Their|Its|Our|My|As|But|And|Or|In|On|At)$/u;
const NAME = String.raw`\p{Lu}[\p{L}\p{M}'’-]*(?:\s+(?:(?:al|bin|da|de|del|den|der|di|du|el|ibn|la|le|van|von)\s+)*\p{Lu}[\p{L}\p{M}'’-]*)*`;
/** What may stand between a name and its verb: a word or two in lower case, a clause between commas. */
const ASIDE = String.raw`(?:,[^,.“”"]{1,80},)?(?:\s+[\p{Ll}]+){0,1}`;

let forms: string | null = null;

/** Every finite form of the verbs of saying, as an alternative of a pattern. */
function sayings(lexicon: CueLexicon): string {
  const verbs = lexicon.entries.filter(({ form }) => form === 'verb').filter(({ cue }) => /^[a-z]+$/u.test(cue));
  const all = verbs.flatMap(({ cue, past }) => [cue, ...thirdOf(cue), ...(past.length > 0 ? past : pastOf(cue))]);
  return [...new Set(all)].sort((a, b) => b.length - a.length).join('|');
}

const thirdOf = (verb: string): readonly string[] => [
  /(?:[sxz]|[cs]h)$/u.test(verb) ? `${verb}es` : /[^aeiou]y$/u.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`,
];
const pastOf = (verb: string): readonly string[] => [
  verb.endsWith('e') ? `${verb}d` : /[^aeiou]y$/u.test(verb) ? `${verb.slice(0, -1)}ied` : `${verb}ed`,
  `${verb}${verb.at(-1)}ed`,
];

/**
 * Whom a draft names as the one who says a quotation: by the verb of saying, "according to" or colon beside it in its
 * sentence. Null where it names nobody: a pronoun or a description is nobody's name.
 */
export function speakerIn(prose: string, quotation: Span): string | null {
  forms ??= sayings(readCues());
  const bare = (text: string) => text.replaceAll('\u2060', '');
  const behind = bare(prose.slice(quotation.to, quotation.to + REACH));
  const ahead = bare(prose.slice(Math.max(0, quotation.from - REACH), quotation.from));
  return after(behind, forms) ?? before(ahead, forms);
}

const real = (name: string | undefined): string | null => {
  const words = (name ?? '').split(/\s+/u);
  while (words[0] !== undefined && NOBODY.test(words[0])) words.shift();
  return words.length > 0 && words[0] !== '' ? words.join(' ') : null;
};

/** `…,” said Karla Vint`, `…,” the minister Karla Vint said`, `…,” according to Karla Vint`. */
function after(behind: string, verbs: string): string | null {
  const clause = /^[^.;:!?“”"\n]*/u.exec(behind.replace(/^[\s,]+/u, ''))?.[0] ?? '';
  const [inverted] = match(clause, `^(?:${verbs})\\s+(?:the\\s+)?(?:[\\p{Ll}’'-]+\\s+){0,4}(${NAME})`);
  const [told] = match(clause, `^according to\\s+(?:the\\s+)?(?:[\\p{Ll}’'-]+\\s+){0,4}(${NAME})`);
  const [plain] = match(clause, `^(?:the\\s+)?(?:[\\p{Ll}’'-]+\\s+){0,4}(${NAME})${ASIDE}\\s+(?:${verbs})(?!\\p{L})`);
  return real(inverted) ?? real(told) ?? real(plain);
}

/** `Karla Vint said: “…`, `As Karla Vint said, “…`, `Karla Vint: “…`, `According to Karla Vint, “…`. */
function before(ahead: string, verbs: string): string | null {
  const sentence = /[^.;!?“”"»\n]*$/u.exec(ahead)?.[0] ?? '';
  const [verb] = match(sentence, `(${NAME})${ASIDE}\\s+(?:${verbs})(?!\\p{L})[^“”"]{0,60}$`);
  const [told] = match(sentence, `[Aa]ccording to\\s+(?:the\\s+)?(?:[\\p{Ll}’'-]+\\s+){0,4}(${NAME})[^“”"]{0,60}$`);
  const [colon] = match(sentence, `(${NAME})\\s*:\\s*$`);
  return real(verb) ?? real(told) ?? real(colon);
}

const match = (text: string, pattern: string): readonly (string | undefined)[] =>
  (new RegExp(pattern, 'u').exec(text) ?? []).slice(1);
