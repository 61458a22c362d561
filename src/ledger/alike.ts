import { likeness } from './aspects.ts';
import type { Report, Told } from './reports.ts';
import { daysBetween, isDay, meets, shares } from './same.ts';
import { similarity } from './stories.ts';

/** Points that begin a happening of two reports, and points at which a further pair speaks for one. */
export const ENOUGH = 10;
export const SUPPORT = 8;

/** What two reports have in common, each by what it adds to the evidence that they tell one happening. */
const WEIGHTS = {
  words: 10,
  near: 6,
  trigger: 2,
  type: 1.4,
  names: 2,
  noName: -2,
  twoParties: 1,
  noParty: -2,
  day: 2,
  place: 1,
  otherPlace: -1.4,
  number: 1,
  story: 5,
  weeks: -0.6,
  otherQuad: -1.5,
  side: 0.6,
  doneAndToCome: -1.6,
} as const;
const ASPECTS = Object.keys(WEIGHTS) as readonly (keyof typeof WEIGHTS)[];
type Common = Readonly<Record<keyof typeof WEIGHTS, number>>;

/** Weeks beyond which it does not matter how many more lie between two reports. */
const MOST_WEEKS = 4;
const WEEK = 7;
/** Two passages of one document tell one story, but that says less than that two documents do. */
const OWN_STORY = 0.5;

const sideOf = ({ status }: Told): string => (status === 'future' ? 'plan' : status === 'hypothetical' ? '' : 'act');
const count = (holds: boolean): number => (holds ? 1 : 0);

/** A report with what comparing asks of it again and again. */
export interface Compared {
  readonly told: Told;
  readonly words: ReadonlyMap<string, number>;
  readonly near: ReadonlyMap<string, number>;
  readonly names: ReadonlySet<string>;
  readonly parties: ReadonlySet<string>;
}

export function compared(told: Told): Compared {
  const words = new Map(told.aspects.words);
  const parties = new Set([...told.actors, ...told.recipients]);
  return {
    told,
    words,
    near: new Map(told.aspects.near.map((w) => [w, words.get(w) ?? 0])),
    names: new Set([...told.aspects.nearNames, ...parties]),
    parties,
  };
}

/** True where one foretells what the other, days before or after, tells as done: a plan and what came of it. */
export function areSteps(a: Report, b: Report): boolean {
  const statuses = [a.status, b.status];
  if (!statuses.includes('future') || !statuses.includes('asserted')) return false;
  return !a.published || !b.published || Math.abs(daysBetween(a.published, b.published)) > 1;
}

/** Deeds of two types in one sentence are two. */
const areOfOneSentence = (a: Report, b: Report): boolean =>
  a.document === b.document && a.type !== b.type && a.sentence.from < b.sentence.to && b.sentence.from < a.sentence.to;

/** True where the days, the count of rounds, or a plan told before its outcome speak against one happening. */
export function vetoed(a: Report, b: Report): boolean {
  if (areSteps(a, b) || areOfOneSentence(a, b)) return true;
  if (a.when && b.when && !meets(a.when, b.when)) return true;
  const [p, q] = [a.aspects.ordinals, b.aspects.ordinals];
  return p.length > 0 && q.length > 0 && !shares(p, q);
}

function commonOf(a: Compared, b: Compared): Common {
  const [x, y] = [a.told, b.told];
  const [names, parties] = [a.names.intersection(b.names).size, a.parties.intersection(b.parties).size];
  const fewest = Math.min(a.names.size, b.names.size);
  const dated = x.when && y.when && meets(x.when, y.when);
  const apart = x.published && y.published ? Math.abs(daysBetween(x.published, y.published)) / WEEK : 0;
  const statuses = [x.status, y.status];
  return {
    words: likeness(a.words, b.words),
    near: likeness(a.near, b.near),
    trigger: count(x.stem === y.stem),
    type: count(x.type === y.type),
    names: fewest > 0 ? names / fewest : 0,
    noName: count(fewest > 0 && names === 0),
    twoParties: count(parties >= 2),
    noParty: count(a.parties.size > 0 && b.parties.size > 0 && parties === 0),
    day: dated ? (isDay(x.when!) && isDay(y.when!) ? 1 : 0.5) : 0,
    place: count(x.place !== null && x.place === y.place),
    otherPlace: count(x.place !== null && y.place !== null && x.place !== y.place),
    number: count(shares(x.aspects.numbers, y.aspects.numbers)),
    story: x.document === y.document ? OWN_STORY : similarity(x.story, y.story),
    weeks: Math.min(apart, MOST_WEEKS),
    otherQuad: count(x.quad !== y.quad),
    side: count(sideOf(x) === sideOf(y)),
    doneAndToCome: count(statuses.includes('asserted') && statuses.includes('future')),
  };
}

/** Evidence, in points, that two reports tell one happening; 0 where anything vetoes. */
export function evidence(a: Compared, b: Compared): number {
  return vetoed(a.told, b.told) ? 0 : pointsOf(a, b);
}

/** Evidence, in points, that what one report foretells is what the other, published later, tells as done; else 0. */
export function stepEvidence(plan: Compared, act: Compared): number {
  const [a, b] = [plan.told, act.told];
  if (a.status !== 'future' || !a.published || !b.published || b.published < a.published) return 0;
  const isInTime = !a.when || !b.when || meets(a.when, b.when);
  return isInTime ? pointsOf(plan, act) : 0;
}

/** Evidence at which a plan and an act are taken for one thing: less than for one happening, since they differ in tense. */
export const ENOUGH_FOR_STEPS = 9;

function pointsOf(a: Compared, b: Compared): number {
  const common = commonOf(a, b);
  let sum = 0;
  for (const what of ASPECTS) sum += WEIGHTS[what] * common[what];
  return Math.max(0, Math.floor(sum));
}

/** A report meets those whose passage shares two of its telling words and names. */
const TELLING_WORDS = 3;
const TELLING_NAMES = 3;

/** The heads under which a report stands and is met. */
export function headsOf({ stem, aspects, actors, recipients }: Report): readonly string[] {
  const weight = new Map(aspects.words);
  const near = aspects.near
    .filter((w) => !w.startsWith(stem))
    .toSorted((v, w) => (weight.get(w) ?? 0) - (weight.get(v) ?? 0) || (v < w ? -1 : 1));
  const names = [...new Set([...aspects.nearNames, ...actors, ...recipients])].slice(0, TELLING_NAMES);
  const telling = [...new Set([stem, ...near.slice(0, TELLING_WORDS), ...names.map((n) => `=${n}`)])].sort();
  return telling.flatMap((one, i) => telling.slice(i + 1).map((other) => `${one}+${other}`.replace(/\s/gu, '_')));
}
