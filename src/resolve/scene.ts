import type { Interval } from '../core/date.ts';
import type { Article } from '../core/reading.ts';
import type { Issue } from '../core/record.ts';
import type { Draft } from '../extract/mentions-draft.ts';
import type { Line } from '../extract/mentions-lines.ts';
import type { Actors } from '../lexicon/actors.ts';
import { Cast } from './cast.ts';

/** A stretch of pieces on its way to becoming a mention; resolvers fill in `entity` and `issues`. */
export interface Sighting {
  readonly draft: Draft;
  /** First piece with the titles before a name taken in. */
  from: number;
  to: number;
  entity: string | null;
  /** Found by a neighbouring word only ("the analyst" for an expert). */
  isKin: boolean;
  readonly issues: Issue[];
  /** Taken into another sighting, or found to be no mention. */
  isDropped: boolean;
}

/** One document with its people, while mentions are being resolved. */
export interface Scene {
  readonly actors: Actors;
  readonly article: Article;
  readonly lines: readonly Line[];
  readonly cast: Cast;
  readonly sightings: readonly Sighting[];
  /** The same, by line. */
  readonly byLine: readonly (readonly Sighting[])[];
  /** The days the article may be of; null where nothing states them. */
  readonly published: Interval | null;
}

export const sight = (draft: Draft): Sighting => ({
  draft,
  from: draft.from,
  to: draft.to,
  entity: null,
  isKin: false,
  issues: [...draft.issues],
  isDropped: false,
});

export function scene(actors: Actors, article: Article, lines: readonly Line[], drafts: readonly Draft[]): Scene {
  const sightings = drafts.map(sight).sort((a, b) => a.draft.line - b.draft.line || a.from - b.from || b.to - a.to);
  const byLine: Sighting[][] = lines.map(() => []);
  for (const s of sightings) byLine[s.draft.line]!.push(s);
  return { actors, article, lines, cast: new Cast(actors), sightings, byLine, published: article.record.published };
}

/** The words of a sighting as the text has them. */
export function words({ article, lines }: Scene, line: number, from: number, to: number): string {
  const { pieces } = lines[line]!;
  return article.text.slice(pieces[from]!.from, pieces[to - 1]!.to).replace(/\s+/gu, ' ');
}

export const issue = (code: string, message: string): Issue => ({ code, message });

/** Sightings of one line that are still in play. */
export const onLine = (scene: Scene, line: number): readonly Sighting[] =>
  scene.byLine[line]!.filter((s) => !s.isDropped);
