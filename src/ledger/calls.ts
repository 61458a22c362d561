import type { Prospect, Resolution } from '../core/derived.ts';
import type { Contract, Forecast } from '../core/record.ts';
import { type Fitting, FORECASTS, waitKeys } from './awaiting.ts';
import { type Sketch, sketch } from './plans.ts';
import type { Told } from './reports.ts';
import { daysAfter } from './same.ts';
import type { ViewIndex } from './viewindex.ts';

export const RESOLUTIONS: readonly Resolution[] = ['happened', 'did-not-happen', 'void', 'undecidable'];
/** Calls further apart are no repetition of one another. */
const YEAR = 366;

/** A forecast as the views keep it: what it foretells, and what later evidence speaks for. */
export interface Call {
  readonly forecast: Contract<Forecast>;
  readonly published: string | null;
  /** The events foretold, as a plan; null where the forecast names none. */
  readonly plan: Sketch | null;
  /** The likeliest first, at most twelve. */
  readonly found: readonly Evidence[];
}

/** A happening that may settle a forecast. */
export interface Evidence extends Fitting {
  readonly would: 'happened' | 'did-not-happen';
  readonly because: string;
}

/** The plan a forecast makes of the reports in its own document: events in its content that are not asserted. */
export function planOf(forecast: Contract<Forecast>, page: readonly Told[]): Sketch | null {
  const foretold = page.filter(
    (r) => r.status !== 'asserted' && forecast.content.some((s) => s.from <= r.trigger.from && r.trigger.to <= s.to),
  );
  return foretold.length === 0 ? null : { ...sketch(foretold, forecast.id), due: forecast.horizon };
}

/** What an act that fits, or a denial, speaks for. */
export const evidenceOf = (fitting: Fitting, act: Sketch): Evidence =>
  fitting.fit > 0
    ? { ...fitting, would: 'happened', because: `${sayings(act)}: “${act.word}”` }
    : { ...fitting, would: 'did-not-happen', because: `a later report denies it: “${act.word}”` };

const sayings = ({ reports }: Sketch): string => (reports === 1 ? 'one report says so' : `${reports} reports say so`);

/** Keys under which a call is found: by what may settle it, its voice, what it repeats, and how it stands. */
export const callKeys = (call: Call): readonly string[] => [
  ...(call.plan ? waitKeys(call.plan, FORECASTS, call.found) : []),
  `by ${call.forecast.by.entity ?? call.forecast.by.label}`,
  ...positionHeads(call).map((head) => `${head} ${call.published}`),
  `${standingOf(call)} ${call.forecast.horizon?.to ?? UNDATED}`,
];

const UNDATED = '9999';
const LAST = '~';
const LAST_DATED = '9998';

/** How a call stands but for the day and what people decided. */
const standingOf = ({ forecast, found }: Call): 'unscored' | 'found' | 'waiting' =>
  forecast.grade === 'C' ? 'unscored' : found.length > 0 ? 'found' : 'waiting';

/** An unresolved voice is the same only within its own document. */
const voiceOf = ({ by, document }: Contract<Forecast>): string => by.entity ?? `${document} ${by.label}`;

function positionHeads({ forecast, plan, published }: Call): readonly string[] {
  if (!plan || !published) return [];
  return plan.actors.flatMap((actor) =>
    plan.stems.map((stem) => `same ${voiceOf(forecast)} ${plan.type} ${actor} ${stem}`),
  );
}

/** The same voice calling the same thing again within a year is one position with a history, oldest first. */
function positionOf(index: ViewIndex, call: Call): readonly string[] {
  const heads = positionHeads(call);
  if (heads.length === 0) return [call.forecast.id];
  const stretch = { from: daysAfter(call.published!, -YEAR), to: daysAfter(call.published!, YEAR) };
  const near = new Map(heads.flatMap((head) => index.range('forecast', head, stretch).map(({ x, id }) => [id, x])));
  return [...near].toSorted(([a, x], [b, y]) => (`${x} ${a}` < `${y} ${b}` ? -1 : 1)).map(([id]) => id);
}

