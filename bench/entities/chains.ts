import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { overlaps, type Span } from '../../src/core/span.ts';
import { DATA } from '../reader/corpora.ts';

/** A gold mention: its words and the number of its chain. */
export interface Chained extends Span {
  readonly chain: number;
}

/** Genres of edited prose about the world; the others are talk, fiction and instructions. */
const GENRES = /^GUM_(news|bio|interview|speech|court|textbook|academic|voyage)_/u;

/** OntoGUM's documents of prose, those of one genre where it is given. */
export const ontogumFiles = (genre = ''): readonly { readonly id: string; readonly file: string }[] =>
  globSync(join(DATA, 'coreference', '*.conll'))
    .filter((f) => GENRES.test(basename(f)) && basename(f).startsWith(`GUM_${genre}`))
    .sort()
    .map((file) => ({ id: basename(file, '.conll'), file }));

/** Chains of an OntoGUM file as spans of the rebuilt text. */
export function chainsOf(path: string, tokens: readonly Span[]): readonly Chained[] {
  const found: Chained[] = [];
  const open = new Map<number, number[]>();
  const rows = readFileSync(path, 'utf8')
    .split('\n')
    .filter((l) => /^\d+\t/u.test(l));
  rows.forEach((row, i) => {
    for (const [mark] of row.split('\t')[2]!.matchAll(/\(?\d+\)?/gu)) {
      const number = Number(/\d+/u.exec(mark)?.[0]);
      if (mark.startsWith('(')) open.set(number, [...(open.get(number) ?? []), i]);
      if (!mark.endsWith(')')) continue;
      const from = open.get(number)?.pop();
      if (from !== undefined) found.push({ from: tokens[from]!.from, to: tokens[i]!.to, chain: number });
    }
  });
  return found;
}

/** The chain of the smallest gold mention that shares the span's last character. */
export function chainOf(span: Span, gold: readonly Chained[]): number | null {
  const last = { from: span.to - 1, to: span.to };
  const over = gold.filter((g) => overlaps(g, last) && g.from <= span.from + 40 && g.to - g.from < 120);
  return (
    over.sort(
      (a, b) =>
        Math.abs(a.from - span.from) +
        Math.abs(a.to - span.to) -
        (Math.abs(b.from - span.from) + Math.abs(b.to - span.to)),
    )[0]?.chain ?? null
  );
}
