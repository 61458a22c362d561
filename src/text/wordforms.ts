import { z } from 'zod';
import { LEXICON_DIR, readEntries } from '../lexicon/load.ts';

const schema = z.object({
  form: z.string().min(1),
  kind: z.enum(['contraction', 'unit', 'prefix', 'emoticon', 'extension']),
  before: z.array(z.string().min(1)).optional(),
  after: z.array(z.string().min(1)).optional(),
  example: z.string().min(1),
});

/** Words written together without an apostrophe. */
export interface Contraction {
  /** Length of each of its words. */
  readonly parts: readonly number[];
  /** The words, in lower case, before which it is one; null: before any. */
  readonly before: ReadonlySet<string> | null;
  /** The words, in lower case, after which it is one, as at a sentence's start and after a mark; null: after any. */
  readonly after: ReadonlySet<string> | null;
}

/** What the tokenizer knows of forms, from `tokens.yaml`. The patterns are sticky. */
export interface WordForms {
  readonly contractions: ReadonlyMap<string, Contraction>;
  readonly units: ReadonlySet<string>;
  readonly prefixed: RegExp;
  readonly emoticon: RegExp;
  readonly file: RegExp;
}

/** Reads `tokens.yaml`. */
export function loadWordForms(dirs: readonly string[] = [LEXICON_DIR]): WordForms {
  const entries = readEntries(dirs, 'tokens', schema);
  const of = (kind: string) => entries.filter((entry) => entry.kind === kind);
  const any = (kind: string) => of(kind).map(({ form }) => form.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&'));
  const longestFirst = (forms: string[]) => forms.sort((a, b) => b.length - a.length).join('|');
  return {
    contractions: new Map(
      of('contraction').map(({ form, before, after }) => [
        form.replaceAll('|', ''),
        {
          parts: form.split('|').map((part) => part.length),
          before: before ? new Set(before) : null,
          after: after ? new Set(after) : null,
        },
      ]),
    ),
    units: new Set(of('unit').map(({ form }) => form)),
    prefixed: new RegExp(`(?:${longestFirst(any('prefix'))})-\\p{L}[\\p{L}\\p{M}]*`, 'iuy'),
    emoticon: new RegExp(`(?<![\\p{N}\\p{P}])(?:${longestFirst(any('emoticon'))})(?![\\p{L}\\p{N}/])`, 'uy'),
    file: new RegExp(`[\\w#-]{0,60}\\.(?:${longestFirst(any('extension'))})(?![\\p{L}\\p{N}])`, 'iuy'),
  };
}
