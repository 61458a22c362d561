import type { Span } from '../core/span.ts';
import type { Frequencies } from './stories.ts';

/** What a passage speaks of, as far as comparing it with others goes. */
export interface Aspects {
  /** Stems of the sentence's words with their weight, the rarest first. */
  readonly words: readonly (readonly [string, number])[];
  /** Those of them within a few words of the trigger. */
  readonly near: readonly string[];
  /** Whom and what the sentence names, by entity where one is known; those close to the trigger first. */
  readonly names: readonly string[];
  readonly nearNames: readonly string[];
  /** Numbers in figures. */
  readonly numbers: readonly string[];
  /** Words that count rounds and turns ("second", "third"). */
  readonly ordinals: readonly string[];
}

const MOST_WORDS = 30;
const REACH = 8;
const SMOOTHING = 2;
const TOKEN = /[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu;
const ORDINAL = /^(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))$/u;
const ENDINGS = /(?:ations?|itions?|ments?|ings?|ions?|ised|ized|ises|izes|als?|ers?|ies|ied|ed|es|s|e|y)$/u;

/** A word without its ending: "suspends" and "suspension" share one. */
export const wordStem = (word: string): string => {
  const low = word.toLowerCase().replace(/['’]s?$/u, '');
  return low.length > 4 ? low.replace(ENDINGS, '').slice(0, 7) : low;
};

interface Token extends Span {
  readonly stem: string;
  readonly weight: number;
}

export const rarity = (word: string, { texts, counts }: Frequencies): number =>
  word.length < 2
    ? 0
    : Math.log(
        (texts + 1) / ((counts[word.length > 4 ? word.replace(/(?:ing|ed|es|s)$/u, '') : word] ?? 0) + SMOOTHING),
      );

/** Words so common that they say nothing. */
export const LEAST_WEIGHT = 1.6;

/** `from`: where the sentence begins in the text that trigger and mentions are placed in, in code points. */
export function aspectsOf(
  sentence: { readonly from: number; readonly quote: string },
  trigger: Span,
  named: readonly { readonly span: Span; readonly entity: string | null }[],
  frequencies: Frequencies,
): Aspects {
  const tokens = tokensOf(sentence, frequencies);
  const at = tokens.findIndex((t) => t.to > trigger.from);
  const [start, end] = [
    tokens[Math.max(0, at - REACH)]?.from ?? 0,
    tokens[Math.min(tokens.length - 1, at + REACH)]?.to ?? 0,
  ];
  const isNear = (s: Span): boolean => s.from >= start && s.to <= end;
  const telling = tokens.filter((t) => t.weight >= LEAST_WEIGHT);
  const heaviest = new Map<string, number>();
  for (const { stem, weight } of telling) heaviest.set(stem, Math.max(weight, heaviest.get(stem) ?? 0));
  const words = [...heaviest]
    .toSorted(([s, a], [t, b]) => b - a || (s < t ? -1 : 1))
    .slice(0, MOST_WORDS)
    .map(([stem, weight]) => [stem, Math.round(weight * 100) / 100] as const);
  const kept = new Set(words.map(([stem]) => stem));
  const whole = { from: sentence.from, to: sentence.from + [...sentence.quote].length };
  const here = named.filter((m) => m.entity !== null && m.span.from >= whole.from && m.span.to <= whole.to);
  const unique = (values: readonly string[]) => [...new Set(values)].sort();
  return {
    words,
    near: unique(telling.filter(isNear).flatMap((t) => (kept.has(t.stem) ? [t.stem] : []))),
    names: unique(here.map((m) => m.entity!)),
    nearNames: unique(here.filter((m) => isNear(m.span)).map((m) => m.entity!)),
    numbers: unique([...sentence.quote.matchAll(/\d[\d,.]*\d|\d/gu)].map(([n]) => n.replace(/,/gu, ''))),
    ordinals: unique(tokens.filter((t) => ORDINAL.test(t.stem)).map((t) => t.stem)),
  };
}

function tokensOf(
  { from, quote }: { readonly from: number; readonly quote: string },
  f: Frequencies,
): readonly Token[] {
  let [unit, at] = [0, from];
  return [...quote.matchAll(TOKEN)].map((match) => {
    at += [...quote.slice(unit, match.index)].length;
    unit = match.index;
    const low = match[0].toLowerCase().replace(/['’]s$/u, '');
    return {
      from: at,
      to: at + [...match[0]].length,
      stem: ORDINAL.test(low) ? low : wordStem(match[0]),
      weight: /\d/u.test(low) ? 0 : rarity(low, f),
    };
  });
}

/** Cosine of two weighted word lists, 0…1. */
export function likeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let [sum, p, q] = [0, 0, 0];
  for (const [word, weight] of a) {
    p += weight * weight;
    sum += weight * (b.get(word) ?? 0);
  }
  for (const weight of b.values()) q += weight * weight;
  return p && q ? sum / Math.sqrt(p * q) : 0;
}
