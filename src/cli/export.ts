import { type Command, InvalidArgumentError, Option } from 'commander';
import { contractSchema } from '../ledger/contract.ts';
import { annotations, type ExportOptions, jsonl, KINDS, type Kind } from '../store/exchange.ts';
import { type Filter, LISTED, type ListedRecord, type Row, type Store } from '../store/store.ts';
import { csvLines } from '../web/export.ts';
import { eventTsv, followTheMoney, gexf } from '../web/formats.ts';
import { withViews } from './across.ts';
import { filterOf, filterOptions } from './options.ts';
import { printAll, say } from './output.ts';

const EXAMPLES = `
jsonl: the record contract, one object a line. csv: a table of statements, events, forecasts and assessments. annotations: W3C Web Annotations, one a line.
tsv: events in POLECAT's and GDELT's columns. gexf: who acts towards whom. ftm: FollowTheMoney. schema: the JSON Schema of jsonl.
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

/** What the ledger can be written as. */
export const FORMATS = ['jsonl', 'csv', 'annotations', 'tsv', 'gexf', 'ftm', 'schema'] as const;
type Format = (typeof FORMATS)[number];

function format(text: string): Format {
  if (!(FORMATS as readonly string[]).includes(text))
    throw new InvalidArgumentError(`Formats are ${FORMATS.join(', ')}.`);
  return text as Format;
}

export function registerExport(program: Command): void {
  const command = program
    .command('export')
    .summary('the ledger as JSONL, CSV, Web Annotations and for other programs')
    .description('Write the ledger, or part of it, to standard output.')
    .argument('<format>', 'jsonl, csv, annotations, tsv, gexf, ftm or schema', format)
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
  tsv: (ledger, { filter }) => eventTsv(ledger, filter),
  gexf,
  ftm: (ledger, { filter }) => followTheMoney(ledger, filter),
  schema: () => [JSON.stringify(contractSchema(), null, 2)],
  csv: function* (ledger, { only = LISTED, filter }) {
    for (const line of csvLines(ledger, rows(ledger, only, filter))) yield line.trimEnd();
  },
};

function* rows(ledger: Store, kinds: readonly string[], filter: Filter | undefined): Iterable<Row> {
  for (const kind of LISTED.filter((listed) => kinds.includes(listed)))
    for (const row of ledger.each(kind, filter ?? null)) yield row as Row<ListedRecord>;
}
