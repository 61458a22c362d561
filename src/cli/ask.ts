import type { Command } from 'commander';
import { answer, commandOf, parse } from '../defaults/ask.ts';
import { sideBySide } from '../store/exchange.ts';
import { withViews } from './across.ts';
import { commonOf } from './options.ts';
import { jsonLines, printAll, say } from './output.ts';
import { renderer } from './render.ts';

const MOST = 12;

export function registerAsk(program: Command): void {
  program
    .command('ask')
    .summary('records that answer a question')
    .description(
      'Take a question apart (who, about what, between whom, when, denied, first) and list the records that speak most of it. Nothing is made up: the answer is what articles say.',
    )
    .argument('<question...>', 'a question in plain English')
    .addHelpText(
      'after',
      '\nExamples:\n  $ dragoman ask "Who said first that Xi would visit Moscow?"\n  $ dragoman ask "Did Russia deny the strike?"\n',
    )
    .action((question: string[], _flags: unknown, command: Command) =>
      withViews(command, async (ledger) => {
        const asked = parse(ledger, question.join(' '));
        say(`In other words: ${commandOf(asked)}`);
        const rows = answer(ledger, asked, MOST);
        if (rows.length === 0) return say('No record speaks of that. Ask with other words, or see: dragoman entities');
        if (commonOf(command).json === true) return printAll(jsonLines(rows.map(sideBySide)));
        const render = renderer(ledger);
        await printAll(rows.flatMap((row, i) => (i === 0 ? [render(row)] : ['', render(row)])));
      }),
    );
}
