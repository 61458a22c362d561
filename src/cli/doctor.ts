import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { openLedgerForReading } from '../store/sqlite.ts';
import { type Common, commonOf } from './options.ts';
import { plural, print, style } from './output.ts';

/** One thing that must be right for Dragoman to work. */
interface Check {
  readonly name: string;
  readonly isGood: boolean;
  readonly finding: string;
  readonly remedy: string | null;
}

export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .summary('check that everything needed is there')
    .description('Check runtime, reader model, word lists and ledger, and name the remedy of what is wrong.')
    .addHelpText('after', '\nExample:\n  $ dragoman doctor --ledger press.db\n')
    .action(async (_flags: unknown, command: Command) => {
      const common = commonOf(command);
      const checks = [checkNode(), await checkReader(common), checkLedger(common.ledger)];
      for (const check of checks) print(common.json ? JSON.stringify(check) : line(check));
      if (checks.some((check) => !check.isGood)) process.exitCode = 1;
    });
}

const line = ({ name, isGood, finding, remedy }: Check): string =>
  `${isGood ? style('green', 'good') : style('red', 'BAD ')}  ${name.padEnd(9)} ${finding}${remedy ? ` ${remedy}` : ''}`;

function checkNode(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isGood = major > 22 || (major === 22 && minor >= 16);
  return {
    name: 'runtime',
    isGood,
    finding: `Node ${process.versions.node}.`,
    remedy: isGood ? null : 'Install Node 24 or newer.',
  };
}

async function checkReader({ lexicon = [] }: Common): Promise<Check> {
  try {
    const { openReader } = await import('../defaults.ts');
    const reader = await openReader({ lexicon });
    await reader.close();
    return {
      name: 'reader',
      isGood: true,
      finding: `Model and word lists are in order (reader ${reader.version}).`,
      remedy: null,
    };
  } catch (error) {
    return failed('reader', error);
  }
}

function checkLedger(path: string): Check {
  if (!existsSync(path))
    return {
      name: 'ledger',
      isGood: true,
      finding: `None yet at ${path}.`,
      remedy: 'Make it with: dragoman read FOLDER',
    };
  try {
    const ledger = openLedgerForReading(path);
    const { documents, failures } = ledger.totals();
    const faults = ledger.check();
    ledger.close();
    if (faults.length > 0)
      return {
        name: 'ledger',
        isGood: false,
        finding: `${path}: ${faults.join('; ')}.`,
        remedy: 'Restore a copy, or read the articles into a new ledger.',
      };
    const remedy = failures > 0 ? `${plural(failures, 'input')} could not be read.` : null;
    return { name: 'ledger', isGood: true, finding: `${path} holds ${plural(documents, 'document')}.`, remedy };
  } catch (error) {
    return failed('ledger', error);
  }
}

const failed = (name: string, error: unknown): Check => ({
  name,
  isGood: false,
  finding: error instanceof Error ? error.message : String(error),
  remedy: null,
});
