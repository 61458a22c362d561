import type { Command } from 'commander';
import { Option } from 'commander';
import type { Conflict, Dyad, Happening } from '../core/derived.ts';
import { LedgerError } from '../core/errors.ts';
import { refreshViews, relationOf } from '../defaults/views.ts';
import type { PeriodLength } from '../ledger/relations.ts';
import { score } from '../ledger/scoring.ts';
import { conflictsOf, happeningsAbout, prospectsBy } from '../ledger/views.ts';
import { sidesOf } from '../store/filters.ts';
import type { Row, Store } from '../store/store.ts';
import { commonOf, wholeNumber, withExistingLedger, withLedger } from './options.ts';
import { jsonLines, plural, print, printAll, say, style } from './output.ts';
import { articleLine, renderer } from './render.ts';

export const today = (): string => new Date().toISOString().slice(0, 10);

/**
 * Opens the ledger with its views up to date. Where it cannot be written, or another program is writing, the views are
 * those of the last time, and that is said.
 */
export async function withViews<T>(command: Command, act: (ledger: Store) => T | Promise<T>): Promise<T> {
  try {
    await withExistingLedger(command, (ledger) => refreshViews(ledger));
  } catch (error) {
    if (!(error instanceof LedgerError) || !['ledger-write', 'ledger-busy'].includes(error.code)) throw error;
    say(`${error.message} What follows is of the last time the ledger was written.`);
  }
  return withLedger(command, act);
}

const TYPES = ['fact', 'denial', 'number', 'date', 'who', 'place', 'headline', 'reversal', 'reading'];

interface AcrossFlags {
  readonly about?: string;
  readonly type?: string;
  readonly sort: 'newest' | 'oldest' | 'texts';
  readonly limit?: number;
}

/** Most that is printed where nobody asks for more. */
const SHOWN = 50;

/** The powers an option names, by code where they are states. */
const powersOf = (ledger: Store, about: string | undefined): readonly string[] =>
  about === undefined ? [] : sidesOf(about).map((side) => ledger.codeOf(side) ?? side);

/** By day, newest or oldest first; what has no day comes last. */
const byDay =
  <T>(dayOf: (value: T) => string | null, sort: AcrossFlags['sort']) =>
  (a: T, b: T): number => {
    const [x, y] = [dayOf(a), dayOf(b)];
    if (x === y) return 0;
    if (x === null || y === null) return x === null ? 1 : -1;
    return (x < y ? -1 : 1) * (sort === 'oldest' ? 1 : -1);
  };

/** The first of a list, and what to say of the rest. */
function cut<T>(list: readonly T[], limit: number | undefined, json: boolean): readonly T[] {
  const most = limit ?? (json ? list.length : SHOWN);
  if (list.length > most) say(`${most} of ${list.length}. For more: --limit ${list.length}`);
  return list.slice(0, most);
}

export function registerAcross(program: Command): void {
  program
    .command('happenings')
    .summary('one happening from many reports')
    .description('List happenings, with reports, distinct texts (origins) and publishers counted apart.')
    .option('--about <powers>', 'about a power (Russia, RUS) or a pair (RUS-CHN)')
    .addOption(
      new Option('--sort <order>', 'by day, or by distinct texts')
        .choices(['newest', 'oldest', 'texts'])
        .default('newest'),
    )
    .option('--limit <n>', 'at most so many (default 50; with --json all)', wholeNumber)
    .addHelpText('after', '\nExample:\n  $ dragoman happenings --about RUS-CHN\n')
    .action((flags: AcrossFlags, command: Command) =>
      withViews(command, (ledger) => showHappenings(ledger, flags, commonOf(command).json === true)),
    );
  program
    .command('conflicts')
    .summary('where sources contradict each other')
    .description('List conflicts with both sides: their words, chains and distinct texts. It never says who is right.')
    .addOption(new Option('--type <type>', 'kind of conflict').choices(TYPES))
    .option('--about <powers>', 'about a power (Russia, RUS) or a pair (RUS-CHN)')
    .addOption(new Option('--sort <order>', 'by day').choices(['newest', 'oldest']).default('newest'))
    .option('--limit <n>', 'at most so many (default 50; with --json all)', wholeNumber)
    .addHelpText('after', '\nExamples:\n  $ dragoman conflicts\n  $ dragoman conflicts --type denial --json\n')
    .action((flags: AcrossFlags, command: Command) =>
      withViews(command, (ledger) => showConflicts(ledger, flags, commonOf(command).json === true)),
    );
  program
    .command('dyad')
    .summary('how a pair of powers moves over time')
    .description('Acts between two powers by period, counted by happening, with readings and the sources behind them.')
    .argument('<pair>', 'two powers by name or ISO 3166 code, such as RUS-CHN')
    .addOption(new Option('--by <period>', 'length of a period').choices(['year', 'month', 'week']).default('month'))
    .option('--forward', 'only acts of the first power towards the second')
    .addHelpText('after', '\nExample:\n  $ dragoman dyad RUS-CHN --by month\n')
    .action((pair: string, flags: { by: PeriodLength; forward?: boolean }, command: Command) =>
      withViews(command, (ledger) => showDyad(ledger, pair, flags, commonOf(command).json === true)),
    );
  program
    .command('voice')
    .summary('what somebody said and foretold, how it fared, and who carries it')
    .description('One voice: its statements, its forecasts and how they fared, and the publishers that carry it.')
    .argument('<name>', 'a name, an alias or a QID')
    .addHelpText('after', '\nExample:\n  $ dragoman voice "Dmitry Peskov"\n')
    .action((name: string, _flags: unknown, command: Command) =>
      withViews(command, (ledger) => showVoice(ledger, name, commonOf(command).json === true)),
    );
}

