import { LEXICON_DIR } from './load.ts';

/** The words intake goes by. */
export interface IntakeLexicon {
  readonly dirs: readonly string[];
}

/** Reads intake's words from the project's lexicon and, after it, an analyst's own folders. */
export function intakeLexicon(dirs: readonly string[] = [LEXICON_DIR]): IntakeLexicon {
  return { dirs };
}
