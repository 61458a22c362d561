import type { TimesLexicon } from '../lexicon/times.ts';
import { type Candidate, type Finder, timeWords, type Words } from './times-candidate.ts';
import { monthFinders, namedFinders, numericFinders, yearFinders } from './times-dates.ts';
import { lengthFinders, whichFinders } from './times-lengths.ts';

/** Builds the finders of a lexicon, in the order in which they are asked. */
export function timeFinders(lexicon: TimesLexicon): readonly Finder[] {
  const words = timeWords(lexicon);
  return [numericFinders, monthFinders, yearFinders, namedFinders, whichFinders, lengthFinders, otherFinders].flatMap(
    (finders) => finders(words),
  );
}

/** Days of a war and vague times. */
function otherFinders({ make, lexicon, ordinal, unit }: Words): Finder[] {
  return [
    make(
      'warday',
      '(?:(?<n>\\d{1,5})(?:st|nd|rd|th)|(?<w>{ORD})|day (?<m>\\d{1,5})) ?(?<u>day|week|month|year)?(?: since the (?:start|beginning))? of (?:the |a )?(?:(?<war>{WAR})|(?:[a-z-]+ )?(?:war|invasion))',
      (g) => {
        const count = (g.n ?? g.m) ? Number(g.n ?? g.m) : (ordinal(g.w) ?? 0);
        if (!g.u && !g.m) return null;
        const named = g.war ? lexicon.find('war', g.war) : null;
        const starts = named ? [named.start] : lexicon.all('war').map((w) => w.start);
        return { kind: 'warday', count, unit: g.u ? unit(g.u) : 'day', starts };
      },
    ),
    make('vague', '{VAGUE}', (_, { match, after }) => {
      const entry = lexicon.find('vague', match);
      if (!entry || (/^(?:recent|current)$/iu.test(match) && !/^\s+[a-z]/u.test(after))) return null;
      return { kind: 'vague', when: entry.when };
    }),
  ];
}

/** Every match of every finder between two offsets of `text`, in the finders' order. */
export function propose(finders: readonly Finder[], text: string): readonly Candidate[] {
  return finders.flatMap(({ rule, pattern, read }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const [from, to] = [match.index, match.index + match[0].length];
      const around = {
        match: match[0],
        before: text.slice(Math.max(0, from - 30), from),
        after: text.slice(to, to + 30),
      };
      const value = read(match.groups ?? {}, around);
      return value ? [{ from, to, value, rule }] : [];
    }),
  );
}
