import type { Command } from 'commander';
import { LedgerError } from '../core/errors.ts';

export function registerAnalyze(program: Command): void {
  program
    .command('analyze')
    .summary("the reader's own view of a text: CoNLL-U")
    .description("Print the reader's own view of a text as CoNLL-U; with --json every head, each with its span.")
    .argument('<file>', 'a text file, or "-"')
    .addHelpText('after', '\nExample:\n  $ dragoman analyze article.txt | head\n')
    .action(() => {
      throw new LedgerError(
        'model-missing',
        'There is no reader model',
        'models/reader-en',
        'Get the whole repository.',
      );
    });
}
