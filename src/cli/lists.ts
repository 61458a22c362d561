import type { Command } from 'commander';
import { sideBySide } from '../store/exchange.ts';
import type { Filter, ListedKind, Row, Store } from '../store/store.ts';
import { withViews } from './across.ts';
import { commonOf, filterOf, filterOptions, withLedger } from './options.ts';
import { jsonLines, plural, print, printAll, say } from './output.ts';
import { showProspects, stateIn } from './prospects.ts';
import { articleLine, renderer } from './render.ts';

interface ListCommand {
  readonly name: string;
  readonly kind: ListedKind;
  readonly word: string;
  readonly summary: string;
  readonly examples: string;
}

const LISTS: readonly ListCommand[] = [
  {
    name: 'said',
    kind: 'attribution',
    word: 'statement',
    summary: 'who said what, to whom, through whom',
    examples: `
Examples:
  $ dragoman said "Xi Jinping"
  $ dragoman said --about RUS-CHN --since 2023-03 --act intention
  $ dragoman said Peskov --denied --json
`,
  },
  {
    name: 'events',
    kind: 'event',
    word: 'event',
    summary: 'who did what to whom, and whether it is asserted, denied, possible, future or hypothetical',
    examples: `
Examples:
  $ dragoman events --about RUS-CHN --type CONSULT
  $ dragoman events --status denied --since 2023
  $ dragoman events "Xi Jinping"                  events on his word
`,
  },
  {
    name: 'forecasts',
    kind: 'forecast',
    word: 'forecast',
    summary: 'what was foretold, by whom, in which words, for when',
    examples: `
Examples:
  $ dragoman forecasts --about RUS-CHN
  $ dragoman forecasts --type estimative --status A
  $ dragoman forecasts due                        whose time has come (also open, resolved, not-scoreable)
`,
  },
  {
    name: 'assessments',
    kind: 'assessment',
    word: 'assessment',
    summary: 'what voices claim of the relation itself: dependence, alignment, interest, leverage, motive',
    examples: `
Examples:
  $ dragoman assessments --about RUS-CHN --type dependence
`,
  },
];

export function registerLists(program: Command): void {
  for (const list of LISTS) registerList(program, list);
  program
    .command('entities')
    .summary('powers, persons and organisations, with every spelling')
    .description('List powers, persons and organisations the ledger names, with every spelling.')
    .argument('[name]', 'name, alias, part of a name, or Wikidata QID')
    .addHelpText('after', '\nExamples:\n  $ dragoman entities Zelensky\n')
    .action((name: string | undefined, _flags: unknown, command: Command) =>
      withLedger(command, (ledger) => showEntities(ledger, name, commonOf(command).json === true)),
    );
}

function registerList(program: Command, list: ListCommand): void {
  const command = program
    .command(list.name)
    .summary(list.summary)
    .description(`List ${list.word}s: ${list.summary}.`)
    .argument('[source]', 'whose word: a name, an alias, a QID, or words of the text');
  filterOptions(command)
    .addHelpText('after', list.examples)
    .action((source: string | undefined, _flags: unknown, self: Command) => {
      const json = commonOf(self).json === true;
      const filter: Filter = { limit: json ? -1 : 50, ...filterOf(self), ...(source === undefined ? {} : { source }) };
      const state = list.kind === 'forecast' ? stateIn(source) : null;
      return state
        ? withViews(self, (ledger) => showProspects(ledger, state, filter, json))
        : withLedger(self, (ledger) => show(ledger, list, filter, json));
    });
}

async function show(ledger: Store, list: ListCommand, filter: Filter, json: boolean): Promise<void> {
  const limit = filter.limit!;
  const rows = ledger.list(list.kind, { ...filter, limit });
  if (rows.length === 0) sayEmpty(ledger, list, filter);
  if (json) return printAll(jsonLines(rows.map(sideBySide)));
  const render = renderer(ledger);
  await printAll(rows.flatMap((row, i) => byArticle(row, rows[i - 1], render)));
  if (rows.length < limit) return;
  const total = ledger.count(list.kind, filter);
  if (total > rows.length) say(`\n${rows.length} of ${plural(total, list.word)}. For more: --limit ${total}`);
}

/** A record, under its article's line where the one before stands in another. */
function byArticle(row: Row, before: Row | undefined, render: ReturnType<typeof renderer>): readonly string[] {
  const head = row.document.id === before?.document.id ? [] : [articleLine(row)];
  return [...(before && head.length > 0 ? [''] : []), ...head, render(row)];
}

/** What a condition of a filter is called on the command line. */
const flagOf = (name: string): string =>
  name === 'source' ? 'the name' : `--${name.replace(/[A-Z]/gu, '-$&').toLowerCase()}`;

/** Names the command that helps where a list is empty. */
function sayEmpty(ledger: Store, { word, name, kind }: ListCommand, filter: Filter): void {
  say(`No ${word} matches.`);
  const { source, ...rest } = filter;
  if (ledger.totals().documents === 0) say('The ledger is empty. Next: dragoman read FOLDER');
  else if (ledger.count(kind) === 0)
    say(`No ${word} was found in the articles read so far. See: dragoman export jsonl`);
  else if (source !== undefined && ledger.count(kind, { source }) === 0)
    say(`Nobody of the name "${source}" has one. See who is named: dragoman entities "${source.split(' ').at(-1)}"`);
  else {
    const near = ledger.near(kind, filter).slice(0, 4);
    const told = near.map((n) => `${n.total} ${n.word === null ? `without ${flagOf(n.without!)}` : `for "${n.word}"`}`);
    say(near.length > 0 ? `There would be ${told.join(', ')}.` : `All of them: dragoman ${name}`);
  }
  if (rest.about) say('Powers go by name or ISO 3166 code: --about Russia, --about RUS-CHN. See: dragoman entities');
}

async function showEntities(ledger: Store, name: string | undefined, json: boolean): Promise<void> {
  const found = name === undefined ? [...ledger.entities()] : ledger.entitiesNamed(name);
  if (found.length === 0)
    say(
      name === undefined
        ? 'No entity yet. Next: dragoman read FOLDER'
        : `Nothing is named "${name}". All of them: dragoman entities`,
    );
  if (json) return printAll(jsonLines(found));
  for (const { id, name: main, type, codes, names, descriptions = [] } of found) {
    const others = names.filter((n) => n !== main).join(', ');
    print([id, main, type, codes.iso3 ?? '', others, descriptions.join('; ')].join('\t').trimEnd());
  }
}
