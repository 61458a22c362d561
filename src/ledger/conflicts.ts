import type { Conflict, ConflictType, Happening } from '../core/derived.ts';
import { localId } from '../core/entry.ts';
import type { Assessment, Contract, Status } from '../core/record.ts';
import { type Entries, lastVerdict } from './entries.ts';
import type { Cluster } from './happenings.ts';
import type { Report } from './reports.ts';
import { daysBetween, isDay, meets, sameObject, sameStory, shares } from './same.ts';

/** What people may say of a conflict. */
export const CONFLICT_VERDICTS = ['real', 'other-time', 'other-sense', 'translation', 'not-a-conflict'] as const;

type Sides = readonly (readonly Report[])[];

const ids = (reports: readonly Report[]): readonly string[] => reports.map((r) => r.event.id);
const originCount = (reports: readonly Report[]): number => new Set(reports.map((r) => r.origin)).size;

function conflict(
  type: ConflictType,
  sides: Sides,
  values: readonly string[],
  of: Happening | null,
  entries: Entries,
): Conflict {
  const id = localId('c', [type, ...sides.map((side) => side[0]!.event.id)]);
  return {
    kind: 'conflict',
    id,
    type,
    sides: sides.map(ids),
    values,
    happening: of?.id ?? null,
    origins: sides.map(originCount),
    verdict: lastVerdict(entries.judgements, id, CONFLICT_VERDICTS),
  };
}

/** One report a voice and origin: five reprints are one voice. */
function voices(reports: readonly Report[]): readonly Report[] {
  const kept = new Map<string, Report>();
  for (const r of reports) if (!kept.has(`${r.voice} ${r.origin}`)) kept.set(`${r.voice} ${r.origin}`, r);
  return [...kept.values()];
}

/** Asserted by one voice, denied by another, of one happening. */
function denial(cluster: Cluster): Sides | null {
  const body = cluster.filter((r) => !r.isHeadline);
  const asserted = voices(body.filter((r) => r.event.status === 'asserted'));
  const denied = voices(body.filter((r) => r.event.status === 'denied'));
  const deniers = new Set(denied.map((r) => r.voice));
  const others = asserted.filter((r) => !deniers.has(r.voice));
  return others.length > 0 && denied.length > 0 ? [others, denied] : null;
}

/** The largest figure each voice gives for one unit, grouped by figure; parts of a sum are no conflict. */
function numbers(cluster: Cluster, unit: string): ReadonlyMap<number, readonly Report[]> {
  const largest = new Map<string, { value: number; report: Report }>();
  for (const report of cluster)
    for (const { unit: u, value } of report.event.quantities) {
      if (u !== unit) continue;
      const key = report.voice;
      const known = largest.get(key);
      if (!known || value > known.value) largest.set(key, { value, report });
    }
  const grouped = Map.groupBy(largest.values(), ({ value }) => value);
  return new Map([...grouped].map(([value, list]) => [value, list.map(({ report }) => report)]));
}

function numberConflicts(cluster: Cluster): readonly { sides: Sides; values: readonly string[] }[] {
  const body = cluster.filter((r) => r.event.status === 'asserted' && !r.isHeadline);
  const units = new Set(body.flatMap((r) => r.event.quantities.map((q) => q.unit)));
  return [...units].sort().flatMap((unit) => {
    const found = [...numbers(body, unit)].sort(([a], [b]) => b - a);
    if (found.length < 2) return [];
    return [{ sides: found.map(([, reports]) => reports), values: found.map(([value]) => `${value} ${unit}`) }];
  });
}

/** Different values of one field, each given by other voices than the rest. */
function differing(
  cluster: Cluster,
  of: (r: Report) => string | null,
): { sides: Sides; values: readonly string[] } | null {
  const body = voices(cluster.filter((r) => r.event.status === 'asserted' && !r.isHeadline && of(r) !== null));
  const grouped = [...Map.groupBy(body, (r) => of(r)!)];
  if (grouped.length < 2) return null;
  return { sides: grouped.map(([, reports]) => reports), values: grouped.map(([value]) => value) };
}

/** Conflicts inside one happening. */
export function conflictsWithin(cluster: Cluster, of: Happening, entries: Entries): readonly Conflict[] {
  const found: Conflict[] = [];
  const denied = denial(cluster);
  if (denied) found.push(conflict('denial', denied, ['asserted', 'denied'], of, entries));
  for (const { sides, values } of numberConflicts(cluster)) found.push(conflict('number', sides, values, of, entries));
  const places = differing(cluster, (r) => r.event.place?.entity ?? null);
  if (places) found.push(conflict('place', places.sides, places.values, of, entries));
  return found;
}

/** Two clusters alike in all but the day, from near stories, each with a day of its own. */
export function dateConflict(a: Cluster, b: Cluster, entries: Entries): Conflict | null {
  const [x, y] = [a[0]!, b[0]!];
  const [p, q] = [x.event.when, y.event.when];
  if (!p || !q || !isDay(p) || !isDay(q) || meets(p, q) || Math.abs(daysBetween(p.from, q.from)) > 2) return null;
  const alike = x.stem === y.stem && sameParties(x, y) && sameObject(x, y) && x.document !== y.document;
  if (!alike || !sameStory(x, y)) return null;
  return conflict('date', [a, b], [p.from, q.from], null, entries);
}

