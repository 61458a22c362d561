import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LedgerError } from '../core/errors.ts';
import { probability, type Tree } from '../text/forest.ts';
import type { Judge } from './anaphora.ts';
import type { AnaphorKind } from './anaphors.ts';
import { ANTECEDENT_FEATURES, type Choice } from './antecedentfeatures.ts';

/** The boosted forest that scores an anaphor's antecedents, and the least probability at which each kind is settled. */
export interface AntecedentModel {
  readonly version: string;
  readonly features: readonly string[];
  readonly thresholds: Readonly<Record<AnaphorKind, number>>;
  /** By so much the best choice must be more probable than the next. */
  readonly margin: number;
  readonly bias: number;
  readonly trees: readonly Tree[];
}

export const ANTECEDENTS_FILE = join(import.meta.dirname, '../../models/antecedents-en/antecedents.json');

/** The choice of highest probability, with that probability and the next one's. */
export interface Best {
  readonly choice: Choice;
  readonly p: number;
  readonly second: number;
}

/** The most probable choice; null where there is none. */
export function best(model: Pick<AntecedentModel, 'bias' | 'trees'>, choices: readonly Choice[]): Best | null {
  const ranked = choices.map((choice) => ({ choice, p: probability(model, choice.row) })).sort((a, b) => b.p - a.p);
  const [top, next] = ranked;
  return top ? { ...top, second: next?.p ?? 0 } : null;
}

/** Settles an anaphor on its most probable antecedent, where that is probable enough. */
export const judgeBy =
  (model: AntecedentModel): Judge =>
  ({ kind }, choices) => {
    const top = best(model, choices);
    return top && top.p >= model.thresholds[kind] && top.p - top.second >= model.margin ? top.choice : null;
  };

/** Reads the model of antecedents. @throws LedgerError `model-missing`, `model-mismatch` */
export function readAntecedents(path: string = ANTECEDENTS_FILE): AntecedentModel {
  let model: AntecedentModel;
  try {
    model = JSON.parse(readFileSync(path, 'utf8')) as AntecedentModel;
  } catch {
    throw new LedgerError(
      'model-missing',
      'The model of antecedents cannot be read',
      path,
      'Install the project anew.',
    );
  }
  if (model.features.join() !== ANTECEDENT_FEATURES.join())
    throw new LedgerError(
      'model-mismatch',
      'The model of antecedents knows other features',
      path,
      'Train it anew: training/antecedents.ts.',
    );
  return model;
}
