import { type BylineLexicon, bylineLexicon } from './byline.ts';
import { type ElementLexicon, elementLexicon } from './elements.ts';
import { type FurnitureLexicon, furnitureLexicon } from './furniture.ts';
import { LEXICON_DIR } from './load.ts';
import { type Trace, translationTraces } from './translation.ts';

/** The words intake goes by. */
export interface IntakeLexicon {
  readonly furniture: FurnitureLexicon;
  readonly byline: BylineLexicon;
  readonly elements: ElementLexicon;
  readonly translation: readonly Trace[];
}

/** Reads intake's words from the project's lexicon and, after it, an analyst's own folders. */
export function intakeLexicon(dirs: readonly string[] = [LEXICON_DIR]): IntakeLexicon {
  return {
    furniture: furnitureLexicon(dirs),
    byline: bylineLexicon(dirs),
    elements: elementLexicon(dirs),
    translation: translationTraces(dirs),
  };
}
