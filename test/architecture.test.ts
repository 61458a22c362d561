import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/** Floors from the ground up: a file may import from its own floor's folder or from a lower floor only. */
const FLOORS = [
  ['core'],
  ['lexicon', 'text', 'model', 'store', 'ledger'],
  ['extract', 'resolve', 'intake'],
  ['pipeline'],
  ['defaults'],
  ['index'],
  ['cli', 'web'],
] as const;

const folderOf = (file: string): string => file.split('/')[1]!.replace(/\.ts$/u, '');
const floorOf = (folder: string): number => FLOORS.findIndex((floor) => (floor as readonly string[]).includes(folder));
const IMPORT = /(?:from|import)\s*\(?\s*'(\.[^']+)'/gu;

const imports = globSync('src/**/*.ts').flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(IMPORT)].map((m) => ({
    file,
    target: normalize(join(dirname(file), m[1]!)),
  })),
);

test('every folder under src stands on a floor', () => {
  const strays = globSync('src/**/*.ts').filter((file) => floorOf(folderOf(file)) < 0);
  expect(strays).toEqual([]);
});

test('imports point down only', () => {
  expect(imports.length).toBeGreaterThan(20);
  const upward = imports.filter(({ file, target }) => {
    const [from, to] = [folderOf(file), folderOf(target)];
    return from !== to && floorOf(to) > floorOf(from);
  });
  expect(upward.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
});

const code = (file: string): string => readFileSync(file, 'utf8').replace(/^\s*(?:\/\*\*|\*|\/\/).*$/gmu, '');
const only = (owner: RegExp, pattern: RegExp) =>
  globSync('src/**/*.ts').filter((file) => !owner.test(file) && pattern.test(code(file)));

test('one folder knows the model runtime, one the database, and only the command line prints', () => {
  expect(only(/^src\/model\//u, /'onnxruntime-node'/u)).toEqual([]);
  expect(only(/^src\/store\//u, /'node:sqlite'/u)).toEqual([]);
  expect(only(/^src\/cli\//u, /console\.|process\.exit\(|process\.std(out|err)/u)).toEqual([]);
});
