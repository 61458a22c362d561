import { Command } from 'commander';
import { programVersion } from '../defaults/version.ts';
import { registerAcross } from './across.ts';
import { registerAnalyze } from './analyze.ts';
import { registerAsk } from './ask.ts';
import { registerDoctor } from './doctor.ts';
import { registerExport } from './export.ts';
import { registerJudge } from './judge.ts';
import { registerLists } from './lists.ts';
import { registerMcp } from './mcp.ts';
import { commonOptions } from './options.ts';
import { registerPropose } from './propose.ts';
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

/** The command line with all its commands. */
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
    registerAsk,
    registerProspects,
    registerJudge,
    registerPropose,
    registerRecords,
    registerVerify,
    registerExport,
    registerAnalyze,
    registerDoctor,
    registerServe,
    registerMcp,
  ])
    register(program);
  return program;
}
