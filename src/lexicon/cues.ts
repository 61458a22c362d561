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
] as const;
const TAKES = ['that', 'quote', 'to', 'np', 'about'] as const;

const schema = z.strictObject({
  cue: z.string().min(1),
  form: z.enum(FORMS),
  act: z.enum(ACTS),
  polarity: z.enum(['+', '-']).default('+'),
  distance: z.boolean().default(false),
  takes: z.array(z.enum(TAKES)).default(['that']),
  told: z.boolean().default(false),
  example: z.string().min(1),
});

/** A word or phrase that ties words to the one who says, thinks, wants, orders or asks them. */
export type Cue = Readonly<z.output<typeof schema>>;
export type CueForm = Cue['form'];

/** What may follow a cue: a clause, quoted words, an infinitive, an object, words after "about". */
export type Complement = (typeof TAKES)[number];

export interface CueLexicon {
  readonly entries: readonly Cue[];
  /** Entries of a form whose first word is `lemma`, the longest first ("point out" before "point"). */
  readonly starting: (form: CueForm, lemma: string) => readonly Cue[];
}

const NONE: readonly Cue[] = [];

/** Reads `cues.yaml` of the project and of each further folder. */
export function readCues(dirs: readonly string[] = [LEXICON_DIR]): CueLexicon {
  const entries = readEntries(dirs, 'cues', schema);
  const index = new Map<string, Cue[]>();
  for (const entry of entries) {
    const key = `${entry.form} ${entry.cue.split(' ')[0]}`;
    index.set(
      key,
      [...(index.get(key) ?? []), entry].sort((a, b) => b.cue.length - a.cue.length),
    );
  }
  return { entries, starting: (form, lemma) => index.get(`${form} ${lemma}`) ?? NONE };
}

const PAST: Readonly<Record<string, string>> = {
  say: 'said',
  tell: 'told',
  write: 'wrote',
  think: 'thought',
  begin: 'began',
};

/** Third person, past and base form of a verb that stands beside quoted words. */
const formsOf = (verb: string): readonly string[] => {
  const stem = verb.replace(/e$/u, '').replace(/([^aeou])y$/u, '$1i');
  const third = /[^aeou]y$/u.test(verb) ? `${stem}es` : `${verb}s`;
  return [third, PAST[verb] ?? `${stem}ed`];
};

/**
 * Matches a speaker's clause at the beginning of a text: "Bard said", "said Bard", "the minister added", "- says".
 * One pass, no nested repetition.
 */
export function speakerClause(cues: CueLexicon): RegExp {
  const verbs = cues.entries
    .filter((c) => c.form === 'verb' && c.takes.includes('quote') && !c.cue.includes(' '))
    .flatMap((c) => formsOf(c.cue))
    .join('|');
  const word = "[\\p{L}][\\p{L}.’'-]{0,24}";
  return new RegExp(`^[\\s,]*[-–—]?\\s*(?:(?:the )?${word}(?: ${word})?(?: ${word})? )?(?:${verbs})\\b`, 'u');
}
