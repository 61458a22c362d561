import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadIrregular } from '../lexicon/forms.ts';
import { applyScript } from './decode.ts';
import type { Vocabulary } from './wordpiece.ts';

/** The lemma of a form with its part of speech; `script` is the edit script the model's head gives it. */
export type Lemmas = (form: string, upos: string, script: string) => string;

/**
 * Reads what the model knows of lemmas. Irregular verbs and words of the treebanks have theirs. Of the others, verbs and nouns in a regular
 * ending get the stem that is a word (of the treebanks, else of the vocabulary), in the order English spelling prefers
 * (after Minnen et al. 2001, "Applied morphological processing of English"); the rest the model's head.
 * @param dir the model's folder: `lemmas.json` (number of the script of "form UPOS")
 */
export function loadLemmas(dir: string, scripts: readonly string[], words: Vocabulary): Lemmas {
  const table = JSON.parse(readFileSync(join(dir, 'lemmas.json'), 'utf8')) as Readonly<Record<string, number>>;
  const irregular = loadIrregular();
  const lemmas = lemmasIn(table, scripts);
  return (form, upos, script) => {
    const small = form.toLowerCase();
    const strong = upos === 'VERB' || upos === 'AUX' ? irregular.get(small) : undefined;
    if (strong) return strong;
    const known = table[`${small} ${upos}`];
    if (known !== undefined) return applyScript(scripts[known]!, form);
    const stems = upos === 'VERB' ? verbStems(small) : upos === 'NOUN' ? nounStems(small) : [];
    const seen = (stem: string) => lemmas.has(`${stem} ${upos}`);
    const isWord = (stem: string, i: number) => (i === 0 || stem.length > 3) && words.has(stem);
    return (
      stems.find((stem, i) => seen(stem) && isWord(stem, i)) ??
      stems.find(isWord) ??
      stems.find(seen) ??
      stems[0] ??
      applyScript(script, form)
    );
  };
}

/** The lemmas of verbs and nouns, which stems are looked for among, as "lemma UPOS". */
function lemmasIn(table: Readonly<Record<string, number>>, scripts: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const key in table) {
    if (!key.endsWith(' VERB') && !key.endsWith(' NOUN')) continue;
    const form = key.slice(0, -' VERB'.length);
    found.add(applyScript(scripts[table[key]!]!, form) + key.slice(form.length));
  }
  return found;
}

/** Stems a verb's regular form may have, the likeliest first; none where it has no such ending. */
function verbStems(form: string): readonly string[] {
  const bare = /^(.*[aeiouy].*)(?:ed|ing)$/u.exec(form)?.[1];
  if (form.endsWith('eed')) return [form.slice(0, -1), form];
  if (form.endsWith('ied')) return yStems(form);
  if (bare) return endingStems(bare);
  return /[^s]s$/u.test(form) ? sStems(form) : [];
}

/** Stems of a plural in -es, the likeliest first; none of other forms. */
function nounStems(form: string): readonly string[] {
  if (!/..es$/u.test(form)) return [];
  const bare = form.slice(0, -2);
  const others = bare.endsWith('v') ? [`${bare.slice(0, -1)}f`, `${bare.slice(0, -1)}fe`] : [`${bare}is`];
  return [...sStems(form), ...others];
}

/** "denies" → deny; "watches" → watch; "accuses" → accuse. */
function sStems(form: string): readonly string[] {
  if (form.endsWith('ies')) return yStems(form);
  const [s, es] = [form.slice(0, -1), form.slice(0, -2)];
  if (!form.endsWith('es') || CUT.test(es)) return [s];
  return /(?:[sz]s|zz|x|sh|[^a]ch|[eortw]ach|[^aeiou]o)es$/u.test(form) ? [es, s] : [s, es];
}

/** "denied" → deny; "vies" → vie. */
function yStems(form: string): readonly string[] {
  const stem = form.slice(0, -3);
  return stem.length > 1 ? [`${stem}y`, `${stem}ie`] : [`${stem}ie`, `${stem}y`];
}

/** A stem in a doubled consonant loses one ("stopp"); "call" may keep its two. */
const DOUBLED = /([bdgklmnprtv])\1$/u;
/** Endings that never lose an e ("sever") and that always have ("emphasis"), whatever other words there are. */
const WHOLE = /[^fh]er$/u;
const CUT = /is$/u;
/** Endings that mostly have: "denounc", "toppl", "alleg", "terminat", "execut", "provid", "implor", "imagin", "vot". */
const SILENT =
  /(?:[cuv]|[^s]s|[^z]z|[^aeiouylr]l|[^n]g|[dr]g|[^eou]at|[^aeiou][iu]t|[^e]ad|[^e]ed|[iou]d|[aiu]r|[^u]or|[iu]n|[aiou]k|[iu]b|[iuo]m|^[^aeiou]*[aiouy][^aeiouwxy])$/u;

/** Stems of a form without its -ed or -ing. */
function endingStems(bare: string): readonly string[] {
  if (WHOLE.test(bare)) return [bare];
  if (CUT.test(bare)) return [`${bare}e`];
  if (DOUBLED.test(bare)) return [bare.slice(0, -1), bare, `${bare}e`];
  return SILENT.test(bare) ? [`${bare}e`, bare] : [bare, `${bare}e`];
}
