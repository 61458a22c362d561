import type { Article } from '../core/reading.ts';
import { type Entity, type Issue, type Link, type Mention, type Ref, UNKNOWN_PUBLISHER } from '../core/record.ts';
import { contains, type Span, slice } from '../core/span.ts';
import type { Candidate } from './candidate.ts';
import { neighbourhoods } from './neighbours.ts';
import { outletIn } from './sources.ts';

const extent = (c: Candidate): number => c.content.reduce((n, s) => n + s.to - s.from, 0);
const holds = (outer: Candidate, inner: Candidate): boolean => {
  const place = inner.cue ?? inner.content[0];
  return outer !== inner && place !== undefined && outer.content.some((s) => contains(s, place));
};

/**
 * Index of the attribution each one stands in: the report that carries it, else the one with the least content around its
 * cue, of two with the same content the one that is carried; null for the document's own.
 */
export function containers(candidates: readonly Candidate[]): readonly (number | null)[] {
  const index = new Map(candidates.map((c, i) => [c, i]));
  const within = candidates.map((c): number | null => (c.within && index.get(c.within)) ?? null);
  const order = (x: Candidate, y: Candidate) => extent(x) - extent(y) || Number(!x.within) - Number(!y.within);
  for (const near of neighbourhoods(candidates))
    for (const inner of near.filter((c) => !c.within)) {
      const around = near.filter((outer) => holds(outer, inner) && !holds(inner, outer));
      const smallest = around.toSorted(order)[0];
      if (smallest) within[index.get(inner)!] = index.get(smallest)!;
    }
  return within.map((around, index) => (around !== null && closes(index, within) ? null : around));
}

/** True where the containers of a candidate lead back to it: broken marks can make each seem to hold the next. */
function closes(index: number, within: readonly (number | null)[]): boolean {
  const seen = new Set<number>();
  for (let at = within[index] ?? null; at !== null && !seen.has(at); at = within[at] ?? null) {
    if (at === index) return true;
    seen.add(at);
  }
  return false;
}

/** The candidates around one, outermost first, itself last; a loop of containers ends where it closes. */
export function ancestry(index: number, within: readonly (number | null)[]): readonly number[] {
  const path = [index];
  for (let at = within[index] ?? null; at !== null && !path.includes(at); at = within[at] ?? null) path.unshift(at);
  return path;
}

/** One level of a chain before it is written: who speaks there, and the outlet that carried it. */
export interface Level {
  readonly source: Ref | null;
  readonly venues: readonly (Span | null)[];
}

export interface Chain {
  readonly links: readonly Link[];
  readonly issues: readonly Issue[];
}

/** Publisher first, then outlets and sources from the outside in; the last link is the source of the words. */
export function chainOf(
  article: Article,
  levels: readonly Level[],
  mentions: readonly Mention[],
  entities: ReadonlyMap<string, Entity>,
): Chain {
  const { publisher } = article.record;
  const own = publisher === null ? undefined : [...entities.values()].find((e) => e.names.includes(publisher));
  const first: Link = { label: publisher ?? UNKNOWN_PUBLISHER, entity: own?.id ?? null, span: null };
  const links = levels.flatMap(({ source, venues }): readonly Link[] => {
    const outlets = venues.flatMap((v) => (v ? [outletIn(v, mentions, entities)] : [])).filter((m) => m !== null);
    const relays = outlets
      .filter((m) => m.entity !== source?.entity && (own === undefined || m.entity !== own.id))
      .map((m) => named(article, { span: m.span, entity: m.entity }, entities));
    return [...relays, source ? named(article, source, entities) : UNRESOLVED];
  });
  const issues: Issue[] = [{ code: 'publisher-outside-text', message: publisherNote(publisher) }];
  if (levels.slice(0, -1).some((l) => l.source === null))
    issues.push({ code: 'unresolved-link', message: 'A source further out in the chain is not named in the text.' });
  return { links: [first, ...links], issues };
}

const UNRESOLVED: Link = { label: 'unresolved', entity: null, span: null };

const publisherNote = (publisher: string | null): string =>
  publisher === null
    ? 'The publisher is not known.'
    : 'The publisher is known from the page or file, not from the text.';

function named(article: Article, { span, entity }: Ref, entities: ReadonlyMap<string, Entity>): Link {
  const known = entity === null ? undefined : entities.get(entity);
  return { label: known?.name ?? slice(article.text, span), entity, span };
}
