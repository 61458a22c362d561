import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { LedgerError } from '../core/errors.ts';
import { isReview, standing } from '../ledger/entries.ts';
import { takeProposals } from '../ledger/propose.ts';
import type { Store } from '../store/store.ts';
import { commonOf, wholeNumber, withExistingLedger, withLedger } from './options.ts';
import { jsonLines, plural, print, printAll, say } from './output.ts';
import { proposeFrom } from './proposefrom.ts';

export function registerPropose(program: Command): void {
  program
    .command('proposals')
    .summary('records made elsewhere, by engine, unreviewed')
    .description('List records that came in by propose, kept apart from what the reader found.')
    .addHelpText('after', '\nExample:\n  $ dragoman proposals --json\n')
    .action((_flags: unknown, command: Command) =>
      withLedger(command, (ledger) => showProposals(ledger, commonOf(command).json === true)),
    );
  program
    .command('propose')
    .summary('take records made elsewhere, refusing any whose words do not stand there')
    .description(
      'Take records from a language model, a colleague or another tool; each span must match the stored text exactly.',
    )
    .argument('[file]', 'JSONL in the record contract')
    .option('--engine <name>', 'who or what made them')
    .option('--from <url>', 'ask a language model on this machine or its network, by an OpenAI-compatible address')
    .option('--model <name>', 'the model to ask')
    .option('--document <id...>', 'ask about these articles only')
    .option('--limit <n>', 'ask about at most so many of the newest articles', wholeNumber)
    .addHelpText('after', EXAMPLES)
    .action((file: string | undefined, flags: ProposeFlags, command: Command) =>
      withExistingLedger(command, (ledger) => {
        const json = commonOf(command).json === true;
        if (file && flags.engine && !flags.from) return propose(ledger, file, flags.engine, json);
        if (!file && flags.from && flags.model)
          return proposeFrom(ledger, { ...flags, url: flags.from, model: flags.model }, json);
        throw new LedgerError(
          'bad-argument',
          'Name a file and its engine, or an address and its model',
          'propose',
          USES,
        );
      }),
    );
}

const USES = 'dragoman propose FILE --engine NAME, or dragoman propose --from URL --model NAME';
const EXAMPLES = `
A model gives words, never places: they are found in the text, and what stands there twice or not at all is refused.

Examples:
  $ dragoman propose model.jsonl --engine "some-model 3"
  $ dragoman propose --from http://localhost:11434/v1 --model some-model --limit 5
`;

interface ProposeFlags {
  readonly engine?: string;
  readonly from?: string;
  readonly model?: string;
  readonly document?: readonly string[];
  readonly limit?: number;
}

async function showProposals(ledger: Store, json: boolean): Promise<void> {
  const all = ledger.proposals();
  if (all.length === 0) say('No proposal yet. To take some: dragoman propose FILE.jsonl --engine NAME');
  if (json) return printAll(jsonLines(all));
  for (const { id, engine, kind, document, at } of all) {
    const verdict = standing(ledger.judgements(id)).findLast(isReview)?.verdict ?? 'unreviewed';
    print(`${at.slice(0, 10)} · ${engine} · ${kind} in ${document} · ${verdict} · ${id}`);
  }
}

function propose(ledger: Store, file: string, engine: string, json: boolean): void {
  const { accepted, refused } = takeProposals(ledger, engine, linesOf(file), new Date().toISOString());
  if (json) print(JSON.stringify({ engine, accepted: accepted.length, refused }));
  else for (const r of refused) print(`line ${r.line}: ${r.cause}: ${r.detail}`);
  const total = accepted.length + refused.length;
  const invented = refused.filter((r) => r.cause === 'quote-absent').length;
  say(
    `${plural(accepted.length, 'record')} of ${total} taken, unreviewed; ${refused.length} refused, ${invented} of them with words the text does not contain.`,
  );
  if (refused.length > 0) process.exitCode = 1;
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    throw new LedgerError('unreadable', 'The file cannot be read', file, 'Name a JSONL file.');
  }
}