/**
 * A forecast with its state on the day `asOf`, what may settle it, and what people decided. Forecasts of grade C are not
 * scoreable; the others are open until evidence comes or the horizon ends, then due until a person resolves them.
 */
export function prospectOf(
  index: ViewIndex,
  call: Call,
  resolutions: ReadonlyMap<string, Resolution>,
  asOf: string,
): Prospect {
  const { forecast } = call;
  const resolution = resolutions.get(forecast.id) ?? null;
  return {
    forecast: forecast.id,
    by: forecast.by.label,
    entity: forecast.by.entity,
    state: resolution ? 'resolved' : stateOf(call, asOf),
    grade: forecast.grade,
    probability: forecast.probability,
    horizon: forecast.horizon,
    proposals: withLapse(call, asOf),
    resolution,
    position: positionOf(index, call),
  };
}

const isLapsed = ({ forecast: { horizon } }: Call, asOf: string): boolean => horizon !== null && horizon.to < asOf;

function withLapse(call: Call, asOf: string): Prospect['proposals'] {
  if (call.found.length > 0 || !isLapsed(call, asOf))
    return call.found.map(({ happening, would, because }) => ({ happening, would, because }));
  const because = `the horizon ended on ${call.forecast.horizon!.to} without a report of it`;
  return [{ happening: null, would: 'did-not-happen', because }];
}

type State = Prospect['state'];

function stateOf(call: Call, asOf: string): Exclude<State, 'resolved'> {
  const stands = standingOf(call);
  if (stands === 'unscored') return 'not-scoreable';
  return stands === 'found' || isLapsed(call, asOf) ? 'due' : 'open';
}

/** The stretches of calls that are in a state unless people resolved them. */
function stretchesOf(state: Exclude<State, 'resolved'>, asOf: string): readonly (readonly [string, string, string])[] {
  if (state === 'not-scoreable') return [['unscored', '', LAST]];
  if (state === 'open') return [['waiting', asOf, LAST]];
  return [
    ['found', '', LAST],
    ['waiting', '', daysAfter(asOf, -1)],
  ];
}

/** How many forecasts are in each state. */
export function countStates(
  index: ViewIndex,
  resolutions: ReadonlyMap<string, Resolution>,
  asOf: string,
): Record<State, number> {
  const count = (state: Exclude<State, 'resolved'>) =>
    stretchesOf(state, asOf).reduce((n, [head, from, to]) => n + index.count('forecast', head, { from, to }), 0);
  const counts = { due: count('due'), open: count('open'), resolved: 0, 'not-scoreable': count('not-scoreable') };
  for (const id of resolutions.keys()) {
    const call = index.get<Call>('forecast', id);
    if (!call) continue;
    counts[stateOf(call, asOf)]--;
    counts.resolved++;
  }
  return counts;
}

/** Which of the forecasts in a state to list. */
export interface StatePage {
  readonly offset: number;
  readonly limit: number;
  /** The last to fall due first. */
  readonly backwards?: boolean;
  /** Only those with a horizon. */
  readonly dated?: boolean;
}

/** Forecasts in a state, the next to fall due first, undated ones last; a part of the list is read without the rest. */
export function inState(
  index: ViewIndex,
  resolutions: ReadonlyMap<string, Resolution>,
  asOf: string,
  state: State,
  { offset, limit, backwards = false, dated = false }: StatePage,
): readonly Prospect[] {
  const prospect = (id: string): Prospect => prospectOf(index, index.get<Call>('forecast', id)!, resolutions, asOf);
  if (state === 'resolved')
    return [...resolutions.keys()]
      .filter((id) => index.get('forecast', id))
      .sort()
      .slice(offset, offset + limit)
      .map(prospect);
  const most = offset + limit + resolutions.size;
  const found = stretchesOf(state, asOf).flatMap(([head, from, to]) =>
    index.range('forecast', head, { from, to: dated && to === LAST ? LAST_DATED : to, limit: most, backwards }),
  );
  return found
    .filter(({ id }) => !resolutions.has(id))
    .sort((a, b) => (backwards ? -1 : 1) * (`${a.x} ${a.id}` < `${b.x} ${b.id}` ? -1 : 1))
    .slice(offset, offset + limit)
    .map(({ id }) => prospect(id));
}