const sameParties = (x: Report, y: Report): boolean =>
  shares(x.actors, y.actors) && x.recipients.size > 0 && shares(x.recipients, y.recipients);

/** Each of two powers is said, by different voices, to have done the same to the other on the same day. */
export function whoConflict(a: Cluster, b: Cluster, entries: Entries): Conflict | null {
  const [x, y] = [a[0]!, b[0]!];
  const [p, q] = [x.event.when, y.event.when];
  const reversed = shares(x.actors, y.recipients) && shares(y.actors, x.recipients) && !shares(x.actors, y.actors);
  if (!reversed || !p || !q || !isDay(p) || !isDay(q) || !meets(p, q)) return null;
  if (x.voice === y.voice || x.stem !== y.stem || !sameStory(x, y)) return null;
  const asserted = (c: Cluster) => c.filter((r) => r.event.status === 'asserted');
  const sides = [asserted(a), asserted(b)];
  if (sides.some((s) => s.length === 0)) return null;
  return conflict('who', sides, [[...x.actors].join(', '), [...y.actors].join(', ')], null, entries);
}

const STRENGTH: Readonly<Record<Status, number>> = { asserted: 3, future: 2, possible: 1, hypothetical: 1, denied: 0 };
/** Types close enough for a headline's word to stand for the body's. */
const KIN: readonly (readonly string[])[] = [
  ['CONCEDE', 'RETREAT', 'AGREE', 'SUPPORT', 'COOPERATE', 'AID', 'CONSULT'],
  ['THREATEN', 'SANCTION', 'COERCE', 'ASSAULT', 'MOBILIZE'],
  ['ACCUSE', 'REJECT', 'REQUEST', 'PROTEST'],
];
const kin = (a: string, b: string): boolean => a === b || KIN.some((k) => k.includes(a) && k.includes(b));

/** A headline that asserts what its own body only calls possible, planned or denied. */
export function headlineConflicts(reports: readonly Report[], entries: Entries): readonly Conflict[] {
  return [...Map.groupBy(reports, (r) => r.document).values()].flatMap((page) =>
    page
      .filter((r) => r.isHeadline && r.event.status === 'asserted')
      .flatMap((head) => {
        const body = page.filter(
          (r) => !r.isHeadline && kin(r.event.type, head.event.type) && shares(r.actors, head.actors),
        );
        const strongest = Math.max(...body.map((r) => STRENGTH[r.event.status]));
        if (body.length === 0 || strongest > STRENGTH.possible) return [];
        return [conflict('headline', [[head], body], ['asserted', body[0]!.event.status], null, entries)];
      }),
  );
}

/** A source that asserts what it denied before, or the other way round, of the same thing and days apart. */
export function reversals(reports: readonly Report[], entries: Entries): readonly Conflict[] {
  const spoken = reports.filter((r) => r.event.saidIn !== null && !r.isHeadline && r.published !== null);
  const groups = Map.groupBy(spoken, (r) => `${r.voice} ${r.event.type} ${r.stem} ${[...r.actors].sort().join()}`);
  return [...groups.values()].flatMap((group) => {
    const [first, ...rest] = group;
    const turned = rest.filter(
      (r) =>
        opposed(first!.event.status, r.event.status) &&
        daysBetween(first!.published!, r.published!) >= 2 &&
        sameObject(first!, r) &&
        r.event.when === null,
    );
    if (!first || turned.length === 0 || first.event.when !== null) return [];
    const values = [first.event.status, turned[0]!.event.status];
    return [conflict('reversal', [[first], turned], values, null, entries)];
  });
}

const opposed = (a: Status, b: Status): boolean =>
  (a === 'denied' && b === 'asserted') || (a === 'asserted' && b === 'denied');

/** Opposed assessments of one relation by different voices: readings, listed apart. */
export function readingConflicts(entries: Entries): readonly Conflict[] {
  const directed = entries.assessments.filter((a) => a.direction !== null);
  const groups = Map.groupBy(directed, (a) => `${a.dimension} ${a.direction!.split('>').sort().join('-')}`);
  return [...groups.values()].flatMap((group) => {
    const [one, other] = [...Map.groupBy(group, (a) => a.direction!).values()];
    if (!one || !other) return [];
    const voicesOf = (list: readonly Contract<Assessment>[]) => new Set(list.map((a) => a.by.entity ?? a.by.label));
    if ([...voicesOf(one)].every((v) => voicesOf(other).has(v))) return [];
    const id = localId('c', ['reading', one[0]!.id, other[0]!.id]);
    return [
      {
        kind: 'conflict',
        id,
        type: 'reading',
        sides: [one.map((a) => a.id), other.map((a) => a.id)],
        values: [one[0]!.direction!, other[0]!.direction!],
        happening: null,
        origins: [voicesOf(one).size, voicesOf(other).size],
        verdict: lastVerdict(entries.judgements, id, CONFLICT_VERDICTS),
      },
    ];
  });
}
