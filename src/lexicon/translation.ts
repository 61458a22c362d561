import { z } from 'zod';
import { readEntries } from './load.ts';

export const translationEntry = z.strictObject({
  /** stated: the page says so; name: a name spelt back; friend: a false friend; calque: a phrase carried over. */
  kind: z.enum(['stated', 'name', 'friend', 'calque']),
  phrase: z.string().min(1),
  /** 2 flags a text alone, 1 needs a second, different trace. */
  weight: z.union([z.literal(1), z.literal(2)]),
  /** What was meant. */
  means: z.string().optional(),
  /** Words of which one must stand in the same paragraph. */
  near: z.array(z.string().min(1)).min(1).optional(),
  example: z.string().min(1),
});

/** A phrase by which machine translation gives itself away. */
export interface Trace {
  readonly kind: z.output<typeof translationEntry>['kind'];
  readonly phrase: string;
  readonly weight: 1 | 2;
  readonly means: string | null;
  readonly pattern: RegExp;
  readonly near: RegExp | null;
}

const wordPattern = (phrases: readonly string[], flags: string): RegExp => {
  const escaped = phrases.map((phrase) => phrase.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, flags);
};

/** Reads `translation.yaml` of each folder. Names are matched with their capitals, other phrases without. */
export function translationTraces(dirs: readonly string[]): readonly Trace[] {
  return readEntries(dirs, 'translation', translationEntry).map(({ kind, phrase, weight, means, near }) => ({
    kind,
    phrase,
    weight,
    means: means ?? null,
    pattern: wordPattern([phrase], kind === 'name' ? 'u' : 'iu'),
    near: near ? wordPattern(near, 'iu') : null,
  }));
}
