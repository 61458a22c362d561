import type { Conflict, Happening, Prospect } from '../core/derived.ts';
import type { Judgement } from '../core/record.ts';
import { CONFLICT_VERDICTS } from './conflicts.ts';
import { lastVerdicts, type Page } from './entries.ts';
import { bodyText } from './origins.ts';
import { type Call, prospects, RESOLUTIONS } from './scoring.ts';
import type { Frequencies } from './stories.ts';
import { update } from './update.ts';
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
    prospects: prospects(index.all<Call>('forecast'), lastVerdicts(judgements, RESOLUTIONS), asOf),
  };
}

export function happeningsOf(index: ViewIndex): readonly Happening[] {
  const links = index.all<{ readonly plan: string; readonly outcome: string }>('link');
  const outcome = new Map(links.map((l) => [l.plan, l.outcome]));
  const plan = new Map(links.toReversed().map((l) => [l.outcome, l.plan]));
  return index.all<{ readonly happening: Happening }>('cluster').map(({ happening: h }) => {
    const [o, p] = [outcome.get(h.id) ?? null, plan.get(h.id) ?? null];
    return { ...h, plan: p, outcome: o, link: o ? 'plan' : p ? 'outcome' : null };
  });
}

export function conflictsOf(index: ViewIndex, judgements: readonly Judgement[]): readonly Conflict[] {
  const verdicts = lastVerdicts(judgements, CONFLICT_VERDICTS);
  return index.all<Conflict>('conflict').map((c) => ({ ...c, verdict: verdicts.get(c.id) ?? null }));
}

/** Derives all views of a set of pages from scratch. */
export function derive(
  pages: readonly Page[],
  judgements: readonly Judgement[],
  frequencies: Frequencies,
  asOf: string,
): Views {
  const index = memoryIndex();
  const bodies = new Map(pages.map((page) => [page.record.id, bodyText(page)]));
  update(index, { added: pages, gone: [], judgements }, { frequencies, bodyOf: (id) => bodies.get(id) ?? '' });
  return viewsOf(index, judgements, asOf);
}
