import type { Conflict, Happening, Prospect } from '../core/derived.ts';
import type { Judgement } from '../core/record.ts';
import { type Call, prospectOf, RESOLUTIONS } from './calls.ts';
import { CONFLICT_VERDICTS } from './conflicts.ts';
import { lastVerdicts, type Page } from './entries.ts';
import type { Link } from './items.ts';
import { type Background, update } from './update.ts';
import { memoryIndex, type ViewIndex } from './viewindex.ts';

/** Everything derived from the ledger. */
export interface Views {
  readonly happenings: readonly Happening[];
  readonly conflicts: readonly Conflict[];
  readonly prospects: readonly Prospect[];
}

/** Reads the views off an index that is up to date, with people's verdicts; forecasts as on the ISO day `asOf`. */
export function viewsOf(index: ViewIndex, judgements: readonly Judgement[], asOf: string): Views {
  return {
    happenings: happeningsOf(index),
    conflicts: conflictsOf(index, judgements),
    prospects: prospectsOf(index, judgements, asOf),
  };
}

/** All forecasts with what became of them, by id. */
export function prospectsOf(index: ViewIndex, judgements: readonly Judgement[], asOf: string): readonly Prospect[] {
  const resolutions = lastVerdicts(judgements, RESOLUTIONS);
  return index.all<Call>('forecast').map((call) => prospectOf(index, call, resolutions, asOf));
}

/** Those of some voices, each given by entity id, or by its words where nobody could be named. */
export function prospectsBy(
  index: ViewIndex,
  judgements: readonly Judgement[],
  asOf: string,
  voices: readonly string[],
): readonly Prospect[] {
  const resolutions = lastVerdicts(judgements, RESOLUTIONS);
  const ids = [...new Set(voices)].flatMap((voice) => index.idsUnder('forecast', `by ${voice}`));
  return ids.sort().map((id) => prospectOf(index, index.get<Call>('forecast', id)!, resolutions, asOf));
}

export function happeningsOf(index: ViewIndex): readonly Happening[] {
  const links = index.all<Link>('link').filter((l) => l.outcome !== null);
  const outcome = new Map(links.map((l) => [l.plan, l.outcome!.happening]));
  const plan = new Map(links.toReversed().map((l) => [l.outcome!.happening, l.plan]));
  return index.all<{ readonly happening: Happening }>('cluster').map(({ happening: h }) => {
    const [o, p] = [outcome.get(h.id) ?? null, plan.get(h.id) ?? null];
    return { ...h, plan: p, outcome: o, link: o ? 'plan' : p ? 'outcome' : null };
  });
}

/** One happening with its plan or outcome; null where there is none of that id. */
export function happeningOf(index: ViewIndex, id: string): Happening | null {
  const item = index.get<{ readonly happening: Happening }>('cluster', id);
  if (!item) return null;
  const outcome = index.get<Link>('link', id)?.outcome?.happening ?? null;
  const plan = index.idsUnder('link', id)[0] ?? null;
  return { ...item.happening, plan, outcome, link: outcome ? 'plan' : plan ? 'outcome' : null };
}

/** The happenings in which all of the powers have a part, given by code or entity id; by id. */
export function happeningsAbout(index: ViewIndex, powers: readonly string[]): readonly Happening[] {
  const [first, ...rest] = powers.map((power) => index.idsUnder('cluster', `about ${power}`));
  if (!first) return happeningsOf(index);
  const others = rest.map((ids) => new Set(ids));
  return first.filter((id) => others.every((ids) => ids.has(id))).map((id) => happeningOf(index, id)!);
}

/** The happenings that concern two powers, given by code or entity id, by id. */
export const happeningsBetween = (index: ViewIndex, powers: readonly [string, string]): readonly Happening[] =>
  index.idsUnder('cluster', `pair ${[...powers].sort().join('-')}`).map((id) => happeningOf(index, id)!);

export function conflictsOf(index: ViewIndex, judgements: readonly Judgement[]): readonly Conflict[] {
  const verdicts = lastVerdicts(judgements, CONFLICT_VERDICTS);
  return index.all<Conflict>('conflict').map((c) => ({ ...c, verdict: verdicts.get(c.id) ?? null }));
}

/** Derives all views of a set of pages from scratch. */
export function derive(
  pages: readonly Page[],
  judgements: readonly Judgement[],
  background: Background,
  asOf: string,
): Views {
  const index = memoryIndex();
  update(index, { added: pages, gone: [], judgements }, background);
  return viewsOf(index, judgements, asOf);
}
