import type { Conflict, Happening, Prospect } from '../core/derived.ts';
import {
  conflictsWithin,
  dateConflict,
  headlineConflicts,
  readingConflicts,
  reversals,
  whoConflict,
} from './conflicts.ts';
import type { Entries } from './entries.ts';
import { type Cluster, clusters, happening } from './happenings.ts';
import { originsOf } from './origins.ts';
import { indexed, linked, sketch } from './plans.ts';
import { reportsOf } from './reports.ts';
import { prospects } from './scoring.ts';
import type { Frequencies } from './stories.ts';

/** Everything derived from the ledger. */
export interface Views {
  /** Document id → id of its origin. */
  readonly origins: ReadonlyMap<string, string>;
  readonly happenings: readonly Happening[];
  readonly conflicts: readonly Conflict[];
  readonly prospects: readonly Prospect[];
}

/**
 * Derives all views: a pure function of entries and judgements, whatever the order they were read in. `asOf` is the
 * ISO day on which forecasts are looked at.
 */
export function derive(entries: Entries, frequencies: Frequencies, asOf: string): Views {
  const origins = originsOf(entries.pages);
  const reports = reportsOf(entries, origins, frequencies);
  const all = clusters(reports, entries).map((cluster) => ({ cluster, happening: happening(cluster) }));
  const [plans, acts] = [all.filter((a) => a.happening.planned), all.filter((a) => !a.happening.planned)];
  const sketches = (list: typeof all) => list.map((a) => sketch(a.cluster, a.happening.id));
  const outcomes = indexed(sketches(acts));
  const happenings = linked(
    all.map((a) => a.happening),
    sketches(plans),
    outcomes,
  );
  const conflicts = [
    ...acts.flatMap((a) => conflictsWithin(a.cluster, a.happening, entries)),
    ...acrossClusters(
      acts.map((a) => a.cluster),
      entries,
    ),
    ...headlineConflicts(reports, entries),
    ...reversals(reports, entries),
    ...readingConflicts(entries),
  ];
  return {
    origins,
    happenings: happenings.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    conflicts: conflicts.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    prospects: prospects(entries, reports, outcomes, asOf),
  };
}

/** Conflicts between clusters that a differing day or a reversed direction kept apart. */
function acrossClusters(acts: readonly Cluster[], entries: Entries): readonly Conflict[] {
  const keyOf = (c: Cluster) =>
    `${c[0]!.event.type} ${c[0]!.stem} ${[...c[0]!.actors, ...c[0]!.recipients].sort().join()}`;
  return [...Map.groupBy(acts, keyOf).values()].flatMap((group) =>
    group.flatMap((a, i) =>
      group
        .slice(i + 1)
        .flatMap((b) => [dateConflict(a, b, entries), whoConflict(a, b, entries)].filter((c) => c !== null)),
    ),
  );
}
