import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect } from 'vitest';

/** A passage, or a part of one, that is not read as it should be, and what is wrong, in plain words. */
export interface Failing {
  readonly name: string;
  readonly why: string;
}

/**
 * Holds what fails in a folder of gold against the list `failing.txt` beside it: a passage that starts to fail, and one
 * that stops, are both news. `npm run accept TEST` writes the list anew.
 */
export async function expectListed(folder: string, failing: readonly Failing[]): Promise<void> {
  const file = resolve(`gold/${folder}/failing.txt`);
  const listed = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  const names = failing.map(({ name }) => name).sort();
  expect(new Set(names).size, `two passages of gold/${folder} share a name: ${names.join(', ')}`).toBe(names.length);
  const news = [
    ...failing.filter(({ name }) => !listed.includes(name)).map(({ name, why }) => `now fails: ${name}\n    ${why}`),
    ...listed.filter((name) => !names.includes(name)).map((name) => `fails no longer: ${name}`),
  ];
  const report = `${news.join('\n')}\n"npm run accept" with the test's name writes gold/${folder}/failing.txt anew`;
  await expect(names.map((name) => `${name}\n`).join(''), report).toMatchFileSnapshot(file);
}