/** The name of an entity, or of a state by its code. */
function nameIn(ledger: Store): (id: string) => string {
  const states = ledger.stateNames();
  return (id) => ledger.entity(id)?.name ?? states.get(id) ?? id;
}

async function showHappenings(ledger: Store, { about, sort, limit }: AcrossFlags, json: boolean): Promise<void> {
  const dayOf = (h: Happening) => h.when?.from ?? h.reported;
  const all = happeningsAbout(ledger.views, powersOf(ledger, about)).toSorted(byDay(dayOf, sort));
  const sorted = sort === 'texts' ? all.toSorted((a, b) => b.origins.length - a.origins.length) : all;
  const found = cut(sorted, limit, json);
  if (found.length === 0) say('No happening matches. Single reports: dragoman events');
  if (json) return printAll(jsonLines(found));
  const name = nameIn(ledger);
  for (const h of found) {
    const sides = [h.actors.map(name).join(', '), h.recipients.map(name).join(', ')].filter(Boolean).join(' → ');
    const counts = `${plural(h.reports.length, 'report')}, ${plural(h.origins.length, 'text')}, ${plural(h.publishers.length, 'publisher')}`;
    const link = h.link === 'plan' ? `carried out: ${h.outcome}` : h.link === 'outcome' ? `announced: ${h.plan}` : '';
    const when = h.when ? (h.when.from === h.when.to ? h.when.from : `${h.when.from} to ${h.when.to}`) : 'no date';
    print(
      [style('bold', h.type), sides, h.planned ? 'planned' : '', when, counts, link, h.id].filter(Boolean).join(' · '),
    );
  }
}

/** The day of the last word in a conflict. */
const lastWord =
  (ledger: Store) =>
  (conflict: Conflict): string | null =>
    conflict.sides.flat().reduce<string | null>((last, id) => {
      const day = ledger.record(id)?.document.published?.from ?? null;
      return day !== null && (last === null || day > last) ? day : last;
    }, null);

/** True where every power has a part in a record of the conflict. */
function isAbout(ledger: Store, conflict: Conflict, powers: readonly string[]): boolean {
  const named = new Set<string>();
  for (const id of conflict.sides.flat()) {
    const record = ledger.record(id)?.record;
    if (record?.kind === 'event')
      for (const p of [...record.actors, ...record.recipients]) named.add(p.country ?? '').add(p.entity ?? '');
    if (record?.kind === 'assessment')
      for (const entity of record.about) named.add(entity).add(ledger.entity(entity)?.codes.iso3 ?? '');
  }
  return powers.every((power) => named.has(power));
}

async function showConflicts(ledger: Store, { type, about, sort, limit }: AcrossFlags, json: boolean): Promise<void> {
  const powers = powersOf(ledger, about);
  const all = conflictsOf(ledger.views, ledger.judgements())
    .filter((c) => type === undefined || c.type === type)
    .filter((c) => powers.length === 0 || isAbout(ledger, c, powers));
  const days = new Map(all.map((c) => [c.id, lastWord(ledger)(c)]));
  const found = cut(all.toSorted(byDay((c) => days.get(c.id) ?? null, sort)), limit, json);
  if (found.length === 0) say('No conflict was found. What happened, on whose word: dragoman events');
  if (json) return printAll(jsonLines(found));
  const render = renderer(ledger);
  await printAll(found.flatMap((c, i) => (i === 0 ? [card(ledger, c, render)] : ['', card(ledger, c, render)])));
  if (found.length > 0) say(`\nTo judge one: dragoman judge ID real|other-time|other-sense|translation|not-a-conflict`);
}

function card(ledger: Store, conflict: Conflict, render: (row: Row) => string): string {
  const verdict = conflict.verdict ? ` · judged ${conflict.verdict}` : ' · unreviewed';
  const head = `${style('bold', conflict.type)}: ${conflict.says} · ${conflict.id}${verdict}`;
  const sides = conflict.sides.map((side, index) => {
    const rows = side.flatMap((id) => ledger.record(id) ?? []);
    const texts = plural(conflict.origins[index] ?? 0, conflict.type === 'reading' ? 'voice' : 'text');
    const lines = rows.map((row) => `${articleLine(row)}\n${render(row as Row)}`.replaceAll('\n', '\n    '));
    return `  ${'ABCDEFGH'[index]} · ${conflict.values[index] ?? ''} · ${texts}\n    ${lines.join('\n    ')}`;
  });
  return [head, ...sides].join('\n');
}

