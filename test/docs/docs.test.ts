import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../src/cli/export.ts';
import { makeProgram } from '../../src/cli/program.ts';

const read = (file: string): string => readFileSync(file, 'utf8');
const pages = ['README.md', 'CHANGELOG.md', ...globSync('docs/**/*.md'), ...globSync('{models,examples}/**/README.md')];

test('every command and every option of it stands in the reference', () => {
  const reference = read('docs/reference/cli.md');
  const missing = makeProgram().commands.flatMap((command) => {
    const options = command.options.map((o) => o.long!).filter((long) => !reference.includes(long));
    const known = reference.includes(`dragoman ${command.name()}`);
    return known ? options.map((o) => `${command.name()} ${o}`) : [command.name()];
  });
  expect(missing).toEqual([]);
});

test('every error code stands in the reference', () => {
  const codes = [...read('src/core/errors.ts').matchAll(/^ {2}\| '([a-z-]+)'/gmu)].map((m) => m[1]!);
  expect(codes.length).toBeGreaterThan(10);
  const reference = read('docs/reference/errors.md');
  expect(codes.filter((code) => !reference.includes(`\`${code}\``))).toEqual([]);
});

test('every export format stands in the reference', () => {
  const reference = read('docs/reference/export.md');
  for (const format of FORMATS) expect(reference).toContain(`**${format}**`);
});

test('every name the package exports stands in the reference', () => {
  const names = [...read('src/index.ts').matchAll(/^export (?:type )?\{([^}]+)\}/gmu)].flatMap((m) =>
    m[1]!.split(',').flatMap((name) => name.replace(/^\s*type /u, '').trim() || []),
  );
  expect(names.length).toBeGreaterThan(20);
  const words = new Set(read('docs/reference/library.md').match(/\w+/gu));
  expect(names.filter((name) => !words.has(name))).toEqual([]);
});

describe('links lead somewhere', () => {
  test.each(pages)('%s', (page) => {
    const targets = [...read(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/gu)].map((m) => m[1]!);
    expect(targets.filter((target) => !existsSync(join(dirname(page), target)))).toEqual([]);
  });
});
