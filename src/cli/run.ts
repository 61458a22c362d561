import { CommanderError } from 'commander';
import { LedgerError } from '../core/errors.ts';
import { endQuietlyOnClosedPipe, say } from './output.ts';
import { makeProgram } from './program.ts';

/** Codes of a caller's mistake; the others are failures. */
const MISUSE = new Set(['bad-argument', 'not-found', 'refused']);

/** The exit status of an error, once it is told in one line: 1 failure, 2 misuse. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof LedgerError) {
    say(`dragoman: ${error.message}`);
    return MISUSE.has(error.code) ? 2 : 1;
  }
  say(`dragoman: ${error instanceof Error ? error.stack : String(error)}`);
  say('This is a fault of the program. Please report it with the command.');
  return 1;
}

/** Runs the command that the program was started with, and sets the exit status. */
export async function run(): Promise<void> {
  endQuietlyOnClosedPipe();
  try {
    await makeProgram().parseAsync();
  } catch (error) {
    process.exitCode = report(error);
  }
}
