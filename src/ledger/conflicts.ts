import type { Conflict, ConflictType, Happening } from '../core/derived.ts';
import { localId } from '../core/entry.ts';
import type { Assessment, Contract, Status } from '../core/record.ts';
import type { Cluster } from './happenings.ts';
import { fieldsOf, type Marked, marked } from './marks.ts';
import type { Report, Told } from './reports.ts';
import { daysBetween, isDay, meets, sameObject, sameStory, shares } from './same.ts';

/** What people may say of a conflict. */
export const CONFLICT_VERDICTS = ['real', 'other-time', 'other-sense', 'translation', 'not-a-conflict'] as const;

type Sides = readonly (readonly Told[])[];

/** What the sides of a conflict between reports say differently. */
const SAYS: Readonly<Record<ConflictType, (values: readonly string[]) => string>> = {
  denial: () => 'One side says that it happened, the other that it did not.',
  number: ([a, b]) => `One side gives ${a}, the other ${b}.`,
  date: ([a, b]) => `One side dates it ${a}, the other ${b}.`,
  place: () => 'The sides place it differently.',
  who: ([a, b]) => `One side says that ${a} did it, the other that ${b} did.`,
  headline: ([a, b]) => `The headline gives as ${a} what the body calls ${b}.`,
  reversal: ([a, b]) => `The same voice gave it as ${a} before and as ${b} later.`,
  reading: ([a, b]) => `One side reads it as ${a}, the other as ${b}.`,
  fact: ([a, b]) => `One side says ${a}, the other ${b}.`,
};

function conflict(type: ConflictType, sides: Sides, values: readonly string[], of: Happening | null = null): Conflict {
  return {
    kind: 'conflict',
    id: localId('c', [type, ...sides.map((side) => side[0]!.id)]),
    type,
    sides: sides.map((side) => side.map((r) => r.id)),
    values,
    says: SAYS[type](values),
    happening: of?.id ?? null,
    origins: sides.map((side) => new Set(side.map((r) => r.origin)).size),
    verdict: null,
  };
}

/** One report a voice and origin: five reprints are one voice. */
const voices = (reports: readonly Told[]): readonly Told[] =>
  [...new Map(reports.toReversed().map((r) => [`${r.voice} ${r.origin}`, r])).values()].toReversed();

/** True where two reports tell of one deed in one word, or of one object. */
const areOfOneWord = (a: Told, b: Told): boolean =>
  a.stem === b.stem || (a.document !== b.document && sameObject(a, b));

/** Asserted by one voice, denied by another, of one happening. */
function denial(cluster: Cluster): Sides | null {
  const body = cluster.filter((r) => !r.isHeadline);
  const denied = voices(body.filter((r) => r.status === 'denied'));
  const deniers = new Set(denied.map((r) => r.voice));
  const isSame = (r: Told, d: Told) => r.type === d.type && shares(r.actors, d.actors) && areOfOneWord(r, d);
  const asserted = voices(
    body.filter((r) => r.status === 'asserted' && !deniers.has(r.voice) && denied.some((d) => isSame(r, d))),
  );
  // One article alone is in conflict only between voices it quotes: its own two sentences are rather misread.
  const told = [...asserted, ...denied];
  if (new Set(told.map((r) => r.document)).size === 1 && told.some((r) => !r.isSourced)) return null;
  return asserted.length > 0 && denied.length > 0 ? [asserted, denied] : null;
}

/** Conflicts inside one happening. */
export function conflictsWithin(cluster: Cluster, of: Happening): readonly Conflict[] {
  const sides = denial(cluster);
  return sides ? [conflict('denial', sides, ['asserted', 'denied'], of)] : [];
}

/** Days by which two accounts of one happening may differ. */
export const DAYS_APART: readonly number[] = [0, 1, 2];

/**
 * Where a cluster meets those that a differing day, place or direction may have kept apart: they share the key, and give
 * days close to each other. Null where it gives no day.
 */
export function apartPlace(cluster: Cluster): { readonly key: string; readonly day: string } | null {
  const { type, stem, actors, recipients, when } = cluster[0]!;
  if (!when || !isDay(when)) return null;
  return { key: `${type} ${stem} ${[...actors, ...recipients].sort().join()}`, day: when.from };
}

/** Conflicts between clusters of one key, those of the first day with each other and with those of the days after. */
export function conflictsApart(
  near: readonly { readonly id: string; readonly day: string; readonly cluster: Cluster }[],
  first: string,
): readonly Conflict[] {
  const group = near.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return group.flatMap((a, i) =>
    group
      .slice(i + 1)
      .filter((b) => a.day === first || b.day === first)
      .flatMap((b) =>
        [
          dateConflict(a.cluster, b.cluster),
          placeConflict(a.cluster, b.cluster),
          whoConflict(a.cluster, b.cluster),
        ].filter((c) => c !== null),
      ),
  );
}

const sameParties = (x: Told, y: Told): boolean =>
  shares(x.actors, y.actors) && x.recipients.length > 0 && shares(x.recipients, y.recipients);

const areAlike = (x: Told, y: Told): boolean =>
  x.document !== y.document && sameParties(x, y) && sameObject(x, y) && sameStory(x, y);

/** Alike in all but the day, in one story, each with a day of its own. */
function dateConflict(a: Cluster, b: Cluster): Conflict | null {
  const [x, y] = [a[0]!, b[0]!];
  const [p, q] = [x.when, y.when];
  if (!p || !q || !isDay(p) || !isDay(q) || meets(p, q) || Math.abs(daysBetween(p.from, q.from)) > 2) return null;
  return areAlike(x, y) ? conflict('date', [a, b], [p.from, q.from]) : null;
}

