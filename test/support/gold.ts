import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Span } from '../../src/core/span.ts';

/** One marked span of a passage: `{source:Gondor's minister}` or, numbered, `{source2:…}`. */
export interface Mark extends Span {
  readonly label: string;
  /** The number after the label; 1 where none is written. */
  readonly number: number;
}

/** A passage of a `.gold` file: the plain text, its marks, and the lines after the arrows. */
export interface Passage {
  readonly file: string;
  readonly line: number;
  readonly comment: string;
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly expected: readonly string[];
}

/** How lists and rules name a passage: its file and the beginning of its text. */
export function nameOf({ file, text }: Passage): string {
  const words = text.replace(/\s+/gu, ' ');
  return `${basename(file)}#${words.length > 60 ? words.slice(0, 60).replace(/\s\S*$/u, '') : words}`;
}

/** Takes the braces out of a passage; marks may nest. */
export function unmark(source: string, where = 'passage'): { text: string; marks: readonly Mark[] } {
  let text = '';
  const open: { label: string; number: number; from: number }[] = [];
  const marks: Mark[] = [];
  for (let i = 0; i < source.length; ) {
    const start = /^\{([a-z]+)(\d*):/u.exec(source.slice(i, i + 40));
    if (start) {
      open.push({ label: start[1]!, number: Number(start[2] || 1), from: text.length });
      i += start[0].length;
    } else if (source[i] === '}' && open.length > 0) {
      marks.push({ ...open.pop()!, to: text.length });
      i++;
    } else text += source[i++];
  }
  if (open.length > 0) throw new Error(`${where}: {${open[0]!.label}: is never closed`);
  return { text, marks: marks.sort((a, b) => a.from - b.from || b.to - a.to) };
}

/**
 * Reads a `.gold` file. Passages are separated by a line `---` or by the next `#` comment after an arrow;
 * `#` lines say why, `→` lines say what comes out, everything else is the text (a blank line is a paragraph break).
 */
export function readGold(path: string): readonly Passage[] {
  const passages: Passage[] = [];
  let comment: string[] = [];
  let body: string[] = [];
  let expected: string[] = [];
  let line = 0;
  const flush = () => {
    const source = body.join('\n').trim();
    if (source)
      passages.push({ file: path, line, comment: comment.join(' '), ...unmark(source, `${path}:${line}`), expected });
    [comment, body, expected] = [[], [], []];
  };
  readFileSync(path, 'utf8')
    .split('\n')
    .forEach((text, index) => {
      if (text === '---') flush();
      else if (text.startsWith('→')) expected.push(text.slice(1).trim());
      else if (text.startsWith('#')) {
        if (expected.length > 0) flush();
        comment.push(text.slice(1).trim());
      } else {
        if (expected.length > 0 && text.trim()) flush();
        if (body.length === 0) line = index + 1;
        if (body.length > 0 || text.trim()) body.push(text);
      }
    });
  flush();
  for (const p of passages)
    if (p.expected.length === 0) throw new Error(`${p.file}:${p.line}: the passage says nothing after →`);
  return passages;
}
