import type { Command } from 'commander';
import { LedgerError } from '../core/errors.ts';
import { refreshViews } from '../defaults/views.ts';
import { detached, judgement, VERDICTS } from '../ledger/judgements.ts';
import { judgementOn } from '../ledger/judging.ts';
import type { Store } from '../store/store.ts';
import { commonOf, loggedIn, withExistingLedger, withLedger } from './options.ts';
import { jsonLines, print, printAll, say } from './output.ts';

interface JudgeFlags {
  readonly by: string;
  readonly note?: string;
  readonly withdraw?: boolean;
}

const by = loggedIn();

const JUDGE_EXAMPLES = `
Examples:
  $ dragoman judge a1b2c3d4e5f60718 wrong --note "nobody said so"
  $ dragoman judge a1b2c3d4e5f60718 source --note "Viktor Halek"
  $ dragoman judge d1b2c3d4e5f60718 out                     take an article out, records and all
  $ dragoman judge j0a1b2c3d4e5f607 --withdraw              and bring it back
`;

export function registerJudge(program: Command): void {
  registerJudging(program);
  for (const verdict of ['merge', 'split'] as const) registerMerging(program, verdict);
  program
    .command('judgements')
    .summary('what people decided, and what became detached')
    .description('List judgements; detached ones, whose words no longer stand there, are marked.')
    .addHelpText('after', '\nExample:\n  $ dragoman judgements --json\n')
    .action((_flags: unknown, command: Command) =>
      withLedger(command, (ledger) => showJudgements(ledger, commonOf(command).json === true)),
    );
}

function registerJudging(program: Command): void {
  program
    .command('judge')
    .summary('say right, wrong, same, different … of a record')
    .description(
      `Record a judgement: ${VERDICTS.join(', ')}. With same and different, --note names the other record; with the name of a field (source, publisher …) the true value. It then counts everywhere; the machine's reading is kept.`,
    )
    .argument('<id>', 'a record, article, entity, conflict or happening; with --withdraw a judgement')
    .argument('[verdict]', 'what you say of it')
    .option('--by <name>', 'who judges', by)
    .option('--note <text>', 'why, or the other record, or the true value')
    .option('--withdraw', 'take a judgement back')
    .addHelpText('after', JUDGE_EXAMPLES)
    .action((id: string, verdict: string | undefined, flags: JudgeFlags, command: Command) =>
      withExistingLedger(command, (ledger) =>
        flags.withdraw ? withdraw(ledger, id) : judge(ledger, id, verdict, flags),
      ),
    );
}

function registerMerging(program: Command, verdict: 'merge' | 'split'): void {
  const isMerge = verdict === 'merge';
  program
    .command(verdict)
    .summary(isMerge ? 'two entities are one' : 'take a merge of two entities back')
    .description(
      isMerge ? 'Say that two entities are one; every spelling is kept.' : 'Say that two merged entities are two.',
    )
    .argument('<a>', 'the entity that stays: id or full name')
    .argument('<b>', 'the other: id or full name')
    .option('--by <name>', 'who judges', by)
    .addHelpText('after', `\nExample:\n  $ dragoman ${verdict} "Viktor Bobirenko" Bobireko\n`)
    .action((a: string, b: string, flags: { by: string }, command: Command) =>
      withExistingLedger(command, (ledger) => join(ledger, verdict, a, b, flags.by)),
    );
}

function judge(ledger: Store, id: string, verdict: string | undefined, flags: JudgeFlags): void {
  if (!verdict)
    throw new LedgerError('bad-argument', 'A judgement needs a verdict', id, `Use one of: ${VERDICTS.join(', ')}.`);
  const at = new Date().toISOString();
  const made = judgementOn(ledger, { record: id, verdict, note: flags.note ?? null, by: flags.by, at });
  ledger.judge(made);
  refreshViews(ledger);
  say(`${id} judged ${verdict} by ${flags.by}. To take it back: dragoman judge ${made.id} --withdraw`);
}

function withdraw(ledger: Store, id: string): void {
  if (!ledger.withdraw(id, new Date().toISOString()))
    throw new LedgerError('not-found', 'No standing judgement has this id', id, 'All of them: dragoman judgements');
  refreshViews(ledger);
  say(`${id} withdrawn; the row is kept.`);
}

function entityOf(ledger: Store, name: string): string {
  const found = ledger.entitiesNamed(name);
  if (found.length === 1) return found[0]!.id;
  const what = found.length === 0 ? 'No entity has this name' : 'Several entities have this name';
  const which = found.map((e) => e.id).join(', ');
  throw new LedgerError('not-found', what, name, which ? `Name it by id: ${which}` : 'All of them: dragoman entities');
}

function join(ledger: Store, verdict: 'merge' | 'split', a: string, b: string, who: string): void {
  const [kept, other] = [entityOf(ledger, a), entityOf(ledger, b)];
  if (kept === other) throw new LedgerError('bad-argument', 'Both names are one entity already', kept, 'Name another.');
  const at = new Date().toISOString();
  ledger.judge(
    judgement({ record: kept, kind: 'entity', document: null, spans: [], verdict, by: who, at, note: other }),
  );
  refreshViews(ledger);
  say(verdict === 'merge' ? `${other} counts as ${kept} from now on.` : `${other} and ${kept} are two again.`);
}

async function showJudgements(ledger: Store, json: boolean): Promise<void> {
  const all = ledger.judgements();
  const loose = new Set(detached(all, (id) => ledger.text(id)).map((j) => j.id));
  if (all.length === 0) say('No judgement yet. To make one: dragoman judge ID right|wrong');
  if (json) return printAll(jsonLines(all.map((j) => ({ ...j, detached: loose.has(j.id) }))));
  for (const { id, on, verdict, by: who, at, note, withdrawn } of all) {
    const marks = [withdrawn && 'withdrawn', loose.has(id) && 'detached', note].filter(Boolean).join(' · ');
    print(`${at.slice(0, 10)} · ${who} · ${verdict} · ${on.kind} ${on.record}${marks ? ` · ${marks}` : ''} · ${id}`);
  }
}
