import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, YAMLException } from 'js-yaml';
import { z } from 'zod';
import { LedgerError } from '../core/errors.ts';

/** The project's own English lexicon. */
export const LEXICON_DIR = join(import.meta.dirname, '../../lexicon/en');

const file = z.object({ provenance: z.string().min(1), entries: z.array(z.unknown()) });

/**
 * Reads the entries of one lexicon file from each folder in turn (the project's own first, then an analyst's),
 * each entry checked against `schema`. The file holds `provenance` (where its facts or words come from) and `entries`.
 * @throws LedgerError `lexicon-invalid` naming file, entry number and field.
 */
export function readEntries<S extends z.ZodType>(
  dirs: readonly string[],
  name: string,
  schema: S,
): readonly z.output<S>[] {
  return dirs.flatMap((dir) => {
    const path = join(dir, `${name}.yaml`);
    if (!existsSync(path)) return [];
    const parsed = file.safeParse(parseYaml(path));
    if (!parsed.success) throw invalid(path, 'it needs "provenance" and "entries"');
    return parsed.data.entries.map((entry, index) => {
      const checked = schema.safeParse(entry);
      if (checked.success) return checked.data;
      const issue = checked.error.issues[0];
      throw invalid(path, `entry ${index + 1}, ${issue?.path.join('.') || 'whole entry'}: ${issue?.message}`);
    });
  });
}

/** Looks up the entries that have one of the given words, each once, in the order of those words. */
export function byWord<E extends { readonly words: readonly string[] }>(
  entries: readonly E[],
): (words: readonly string[]) => readonly E[] {
  const known = new Map<string, E[]>();
  for (const entry of entries)
    for (const word of entry.words) {
      const others = known.get(word);
      if (others) others.push(entry);
      else known.set(word, [entry]);
    }
  return (words) => {
    const found = words.flatMap((word) => known.get(word) ?? []);
    return found.length > 1 ? [...new Set(found)] : found;
  };
}

function parseYaml(path: string): unknown {
  try {
    return load(readFileSync(path, 'utf8'));
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { reason, mark } = error;
    throw invalid(path, mark ? `${reason} at line ${mark.line + 1}, column ${mark.column + 1}` : reason);
  }
}

const invalid = (path: string, what: string): LedgerError =>
  new LedgerError('lexicon-invalid', `Lexicon file not valid: ${what}`, path, 'Correct the entry and run again.');
