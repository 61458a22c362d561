import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');

export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the program as a user does, in a process of its own. */
export function dragoman(args: readonly string[], { cwd = process.cwd(), input = '' } = {}): Ran {
  const all = ['--disable-warning=ExperimentalWarning', MAIN, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { cwd, input, encoding: 'utf8', maxBuffer: 1e8 });
  return { status, out: stdout, err: stderr };
}

/** The JSON objects a command printed, one a line. */
export const parsed = (out: string): readonly Record<string, unknown>[] =>
  out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
