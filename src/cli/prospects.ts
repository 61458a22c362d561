import type { Command } from 'commander';
import { Option } from 'commander';
import type { Prospect } from '../core/derived.ts';
import { LedgerError } from '../core/errors.ts';
import { countStates, inState, RESOLUTIONS } from '../ledger/calls.ts';
import { lastVerdicts } from '../ledger/entries.ts';
import { definingSpans, judgement } from '../ledger/judgements.ts';
import { score } from '../ledger/scoring.ts';
import { prospectsBy, prospectsOf } from '../ledger/views.ts';
import type { Filter, Row, Store } from '../store/store.ts';
import { scoreLine, today, withViews } from './across.ts';
import { commonOf, loggedIn, withExistingLedger } from './options.ts';
import { jsonLines, plural, print, printAll, say, style } from './output.ts';
import { articleLine, renderer } from './render.ts';

type State = Prospect['state'];
const STATES: readonly State[] = ['open', 'due', 'resolved', 'not-scoreable'];

/** The state by which `forecasts` lists what became of them; null where the word names none. */
export const stateIn = (word: string | undefined): State | null => STATES.find((state) => state === word) ?? null;

export function registerProspects(program: Command): void {
  program
    .command('resolve')
    .summary('settle a forecast, on evidence')
    .description('Record what a person decided of a forecast; the ledger keeps who and when, and it can be withdrawn.')
    .argument('<id>', 'the id of a forecast')
    .addOption(new Option('--as <resolution>', 'what became of it').choices([...RESOLUTIONS]).makeOptionMandatory())
    .option('--by <name>', 'who decides', loggedIn())
    .option('--evidence <id>', 'the record that shows it')
    .addHelpText(
      'after',
      '\nExample:\n  $ dragoman resolve f1b2c3d4e5f60718 --as happened --evidence e0a1b2c3d4e5f607\n',
    )
    .action((id: string, flags: { as: string; by: string; evidence?: string }, command: Command) =>
      withExistingLedger(command, (ledger) => resolve(ledger, id, flags)),
    );
  program
    .command('score')
    .summary('how forecasts fared, voice by voice')
    .description(
      'Scores over forecasts that people resolved: made / scoreable / resolved, hits, Brier. Never a ranking.',
    )
    .argument('[name]', 'one voice')
    .addHelpText('after', '\nExample:\n  $ dragoman score "Oren Vasky"\n')
    .action((name: string | undefined, _flags: unknown, command: Command) =>
      withViews(command, (ledger) => showScores(ledger, name, commonOf(command).json === true)),
    );
}

function resolve(
  ledger: Store,
  id: string,
  flags: { readonly as: string; readonly by: string; readonly evidence?: string },
): void {
  const row = ledger.record(id);
  if (row?.record.kind !== 'forecast')
    throw new LedgerError('not-found', 'No forecast has this id', id, 'Forecasts with ids: dragoman forecasts due');
  if (flags.evidence && !ledger.record(flags.evidence))
    throw new LedgerError('not-found', 'No record has this id', flags.evidence, 'Lists print ids: dragoman events');
  const { record } = row;
  const decided = judgement({
    record: record.id,
    kind: record.kind,
    document: record.document,
    spans: definingSpans(record),
    verdict: flags.as,
    by: flags.by,
    at: new Date().toISOString(),
    note: flags.evidence ?? null,
  });
  ledger.judge(decided);
  say(`${id} resolved: ${flags.as}, by ${flags.by}. To take it back: dragoman judge --withdraw ${decided.id}`);
}

/** Lists forecasts of one state, the next to fall due first, with what later evidence speaks for. */
export async function showProspects(ledger: Store, state: State, filter: Filter, json: boolean): Promise<void> {
  const resolutions = lastVerdicts(ledger.judgements(), RESOLUTIONS);
  const { limit = -1, source: _state, ...rest } = filter;
  const all = countStates(ledger.views, resolutions, today())[state];
  const wanted = Object.keys(rest).length > 0 ? ledger.list('forecast', { ...rest, limit: -1 }) : null;
  const ids = wanted && new Set(wanted.map(({ record }) => record.id));
  const matching = inState(ledger.views, resolutions, today(), state, {
    offset: 0,
    limit: ids || limit < 0 ? all : limit,
  }).filter(({ forecast }) => ids?.has(forecast) ?? true);
  const [found, total] = [limit < 0 ? matching : matching.slice(0, limit), ids ? matching.length : all];
  if (found.length === 0) say(`No forecast ${ids ? 'that matches ' : ''}is ${state}. All of them: dragoman forecasts`);
  if (json) return printAll(jsonLines(found));
  const render = renderer(ledger);
  await printAll(found.flatMap((p, index) => [...(index === 0 ? [] : ['']), ...prospectLines(ledger, p, render)]));
  if (state === 'due' && found.length > 0)
    say('\nTo settle one: dragoman resolve ID --as happened|did-not-happen|void|undecidable');
  if (total > found.length) say(`\n${found.length} of ${plural(total, 'forecast')}. For more: --limit ${total}`);
}

function prospectLines(ledger: Store, prospect: Prospect, render: (row: Row) => string): readonly string[] {
  const row = ledger.record(prospect.forecast);
  const proposed = prospect.proposals.map(
    ({ happening, would, because }) => `  proposed: ${would}, because ${because}${happening ? ` · ${happening}` : ''}`,
  );
  const position =
    prospect.position.length > 1 ? [`  called ${prospect.position.length} times: ${prospect.position.join(', ')}`] : [];
  const resolution = prospect.resolution ? [`  resolved: ${style('bold', prospect.resolution)}`] : [];
  return [
    row ? `${articleLine(row)}\n${render(row as Row)}` : prospect.forecast,
    ...resolution,
    ...proposed,
    ...position,
  ];
}

async function showScores(ledger: Store, name: string | undefined, json: boolean): Promise<void> {
  const [index, judgements] = [ledger.views, ledger.judgements()];
  const mine =
    name === undefined
      ? prospectsOf(index, judgements, today())
      : prospectsBy(index, judgements, today(), [name, ...ledger.entitiesNamed(name).map((e) => e.id)]);
  const voices = [...Map.groupBy(mine, (p) => p.entity ?? p.by)].map(([id, list]) =>
    score(ledger.entity(id)?.name ?? list[0]!.by, list),
  );
  if (voices.length === 0) say(name ? `No forecast by "${name}".` : 'No forecast yet. Next: dragoman read FOLDER');
  if (json) return printAll(jsonLines(voices));
  for (const s of voices.toSorted((a, b) => a.by.localeCompare(b.by, 'en')))
    print(`${style('bold', s.by)} · ${scoreLine(s)}`);
}
