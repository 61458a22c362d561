import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reading } from '../../src/model/windows.ts';

/** Folder of the corpora, outside the repository. */
export const DATA = process.env.DRAGOMAN_DATA ?? join(import.meta.dirname, '../../../shared/data');
/** Folder of the shared scorers. */
export const TOOLS = process.env.DRAGOMAN_TOOLS ?? join(DATA, '../tools');

/** A paragraph of gold words, each with whatever layers its corpus has. */
export interface GoldParagraph {
  readonly words: Reading[];
  readonly rows: GoldWord[];
}

export interface GoldWord {
  readonly upos?: string;
  readonly lemma?: string;
  /** Index in the paragraph, −1 root. */
  readonly head?: number;
  readonly deprel?: string;
  readonly name?: string;
}

const read = (file: string): string => readFileSync(join(DATA, file), 'utf8');

/** The rows of a JSONL file. */
// biome-ignore lint/suspicious/noExplicitAny: each corpus has its own shape
export const jsonl = (file: string): any[] =>
  read(file)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

/** Paragraphs of a CoNLL-U file with gold words, and the raw text of each. */
export function conllu(file: string): { paragraphs: GoldParagraph[]; texts: string[][] } {
  const paragraphs: GoldParagraph[] = [];
  const texts: string[][] = [];
  let sentence = 0;
  for (const block of read(file)
    .split('\n\n')
    .filter((b) => b.trim())) {
    const lines = block.split('\n');
    if (paragraphs.length === 0 || lines.some((l) => /^# new(?:doc|par)(?:\s|$)/u.test(l))) {
      paragraphs.push({ words: [], rows: [] });
      texts.push([]);
    }
    addSentence(paragraphs.at(-1)!, lines, sentence++);
    texts.at(-1)!.push(lines.find((l) => l.startsWith('# text = '))?.slice(9) ?? '');
  }
  return { paragraphs, texts };
}

function addSentence(p: GoldParagraph, lines: readonly string[], sentence: number): void {
  const base = p.words.length;
  let space: 0 | 1 | 2 = base === 0 ? 2 : 1;
  let inside = 0; // last word of an open multiword token
  let after: 0 | 1 = 1;
  for (const line of lines) {
    const f = line.split('\t');
    if (f.length < 10 || f[0]!.includes('.')) continue;
    const glued = f[9]!.includes('SpaceAfter=No') ? 0 : 1;
    if (f[0]!.includes('-')) {
      inside = Number(f[0]!.split('-')[1]);
      after = glued;
      continue;
    }
    const at = p.words.length;
    p.words.push({ form: f[1]!, from: at, to: at + 1, space, sentence });
    const head = Number(f[6]);
    p.rows.push({ lemma: f[2]!, upos: f[3]!, head: head === 0 ? -1 : base + head - 1, deprel: f[7]! });
    const id = Number(f[0]);
    space = id < inside ? 0 : id === inside ? after : glued;
    if (id === inside) inside = 0;
  }
}

const CLOSING = /^(?:[.,;:!?)\]}%'’”]+|n['’]t|['’](?:s|re|ve|ll|d|m))$/u;
const OPENING = /^[([{$“‘£€#/@-]$/u;

/** Gold words from bare tokens: spaces are guessed after the habits of print. */
export function paragraph(tokens: readonly string[], rows: readonly GoldWord[]): GoldParagraph {
  let glue = false;
  const words = tokens.map((form, i): Reading => {
    const space = i === 0 ? 2 : glue || CLOSING.test(form) || form === '-' || form === '/' ? 0 : 1;
    glue = OPENING.test(form);
    return { form, from: i, to: i + 1, space, sentence: 0 };
  });
  return { words, rows: [...rows] };
}

/** Sentences of a token-per-line name file; `U . S .` within one name or none is one word, as UD has it. */
export function nameFile(file: string, tokenAt: number, tagAt: number): GoldParagraph[] {
  const found: GoldParagraph[] = [];
  let tokens: string[] = [];
  let tags: string[] = [];
  const close = () => {
    if (tokens.length) found.push(joined(tokens, tags));
    tokens = [];
    tags = [];
  };
  for (const line of read(file).split('\n')) {
    const f = line.split('\t');
    if (f.length <= tagAt || line.startsWith('#')) close();
    else {
      tokens.push(f[tokenAt]!);
      tags.push(f[tagAt]!);
    }
  }
  close();
  return found;
}

function joined(tokens: readonly string[], tags: readonly string[]): GoldParagraph {
  const t: string[] = [];
  const rows: GoldWord[] = [];
  for (let i = 0; i < tokens.length; ) {
    let j = i;
    while (/^[A-Z]$/u.test(tokens[j] ?? '') && tokens[j + 1] === '.') j += 2;
    const inner = tags.slice(i + 1, j);
    const same = inner.every((x) => (tags[i] === 'O' ? x === 'O' : x === tags[i] || x.startsWith('I')));
    const end = j - i >= 4 && same ? j : i + 1;
    t.push(tokens.slice(i, end).join(''));
    rows.push({ name: tags[i]! });
    i = end;
  }
  return paragraph(t, rows);
}
