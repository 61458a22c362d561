import type { Span } from '../core/span.ts';
import type { TimesLexicon } from '../lexicon/times.ts';
import type { Side } from '../resolve/timevalue.ts';

/**
 * Says whether the verbs around an expression point to the past or the future: the nearest verb form before it in
 * its sentence decides, else the first one after it; null where none shows.
 */
export function tenseFinder(lexicon: TimesLexicon): (text: string, paragraph: Span, span: Span) => Side | null {
  const words = (kind: 'future' | 'past' | 'deadline') => new Set(lexicon.all(kind).flatMap((e) => e.words));
  const [future, past, deadline] = [words('future'), words('past'), words('deadline')];
  const tenseOf = (word: string, previous: string, next: string, leadsOn: boolean): Side | null => {
    if (leadsOn && word.endsWith('ed')) return 'past';
    if (future.has(word) || future.has(`${word} ${next}`)) return 'future';
    if (previous === 'be' || previous === 'to') return null;
    return past.has(word) || (word.length > 4 && word.endsWith('ed')) ? 'past' : null;
  };
  const first = (found: readonly (Side | null)[]): Side | null => found.find((tense) => tense !== null) ?? null;
  const tenses = (list: readonly string[], leadsOn = false) =>
    list.map((word, i) => tenseOf(word, list[i - 1] ?? '', list[i + 1] ?? '', leadsOn));
  return (text, paragraph, span) => {
    const before = tokens(text.slice(Math.max(paragraph.from, span.from - 300), span.from), 'end');
    const after = tokens(text.slice(span.to, Math.min(paragraph.to, span.to + 300)), 'start');
    if (deadline.has(before.at(-1) ?? '') || deadline.has(before.slice(-2).join(' '))) return 'future';
    // "promised in January to …": the day of the promise
    const leadsOn = /^\s+(?:not\s+)?(?:to|that)\b/u.test(text.slice(span.to, span.to + 10));
    return first(tenses(before, leadsOn).toReversed()) ?? first(tenses(after));
  };
}

/** The lower-case words of the sentence part nearest that end. */
function tokens(text: string, nearest: 'start' | 'end'): readonly string[] {
  const sentences = text.split(/[.!?]["”’]?\s+(?=["“‘]?[A-Z])/u);
  const part = (nearest === 'end' ? sentences.at(-1) : sentences[0]) ?? '';
  return (
    part
      .replaceAll('’', "'")
      .match(/[\p{L}']+/gu)
      ?.map((word) => (word === 'May' ? word : word.toLowerCase())) ?? []
  );
}
