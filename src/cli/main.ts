#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { LedgerError } from '../core/errors.ts';
import { programVersion } from '../defaults/version.ts';
import { registerAcross } from './across.ts';
import { registerAnalyze } from './analyze.ts';
import { registerDoctor } from './doctor.ts';
import { registerExport } from './export.ts';
import { registerJudge } from './judge.ts';
import { registerLists } from './lists.ts';
import { commonOptions } from './options.ts';
import { endQuietlyOnClosedPipe, say } from './output.ts';
import { registerProspects } from './prospects.ts';
import { registerRead } from './read.ts';
import { registerRecords } from './records.ts';
import { registerServe } from './serve.ts';
import { registerVerify } from './verify.ts';

const EXAMPLES = `
Examples:
  $ dragoman read articles/                       read a folder into ./dragoman.db
  $ dragoman said "Xi Jinping" --about RUS-CHN    who said what, through whom
  $ dragoman events --status denied               what was denied, and by whom
  $ dragoman why a1b2c3d4e5f60718                 one record's chain in plain English
  $ dragoman verify draft.md                      check every quotation of a draft
`;

export function makeProgram(): Command {
  const program = commonOptions(new Command('dragoman'))
    .description('Reads the press and keeps a sourced ledger of who said what, what happened, and what was foretold.')
    .version(programVersion())
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', EXAMPLES)
    .exitOverride();
  for (const register of [
    registerRead,
    registerLists,
    registerAcross,
    registerProspects,
    registerJudge,
    registerRecords,
    registerVerify,
    registerExport,
    registerAnalyze,
    registerDoctor,
    registerServe,
  ])
    register(program);
  return program;
}

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

endQuietlyOnClosedPipe();
try {
  await makeProgram().parseAsync();
} catch (error) {
  process.exitCode = report(error);
}