function pairOf(ledger: Store, text: string): readonly [string, string] {
  const [a, b, ...rest] = powersOf(ledger, text);
  if (!a || !b || rest.length > 0)
    throw new LedgerError('bad-argument', 'A dyad is two powers', text, 'Name them: Russia-China, or RUS-CHN.');
  return [a, b];
}

async function showDyad(
  ledger: Store,
  pair: string,
  flags: { readonly by: PeriodLength; readonly forward?: boolean },
  json: boolean,
): Promise<void> {
  const direction = flags.forward ? 'forward' : 'both';
  const { dyad: found } = relationOf(ledger, pairOf(ledger, pair), { by: flags.by, direction });
  if (json) return print(JSON.stringify(found));
  if ([found.periods, found.readings, found.undated, found.background].every((list) => list.length === 0))
    say(`Nothing between ${pair.replace('-', ' and ')} yet. See who is named: dragoman entities`);
  await printAll(dyadLines(found));
  if (found.sparse) say(found.sparse);
}

function* dyadLines({ powers, periods, undated, background, readings }: Dyad): Iterable<string> {
  if (periods.length > 0) {
    yield `${style('bold', powers.join(' – '))}   happenings by quad class (reports, texts)`;
    yield 'period     verbal coop.  material coop.  verbal conf.  material conf.  planned  possible  denied  reports/texts';
  }
  for (const p of periods) {
    const [a, b, c, d] = p.quads.map(String);
    const sources = Object.entries(p.publishers).map(([name, n]) => `${name} ${n}`);
    yield `${p.period.padEnd(11)}${a!.padEnd(14)}${b!.padEnd(16)}${c!.padEnd(14)}${d!.padEnd(16)}${String(p.planned).padEnd(9)}${String(p.open).padEnd(10)}${String(p.denied).padEnd(8)}${p.reports}/${p.origins}`;
    if (sources.length > 0) yield style('dim', `           on the word of: ${sources.join(', ')}`);
  }
  if (undated.length > 0) yield `without a day, not drawn: ${undated.join(' ')}`;
  if (background.length > 0) yield `told as background, not drawn: ${background.join(' ')}`;
  if (readings.length > 0) yield `\n${style('bold', 'What voices say of the relation')}`;
  for (const r of readings)
    yield `${r.published ?? 'no date'} · ${r.by} · ${r.dimension}${r.direction ? ` ${r.direction}` : ''} · “${r.quote}” · ${r.record}`;
}

async function showVoice(ledger: Store, name: string, json: boolean): Promise<void> {
  const entities = ledger.entitiesNamed(name);
  const statements = ledger.list('attribution', { source: name, limit: -1 });
  const carriers = ledger.facet('attribution', 'publisher', { source: name });
  const mine = prospectsBy(ledger.views, ledger.judgements(), today(), [name, ...entities.map((e) => e.id)]);
  const fared = score(entities[0]?.name ?? name, mine);
  if (json)
    return print(
      JSON.stringify({
        entities,
        statements: statements.map((r) => r.record),
        carriers,
        forecasts: mine,
        score: fared,
      }),
    );
  if (entities.length === 0 && statements.length === 0)
    return say(`Nobody of the name "${name}" speaks in the ledger. Who does: dragoman entities`);
  print(`${style('bold', fared.by)} · ${plural(statements.length, 'statement')} · ${plural(fared.made, 'forecast')}`);
  print(`carried by: ${carriers.map((c) => `${c.label} ${c.count}`).join(', ') || 'nobody'}`);
  print(scoreLine(fared));
  const render = renderer(ledger);
  await printAll(statements.slice(0, 20).flatMap((row) => ['', articleLine(row), render(row)]));
  if (statements.length > 20) say(`\nAll ${statements.length}: dragoman said "${name}" --limit ${statements.length}`);
}

/** How a voice fared, in one line: made / scoreable / resolved first. */
export function scoreLine(s: ReturnType<typeof score>): string {
  const hits = s.hits
    ? `came about ${Math.round(s.hits.rate * 100)} % (${Math.round(s.hits.low * 100)}–${Math.round(s.hits.high * 100)} %)`
    : null;
  const brier = s.brier === null ? null : `Brier ${s.brier.toFixed(3)} (base rate ${s.baseline!.toFixed(3)})`;
  return [`made ${s.made} / scoreable ${s.scoreable} / resolved ${s.resolved}`, hits, brier, s.note]
    .filter(Boolean)
    .join(' · ');
}
