import { BARS } from './attributions.ts';
import { FRAMED } from './frames.ts';
import { ALONE, COMBINING, JOINING } from './merging.ts';
import { RESUMING } from './resumptions.ts';
import { TIDYING } from './tidying.ts';

/** A rule as it is told and tested; what it does stands with its list. */
interface Told {
  readonly id: string;
  readonly because: string;
  readonly gold: string;
}

/** Every rule of the reader. */
export const RULES: readonly Told[] = [...RESUMING, ...FRAMED, ...BARS, ...JOINING, ...COMBINING, ...ALONE, ...TIDYING];

const byId = new Map(RULES.map((rule) => [rule.id, rule.because]));

/** What a rule does, in plain English; null for one there is no more. */
export const because = (id: string): string | null => byId.get(id) ?? null;
