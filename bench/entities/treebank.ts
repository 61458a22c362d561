import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Analysis, Name, NameType, Sentence, Word } from '../../src/core/analysis.ts';
import type { Span } from '../../src/core/span.ts';
import { DATA } from '../reader/corpora.ts';

/** A document of the treebank: its text as rebuilt from words and SpaceAfter, and its gold trees and names. */
export interface Document {
  readonly id: string;
  readonly text: string;
  readonly paragraphs: readonly Span[];
  readonly tokens: readonly Span[];
  readonly analysis: Analysis;
}

const TYPES: Readonly<Record<string, NameType>> = { person: 'PER', organization: 'ORG', place: 'GPE' };

/** GUM's open genres by document id. */
export function treebank(): ReadonlyMap<string, Document> {
  const parts = ['gumopen_train.conllu', 'gumopen_dev.conllu'].flatMap((file) =>
    readFileSync(join(DATA, 'syntax', file), 'utf8')
      .split(/^# newdoc id = /mu)
      .slice(1),
  );
  return new Map(parts.map(rebuild).map((document) => [document.id, document]));
}

function rebuild(part: string): Document {
  const lines = part.split('\n');
  const tokens: Word[] = [];
  const paragraphs: Span[] = [];
  const sentences: Sentence[] = [];
  const entities: string[] = [];
  let text = '';
  let start = 0;
  let words: Word[] = [];
  const endSentence = () => {
    if (words.length > 0) sentences.push({ from: words[0]!.from, to: words.at(-1)!.to, words });
    words = [];
  };
  const endParagraph = () => {
    if (text.trimEnd().length > start) paragraphs.push({ from: start, to: text.trimEnd().length });
    if (text) text = `${text.trimEnd()}\n\n`;
    start = text.length;
  };
  for (const line of lines) {
    if (line === '') endSentence();
    if (line.startsWith('# newpar =') || line === '# newpar') endParagraph();
    const [id = '', form = '', lemma = '', upos = '', , , head = '0', deprel = '', , misc = ''] = line.split('\t');
    if (!/^\d+$/u.test(id)) continue;
    const word = {
      from: text.length,
      to: text.length + form.length,
      form,
      lemma,
      upos,
      head: Number(head) - 1,
      deprel,
    };
    words.push(word);
    tokens.push(word);
    entities.push(/Entity=([^|]*)/u.exec(misc)?.[1] ?? '');
    text += form + (/SpaceAfter=No/u.test(misc) ? '' : ' ');
  }
  endSentence();
  endParagraph();
  const names = namesOf(tokens, entities);
  const analysis = {
    sentences,
    names,
    frames: [],
    acts: [],
    foretold: [],
    claims: [],
    reader: { model: 'gold', version: 'GUM' },
  };
  return { id: lines[0]!.trim(), text, paragraphs, tokens, analysis };
}

/** Runs of proper nouns inside GUM's entities of the types that can be names. */
function namesOf(tokens: readonly Word[], entities: readonly string[]): readonly Name[] {
  const found = new Map<number, Name>();
  const open: { readonly type: string; readonly from: number }[] = [];
  entities.forEach((marks, i) => {
    for (const [, type] of marks.matchAll(/\(\d+-([a-z]+)-/gu)) open.push({ type: type!, from: i });
    for (let n = (marks.match(/\)/gu) ?? []).length; n > 0; n--) {
      const { type, from } = open.pop() ?? { type: '', from: i };
      const name = TYPES[type] ? properRun(tokens, from, i, TYPES[type]) : null;
      if (name && !found.has(name.from)) found.set(name.from, name);
    }
  });
  return [...found.values()].sort((a, b) => a.from - b.from);
}

function properRun(tokens: readonly Word[], from: number, to: number, type: NameType): Name | null {
  const start = tokens.findIndex((w, i) => i >= from && i <= to && w.upos === 'PROPN');
  if (start < 0) return null;
  let end = start;
  while (end + 1 <= to && tokens[end + 1]!.upos === 'PROPN') end++;
  return { from: tokens[start]!.from, to: tokens[end]!.to, type, confidence: 1 };
}
