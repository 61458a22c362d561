import { z } from 'zod';
import { LEXICON_DIR, readEntries } from './load.ts';

const SENSES = ['denied', 'first', 'conflicts', 'forecasts', 'said', 'events', 'idle'] as const;
export type QuestionSense = (typeof SENSES)[number];

const entry = z.strictObject({ sense: z.enum(SENSES), words: z.string().min(1), example: z.string().min(1) });

/** Words of questions by what they ask for, from lexicon/en/questions.yaml. */
export type QuestionWords = Readonly<Record<QuestionSense, ReadonlySet<string>>>;

/** @throws LedgerError `lexicon-invalid` */
export function loadQuestions(dirs: readonly string[] = [LEXICON_DIR]): QuestionWords {
  const entries = readEntries(dirs, 'questions', entry);
  const of = (sense: QuestionSense) =>
    new Set(entries.filter((e) => e.sense === sense).flatMap((e) => e.words.split(' ')));
  return Object.fromEntries(SENSES.map((sense) => [sense, of(sense)])) as unknown as QuestionWords;
}
