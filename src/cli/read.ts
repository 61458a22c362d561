import { type Command, Option } from 'commander';
import { readInto, type Summary } from '../defaults/reading.ts';
import { refreshViews } from '../defaults/views.ts';
import { SCALES } from '../lexicon/hedges.ts';
import type { Failure, Store } from '../store/store.ts';
import { commonOf, wholeNumber, withWritableLedger } from './options.ts';
import { plural, print, say } from './output.ts';
import { progressLine } from './progress.ts';

interface ReadFlags {
  readonly workers?: number;
  readonly timeout?: number;
  readonly maxSize?: number;
  readonly allowPrivate?: boolean;
  readonly again?: boolean;
  readonly scale: string;
}

const EXAMPLES = `
Reads text, HTML, Markdown, PDF, DOCX, RTF, mail, web archives, captions, feeds, tables, JSON and the exports of
Telegram, LexisNexis, Factiva and ProQuest, told by content; folders and http(s) addresses; "-" is standard input.
What was read before is left alone; a changed article becomes a new version.

Examples:
  $ dragoman read articles/ notes.txt
  $ dragoman read corpus.jsonl --ledger press.db
  $ curl -s https://example.org/story | dragoman read -
`;

export function registerRead(program: Command): void {
  program
    .command('read')
    .summary('read articles into the ledger')
    .description('Read articles into the ledger, each committed whole; running it again goes on where it stopped.')
    .argument('<path...>', 'files, folders, corpora, URLs, or "-"')
    .option('--workers <n>', 'reader processes (default: one a core)', wholeNumber)
    .option('--timeout <seconds>', 'longest time for one article (default 300)', wholeNumber)
    .option('--max-size <mb>', 'largest article, in megabytes (default 20)', wholeNumber)
    .option('--allow-private', 'also read addresses of this machine and its network')
    .option('--again', 'read even what this reader has read before')
    .addOption(
      new Option('--scale <name>', 'whose ranges stand beside estimative words')
        .choices([...SCALES.keys()])
        .default('icd203'),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], flags: ReadFlags, command: Command) => {
      const summary = await withWritableLedger(command, (ledger) => read(ledger, paths, flags, command));
      if (summary.isInterrupted) return process.exit(130);
      if (summary.failures.length > 0) process.exitCode = 1;
    });
}

async function read(ledger: Store, paths: readonly string[], flags: ReadFlags, command: Command): Promise<Summary> {
  const { ledger: file, json, lexicon = [] } = commonOf(command);
  const stopping = new AbortController();
  const line = progressLine();
  const onInterrupt = () => {
    line.clear();
    say('Stopping after the articles under way (Ctrl-C again stops at once) …');
    stopping.abort();
  };
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onInterrupt);
  const start = Date.now();
  const summary = await readInto(ledger, file, paths, {
    lexicon: [...lexicon, ...(SCALES.get(flags.scale) ?? [])],
    ...(flags.workers ? { workers: flags.workers } : {}),
    ...(flags.timeout ? { articleTimeout: flags.timeout * 1000 } : {}),
    ...(flags.maxSize ? { maxBytes: flags.maxSize * 1e6 } : {}),
    ...(flags.allowPrivate ? { allowPrivate: true } : {}),
    ...(flags.again ? { again: true } : {}),
    signal: stopping.signal,
    onProgress: line.update,
    onEnded: (ended) => json && print(JSON.stringify(ended)),
  });
  process.removeListener('SIGINT', onInterrupt).removeListener('SIGTERM', onInterrupt);
  line.clear();
  tell(summary, (Date.now() - start) / 1000);
  return summary.isInterrupted ? summary : { ...summary, failures: [...summary.failures, ...compare(ledger)] };
}

/** Compares what was read with the rest, and says what could not be compared. */
function compare(ledger: Store): readonly Failure[] {
  const failures = refreshViews(
    ledger,
    (left) => left > 0 && say(`Comparing articles: ${plural(left, 'article')} left …`),
  );
  tellFailures(failures);
  tellLedger(ledger);
  return failures;
}

function tell({ counts, failures, skipped, isInterrupted }: Summary, seconds: number): void {
  const { added, updated, unchanged, failed } = counts;
  const total = added + updated + unchanged + failed;
  const parts = [`${added} new`, `${updated} read anew`, `${unchanged} known`, `${failed} failed`];
  say(`${plural(total, 'article')} in ${seconds.toFixed(1)} s: ${parts.join(', ')}.`);
  const reasons = Object.entries(skipped).map(([reason, n]) => `${n} ${reason}`);
  if (reasons.length > 0) say(`Skipped besides: ${reasons.join(', ')}.`);
  tellFailures(failures);
  if (total === 0 && !isInterrupted) say('No article is there. What is read: docs/reference/intake.md.');
  if (isInterrupted) say('Stopped before the end. Nothing is half-read; run the same command to go on.');
}

function tellFailures(failures: readonly Failure[]): void {
  for (const { location, cause, remedy } of failures) say(`  failed: ${location}: ${cause}. ${remedy}`);
}

function tellLedger(ledger: Store): void {
  const { documents, records } = ledger.totals();
  const found = [
    plural(documents, 'document'),
    plural(records.attribution ?? 0, 'statement'),
    plural(records.event ?? 0, 'event'),
    plural(records.forecast ?? 0, 'forecast'),
    plural(records.assessment ?? 0, 'assessment'),
  ];
  say(`The ledger holds ${found.join(', ')}.`);
  if (documents > 0) say('Next: dragoman said · dragoman events · dragoman forecasts due · dragoman conflicts');
}
