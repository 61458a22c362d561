import { type Command, Option } from 'commander';
import type { Conflict, Happening } from '../core/derived.ts';
import { LedgerError } from '../core/errors.ts';
import type { Contract, DocumentRecord } from '../core/record.ts';
import { standing } from '../ledger/entries.ts';
import { FOOTNOTE_FORMATS, type FootnoteFormat } from '../ledger/footnotes.ts';
import { dayText } from '../ledger/place.ts';
import { happeningOf } from '../ledger/views.ts';
import { sideBySide } from '../store/exchange.ts';
import { isListed, LISTED, type ListedRecord, type Row, type Store } from '../store/store.ts';
import { citation, explanation, refused } from '../web/records.ts';
import { commonOf, withLedger } from './options.ts';
import { plural, print, printAll, say } from './output.ts';
import { articleLine, renderer } from './render.ts';

export function registerRecords(program: Command): void {
  program
    .command('show')
    .summary('a record, article, entity, happening or conflict in full')
    .description('Show a record, an article, an entity, a happening or a conflict in full.')
    .argument('<id>', 'an id, or enough of its beginning')
    .option('--text', "also print an article's stored text")
    .addHelpText('after', '\nExamples:\n  $ dragoman show d0cd9014e47ef7406 --text\n  $ dragoman show a1b2c3 --json\n')
    .action((id: string, flags: { text?: boolean }, command: Command) =>
      withLedger(command, (ledger) => show(ledger, id, flags.text === true, commonOf(command).json === true)),
    );
  program
    .command('why')
    .summary("a record's chain in plain English")
    .description('Tell in plain English through whom a record came, which words decided, and what stayed open.')
    .argument('<id>', 'an id, or enough of its beginning')
    .option('--refused', 'of an article: what was found in it and dropped, and by which rule')
    .addHelpText(
      'after',
      '\nExamples:\n  $ dragoman why e1b2c3d4e5f60718\n  $ dragoman why --refused d0cd9014e47ef7406\n',
    )
    .action((id: string, flags: { refused?: boolean }, command: Command) =>
      withLedger(command, (ledger) => (flags.refused ? whyRefused : why)(ledger, id, commonOf(command).json === true)),
    );
  program
    .command('cite')
    .summary('a footnote with a verified quotation')
    .description(
      'Print a footnote whose quotation is checked again against the stored text and the article as it came.',
    )
    .argument('<id...>', 'ids, or enough of their beginnings')
    .addOption(
      new Option(
        '--format <format>',
        'how: Chicago or newsroom style as plain text, Markdown, HTML, or for a reference manager',
      )
        .choices([...FOOTNOTE_FORMATS, 'csl'])
        .default('chicago'),
    )
    .addHelpText('after', '\nExample:\n  $ dragoman cite a1b2c3d4e5f60718 --format markdown >> draft.md\n')
    .action((ids: string[], flags: CiteFlags, command: Command) =>
      withLedger(command, (ledger) => printCitations(ledger, ids, { ...flags, json: commonOf(command).json === true })),
    );
}

interface CiteFlags {
  readonly format: FootnoteFormat | 'csl';
  readonly json?: boolean;
}

/** The one id that begins so. */
function fullId(ledger: Store, prefix: string): { readonly id: string; readonly kind: string } {
  const found = ledger.idsLike(prefix);
  const exact = found.find(({ id }) => id === prefix) ?? (found.length === 1 ? found[0] : undefined);
  if (exact) return exact;
  const remedy =
    found.length > 1 ? `Give more of it: ${found.map(({ id }) => id).join(', ')}` : 'Lists print ids: dragoman said';
  throw new LedgerError(
    'not-found',
    found.length > 1 ? 'Several ids begin so' : 'Nothing in the ledger has this id',
    prefix,
    remedy,
  );
}

/** A conflict or happening, which is compared from records and has no chain of its own; null where none has the id. */
const derived = (ledger: Store, id: string): Conflict | Happening | null =>
  ledger.views.get<Conflict>('conflict', id) ?? happeningOf(ledger.views, id);