/** Alike in all but the place, on one day and in one story. */
function placeConflict(a: Cluster, b: Cluster): Conflict | null {
  const [x, y] = [a[0]!, b[0]!];
  if (x.place === null || y.place === null || x.place === y.place || x.voice === y.voice) return null;
  if (!x.when || !y.when || !isDay(x.when) || !isDay(y.when) || !meets(x.when, y.when)) return null;
  return areAlike(x, y) ? conflict('place', [a, b], [x.place, y.place]) : null;
}

/** Each of two powers is said, by different voices, to have done the same to the other on the same day. */
function whoConflict(a: Cluster, b: Cluster): Conflict | null {
  const [x, y] = [a[0]!, b[0]!];
  const reversed = shares(x.actors, y.recipients) && shares(y.actors, x.recipients) && !shares(x.actors, y.actors);
  if (!reversed || !x.when || !y.when || !isDay(x.when) || !isDay(y.when) || !meets(x.when, y.when)) return null;
  if (x.voice === y.voice || !sameObject(x, y) || !sameStory(x, y)) return null;
  const sides = [a, b].map((c) => c.filter((r) => r.status === 'asserted'));
  if (sides.some((side) => side.length === 0)) return null;
  return conflict('who', sides, [x.actors.join(', '), y.actors.join(', ')]);
}

const STRENGTH: Readonly<Record<Status, number>> = { asserted: 3, future: 2, possible: 1, hypothetical: 1, denied: 0 };
/** Types close enough for a headline's word to stand for the body's. */
const KIN: readonly (readonly string[])[] = [
  ['CONCEDE', 'RETREAT', 'AGREE', 'SUPPORT', 'COOPERATE', 'AID', 'CONSULT'],
  ['THREATEN', 'SANCTION', 'COERCE', 'ASSAULT', 'MOBILIZE'],
  ['ACCUSE', 'REJECT', 'REQUEST', 'PROTEST'],
];
const areKin = (a: string, b: string): boolean => a === b || KIN.some((k) => k.includes(a) && k.includes(b));

/** A headline that asserts what its own body only calls possible, planned or denied. */
export const headlineConflicts = (page: readonly Told[]): readonly Conflict[] =>
  page
    .filter((r) => r.isHeadline && r.status === 'asserted')
    .flatMap((head) => {
      const body = page.filter((r) => !r.isHeadline && areKin(r.type, head.type) && shares(r.actors, head.actors));
      const strongest = Math.max(...body.map((r) => STRENGTH[r.status]));
      if (body.length === 0 || strongest > STRENGTH.possible) return [];
      return [conflict('headline', [[head], body], ['asserted', body[0]!.status])];
    });

/** Reports in which a source may turn round share this key; null where none is to be looked for. */
export const reversalKey = (r: Report): string | null =>
  r.isSourced && !r.isHeadline && r.published !== null && r.when === null
    ? `${r.voice} ${r.type} ${r.stem} ${r.actors.join()}`
    : null;

/** When and in what sense a report was given; sorts by publication. */
export const turnMark = ({ published, document, trigger, status }: Report): string =>
  marked([published, document, String(trigger.from).padStart(9, '0'), status]);

/**
 * A source that asserts what it denied before, or the other way round, of the same thing and days apart. `group`: the
 * reports of a key with their marks, in order of publication; `told` gives a report with its origin.
 */
export function reversals(group: readonly Marked[], told: (report: string) => Told): readonly Conflict[] {
  const [first, ...rest] = group.map(({ x, id }) => {
    const [published, , , status] = fieldsOf(x);
    return { id, published: published!, status: status as Status };
  });
  const opposed = rest.filter(
    (r) => areOpposed(first!.status, r.status) && daysBetween(first!.published, r.published) >= 2,
  );
  if (!first || opposed.length === 0) return [];
  const then = told(first.id);
  const turned = opposed.map((r) => told(r.id)).filter((r) => sameObject(then, r));
  return turned.length === 0 ? [] : [conflict('reversal', [[then], turned], [then.status, turned[0]!.status])];
}

const areOpposed = (a: Status, b: Status): boolean =>
  (a === 'denied' && b === 'asserted') || (a === 'asserted' && b === 'denied');

/** Directed assessments of one relation and dimension share this key; null for undirected ones. */
export const readingKey = ({ dimension, direction }: Contract<Assessment>): string | null =>
  direction === null ? null : `${dimension} ${direction.split('>').sort().join('-')}`;

/** Which way an assessment points, and whose it is. */
export const readingMark = ({ direction, by }: Contract<Assessment>): string =>
  marked([direction, by.entity ?? by.label]);

/** Opposed assessments of one relation by different voices: readings, listed apart. `group`: those of a key, with marks. */
export function readingConflicts(group: readonly Marked[]): readonly Conflict[] {
  const claims = group
    .map(({ x, id }) => ({ id, direction: fieldsOf(x)[0]!, voice: fieldsOf(x)[1]! }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const [one, other] = [...Map.groupBy(claims, (a) => a.direction).values()];
  if (!one || !other) return [];
  const voicesOf = (list: typeof claims) => new Set(list.map((a) => a.voice));
  if (voicesOf(one).isSubsetOf(voicesOf(other))) return [];
  return [
    {
      kind: 'conflict',
      id: localId('c', ['reading', one[0]!.id, other[0]!.id]),
      type: 'reading',
      sides: [one.map((a) => a.id), other.map((a) => a.id)],
      values: [one[0]!.direction, other[0]!.direction],
      says: SAYS.reading([one[0]!.direction, other[0]!.direction]),
      happening: null,
      origins: [voicesOf(one).size, voicesOf(other).size],
      verdict: null,
    },
  ];
}
