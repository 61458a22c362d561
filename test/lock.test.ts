import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** What `npm ci` compares: a package as the lock file has it. */
interface Locked {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const read = (name: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, '..', name), 'utf8'));
const own = read('package.json') as Locked;
const lock = (read('package-lock.json') as { readonly packages: Readonly<Record<string, Locked>> }).packages;

/** True where `name`, required by the package at `path`, is found as Node finds it: in the nearest folder upward. */
function isLocked(path: string, name: string): boolean {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (lock[`${at ? `${at}/` : ''}node_modules/${name}`]) return true;
    if (at === '') return false;
  }
}

test('every package that any platform needs is in the lock file, so that npm ci installs on all of them', () => {
  const missing = Object.entries(lock).flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !isLocked(path, name))
      .map((name) => `${name} (of ${path || 'this project'})`),
  );
  expect(missing).toEqual([]);
});

test('the lock file is that of package.json', () => {
  expect(lock['']?.dependencies).toEqual(own.dependencies);
  expect(lock['']?.devDependencies).toEqual(own.devDependencies);
});
