import { type Command, InvalidArgumentError, Option } from 'commander';
import { annotations, type ExportOptions, jsonl, KINDS, type Kind } from '../store/exchange.ts';
import { type Filter, LISTED, type ListedRecord, type Row, type Store } from '../store/store.ts';
import { csvLines } from '../web/export.ts';
import { withViews } from './across.ts';
import { filterOf, filterOptions } from './options.ts';
import { printAll, say } from './output.ts';

const EXAMPLES = `
jsonl: the record contract, one object a line. csv: a table of statements, events, forecasts and assessments. annotations: W3C Web Annotations, one a line.
Without a filter the whole ledger is written, superseded articles too; with one, the records lists show.

Examples:
  $ dragoman export jsonl > ledger.jsonl
  $ dragoman export jsonl --only attribution --about RUS-CHN
  $ dragoman export csv --only event --since 2023 > events.csv
`;

interface ExportFlags {
  readonly only?: readonly Kind[];
  readonly withText?: boolean;
}

const FORMATS = ['jsonl', 'csv', 'annotations'] as const;
type Format = (typeof FORMATS)[number];

function format(text: string): Format {
  if (!(FORMATS as readonly string[]).includes(text))
    throw new InvalidArgumentError(`Formats are ${FORMATS.join(', ')}.`);
  return text as Format;
}

export function registerExport(program: Command): void {
  const command = program
    .command('export')
    .summary('the ledger as JSONL, CSV or Web Annotations')
    .description('Write the ledger, or part of it, to standard output.')
    .argument('<format>', 'jsonl, csv or annotations', format)
    .addOption(new Option('--only <kind...>', 'only these kinds').choices(KINDS))
    .option('--with-text', 'documents with their text');
  filterOptions(command)
    .addHelpText('after', EXAMPLES)
    .action((chosen: Format, flags: ExportFlags, self: Command) =>
      withViews(self, (ledger) => {
        if (ledger.totals().documents === 0) say('The ledger is empty. Next: dragoman read FOLDER');
        const filter = filterOf(self);
        const options = { ...flags, filter: Object.keys(filter).length > 0 ? filter : undefined };
        return printAll(WRITERS[chosen](ledger, options));
      }),
    );
}

const WRITERS: Readonly<Record<Format, (ledger: Store, options: ExportOptions) => Iterable<string>>> = {
  jsonl,
  annotations,
  csv: function* (ledger, { only = LISTED, filter }) {
    for (const line of csvLines(ledger, rows(ledger, only, filter))) yield line.trimEnd();
  },
};

function* rows(ledger: Store, kinds: readonly string[], filter: Filter | undefined): Iterable<Row> {
  for (const kind of LISTED.filter((listed) => kinds.includes(listed)))
    for (const row of ledger.each(kind, filter ?? null)) yield row as Row<ListedRecord>;
}
