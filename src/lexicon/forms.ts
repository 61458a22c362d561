import { z } from 'zod';
import { LEXICON_DIR, readEntries } from './load.ts';

const schema = z.strictObject({
  verb: z.string().min(1),
  past: z.array(z.string().min(1)).min(1),
  example: z.string().min(1),
});

/** Reads `irregular.yaml`: the lemma of each irregular form of a verb. */
export const loadIrregular = (dirs: readonly string[] = [LEXICON_DIR]): ReadonlyMap<string, string> =>
  new Map(
    readEntries(dirs, 'irregular', schema).flatMap(({ verb, past }) => past.map((form) => [form, verb] as const)),
  );

/** Stems a regular English form may come from, the longest first: "denied" → deny, "shelling" → shell, shelle … */
export function stemsOf(form: string): readonly string[] {
  const found: string[] = [];
  const cut = (suffix: string, ...ends: readonly string[]): void => {
    if (!form.endsWith(suffix) || form.length - suffix.length < 2) return;
    const stem = form.slice(0, -suffix.length);
    for (const end of ends) found.push(stem + end);
    if (/([bdfglmnprst])\1$/u.test(stem)) found.push(stem.slice(0, -1));
  };
  cut('ied', 'y');
  cut('ies', 'y');
  cut('ed', '', 'e');
  cut('ing', '', 'e');
  cut('es', '', 'e');
  cut('s', '');
  return found;
}

/**
 * The lemma under which a lexicon knows a word: the given one, else the form itself, else (of verbs) a regular stem of
 * the form, else the given one after all. Guards look-ups against a tagger's slips ("attacke").
 */
export function lemmatizer(
  knows: (word: string) => boolean,
  irregular: ReadonlyMap<string, string>,
): (form: string, lemma: string, verb: boolean) => string {
  return (form, lemma, verb) => {
    if (!verb) {
      if (knows(lemma)) return lemma;
      return [form, ...(form.endsWith('s') ? stemsOf(form) : [])].find(knows) ?? lemma;
    }
    const whole = knows(lemma) && !(lemma === form && /(?:ed|ing)$/u.test(form));
    return irregular.get(form) ?? (whole ? lemma : (stemsOf(form).find(knows) ?? lemma));
  };
}
