import type { Analysis, Name, Sentence, Word } from '../core/analysis.ts';
import { contains, type OffsetMap, offsetMap, slice } from '../core/span.ts';

/** The names of our tags in the MISC column, after Worldwide Newswire; a type it lacks keeps our own word. */
const CONLL_NAME: Readonly<Record<string, string>> = {
  PER: 'Person',
  ORG: 'Organization',
  GPE: 'Location',
  LOC: 'Location',
  FAC: 'Facility',
  NORP: 'NORP',
  DATE: 'Date',
  MISC: 'Misc',
  EVENT: 'Misc',
  MONEY: 'Money',
  PRODUCT: 'Product',
};

/**
 * Prints an analysis as CoNLL-U (Universal Dependencies v2): form, lemma, UPOS, head, deprel; words written together
 * ("don't") as a multiword token; MISC carries `start_char|end_char` in code points of the document and `NER=B-Person` style names.
 */
export function conllu(text: string, analysis: Analysis): string {
  const offsets = offsetMap(text);
  return analysis.sentences
    .filter((s) => s.words.length > 0)
    .map((s, i) => sentenceLines(text, s, analysis.names, offsets, i + 1).join('\n'))
    .map((block) => `${block}\n\n`)
    .join('');
}

function sentenceLines(text: string, s: Sentence, names: readonly Name[], offsets: OffsetMap, id: number): string[] {
  const lines = [`# sent_id = ${id}`, `# text = ${slice(text, s).replace(/\s+/gu, ' ')}`];
  const inside = names.filter((n) => contains(s, n));
  s.words.forEach((word, i) => {
    const end = tokenEnd(s.words, i);
    if (end > i && (i === 0 || tokenEnd(s.words, i - 1) === i - 1))
      lines.push(multiword(text, s.words, i, end, offsets));
    lines.push(wordLine(text, s, i, word, inside, offsets));
  });
  return lines;
}

/** Index of the last word written together with word `i`: letters cut from letters make a multiword token ("don't", "gonna"). */
function tokenEnd(words: readonly Word[], i: number): number {
  let end = i;
  while (isCut(words, end + 1)) end++;
  return end;
}

const isCut = (words: readonly Word[], i: number): boolean =>
  i > 0 &&
  i < words.length &&
  words[i - 1]!.to === words[i]!.from &&
  /\p{L}$/u.test(words[i - 1]!.form) &&
  /^['’`]?\p{L}/u.test(words[i]!.form);

function multiword(text: string, words: readonly Word[], from: number, to: number, offsets: OffsetMap): string {
  const span = { from: words[from]!.from, to: words[to]!.to };
  const misc = [...charSpan(span, offsets), ...(touches(words, to) ? ['SpaceAfter=No'] : [])].join('|');
  return [`${from + 1}-${to + 1}`, slice(text, span), '_', '_', '_', '_', '_', '_', '_', misc].join('\t');
}

function wordLine(
  text: string,
  s: Sentence,
  i: number,
  word: Word,
  names: readonly Name[],
  offsets: OffsetMap,
): string {
  const clitic = isCut(s.words, i) || isCut(s.words, i + 1);
  const misc = charSpan(word, offsets);
  const name = names.find((n) => contains(n, word));
  if (name) misc.push(`NER=${name.from === word.from ? 'B' : 'I'}-${CONLL_NAME[name.label ?? name.type] ?? name.type}`);
  if (!clitic && touches(s.words, i)) misc.push('SpaceAfter=No');
  const head = word.head < 0 ? 0 : word.head + 1;
  const form = slice(text, word).replace(/\s+/gu, ' ');
  return [i + 1, form, word.lemma, word.upos, '_', '_', head, word.deprel, '_', misc.join('|')].join('\t');
}

const charSpan = (span: { from: number; to: number }, offsets: OffsetMap): string[] => [
  `start_char=${offsets.toCodePoint(span.from)}`,
  `end_char=${offsets.toCodePoint(span.to)}`,
];

const touches = (words: readonly Word[], i: number): boolean =>
  i + 1 < words.length && words[i]!.to === words[i + 1]!.from;
