import { statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { isGivenDate } from '../core/date.ts';
import { openLedger, openLedgerForReading } from '../store/sqlite.ts';
import type { Filter, Store } from '../store/store.ts';

/** Options every command takes. */
export interface Common {
  readonly ledger: string;
  readonly json?: boolean;
  readonly lexicon?: readonly string[];
}

export const commonOptions = (program: Command): Command =>
  program
    .option('--ledger <file>', 'the ledger file', './dragoman.db')
    .option('--json', 'print JSON, one object a line')
    .option('--lexicon <folder>', "an analyst's own word lists, read after the project's (may be repeated)", gathered);

function gathered(folder: string, before: readonly string[] = []): readonly string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw new InvalidArgumentError('No such folder.');
  return [...before, folder];
}

/** Who is logged in: the name judgements carry unless told another. */
export function loggedIn(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}

export const commonOf = (command: Command): Common => command.optsWithGlobals<Common>();

/** Opens the ledger a command asks, runs `act`, and closes it. */
export async function withLedger<T>(command: Command, act: (ledger: Store) => T | Promise<T>): Promise<T> {
  return closing(openLedgerForReading(commonOf(command).ledger), act);
}

/** The same for a command that changes what is there. */
export async function withExistingLedger<T>(command: Command, act: (ledger: Store) => T | Promise<T>): Promise<T> {
  await withLedger(command, () => {});
  return withWritableLedger(command, act);
}

/** The same for a command that writes; it makes the ledger where there is none. */
export async function withWritableLedger<T>(command: Command, act: (ledger: Store) => T | Promise<T>): Promise<T> {
  return closing(openLedger(commonOf(command).ledger), act);
}

async function closing<T>(ledger: Store, act: (ledger: Store) => T | Promise<T>): Promise<T> {
  try {
    return await act(ledger);
  } finally {
    ledger.close();
  }
}

export function wholeNumber(text: string): number {
  if (!/^0*[1-9]\d{0,8}$/u.test(text)) throw new InvalidArgumentError('It must be a whole number above zero.');
  return Number(text);
}

function day(text: string): string {
  if (!isGivenDate(text))
    throw new InvalidArgumentError('A date reads 2023-10-18, 2023-10 or 2023, and the calendar must have it.');
  return text;
}

function powers(text: string): string {
  if (text.split(/[-–,]/u).filter(Boolean).length > 2)
    throw new InvalidArgumentError('Name one power or two: RUS or RUS-CHN.');
  return text;
}

const ACTS = ['statement', 'belief', 'intention', 'decree', 'question'];
const STATUSES = ['asserted', 'denied', 'possible', 'future', 'hypothetical'];

/** Filters that every list and the export understand. */
export const filterOptions = (command: Command): Command =>
  command
    .option('--via <name>', 'through this medium, relayer or publisher')
    .option('--about <powers>', 'about a power (Russia, RUS) or a pair (RUS-CHN)', powers)
    .option('--since <day>', 'on or after 2023-10-18, 2023-10 or 2023', day)
    .option('--until <day>', 'on or before it', day)
    .option('--denied', 'only what is denied')
    .addOption(new Option('--act <act>', 'kind of statement').choices(ACTS))
    .option('--type <type>', 'event type (CONSULT), wording of a forecast, dimension of an assessment')
    .addOption(
      new Option('--status <status>', 'status of an event, grade of a forecast').choices([...STATUSES, 'A', 'B', 'C']),
    )
    .option('--publisher <name>', 'published by')
    .option('--words <words>', 'in whose sentence or names these occur, by their stem; "a phrase", this OR that')
    .option('--document <id>', 'in this document only')
    .option('--all-versions', 'also in documents that a later version supersedes')
    .addOption(new Option('--sort <order>', 'by day; newest first unless told').choices(['newest', 'oldest']))
    .option('--limit <n>', 'at most so many (default 50; with --json all)', wholeNumber);

const FILTER_NAMES = [
  'source',
  'via',
  'about',
  'since',
  'until',
  'denied',
  'act',
  'type',
  'status',
  'publisher',
  'words',
  'document',
  'allVersions',
  'sort',
  'limit',
] as const;

/** The filter a command line asks for. */
export function filterOf(command: Command): Filter {
  const given = command.opts<Record<string, unknown>>();
  return Object.fromEntries(
    FILTER_NAMES.filter((name) => given[name] !== undefined).map((name) => [name, given[name]]),
  );
}
