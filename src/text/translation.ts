import type { Trace } from '../lexicon/translation.ts';

/** Marks that translation engines break, a hyphen or quotation marks torn from their words; with what each begins with. */
const BROKEN: readonly (readonly [string, RegExp, RegExp])[] = [
  ['hyphen torn from its word', /\p{L}{2,} -\p{L}{2,}/u, / -\p{L}/u],
  [
    'quotation marks torn from their words',
    /^["“”] \p{L}+|(?:^|\s)["“] \p{L}[^"“”\n]{0,60} ["”](?=[\s.,]|$)/mu,
    /["“”] \p{L}/u,
  ],
  ['a quotation mark stuck to the wrong word', /\p{L}, "\p{Lu}\p{Ll}+ (?=\p{Ll}+(?:ed|id|s),)/u, /, "\p{Lu}/u],
];
const ENOUGH = 2;
/** Stretch of a text that is searched: longer ones are no articles. */
const REACH = 200_000;

/**
 * Reasons to take a text for a machine translation, null where there are too few: the page's own statement or a garbled
 * name is enough, weaker traces (a false friend, a calque, broken marks) count together, each kind of breakage once.
 */
export function translationReasons(paragraphs: readonly string[], traces: readonly Trace[]): readonly string[] | null {
  const found = new Map<string, number>();
  const whole = paragraphs.join('\n').slice(0, REACH);
  const lower = whole.toLowerCase();
  for (const trace of traces) {
    if (!lower.includes(trace.phrase.toLowerCase()) || !trace.pattern.test(whole)) continue;
    const at = paragraphs.find((p) => trace.pattern.test(p) && fits(trace, p));
    if (at !== undefined) found.set(reasonFor(trace, at), trace.weight);
  }
  for (const [what, pattern, sign] of BROKEN) {
    const first = sign.test(whole) ? pattern.exec(whole)?.[0].trim() : undefined;
    if (first !== undefined) found.set(`${what}: “${first}”`, 1);
  }
  const weight = found.values().reduce((sum, w) => sum + w, 0);
  return weight >= ENOUGH ? [...found.keys()] : null;
}

/** Longest line that a page's remark about its own translation takes. */
const REMARK = 120;

const fits = ({ kind, near }: Trace, paragraph: string): boolean =>
  kind === 'stated' ? paragraph.length <= REMARK : near === null || near.test(paragraph);

function reasonFor({ kind, phrase, means, pattern }: Trace, paragraph: string): string {
  const words = pattern.exec(paragraph)?.[0] ?? phrase;
  if (kind === 'stated') return `the page says so: “${words}”`;
  if (kind === 'name') return `garbled name: “${words}” for ${means}`;
  return kind === 'friend' ? `false friend: “${words}” for ${means}` : `calque: “${words}”`;
}
