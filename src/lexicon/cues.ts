import { z } from 'zod';
import { LEXICON_DIR, readEntries } from './load.ts';

const ACTS = ['statement', 'belief', 'intention', 'decree', 'question'] as const;
const FORMS = [
  'verb',
  'adjective',
  'noun',
  'preposition',
  'adverb',
  'possessive',
  'resume',
  'negation',
  'refusal',
  'light',
  'medium',
  'caption',
  'relay',
  'origin',
] as const;
const TAKES = ['that', 'quote', 'to', 'np', 'about', 'figure'] as const;

const schema = z.strictObject({
  cue: z.string().min(1),
  form: z.enum(FORMS),
  act: z.enum(ACTS),
  polarity: z.enum(['+', '-']).default('+'),
  distance: z.boolean().default(false),
  takes: z.array(z.enum(TAKES)).default(['that']),
  told: z.boolean().default(false),
  /** Past forms that do not end in -ed. */
  past: z.array(z.string()).default([]),
  /** Objects with which the verb is no cue ("recall an ambassador"). */
  without: z.array(z.string()).default([]),
  example: z.string().min(1),
});

/** A word or phrase that ties words to the one who says, thinks, wants, orders or asks them. */
export type Cue = Readonly<z.output<typeof schema>>;
export type CueForm = Cue['form'];

/** What may follow a cue: a clause, quoted words, an infinitive, an object, words after "about", a number "at" which something is put. */
export type Complement = (typeof TAKES)[number];

export interface CueLexicon {
  readonly entries: readonly Cue[];
  /** Entries of a form whose first word is `lemma`, the longest first ("point out" before "point"). */
  readonly starting: (form: CueForm, lemma: string) => readonly Cue[];
}

const NONE: readonly Cue[] = [];
const VERBAL: readonly CueForm[] = ['verb', 'light', 'refusal'];

/** Reads `cues.yaml` of the project and of each further folder. */
export function readCues(dirs: readonly string[] = [LEXICON_DIR]): CueLexicon {
  const entries = readEntries(dirs, 'cues', schema);
  const index = new Map(FORMS.map((form) => [form, new Map<string, Cue[]>()]));
  for (const entry of entries) {
    const words = index.get(entry.form)!;
    const first = entry.cue.split(' ')[0]!;
    // inflected forms too: a lemma may be wrong, the written word is not
    for (const key of new Set([first, ...(VERBAL.includes(entry.form) ? formsOf(entry) : [])]))
      words.set(
        key,
        [...(words.get(key) ?? []), entry].sort((a, b) => b.cue.length - a.cue.length),
      );
  }
  return { entries, starting: (form, lemma) => index.get(form)!.get(lemma) ?? NONE };
}

/** Third person, past and present participle of a verb's first word, as written. */
function formsOf({ cue, past }: Cue): readonly string[] {
  const verb = cue.split(' ')[0]!;
  const stem = verb.replace(/e$/u, '');
  const soft = /[^aeou]y$/u.test(verb) ? verb.replace(/y$/u, 'i') : null;
  const third = soft ? `${soft}es` : /(?:s|x|ch|sh)$/u.test(verb) ? `${verb}es` : `${verb}s`;
  return [third, ...(past.length > 0 ? past : [`${soft ?? stem}ed`]), `${stem}ing`];
}

/** True where a text begins with a speaker's clause: "Bard said", "said Bard", "the minister added", "- says". */
export type SpeakerClause = (ahead: string) => boolean;

/** Words before the verb of a speaker's clause, at most. */
const NAME_LENGTH = 4;

/** Builds the test for speakers' clauses from the verbs that stand beside quoted words. */
export function speakerClause(cues: CueLexicon): SpeakerClause {
  const verbs = new Set(
    cues.entries
      .filter((c) => c.form === 'verb' && c.takes.includes('quote') && !c.cue.includes(' '))
      .flatMap((c) => formsOf(c).slice(0, -1)),
  );
  return (ahead) => {
    const words = ahead.replace(/^[\s,]*[-–—]?\s*/u, '').split(/\s+/u, NAME_LENGTH + 1);
    for (const word of words) {
      if (verbs.has(word.replace(/[.,;:!?]+$/u, ''))) return true;
      if (!/^\p{L}[\p{L}.’'-]*$/u.test(word)) return false;
    }
    return false;
  };
}