async function show(ledger: Store, prefix: string, withText: boolean, json: boolean): Promise<void> {
  const whole = ledger.entity(prefix) ?? derived(ledger, prefix);
  if (whole) return print(JSON.stringify(whole, null, json ? 0 : 2));
  const { id, kind } = fullId(ledger, prefix);
  if (kind === 'document') return showDocument(ledger, ledger.document(id)!, withText, json);
  const row = ledger.record(id)!;
  if (json) return print(JSON.stringify(sideBySide(row)));
  if (isListed(kind)) print(`${articleLine(row)}\n${renderer(ledger)(row as Row<ListedRecord>)}\n`);
  print(JSON.stringify(sideBySide(row), null, 2));
  for (const { verdict, by, at, note } of standing(ledger.judgements(id)))
    print(`judged ${verdict} by ${by}, ${at}${note ? `: ${note}` : ''}`);
  say(`Its chain: dragoman why ${id}`);
}

async function showDocument(
  ledger: Store,
  document: Contract<DocumentRecord>,
  withText: boolean,
  json: boolean,
): Promise<void> {
  const text = withText ? ledger.text(document.id) : null;
  if (json) return print(JSON.stringify(withText ? { ...document, text } : document));
  const { title, publisher, authors, published, url, location, language, machineTranslated, supersedes } = document;
  const counts = LISTED.map((kind) => plural(ledger.count(kind, { document: document.id, allVersions: true }), kind));
  const lines: readonly (readonly [string, string | null])[] = [
    ['title', title],
    ['publisher', publisher],
    ['authors', authors.join(', ') || null],
    ['published', published ? `${dayText(published)} (${published.basis})` : null],
    ['url', url],
    ['location', location],
    ['retrieved', document.retrieved],
    ['language', language],
    ['machine-translated', machineTranslated ? machineTranslated.reasons.join(', ') : null],
    ['supersedes', supersedes],
    ['paragraphs', `${document.body.length} of body, ${document.furniture.length} of furniture`],
    ['records', counts.join(', ')],
    ['issues', document.issues.map((i) => i.message).join('; ') || null],
    ['sha256', document.sha256],
  ];
  print(document.id);
  for (const [name, value] of lines) if (value !== null) print(`${name.padEnd(20)}${value}`);
  if (text !== null) print(`\n${text}`);
}

/** The id of a record; an article, an entity and what is compared from records have no chain to tell. */
function recordId(ledger: Store, prefix: string): string {
  const what = ledger.entity(prefix) ? 'an entity' : derived(ledger, prefix) ? 'compared from several records' : null;
  if (what)
    throw new LedgerError('bad-argument', `This is ${what}, not a record`, prefix, `See: dragoman show ${prefix}`);
  const { id, kind } = fullId(ledger, prefix);
  if (kind === 'document')
    throw new LedgerError('bad-argument', 'This is an article, not a record', id, `See it with: dragoman show ${id}`);
  return id;
}

function why(ledger: Store, prefix: string, json: boolean): Promise<void> {
  const id = recordId(ledger, prefix);
  const lines = explanation(ledger, id);
  return printAll(json ? [JSON.stringify({ id, why: lines })] : lines);
}

function whyRefused(ledger: Store, prefix: string, json: boolean): Promise<void> {
  const { id, kind } = fullId(ledger, prefix);
  if (kind !== 'document')
    throw new LedgerError('bad-argument', 'This is a record, not an article', id, `Ask of its own: dragoman why ${id}`);
  if (json) return printAll(ledger.refused(id).map((r) => JSON.stringify(r)));
  const lines = refused(ledger, id);
  if (lines.length === 0) say(`Nothing was found in it and dropped. What was found: dragoman show ${id}`);
  return printAll(lines);
}

function printCitations(ledger: Store, prefixes: readonly string[], { format, json }: CiteFlags): void {
  for (const prefix of prefixes) {
    const made = citation(ledger, recordId(ledger, prefix));
    print(json ? JSON.stringify(made) : format === 'csl' ? JSON.stringify(made.csl) : made[format]);
  }
}
